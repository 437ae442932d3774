// Names and short explanations of the calculators' results in the reader's language; the page adds their units.
// In: a name or a variant of the core's catalogue. Out: words; an unknown name stays as it is.
import { msg } from '@lit/localize';

export function outputName(name: string): string {
  switch (name) {
    case 'clv':
      return msg('Customer lifetime value (CLV)', { id: 'calc-output-clv' });
    case 'revenue_clv':
      return msg('Lifetime revenue', { id: 'calc-output-revenue_clv' });
    case 'profit_per_year':
      return msg('Profit per customer', { id: 'calc-output-profit_per_year' });
    case 'multiple':
      return msg('Margin multiple', { id: 'calc-output-multiple' });
    case 'net_clv':
      return msg('CLV less acquisition cost', { id: 'calc-output-net_clv' });
    case 'lifetime':
      return msg('Average customer lifetime', { id: 'calc-output-lifetime' });
    case 'discount_per_period':
      return msg('Discount rate of one period', { id: 'calc-output-discount_per_period' });
    case 'discount_per_month':
      return msg('Discount rate of one month', { id: 'calc-output-discount_per_month' });
    case 'new_customer':
      return msg('Value of a new customer', { id: 'calc-output-new_customer' });
    case 'base_customer':
      return msg('Value of an existing customer', { id: 'calc-output-base_customer' });
    case 'hidden_new':
      return msg('Value that constant retention hides, new customer', { id: 'calc-output-hidden_new' });
    case 'hidden_base':
      return msg('Value that constant retention hides, existing customer', { id: 'calc-output-hidden_base' });
    case 'retention_first':
      return msg('Retention in the first period', { id: 'calc-output-retention_first' });
    case 'retention_tenth':
      return msg('Retention in the tenth period', { id: 'calc-output-retention_tenth' });
    case 'left_after_12':
      return msg('Customers still there after 12 periods', { id: 'calc-output-left_after_12' });
    case 'alpha':
      return msg('Alpha (α) of the sBG model', { id: 'calc-output-alpha' });
    case 'beta':
      return msg('Beta (β) of the sBG model', { id: 'calc-output-beta' });
    case 'retention_aggregate':
      return msg('Retention over all customers', { id: 'calc-output-retention_aggregate' });
    case 'gain':
      return msg('Rise in the value of a customer', { id: 'calc-output-gain' });
    case 'retention_after':
      return msg('Retention afterwards', { id: 'calc-output-retention_after' });
    case 'lifetime_after':
      return msg('Customer lifetime afterwards', { id: 'calc-output-lifetime_after' });
    case 'value_after':
      return msg('Value of a customer afterwards', { id: 'calc-output-value_after' });
    case 'company_year_1':
      return msg('Rise in company profit after 1 year', { id: 'calc-output-company_year_1' });
    case 'company_year_5':
      return msg('Rise in company profit after 5 years', { id: 'calc-output-company_year_5' });
    case 'company_year_10':
      return msg('Rise in company profit after 10 years', { id: 'calc-output-company_year_10' });
    case 'company_ceiling':
      return msg('Rise in company profit in the end', { id: 'calc-output-company_ceiling' });
    case 'years_to_target':
      return msg('Time until company profit reaches the target', { id: 'calc-output-years_to_target' });
    case 'value_now':
      return msg('Value of a customer now', { id: 'calc-output-value_now' });
    case 'lifetime_now':
      return msg('Customer lifetime now', { id: 'calc-output-lifetime_now' });
    case 'net_gain':
      return msg('Extra profit after the programme’s cost', { id: 'calc-output-net_gain' });
    case 'extra_profit':
      return msg('Extra profit', { id: 'calc-output-extra_profit' });
    case 'extra_revenue':
      return msg('Extra revenue', { id: 'calc-output-extra_revenue' });
    case 'profit_per_move':
      return msg('Extra profit per customer moved up', { id: 'calc-output-profit_per_move' });
    case 'customers_moved':
      return msg('Customers moved up', { id: 'calc-output-customers_moved' });
    case 'nps':
      return msg('NPS', { id: 'calc-output-nps' });
    case 'return_on_cost':
      return msg('Extra profit ÷ programme cost', { id: 'calc-output-return_on_cost' });
    case 'clv_to_cac':
      return msg('CLV to CAC', { id: 'calc-output-clv_to_cac' });
    case 'cac':
      return msg('Customer acquisition cost (CAC)', { id: 'calc-output-cac' });
    case 'payback':
      return msg('Payback time', { id: 'calc-output-payback' });
    case 'break_even_retention':
      return msg('Retention needed to pay back', { id: 'calc-output-break_even_retention' });
    case 'retention_for_programme':
      return msg('Retention that pays for the programme', { id: 'calc-output-retention_for_programme' });
    case 'points_needed':
      return msg('Rise in retention needed', { id: 'calc-output-points_needed' });
    case 'retention_for_cac':
      return msg('Retention that earns back the CAC', { id: 'calc-output-retention_for_cac' });
    case 'referral_value':
      return msg('Value of a customer’s referrals', { id: 'calc-output-referral_value' });
    case 'value_with_referrals':
      return msg('Value of a customer with referrals', { id: 'calc-output-value_with_referrals' });
    case 'customers_brought':
      return msg('Customers brought', { id: 'calc-output-customers_brought' });
    case 'customers_brought_extra':
      return msg('Customers brought who would not have come', { id: 'calc-output-customers_brought_extra' });
    case 'referral_share':
      return msg('Share of the value from referrals', { id: 'calc-output-referral_share' });
    case 'cost_per_unhappy':
      return msg('Cost of an unhappy customer', { id: 'calc-output-cost_per_unhappy' });
    case 'value_lost':
      return msg('Value lost', { id: 'calc-output-value_lost' });
    case 'value_behind_complaint':
      return msg('Value behind one complaint', { id: 'calc-output-value_behind_complaint' });
    case 'unhappy_customers':
      return msg('Unhappy customers in a year', { id: 'calc-output-unhappy_customers' });
    case 'customers_lost':
      return msg('Customers lost in a year', { id: 'calc-output-customers_lost' });
    case 'worth_of_listening':
      return msg('Value kept by hearing them all', { id: 'calc-output-worth_of_listening' });
    case 'customers_served':
      return msg('Customers the team can serve', { id: 'calc-output-customers_served' });
    case 'contacts_per_week':
      return msg('Contacts per week', { id: 'calc-output-contacts_per_week' });
    case 'customers_per_agent':
      return msg('Customers per agent', { id: 'calc-output-customers_per_agent' });
    default:
      return name;
  }
}

