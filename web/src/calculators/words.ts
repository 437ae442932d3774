// All words of the calculators: those of inputs, results and charts from the files beside it; here the names of the calculators and of their groups, presets, choices and units in the reader's language, and where each method comes from.
// In: a name of the core's catalogue. Out: words; an unknown name stays as it is.
import { msg, str } from '@lit/localize';
import type { Unit } from '../protocol';

export * from './chart-words';
export * from './input-words';
export * from './output-words';

export function calculatorTitle(name: string): string {
  switch (name) {
    case 'simple_clv':
      return msg('Customer lifetime value', { id: 'calc-title-simple_clv' });
    case 'retention_profit':
      return msg('Retention to profit', { id: 'calc-title-retention_profit' });
    case 'clv_cac':
      return msg('CLV, CAC and payback', { id: 'calc-title-clv_cac' });
    case 'nps_conversion':
      return msg('What promoters are worth', { id: 'calc-title-nps_conversion' });
    case 'margin_multiple':
      return msg('Value at a retention', { id: 'calc-title-margin_multiple' });
    case 'retention_curve':
      return msg('Rising retention', { id: 'calc-title-retention_curve' });
    case 'break_even':
      return msg('Retention that pays off', { id: 'calc-title-break_even' });
    case 'referral_value':
      return msg('What referrals are worth', { id: 'calc-title-referral_value' });
    case 'unhappy_customer':
      return msg('What unhappy customers cost', { id: 'calc-title-unhappy_customer' });
    case 'capacity':
      return msg('Service team capacity', { id: 'calc-title-capacity' });
    default:
      return name;
  }
}

/** The question a calculator answers, in one sentence. */
export function calculatorLead(name: string): string {
  switch (name) {
    case 'simple_clv':
      return msg('How much profit does an average customer bring, from the first order to the last?', { id: 'calc-lead-simple_clv' });
    case 'retention_profit':
      return msg('What does “5% more retention” do to the value of a customer, and what to the profit of the company?', { id: 'calc-lead-retention_profit' });
    case 'clv_cac':
      return msg('Is a customer worth what winning one costs, and after how many months is the money back?', { id: 'calc-lead-clv_cac' });
    case 'nps_conversion':
      return msg('How much more profit a year would come from moving detractors and passives up, toward promoters?', { id: 'calc-lead-nps_conversion' });
    case 'margin_multiple':
      return msg('How many margins is a customer worth today, if a constant share of customers stays?', { id: 'calc-lead-margin_multiple' });
    case 'retention_curve':
      return msg('How much are customers under contract worth when those who leave easily leave first, so that retention rises with age?', { id: 'calc-lead-retention_curve' });
    case 'break_even':
      return msg('How high must retention be to earn back what a customer cost, and to pay for a programme that raises it?', { id: 'calc-lead-break_even' });
    case 'referral_value':
      return msg('What is a customer worth for the customers it brings, besides its own purchases?', { id: 'calc-lead-referral_value' });
    case 'unhappy_customer':
      return msg('How much value is lost with unhappy customers, most of whom never complain?', { id: 'calc-lead-unhappy_customer' });
    case 'capacity':
      return msg('How many customers can a service team look after?', { id: 'calc-lead-capacity' });
    default:
      return name;
  }
}

/** One short line for a card. */
export function calculatorTag(name: string): string {
  switch (name) {
    case 'simple_clv':
      return msg('Four numbers, one value', { id: 'calc-tag-simple_clv' });
    case 'retention_profit':
      return msg('What is true of “5% more retention, 75% more profit”', { id: 'calc-tag-retention_profit' });
    case 'clv_cac':
      return msg('What a customer costs and when it pays back', { id: 'calc-tag-clv_cac' });
    case 'nps_conversion':
      return msg('From detractors to promoters, in money', { id: 'calc-tag-nps_conversion' });
    case 'margin_multiple':
      return msg('Margin times a multiple that retention sets', { id: 'calc-tag-margin_multiple' });
    case 'retention_curve':
      return msg('For contracts: what one constant retention hides', { id: 'calc-tag-retention_curve' });
    case 'break_even':
      return msg('What a loyalty programme must achieve', { id: 'calc-tag-break_even' });
    case 'referral_value':
      return msg('Customers who bring customers', { id: 'calc-tag-referral_value' });
    case 'unhappy_customer':
      return msg('What stands behind each complaint', { id: 'calc-tag-unhappy_customer' });
    case 'capacity':
      return msg('Agents, hours and handle time', { id: 'calc-tag-capacity' });
    default:
      return name;
  }
}

const reichheldSasser = 'Reichheld & Sasser (1990), “Zero Defections: Quality Comes to Services”, Harvard Business Review 68(5)';
const reichheldEffect = 'Reichheld (1996), The Loyalty Effect, Harvard Business School Press';
const reichheldNumber = 'Reichheld (2003), “The One Number You Need to Grow”, Harvard Business Review 81(12)';
const sharp = 'Sharp, “Loyalty Myths”, Ehrenberg-Bass Institute, marketingscience.info/loyalty-myths';
const guptaLehmann = [
  'Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1)',
  'Gupta & Lehmann (2005), Managing Customers as Investments, Wharton School Publishing',
];
const faderHardieProject = 'Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive Marketing 21(1)';
const faderHardieBase = 'Fader & Hardie (2010), “Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity”, Marketing Science 29(1)';
const kumarPetersenLeone = [
  'Kumar, Petersen & Leone (2007), “How Valuable Is Word of Mouth?”, Harvard Business Review 85(10)',
  'Kumar, Petersen & Leone (2010), “Driving Profitability by Encouraging Customer Referrals: Who, When, and How”, Journal of Marketing 74(5)',
];
const tarp = 'TARP (Technical Assistance Research Programs)';

