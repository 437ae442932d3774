// What money is called: profit where anything is taken off revenue, revenue where nothing is. In: the margin and the costs of an answer. Out: words; and the settings
// that say what profit is, for a request.
import { msg, str } from '@lit/localize';
import { percent } from '../format';
import type { Costs, Settings } from '../protocol';

interface Kept {
  margin: number;
  costs?: Costs;
}

export const profitSettings = ({ margin, profit_by, cost_per_order, cost_per_contact }: Settings) => ({ margin, profit_by, cost_per_order, cost_per_contact });

/** The same, where money is to be revenue. */
export const revenueSettings = { margin: 1, profit_by: 'margin' } as const;

export const isProfit = ({ margin, costs }: Kept): boolean => costs !== undefined || margin < 1;

/** How profit was counted. */
export function profitHow({ margin, costs }: Kept): string {
  if (costs?.profit_by === 'cost_column') return msg('Profit is revenue less what orders cost.', { id: 'profit-how-column' });
  if (costs) return msg(str`Profit is revenue at a margin of ${percent(margin, 2)}, less the costs of orders and contacts.`, { id: 'profit-how-costs' });
  if (margin < 1) return msg(str`Profit is revenue at a margin of ${percent(margin, 2)}.`, { id: 'cohort-margin' });
  return msg('At a margin of 100% it is all of revenue.', { id: 'profit-how-all' });
}

export const profitToCome = (kept: Kept): string => {
  if (kept.costs) return msg('Profit to come, after costs', { id: 'to-come-costs' });
  return isProfit(kept) ? msg(str`Profit to come at ${percent(kept.margin)} margin`, { id: 'table-clv' }) : msg('Revenue to come', { id: 'to-come-revenue' });
};
