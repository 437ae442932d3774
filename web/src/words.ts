// Names of the core's closed lists (roles, reasons) in the reader's language.
import { msg } from '@lit/localize';

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
    default:
      return role;
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
    default:
      return reason;
  }
}
