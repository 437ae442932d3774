// How the score of all customers is computed where some did not answer. In: the core's answer. Out: markup.
import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { decimal, whole } from '../format';
import type { NonresponseAnswer, NonresponseMethodName, NonresponseResult } from '../protocol';

export function nonresponseHow({ answered, customers }: NonresponseAnswer, { methods, cells }: NonresponseResult): TemplateResult {
  const of = (name: NonresponseMethodName) => methods.find(({ method }) => method === name);
  const effect = (name: NonresponseMethodName) => {
    const own = of(name);
    return own?.design_effect == null ? '' : msg(str`Here the design effect is ${decimal(own.design_effect, 2)}, the largest weight ${decimal(own.largest_weight ?? 1, 1)} times the mean one.`, { id: 'nonresponse-how-effect' });
  };
  return html`<details>
    <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
    <ul>
      <li>${msg('Customers: all with a purchase in the file, each once, with the last answer. What they bought counts up to the last day of the orders.', { id: 'nonresponse-how-base' })}</li>
      <li>
        ${msg(str`By value and tenure (post-stratification; Holt & Smith 1979): customers are put into groups of like revenue and like time since the first purchase (${whole(cells.bands)} × ${whole(cells.bands)}, ${whole(cells.used)} in use). Score = Σ N_h ÷ N · mean of the group’s answers; variance Σ (N_h ÷ N)² s²_h ÷ n_h. Groups with fewer than five answers are joined with the nearest.`, { id: 'nonresponse-how-cells' })}
        ${effect('cells')}
      </li>
      <li>
        ${msg('By value, tenure and purchases (raking; Deming & Stephan 1940): weights are fitted in turn until those who answered have the same shares of each class as all customers. Interval: the variance of what the classes leave unexplained (Deville & Särndal 1992).', { id: 'nonresponse-how-raking' })}
        ${effect('raking')}
      </li>
      <li>
        ${msg('By the chance to answer (inverse probability; Horvitz & Thompson 1952): a logistic regression of answering on the logarithms of revenue and purchase days, on tenure, on days since the last purchase and on support contacts where a file has them. Each answer counts 1 ÷ chance; weights above five times the mean are cut off. The interval allows for the fitted chances (Lunceford & Davidian 2004).', { id: 'nonresponse-how-chances' })}
        ${effect('chances')}
      </li>
      <li>${msg('Worth as many: n ÷ design effect, and that is 1 + the squared coefficient of variation of the weights (Kish 1965). Intervals are Tango’s of NPS and Wilson’s of shares, for as many answers of equal weight as would have the variance (Korn & Graubard 1998). Differences of the three ways share Holm’s correction.', { id: 'nonresponse-how-kish' })}</li>
      <li>
        ${msg(str`If the others would say something else: r · s + (1 − r) · (s + δ), with r = ${whole(answered)} ÷ ${whole(customers)}, s the score as answered, and s + δ within the scale (Cochran 1977, 13.2). With the answers at either end these are bounds that suppose nothing (Manski 1989). Intervals are of the answers; δ is supposed and has none.`, { id: 'nonresponse-how-bounds' })}
      </li>
      <li>${msg('If the lukewarm do not bother: their chance to answer is k times that of the others, so each of their answers counts 1 ÷ k. Of NPS these are 7 and 8, else the middle of the scale.', { id: 'nonresponse-how-lukewarm' })}</li>
      <li>${msg('In simulated shops where value, tenure and purchases decide who answers, the corrected intervals held the truth in about 95% of surveys, while the plain one missed it mostly. Where the answer itself decides, weights repaired next to nothing.', { id: 'nonresponse-how-simulated' })}</li>
    </ul>
  </details>`;
}