/** Begins small: it stands behind the name of an output, after a comma or in brackets. */
export function variantName(variant: string): string {
  switch (variant) {
    case 'points':
      return msg('+ points', { id: 'calc-variant-points' });
    case 'relative':
      return msg('× (1 + change)', { id: 'calc-variant-relative' });
    case 'fewer_losses':
      return msg('fewer losses', { id: 'calc-variant-fewer_losses' });
    case 'if_retained':
      return msg('first margin in one period, if retained', { id: 'calc-variant-if_retained' });
    case 'first_end':
      return msg('first margin in one period, certain', { id: 'calc-variant-first_end' });
    case 'first_now':
      return msg('first margin today', { id: 'calc-variant-first_now' });
    case 'plain':
      return msg('plain rule', { id: 'calc-variant-plain' });
    case 'with_churn':
      return msg('with churn', { id: 'calc-variant-with_churn' });
    case 'discounted':
      return msg('with churn and discount', { id: 'calc-variant-discounted' });
    case 'sbg':
      return msg('rising retention (sBG)', { id: 'calc-variant-sbg' });
    case 'constant':
      return msg('constant retention', { id: 'calc-variant-constant' });
    case 'before':
      return msg('before', { id: 'calc-variant-before' });
    case 'after':
      return msg('after', { id: 'calc-variant-after' });
    default:
      return variant;
  }
}

