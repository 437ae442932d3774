// Names of the core's closed lists (roles, reasons) in the reader's language.
import { msg, str } from '@lit/localize';
import type { RecordKind } from './protocol';

export function roleName(role: string): string {
  switch (role) {
    case 'customer':
      return msg('Customer', { id: 'role-customer' });
    case 'date':
      return msg('Date', { id: 'role-date' });
    case 'amount':
      return msg('Amount', { id: 'role-amount' });
    case 'order_id':
      return msg('Order number', { id: 'role-order-id' });
    case 'currency':
      return msg('Currency', { id: 'role-currency' });
    case 'refund':
      return msg('Refunded amount', { id: 'role-refund' });
    case 'discount':
      return msg('Discount', { id: 'role-discount' });
    case 'quantity':
      return msg('Quantity', { id: 'role-quantity' });
    case 'refunded_to':
      return msg('Who got the refund', { id: 'role-refunded-to' });
    case 'cost':
      return msg('Cost of goods', { id: 'role-cost' });
    case 'product':
      return msg('Product', { id: 'role-product' });
    case 'channel':
      return msg('Channel', { id: 'role-channel' });
    case 'end':
      return msg('End', { id: 'role-end' });
    case 'score':
      return msg('Score', { id: 'role-score' });
    case 'comment':
      return msg('Comment', { id: 'role-comment' });
    case 'plan':
      return msg('Plan', { id: 'role-plan' });
    case 'topic':
      return msg('Topic', { id: 'role-topic' });
    case 'type':
      return msg('Type', { id: 'role-type' });
    case 'campaign':
      return msg('Campaign', { id: 'role-campaign' });
    case 'agent':
      return msg('Agent or representative', { id: 'role-agent' });
    case 'record_id':
      return msg('Own number', { id: 'role-record-id' });
    case 'orders_count':
      return msg('Number of orders', { id: 'role-orders-count' });
    case 'new_customers':
      return msg('New customers', { id: 'role-new-customers' });
    case 'handle_seconds':
      return msg('Handling time in seconds', { id: 'role-handle-seconds' });
    case 'reopened':
      return msg('Reopened', { id: 'role-reopened' });
    case 'interval':
      return msg('Billing interval', { id: 'role-interval' });
    case 'interval_count':
      return msg('Billing intervals at once', { id: 'role-interval-count' });
    case 'country':
      return msg('Country', { id: 'role-country' });
    case 'referred_by':
      return msg('Referred by', { id: 'role-referred-by' });
    case 'file':
      return msg('File', { id: 'role-file' });
    default:
      return role;
  }
}

/** What a table records. */
export function kindName(kind: RecordKind): string {
  switch (kind) {
    case 'orders':
      return msg('orders or payments', { id: 'kind-orders' });
    case 'customers':
      return msg('customers with totals', { id: 'kind-customers' });
    case 'subscriptions':
      return msg('subscriptions', { id: 'kind-subscriptions' });
    case 'responses':
      return msg('survey responses', { id: 'kind-responses' });
    case 'contacts':
      return msg('contacts with customers', { id: 'kind-contacts' });
    case 'spend':
      return msg('spend on advertising', { id: 'kind-spend' });
    case 'events':
      return msg('events', { id: 'kind-events' });
    case 'traffic':
      return msg('visitors or new customers', { id: 'kind-traffic' });
  }
}

export function leftOutReason(reason: string): string {
  switch (reason) {
    case 'damaged':
      return msg('damaged line', { id: 'left-damaged' });
    case 'blank':
      return msg('empty row', { id: 'left-blank' });
    case 'repeated_header':
      return msg('header repeated', { id: 'left-repeated-header' });
    case 'total_row':
      return msg('line of a total', { id: 'left-total-row' });
    case 'note':
      return msg('note or title', { id: 'left-note' });
    case 'other_table':
      return msg('another table in the file', { id: 'left-other-table' });
    case 'no_customer':
      return msg('no customer', { id: 'left-no-customer' });
    case 'no_date':
      return msg('no date', { id: 'left-no-date' });
    case 'unreadable_date':
      return msg('date not readable', { id: 'left-unreadable-date' });
    case 'impossible_date':
      return msg('date that does not exist', { id: 'left-impossible-date' });
    case 'no_amount':
      return msg('no amount', { id: 'left-no-amount' });
    case 'unreadable_amount':
      return msg('amount not readable', { id: 'left-unreadable-amount' });
    case 'unclear_amount':
      return msg('amount that can be read two ways', { id: 'left-unclear-amount' });
    case 'other_currency':
      return msg('other currency', { id: 'left-other-currency' });
    case 'cancelled':
      return msg('cancelled', { id: 'left-cancelled' });
    case 'unpaid':
      return msg('not paid', { id: 'left-unpaid' });
    case 'refunded':
      return msg('refunded in full', { id: 'left-refunded' });
    case 'test':
      return msg('test', { id: 'left-test' });
    case 'not_live':
      return msg('not live yet', { id: 'left-not-live' });
    case 'other_event':
      return msg('row of another kind', { id: 'left-other-event' });
    case 'merged':
      return msg('merged into another', { id: 'left-merged' });
    case 'incomplete':
      return msg('not completed', { id: 'left-incomplete' });
    case 'no_score':
      return msg('no score', { id: 'left-no-score' });
    case 'unreadable_number':
      return msg('number not readable', { id: 'left-unreadable-number' });
    case 'duplicate':
      return msg('also in another file', { id: 'left-duplicate' });
    default:
      return reason;
  }
}

/** As the language quotes: what stands in a file. */
export const quoted = (text: string): string => msg(str`“${text}”`, { id: 'quoted' });
