// Words in and around the calculators' charts in the reader's language.
// In: a name of the core's charts. Out: words; an unknown name stays as it is.
import { msg, str } from '@lit/localize';
import { inputName } from './input-words';
import { variantName } from './output-words';

export function chartTitle(name: string): string {
  switch (name) {
    case 'cumulative_value':
      return msg('What a customer brings over the years', { id: 'calc-chart-cumulative_value' });
    case 'company_profit':
      return msg('Rise in company profit, year by year', { id: 'calc-chart-company_profit' });
    case 'profit_by_year':
      return msg('Profit of one customer, by year of its life', { id: 'calc-chart-profit_by_year' });
    case 'paid_back':
      return msg('What a customer has brought, less what it cost', { id: 'calc-chart-paid_back' });
    case 'profit_by_movement':
      return msg('Where the extra profit comes from', { id: 'calc-chart-profit_by_movement' });
    case 'groups_before_after':
      return msg('Promoters, passives and detractors', { id: 'calc-chart-groups_before_after' });
    case 'clv_over_retention':
      return msg('Customer lifetime value at each retention', { id: 'calc-chart-clv_over_retention' });
    case 'left_over_time':
      return msg('Customers still there, of those at the start', { id: 'calc-chart-left_over_time' });
    case 'net_value_over_retention':
      return msg('Value of a customer less its cost, at each retention', { id: 'calc-chart-net_value_over_retention' });
    case 'value_parts':
      return msg('Where the value of a customer comes from', { id: 'calc-chart-value_parts' });
    case 'iceberg':
      return msg('Unhappy customers, heard and unheard', { id: 'calc-chart-iceberg' });
    case 'customers_over_handle_time':
      return msg('Customers the team can serve at each handle time', { id: 'calc-chart-customers_over_handle_time' });
    default:
      return name;
  }
}

export function axisName(x: string): string {
  switch (x) {
    case 'year':
      return msg('Year', { id: 'calc-axis-year' });
    case 'month':
      return msg('Month', { id: 'calc-axis-month' });
    case 'year_of_life':
      return msg('Year as a customer', { id: 'calc-axis-year_of_life' });
    case 'period_number':
      return msg('Period', { id: 'calc-axis-period_number' });
    case 'part':
      return msg('Part', { id: 'calc-axis-part' });
    case 'movement':
      return msg('Movement', { id: 'calc-axis-movement' });
    case 'when':
      return msg('When', { id: 'calc-axis-when' });
    default:
      return inputName(x);
  }
}

/** A series is named by its chart where one name stands for two things, else by itself or as a variant of a result. */
export function seriesName(chart: string, series: string): string {
  switch (series) {
    case 'revenue':
      return msg('Revenue', { id: 'calc-series-revenue' });
    case 'profit':
      return chart === 'profit_by_movement' ? msg('Extra profit', { id: 'calc-series-extra_profit' }) : msg('Profit', { id: 'calc-series-profit' });
    case 'value':
      return msg('Value', { id: 'calc-series-value' });
    case 'customers':
      return msg('Customers', { id: 'calc-series-customers' });
    case 'promoters':
      return msg('Promoters', { id: 'calc-series-promoters' });
    case 'passives':
      return msg('Passives', { id: 'calc-series-passives' });
    case 'detractors':
      return msg('Detractors', { id: 'calc-series-detractors' });
    case 'observed':
      return msg('Observed', { id: 'calc-series-observed' });
    case 'without_programme':
      return msg('Without the programme', { id: 'calc-series-without_programme' });
    case 'with_programme':
      return msg('With the programme’s cost', { id: 'calc-series-with_programme' });
    case 'acquisition':
      return msg('Acquisition cost', { id: 'calc-series-acquisition' });
    case 'base':
      return msg('Profit as in year 1', { id: 'calc-series-base' });
    case 'growth':
      return msg('Change since year 1', { id: 'calc-series-growth' });
    case 'savings':
      return msg('Savings on service', { id: 'calc-series-savings' });
    case 'referrals':
      return msg('Referrals', { id: 'calc-series-referrals' });
    case 'premium':
      return msg('Better prices', { id: 'calc-series-premium' });
    default:
      return capital(variantName(series));
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A name along the axis of bars. */
export function barWord(word: string): string {
  switch (word) {
    case 'year_0':
      return msg('Start', { id: 'calc-bar-start' });
    case 'year_1':
    case 'year_2':
    case 'year_3':
    case 'year_4':
    case 'year_5':
      return msg(str`Year ${word.slice(-1)}`, { id: 'calc-bar-year' });
    case 'complain':
      return msg('Complain', { id: 'calc-bar-complain' });
    case 'say_nothing':
      return msg('Say nothing', { id: 'calc-bar-say_nothing' });
    case 'leave':
      return msg('Leave', { id: 'calc-bar-leave' });
    case 'own_purchases':
      return msg('Own purchases', { id: 'calc-bar-own_purchases' });
    case 'purchases_of_referred':
      return msg('Purchases of those brought', { id: 'calc-bar-purchases_of_referred' });
    case 'saved_acquisition':
      return msg('Acquisition cost saved', { id: 'calc-bar-saved_acquisition' });
    case 'rewards':
      return msg('Rewards', { id: 'calc-bar-rewards' });
    case 'detractors_to_passives':
      return msg('Detractors to passives', { id: 'calc-bar-detractors_to_passives' });
    case 'detractors_to_promoters':
      return msg('Detractors to promoters', { id: 'calc-bar-detractors_to_promoters' });
    case 'passives_to_promoters':
      return msg('Passives to promoters', { id: 'calc-bar-passives_to_promoters' });
    case 'before':
      return msg('Before', { id: 'calc-bar-before' });
    case 'after':
      return msg('After', { id: 'calc-bar-after' });
    default:
      return word;
  }
}

export function guideName(name: string): string {
  switch (name) {
    case 'now':
      return msg('now', { id: 'calc-guide-now' });
    case 'paid_back':
      return msg('cost earned back', { id: 'calc-guide-paid_back' });
    case 'target_gain':
      return msg('target', { id: 'calc-guide-target_gain' });
    default:
      return inputName(name);
  }
}
