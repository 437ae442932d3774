// The core's names of what is known of a customer, in the reader's language, and their numbers as text.
import { msg } from '@lit/localize';
import { inUnit } from '../format';
import type { Difference } from '../protocol';

export function traitName(name: string): string {
  switch (name) {
    case 'tenure':
      return msg('Days since the first purchase', { id: 'trait-tenure' });
    case 'days_since_last':
      return msg('Days since the last purchase', { id: 'trait-since-last' });
    case 'gap':
      return msg('Days between purchases (who bought twice)', { id: 'trait-gap' });
    case 'second_after':
      return msg('Days from the first purchase to the second', { id: 'trait-second' });
    case 'repeat':
      return msg('Bought on more than one day', { id: 'trait-repeat' });
    case 'purchase_days':
      return msg('Purchase days', { id: 'table-orders' });
    case 'revenue':
      return msg('Revenue to date', { id: 'trait-revenue' });
    case 'order_value':
      return msg('Revenue of a purchase day', { id: 'trait-order-value' });
    case 'first_value':
      return msg('Revenue of the first purchase', { id: 'trait-first-value' });
    case 'refund_share':
      return msg('Refunded on another day, share of what was bought', { id: 'trait-refunds' });
    case 'refund_days':
      return msg('Days on which something was given back', { id: 'trait-refund-days' });
    case 'first_quarter_1':
      return msg('First purchase in January to March', { id: 'trait-quarter-1' });
    case 'first_quarter_2':
      return msg('First purchase in April to June', { id: 'trait-quarter-2' });
    case 'first_quarter_3':
      return msg('First purchase in July to September', { id: 'trait-quarter-3' });
    case 'first_quarter_4':
      return msg('First purchase in October to December', { id: 'trait-quarter-4' });
    case 'contacts':
      return msg('Support contacts', { id: 'trait-contacts' });
    case 'score':
      return msg('Score in the survey', { id: 'trait-score' });
    case 'contact_score':
      return msg('Score of support contacts', { id: 'measure-contact-score' });
    case 'handle_seconds':
      return msg('Handling time of support contacts', { id: 'measure-handle' });
    case 'late':
      return msg('Late against their own rhythm', { id: 'trait-late' });
    case 'silence_by_gap':
      return msg('Silence in average gaps of their own', { id: 'trait-silence' });
    case 'spend_before':
      return msg('Before: revenue', { id: 'trait-spend-before' });
    case 'bought_after':
      return msg('After: bought again', { id: 'trait-bought-after' });
    case 'spend_after':
      return msg('After: revenue', { id: 'trait-spend-after' });
    case 'orders_after':
      return msg('After: purchase days', { id: 'trait-orders-after' });
    case 'refunded_after':
      return msg('After: had a refund', { id: 'trait-refunded-after' });
    case 'contacts_after':
      return msg('After: support contacts', { id: 'trait-contacts-after' });
    default:
      return name;
  }
}

/** An average or a median of a trait. */
export function traitText(value: number | null, { unit }: Pick<Difference, 'unit'>, currency: string, minorDigits: number): string {
  return value === null ? '\u2013' : inUnit(value, unit, currency, minorDigits);
}
