// Names and short explanations of the calculators' inputs in the reader's language; the page adds their units.
// In: a name of the core's catalogue. Out: words; an unknown name stays as it is.
import { msg, str } from '@lit/localize';

export function inputName(name: string): string {
  const number = name.at(-1); // of names that are counted: left_1, profit_year_1
  switch (name) {
    case 'order_value':
      return msg('Average order value', { id: 'calc-input-order_value' });
    case 'orders_per_year':
      return msg('Orders per customer', { id: 'calc-input-orders_per_year' });
    case 'lifespan':
      return msg('Time a customer stays', { id: 'calc-input-lifespan' });
    case 'margin':
      return msg('Margin, share of revenue', { id: 'calc-input-margin' });
    case 'period':
      return msg('Period', { id: 'calc-input-period' });
    case 'margin_per_period':
    case 'margin_per_month':
    case 'margin_per_year':
      return msg('Margin per customer', { id: 'calc-input-margin_per_customer' });
    case 'retention':
    case 'retention_per_month':
    case 'retention_per_year':
      return msg('Retention', { id: 'calc-input-retention' });
    case 'discount':
      return msg('Discount rate', { id: 'calc-input-discount' });
    case 'growth':
      return msg('Growth of the margin', { id: 'calc-input-growth' });
    case 'acquisition_cost':
      return msg('Acquisition cost (CAC)', { id: 'calc-input-acquisition_cost' });
    case 'cohort_start':
      return msg('Customers at the start', { id: 'calc-input-cohort_start' });
    case 'left_1':
    case 'left_2':
    case 'left_3':
    case 'left_4':
    case 'left_5':
    case 'left_6':
    case 'left_7':
      return msg(str`Still there after period ${number}`, { id: 'calc-input-left' });
    case 'change':
      return msg('Rise in retention', { id: 'calc-input-change' });
    case 'profit_year_1':
    case 'profit_year_2':
    case 'profit_year_3':
    case 'profit_year_4':
    case 'profit_year_5':
      return msg(str`Profit per customer in year ${number}`, { id: 'calc-input-profit_year' });
    case 'later_change':
      return msg('Change of profit after year 5', { id: 'calc-input-later_change' });
    case 'savings_growth':
      return msg('Rise in savings on service', { id: 'calc-input-savings_growth' });
    case 'referral_growth':
      return msg('Rise in profit from referrals', { id: 'calc-input-referral_growth' });
    case 'premium_growth':
      return msg('Rise in profit from better prices', { id: 'calc-input-premium_growth' });
    case 'saved_acquisitions':
      return msg('Acquisitions saved, of those no longer needed', { id: 'calc-input-saved_acquisitions' });
    case 'target_gain':
      return msg('Target rise in company profit', { id: 'calc-input-target_gain' });
    case 'customers':
      return msg('Number of customers', { id: 'calc-input-customers' });
    case 'promoters':
      return msg('Promoters, share of customers', { id: 'calc-input-promoters' });
    case 'detractors':
      return msg('Detractors, share of customers', { id: 'calc-input-detractors' });
    case 'spend_detractor':
      return msg('Spend of a detractor', { id: 'calc-input-spend_detractor' });
    case 'spend_passive':
      return msg('Spend of a passive', { id: 'calc-input-spend_passive' });
    case 'detractors_to_passives':
      return msg('Detractors who become passives', { id: 'calc-input-detractors_to_passives' });
    case 'detractors_to_promoters':
      return msg('Detractors who become promoters', { id: 'calc-input-detractors_to_promoters' });
    case 'passives_to_promoters':
      return msg('Passives who become promoters', { id: 'calc-input-passives_to_promoters' });
    case 'gain_to_passive':
      return msg('Change of spend on becoming a passive', { id: 'calc-input-gain_to_passive' });
    case 'gain_to_promoter':
      return msg('Change of spend on becoming a promoter', { id: 'calc-input-gain_to_promoter' });
    case 'change_if_stays':
      return msg('Change of spend on staying a detractor', { id: 'calc-input-change_if_stays' });
    case 'programme_cost_total':
      return msg('Cost of the whole programme', { id: 'calc-input-programme_cost_total' });
    case 'acquisition_spend':
      return msg('Spend on winning customers', { id: 'calc-input-acquisition_spend' });
    case 'new_customers':
      return msg('New customers', { id: 'calc-input-new_customers' });
    case 'programme_cost':
      return msg('Cost of the programme per customer', { id: 'calc-input-programme_cost' });
    case 'customer_value':
      return msg('Value of a customer without referrals', { id: 'calc-input-customer_value' });
    case 'referrals_per_year':
      return msg('Referrals per customer', { id: 'calc-input-referrals_per_year' });
    case 'referral_conversion':
      return msg('Referrals that become customers', { id: 'calc-input-referral_conversion' });
    case 'would_come_anyway':
      return msg('Customers brought who would come anyway', { id: 'calc-input-would_come_anyway' });
    case 'reward':
      return msg('Reward per customer brought', { id: 'calc-input-reward' });
    case 'complaints_per_year':
      return msg('Complaints', { id: 'calc-input-complaints_per_year' });
    case 'unhappy_per_complaint':
      return msg('Unhappy customers per complaint', { id: 'calc-input-unhappy_per_complaint' });
    case 'unhappy_who_leave':
      return msg('Unhappy customers who leave', { id: 'calc-input-unhappy_who_leave' });
    case 'value_to_come':
      return msg('Value a customer would still bring', { id: 'calc-input-value_to_come' });
    case 'people_told':
      return msg('People an unhappy customer tells', { id: 'calc-input-people_told' });
    case 'people_deterred':
      return msg('People told who then do not buy', { id: 'calc-input-people_deterred' });
    case 'kept_if_heard':
      return msg('Leaving customers who stay if heard', { id: 'calc-input-kept_if_heard' });
    case 'agents':
      return msg('Agents', { id: 'calc-input-agents' });
    case 'paid_hours':
      return msg('Paid time per agent and week', { id: 'calc-input-paid_hours' });
    case 'available':
      return msg('Availability, share of paid time', { id: 'calc-input-available' });
    case 'occupancy':
      return msg('Occupancy, share of available time', { id: 'calc-input-occupancy' });
    case 'handle_time':
      return msg('Average handle time (AHT)', { id: 'calc-input-handle_time' });
    case 'contacts_per_customer':
      return msg('Contacts per customer', { id: 'calc-input-contacts_per_customer' });
    default:
      return name;
  }
}