/** What a result is, where its name does not say all; else ''. */
export function outputHint(name: string): string {
  switch (name) {
    case 'clv':
      return msg('Profit over the whole relationship, before the cost of winning the customer.', { id: 'calc-about-clv' });
    case 'revenue_clv':
      return msg('Often called CLV, but only its margin is profit.', { id: 'calc-about-revenue_clv' });
    case 'multiple':
      return msg('How many margins of one period a customer is worth today.', { id: 'calc-about-multiple' });
    case 'lifetime':
    case 'lifetime_now':
    case 'lifetime_after':
      return msg('1 ÷ (1 − retention), the first period included.', { id: 'calc-about-lifetime' });
    case 'discount_per_period':
    case 'discount_per_month':
      return msg('Compounds to the rate a year that was given.', { id: 'calc-about-discount' });
    case 'new_customer':
      return msg('First margin today, before the acquisition cost.', { id: 'calc-about-new_customer' });
    case 'base_customer':
      return msg('From the next period on, on average over customers of all ages.', { id: 'calc-about-base_customer' });
    case 'left_after_12':
      return msg('Projected by the model, of those at the start.', { id: 'calc-about-left_after_12' });
    case 'alpha':
    case 'beta':
      return msg('Together, α and β say how much customers differ in how easily they leave.', { id: 'calc-about-sbg' });
    case 'retention_aggregate':
      return msg('Of all ages together: the one number that reports usually show.', { id: 'calc-about-retention_aggregate' });
    case 'gain':
      return msg('This is what the famous 75% is about: one average customer, not the company.', { id: 'calc-about-gain' });
    case 'value_now':
    case 'value_after':
      return msg('Profit over the whole relationship, discounted, less the acquisition cost.', { id: 'calc-about-value_now' });
    case 'company_year_1':
    case 'company_year_5':
    case 'company_year_10':
      return msg('All customers together, against a year at the retention of now.', { id: 'calc-about-company' });
    case 'company_ceiling':
      return msg('Once every customer has lived with the new retention only.', { id: 'calc-about-company_ceiling' });
    case 'extra_profit':
    case 'extra_revenue':
      return msg('Against nobody moving up.', { id: 'calc-about-extra' });
    case 'customers_moved':
      return msg('Detractors and passives who end in a better group.', { id: 'calc-about-customers_moved' });
    case 'nps':
      return msg('Promoters less detractors, in points.', { id: 'calc-about-nps' });
    case 'return_on_cost':
      return msg('Above 1, the programme earns more than it costs.', { id: 'calc-about-return_on_cost' });
    case 'clv_to_cac':
      return msg('What comes back for each one spent on winning customers.', { id: 'calc-about-clv_to_cac' });
    case 'cac':
      return msg('Spend divided by new customers.', { id: 'calc-about-cac' });
    case 'payback':
      return msg('Until the margins of a customer have covered its cost.', { id: 'calc-about-payback' });
    case 'break_even_retention':
      return msg('Here a customer is worth exactly what it cost.', { id: 'calc-about-break_even_retention' });
    case 'retention_for_programme':
      return msg('Here a customer with the programme is worth as much as one without it now.', { id: 'calc-about-retention_for_programme' });
    case 'points_needed':
      return msg('In points, from the retention of now.', { id: 'calc-about-points_needed' });
    case 'retention_for_cac':
      return msg('Here the margins of a customer just cover what winning it cost.', { id: 'calc-about-retention_for_cac' });
    case 'referral_value':
      return msg('Over the time the customer stays, discounted, less the rewards.', { id: 'calc-about-referral_value' });
    case 'customers_brought':
      return msg('By one customer over the time it stays.', { id: 'calc-about-customers_brought' });
    case 'cost_per_unhappy':
      return msg('Through leaving and through what others hear.', { id: 'calc-about-cost_per_unhappy' });
    case 'value_behind_complaint':
      return msg('With those who are as unhappy and say nothing.', { id: 'calc-about-value_behind_complaint' });
    case 'unhappy_customers':
      return msg('Those who complain included.', { id: 'calc-about-unhappy_customers' });
    case 'worth_of_listening':
      return msg('If all who are unhappy were heard, also those who say nothing.', { id: 'calc-about-worth_of_listening' });
    case 'customers_served':
      return msg('A ceiling of work, not a promise of waiting times.', { id: 'calc-about-customers_served' });
    default:
      return '';
  }
}
