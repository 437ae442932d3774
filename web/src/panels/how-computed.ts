// How each panel's figures come about: definition, formula, source and what was chosen, folded away below them. n and intervals stand beside the figures themselves.
import { type TemplateResult, html } from 'lit';
import { msg } from '@lit/localize';

export type Figures = 'headline' | 'concentration' | 'segments' | 'new_customer' | 'bootstrap' | 'unsettled' | 'cohorts' | 'repeat' | 'gaps' | 'retention' | 'customers' | 'tiers';

const texts: Record<Figures, () => string> = {
  headline: () =>
    msg('A purchase day is all that a customer buys on one day. Realised revenue: the sum of all amounts until the observation end, refunds taken off; its mean over customers with Student’s t interval. Came back: customers with two purchase days and more ÷ customers, Wilson’s interval (1927). Value to come (CLV): Σ over customers of P(still a customer) × expected purchase days within the months ahead × expected value of one (gamma-gamma, Fader & Hardie 2013) × what is kept of it, each worth (1 + discount)^(−days/365) at the observation end. Still with you: Σ P(still a customer). Intervals of what is to come: delta method, from the curvature of the likelihood. Chosen, and yours to change: margin or costs, discount, months ahead, observation end, and below the model.', {
      id: 'how-headline',
    }),
  concentration: () =>
    msg('Customers in the order of their revenue until the observation end, refunds taken off; how much of the total the first 1, 5, 10 … % of them hold (Lorenz 1905, turned round so that the best come first). Counted over all customers in the file: there is nothing to estimate, so there is no interval. Revenue, whatever the margin.', {
      id: 'how-concentration',
    }),
  segments: () =>
    msg('Each customer is in one group. So far: profit or revenue until the observation end, counted. To come: the sum over the group of what the model in use expects of each of its customers, as for the whole base, with the delta method’s interval of that sum; each customer: divided by how many they are. The bounds of purchase days and days are fixed; years of the first purchase become quarters where there are fewer than four.', {
      id: 'how-segments',
    }),
  new_customer: () =>
    msg('First order: mean of all customers’ first purchase day, less the refunds that followed it. Repeat orders within the months ahead: E[Y] of the model in use for somebody just won = orders a year while active × years active, where years active is ∫ P(active at t) dt. A repeat order: the mean of gamma-gamma (Fader & Hardie 2013), times what is kept of it. Worth = first order + repeat orders × a repeat order − discounting. Intervals: delta method, with first order and spend from the same customers.', {
      id: 'how-new-customer',
    }),
  bootstrap: () =>
    msg('Parametric bootstrap (Efron & Tibshirani 1993, §6.5): as many customers as in the file, as old as they are, are drawn from the fitted models by the day; the models are fitted to them anew and forecast the customers at hand. The interval is made of percentiles of the draws, corrected for bias (§14.3). Draws that settle no model are counted and not used. The seed is fixed, so the same data give the same interval.', {
      id: 'how-bootstrap',
    }),
  unsettled: () =>
    msg('Of each model all parameters whose log-likelihood is within 1.92 (half the 95% quantile of χ² with one degree of freedom) of the highest count as able to explain the data; the range is that of the prediction over them (prediction profile likelihood: Kreutz, Raue & Timmer 2012, BMC Systems Biology 6:120).', {
      id: 'how-unsettled',
    }),
  cohorts: () =>
    msg('A cohort is the customers whose first purchase fell into one calendar month. A customer’s age of m months takes in everything from the first purchase to the day before its mth monthly anniversary and counts only where that day was observed, so that young cohorts do not look like a fall. Refunds reduce the purchase before them. Means with Student’s t interval from ten customers on, shares with Wilson’s.', {
      id: 'how-cohorts',
    }),
  repeat: () =>
    msg('From one purchase day to the next by Kaplan & Meier (1958): who has not bought again by the observation end is watched until then and no longer, instead of counting as lost. A share within so many days is given where ten customers and more were watched so long; intervals by Greenwood’s variance (1926), Wilson’s where all or nobody bought again.', {
      id: 'how-repeat',
    }),
  gaps: () =>
    msg('Days from one purchase day to the next, of those who buy again within the longest time that ten customers were watched: quantiles of the Kaplan–Meier curve divided by its value there (Kaplan & Meier 1958), so that waits that are not over yet do not make the others look short; intervals by Greenwood’s covariances.', {
      id: 'how-gaps',
    }),
  retention: () =>
    msg('Active is who bought within the last so many days; the number is the one that 90% of the gaps between purchases do not exceed, or your own. A stay lasts from the first purchase to the first day on which that no longer holds, the days of waiting included; who is still active at the observation end is censored (Kaplan & Meier 1958, Greenwood’s intervals). Who comes back after that is counted as such, not as a new customer. The median is that of the curve; the mean is of the time that was seen.', {
      id: 'how-retention',
    }),
  customers: () =>
    msg('Value: amounts until the observation end, refunds taken off. Still a customer: P(alive | purchases, time of the last one, age) by the model in use. Purchases to come and buys again: what that model expects within the months ahead, and the probability of one at least. To come: purchases to come × expected value of one × what is kept, discounted. Late: the silence is longer than the customer’s own gaps make likely (at most 5 in 100 where order says nothing). A customer’s page has the intervals and formulas.', {
      id: 'how-customers',
    }),
  tiers: () =>
    msg('Value = profit until the observation end, refunds taken off. Above are those with the tenure asked for and more than the threshold; just under, those with the tenure and at least the share you set of it. Thresholds: mean with Student’s t interval; quantiles by Hyndman & Fan’s 7th definition (1996), with order statistics by the binomial for an interval that needs no distribution. Shares of the customers at hand are counts.', {
      id: 'how-tiers',
    }),
};

export const howComputed = (what: Figures): TemplateResult =>
  html`<details>
    <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
    <p class="small">${texts[what]()}</p>
  </details>`;