/** What exactly to enter; '' where the name says all. */
export function inputHint(name: string): string {
  switch (name) {
    case 'order_value':
      return msg('Revenue divided by the number of orders, after refunds.', { id: 'calc-hint-order_value' });
    case 'orders_per_year':
      return msg('Orders of a year divided by the customers who bought in it.', { id: 'calc-hint-orders_per_year' });
    case 'lifespan':
      return msg('On average, until the last order; those who are still there have not finished theirs.', { id: 'calc-hint-lifespan' });
    case 'margin':
      return msg('What is left of revenue after goods, delivery and service.', { id: 'calc-hint-margin' });
    case 'period':
      return msg('The time that margin and retention are given for.', { id: 'calc-hint-period' });
    case 'margin_per_period':
    case 'margin_per_month':
    case 'margin_per_year':
      return msg('Revenue from an active customer less the costs of serving it, before acquisition.', { id: 'calc-hint-margin_per_customer' });
    case 'retention':
      return msg('Of the customers at the start of a period, the share who are still customers at its end.', { id: 'calc-hint-retention' });
    case 'retention_per_month':
      return msg('Of the customers at the start of a month, the share who are still customers at its end.', { id: 'calc-hint-retention_per_month' });
    case 'retention_per_year':
      return msg('Of the customers at the start of a year, the share who are still customers at its end.', { id: 'calc-hint-retention_per_year' });
    case 'discount':
      return msg('How much less money is worth when it comes a year later; often the cost of capital.', { id: 'calc-hint-discount' });
    case 'growth':
      return msg('From period to period, for a customer who stays; 0 if you do not know.', { id: 'calc-hint-growth' });
    case 'acquisition_cost':
      return msg('Marketing and sales spend for one new customer.', { id: 'calc-hint-acquisition_cost' });
    case 'cohort_start':
      return msg('Customers who began in the same period.', { id: 'calc-hint-cohort_start' });
    case 'left_1':
      return msg('Customers counted, of those at the start.', { id: 'calc-hint-left_1' });
    case 'left_3':
      return msg('From here on, leave empty what has not happened yet.', { id: 'calc-hint-left_3' });
    case 'change':
      return msg('The “5%” of the famous sentence; the result reads it in three ways.', { id: 'calc-hint-change' });
    case 'profit_year_1':
      return msg('From a customer who stays, without the acquisition cost.', { id: 'calc-hint-profit_year_1' });
    case 'later_change':
      return msg('From each year to the next, for as long as the customer stays.', { id: 'calc-hint-later_change' });
    case 'savings_growth':
      return msg('Added in year 2, twice in year 3, up to year 5: customers who know you cost less.', { id: 'calc-hint-savings_growth' });
    case 'referral_growth':
      return msg('Added in year 2, twice in year 3, up to year 5: customers bring others.', { id: 'calc-hint-referral_growth' });
    case 'premium_growth':
      return msg('Added in year 2, twice in year 3, up to year 5: customers need fewer discounts.', { id: 'calc-hint-premium_growth' });
    case 'saved_acquisitions':
      return msg('More retention needs fewer new customers; 0: you win as many as before.', { id: 'calc-hint-saved_acquisitions' });
    case 'target_gain':
      return msg('The result says after how many years it is reached.', { id: 'calc-hint-target_gain' });
    case 'customers':
      return msg('All of them, not only those who answer the survey.', { id: 'calc-hint-customers' });
    case 'promoters':
      return msg('Those who answer 9 or 10.', { id: 'calc-hint-promoters' });
    case 'detractors':
      return msg('Those who answer 0 to 6. The rest, 7 and 8, are passives.', { id: 'calc-hint-detractors' });
    case 'spend_detractor':
    case 'spend_passive':
      return msg('Revenue per customer, as it is now.', { id: 'calc-hint-spend' });
    case 'detractors_to_passives':
    case 'detractors_to_promoters':
      return msg('Share of the detractors.', { id: 'calc-hint-of-detractors' });
    case 'passives_to_promoters':
      return msg('Share of the passives.', { id: 'calc-hint-of-passives' });
    case 'gain_to_passive':
      return msg('Of a former detractor, against the spend before.', { id: 'calc-hint-gain_to_passive' });
    case 'gain_to_promoter':
      return msg('Of a former detractor or passive, against the spend before.', { id: 'calc-hint-gain_to_promoter' });
    case 'change_if_stays':
      return msg('Against the spend before; a fall is negative.', { id: 'calc-hint-change_if_stays' });
    case 'programme_cost_total':
      return msg('Everything spent on moving customers up.', { id: 'calc-hint-programme_cost_total' });
    case 'acquisition_spend':
      return msg('All of marketing and sales in a period, salaries and tools too.', { id: 'calc-hint-acquisition_spend' });
    case 'new_customers':
      return msg('Won in the same period as the spend.', { id: 'calc-hint-new_customers' });
    case 'programme_cost':
      return msg('For every customer, also those who would have stayed anyway.', { id: 'calc-hint-programme_cost' });
    case 'customer_value':
      return msg('Profit from own purchases over the whole relationship (CLV).', { id: 'calc-hint-customer_value' });
    case 'referrals_per_year':
      return msg('People to whom an average customer recommends you.', { id: 'calc-hint-referrals_per_year' });
    case 'would_come_anyway':
      return msg('They only save the acquisition cost.', { id: 'calc-hint-would_come_anyway' });
    case 'reward':
      return msg('Everything that the old and the new customer get for it.', { id: 'calc-hint-reward' });
    case 'unhappy_per_complaint':
      return msg('The one who complains included; 26 is retold from an old study.', { id: 'calc-hint-unhappy_per_complaint' });
    case 'unhappy_who_leave':
      return msg('Because they are unhappy, beyond those who would leave anyway.', { id: 'calc-hint-unhappy_who_leave' });
    case 'value_to_come':
      return msg('Profit that is lost when a customer leaves today.', { id: 'calc-hint-value_to_come' });
    case 'people_deterred':
      return msg('Each counts as one customer lost.', { id: 'calc-hint-people_deterred' });
    case 'kept_if_heard':
      return msg('Of those who would leave, the share who stay when their problem is solved.', { id: 'calc-hint-kept_if_heard' });
    case 'agents':
      return msg('Counted as full posts.', { id: 'calc-hint-agents' });
    case 'paid_hours':
      return msg('As in the contract, breaks and absences included.', { id: 'calc-hint-paid_hours' });
    case 'available':
      return msg('After breaks, meetings, training, holidays and illness.', { id: 'calc-hint-available' });
    case 'occupancy':
      return msg('Time spent on contacts; the rest is waiting for the next one.', { id: 'calc-hint-occupancy' });
    case 'handle_time':
      return msg('Talk, hold and follow-up work of one contact.', { id: 'calc-hint-handle_time' });
    case 'contacts_per_customer':
      return msg('All contacts divided by all customers, also those who never ask.', { id: 'calc-hint-contacts_per_customer' });
    default:
      return '';
  }
}