/** Where the method comes from, one source or remark each; titles stay in their own language. */
export function calculatorSources(name: string): string[] {
  switch (name) {
    case 'simple_clv':
      return [msg('Arithmetic, no study: the definition that most calculators use, with the margin added.', { id: 'calc-source-simple_clv' })];
    case 'retention_profit':
      return [
        reichheldSasser,
        reichheldEffect,
        msg(str`Criticism: ${sharp}`, { id: 'calc-source-criticism' }),
        msg('The company’s profit year by year is computed here; the study did not look at it.', { id: 'calc-source-company' }),
      ];
    case 'clv_cac':
      return [
        ...guptaLehmann,
        msg('Payback with churn and discount follows from the same sum, stopped when it reaches the cost.', { id: 'calc-source-payback' }),
        msg('A CLV of three times the CAC (3:1) is a rule of thumb; no study stands behind it.', { id: 'calc-source-three-to-one' }),
      ];
    case 'nps_conversion':
      return [
        reichheldNumber,
        msg(str`The changes of spend in the example (+16%, +25%, −36%) come from a trade article (${'Blue Ocean, 2015'}); the study it tells of could not be found.`, {
          id: 'calc-source-nps-changes',
        }),
      ];
    case 'margin_multiple':
      return guptaLehmann;
    case 'retention_curve':
      return [faderHardieProject, faderHardieBase, msg('The two example segments are those of the 2007 paper.', { id: 'calc-source-segments' })];
    case 'break_even':
      return [...guptaLehmann, msg('Their value of a customer, solved for the retention.', { id: 'calc-source-solved' })];
    case 'referral_value':
      return kumarPetersenLeone;
    case 'unhappy_customer':
      return [
        msg(str`“One of 26 complains” is retold, also as one of 27, from studies by ${tarp} for the ${'White House Office of Consumer Affairs'}.`, { id: 'calc-source-one-of-26' }),
        msg('The other example numbers are placeholders: replace them by your own.', { id: 'calc-source-placeholders' }),
      ];
    case 'capacity':
      return [msg('Arithmetic of work. Waiting times need a queueing model (Erlang), which is not in it.', { id: 'calc-source-capacity' })];
    default:
      return [];
  }
}

export function groupName(group: string): string {
  switch (group) {
    case 'profile':
      return msg('Profit in each year as a customer', { id: 'calc-group-profile' });
    case 'components':
      return msg('What grows with the years', { id: 'calc-group-components' });
    case 'company':
      return msg('The whole company', { id: 'calc-group-company' });
    case 'curve':
      return msg('Customers still there', { id: 'calc-group-curve' });
    case 'effects':
      return msg('Changes of spend', { id: 'calc-group-effects' });
    default:
      return group;
  }
}

export function presetName(name: string): string {
  switch (name) {
    case 'credit_card':
      return msg('Credit card (the famous 75%)', { id: 'calc-preset-credit_card' });
    case 'level_profit':
      return msg('Level profit, retention of 80%', { id: 'calc-preset-level_profit' });
    case 'leaky_bucket':
      return msg('Leaky bucket, retention of 60%', { id: 'calc-preset-leaky_bucket' });
    case 'regular_segment':
      return msg('Regular segment', { id: 'calc-preset-regular_segment' });
    case 'high_end_segment':
      return msg('High-end segment', { id: 'calc-preset-high_end_segment' });
    default:
      return name;
  }
}

export function choiceWord(word: string): string {
  switch (word) {
    case 'year':
      return msg('Year', { id: 'calc-choice-year' });
    case 'month':
      return msg('Month', { id: 'calc-choice-month' });
    default:
      return word;
  }
}

/** What stands behind a number that is typed; `period` is the one that was chosen, where there is a choice. */
export function unitSuffix(unit: Unit, period?: 'year' | 'month'): string {
  switch (unit) {
    case 'money_per_year':
    case 'per_year':
      return msg('a year', { id: 'calc-unit-a-year' });
    case 'money_per_month':
      return msg('a month', { id: 'calc-unit-a-month' });
    case 'money_per_period':
      return period ? unitSuffix(`money_per_${period}`) : msg('a period', { id: 'calc-unit-a-period' });
    case 'share':
      return '%';
    case 'share_per_year':
      return msg('% a year', { id: 'calc-unit-percent-a-year' });
    case 'share_per_month':
      return msg('% a month', { id: 'calc-unit-percent-a-month' });
    case 'share_per_period':
      return period ? unitSuffix(`share_per_${period}`) : msg('% a period', { id: 'calc-unit-percent-a-period' });
    case 'years':
      return msg('years', { id: 'calc-unit-years' });
    case 'months':
      return msg('months', { id: 'calc-unit-months' });
    case 'periods':
      return period ? unitSuffix(`${period}s`) : msg('periods', { id: 'calc-unit-periods' });
    case 'hours':
      return msg('hours', { id: 'calc-unit-hours' });
    case 'seconds':
      return msg('seconds', { id: 'calc-unit-seconds' });
    default:
      return '';
  }
}
