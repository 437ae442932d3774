// How cost and value by channel are computed, folded away. In: the core's answer by channel, and whether it has costs.
import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { duration } from '../format';
import type { ByChannel } from '../protocol';

export function channelHow({ compared_age, compare_by }: ByChannel, paid: boolean) {
  const age = compared_age === null ? '' : ` (${duration(compared_age, 'months')})`;
  return html`<details>
    <summary>${paid ? msg('How the numbers by channel are computed', { id: 'channels-how' }) : msg('How these numbers are computed', { id: 'alike-how' })}</summary>
    <ul>
      ${compare_by === 'channel' ? nothing : html`<li>${msg('Country, plan and representative are kept as the channel is; nothing is spent on one of them alone, so there is no cost.', { id: 'alike-how-traits' })}</li>`}
      <li>${msg('Channel: the one named on the rows of a customer’s first purchase day; of several the first. Refunds are no purchases, and later orders do not count.', { id: 'channels-how-first' })}</li>
      ${paid ? html`<li>${msg('Cost of each = spend of the channel ÷ its new customers, in the days of which its own spend and the orders are known. Interval: the number of customers varies by chance, as for the blended cost. Spend that moves people to come by another channel stays with the channel it was paid for.', { id: 'channels-how-cost' })}</li>` : nothing}
      <li>
        ${paid
          ? msg('Value: mean profit (or revenue) up to an age of each customer’s own, over those who have reached it; interval by Student’s t. Value ÷ cost: Σ value ÷ Σ cost of the same customers, delta method.', { id: 'channels-how-value' })
          : msg('Value: mean profit (or revenue) up to an age of each customer’s own, over those who have reached it; interval by Student’s t.', { id: 'origins-how-value' })}
      </li>
      <li>${msg('Adjusted: direct standardisation (Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions). Customers alike in what you adjust for are compared; among them, months of joining are put together into groups with at least 5 customers of the channel and 5 of the others. Means of the groups are averaged with the share of all compared customers in each. Who has nobody alike on the other side is left out and counted. It allows for what is chosen and for nothing else.', { id: 'channels-how-adjusted' })}</li>
      <li>
        ${paid
          ? msg(str`Lower or higher: what stays beyond chance when all comparisons of both tables are taken together (Holm 1979, 5%), so an interval alone may look clearer. Costs: whether the channel found as many customers as its share of the spend would (Przyborowski & Wilenski 1940). Values${age}: Welch’s t.`, { id: 'channels-how-clear' })
          : msg(str`Lower or higher: what stays beyond chance when all comparisons of the table are taken together (Holm 1979, 5%), so an interval alone may look clearer. Values${age}: Welch’s t.`, { id: 'origins-how-clear' })}
      </li>
    </ul>
  </details>`;
}
