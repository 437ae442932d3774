// Words of monthly recurring revenue in the reader's language: its rules with their choices and what they change, and how it is computed. In: the core's answer. Out: text
// and markup.
import { msg, str } from '@lit/localize';
import { whole } from '../format';
import type { RecurringAnswer, RecurringRevenue, RecurringRules } from '../protocol';
import { periodName } from './contract-words';

export const usualRules: RecurringRules = { refunds: 'ignored', past_due: 'active', within_month: 'ignored', returned: 'apart', amounts_pay: 'own_period' };

export interface RuleWords {
  label: string;
  /** The usual one first. */
  choices: [string, string][];
  changes: string;
}

export function ruleWords(rule: keyof RecurringRules, { source, period }: RecurringAnswer, { grace_days, tolerance_days }: RecurringRevenue): RuleWords {
  switch (rule) {
    case 'past_due':
      return source === 'orders'
        ? {
            label: msg('A payment that is late', { id: 'mrr-late' }),
            choices: [
              ['active', msg(str`Still a customer for ${whole(grace_days)} days`, { id: 'mrr-late-active' })],
              ['churned', msg(str`Lost after ${whole(tolerance_days)} days, until it comes`, { id: 'mrr-late-churned' })],
            ],
            changes: msg('A late payment: taken as lost at once, churn is higher and many of the lost come back; taken as still there, churn shows only once the days of grace are over.', { id: 'mrr-late-changes' }),
          }
        : {
            label: msg('A short gap between two subscriptions', { id: 'mrr-gap' }),
            choices: [
              ['active', msg('No gap', { id: 'mrr-gap-active' })],
              ['churned', msg('Lost, and back', { id: 'mrr-gap-churned' })],
            ],
            changes: msg('A gap of some days before the next subscription of the same customer: usually a renewal that came late. As lost and back, it adds to churn where a month ends in it.', { id: 'mrr-gap-changes' }),
          };
    case 'within_month':
      return {
        label: msg('Came and left within one month', { id: 'mrr-within' }),
        choices: [
          ['ignored', msg('Not counted', { id: 'mrr-within-ignored' })],
          ['counted', msg('Counted as new and as lost', { id: 'mrr-within-counted' })],
        ],
        changes: msg('Came and left within one month: counted, both new and churned revenue rise by the same amount, and the quick ratio moves towards 1. The other rates do not change: such customers were not there at the start.', { id: 'mrr-within-changes' }),
      };
    case 'returned':
      return {
        label: msg('Customers who left and came back', { id: 'mrr-returned' }),
        choices: [
          ['apart', msg('Kept apart', { id: 'mrr-returned-apart' })],
          ['kept', msg('Counted as kept and as won', { id: 'mrr-returned-kept' })],
        ],
        changes: msg('Came back: kept apart, they are lost in the twelve months in which they left, and are not in the quick ratio. Counted, whoever is back at the end counts as kept, and the quick ratio has them among what was won.', { id: 'mrr-returned-changes' }),
      };
    case 'refunds':
      return {
        label: msg('Refunds', { id: 'mrr-refunds' }),
        choices: [
          ['ignored', msg('Ignored', { id: 'mrr-refunds-ignored' })],
          ['counted', msg('Taken off the period they fall in', { id: 'mrr-refunds-counted' })],
        ],
        changes: msg('Refunds: ignored, MRR is what was charged; taken off, a period that was given back in full counts as lost and the next as a return.', { id: 'mrr-refunds-changes' }),
      };
    case 'amounts_pay':
      return {
        label: msg('An amount is for', { id: 'mrr-amounts' }),
        choices: [
          ['own_period', msg('The period of its own plan', { id: 'mrr-amounts-own' })],
          ['one_period', msg(str`The same period for all: ${periodName(period)}`, { id: 'mrr-amounts-one' })],
        ],
        changes: msg('What an amount is for: choose the same period for all if the column holds what each one pays a month already, whatever its plan is called.', { id: 'mrr-amounts-changes' }),
      };
  }
}

/** The lines of "How this is computed". */
export const recurringHow = ({ source }: RecurringAnswer) => [
  msg('MRR of a customer in a month: what runs at the end of its last day, by the month: a yearly amount ÷ 12, a quarterly one ÷ 3, a weekly one × 52 ÷ 12. All sums are of whole amounts a year; only what is shown is divided by twelve and rounded.', { id: 'mrr-how-mrr' }),
  msg('Each customer’s month is compared with the month before: from nothing, for the first time: new; from nothing after an earlier time: came back; to nothing: lost (churn); more: grew (expansion); less: shrank (contraction). Start + new + came back + grew − shrank − lost = end, to the cent.', { id: 'mrr-how-moves' }),
  msg('Logo churn = customers lost ÷ customers at the start. GRR = (start − shrank − lost) ÷ start, at most 100%. NRR = (start + grew − shrank − lost) ÷ start. All of customers who were there at the start: no new ones, none who came back.', { id: 'mrr-how-rates' }),
  msg('Over twelve months: of the customers of twelve months ago, what they pay now against what they paid then. Monthly rates are not multiplied.', { id: 'mrr-how-year' }),
  msg('Quick ratio = (new + grew) ÷ (shrank + lost). 4 and more is often quoted as healthy (Hamid 2015); it is a rule of thumb for young software companies and says nothing where hardly anything is lost.', { id: 'mrr-how-quick' }),
  msg('Intervals, 95%: logo churn by Wilson (1927). GRR: a ratio of sums over customers, its variance by the delta method (Cochran 1977), Wilson’s interval of as many equal customers. NRR and quick ratio: delta method on the logarithm. They tell how far chance moves a rate among customers like these; they foretell nothing. Where few customers carry the revenue, there is none.', { id: 'mrr-how-intervals' }),
  source === 'orders'
    ? msg('From payments: one at least half a period after the last begins the next period; all that is paid for a period counts for the whole of it, one-time charges too, which cannot be told apart. Who keeps to another period than most goes by that.', { id: 'mrr-how-payments' })
    : msg('From subscriptions: a row runs from its start until its end. Its amount is for its billing interval where a column has one; else for what the name of its plan says, else for the lengths that rows of its plan ran, else for the period above.', { id: 'mrr-how-subscriptions' }),
];

/** What vendors also do differently and no column tells. */
export const notOffered = (source: RecurringAnswer['source']): string =>
  source === 'orders'
    ? msg('Vendors also differ on discounts, trials and pauses. There is no choice of them here, since the file does not tell: amounts are after discounts, a trial that pays nothing counts from its first payment, and a pause looks like a loss and a return.', { id: 'mrr-not-offered-payments' })
    : msg('Vendors also differ on discounts, refunds, trials and pauses. There is no choice of them here, since the file does not tell: amounts count as they stand, a trial counts as soon as a row has an amount (rows marked as trials are left out where the export is known), and a paused subscription counts while its row runs.', { id: 'mrr-not-offered-subscriptions' });
