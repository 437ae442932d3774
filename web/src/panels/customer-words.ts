// What the figures of one customer mean, with formulas and sources. In: the model in use. Out: paragraphs.
import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { ModelCode } from '../protocol';

export function sourceOfNextPurchase(model: ModelCode | null) {
  return html`<div class="stack small">
    <p>
      ${msg('Late: if the order of a customer’s own gaps between purchases says nothing, the next one is longer than all but m of the n before with a probability of (m+1)/(n+1) at most, however gaps are distributed (exchangeability; Vovk, Gammerman & Shafer 2005, Algorithmic Learning in a Random World). Late is who has 4 gaps and more and has been silent longer than in all of them, or so long that this probability is 5% at most. Customers who buy in bursts are called late too often, regular ones too seldom.', {
        id: 'customer-method-late',
      })}
    </p>
    ${model
      ? html`<p>
            ${model === 'pareto_nbd'
              ? msg('Buys again, if still a customer: ∫ from 0 to t of (r+x)/(α+T+u) · ((α+T)/(α+T+u))^(r+x) · ((β+T)/(β+T+u))^s du, times the probability of still being a customer. T is the time since the first purchase, x the number of repeat purchases, t the time to come.', {
                  id: 'customer-method-pareto',
                })
              : model === 'mbg_cnbd_k'
                ? msg('Buys again, if still a customer: this model has a clock for each customer and a purchase at every kth tick, which makes purchases regular. The probability is that as many ticks come in the time t as are wanting for the next purchase; how many came since the last one is not seen, so it is Σ over j = 0 … k−1 of P(j ticks since) · I(k−j, r+kx+j), times the probability of still being a customer. I is the incomplete beta function at t/(α+T+t), T the time since the first purchase, x the number of repeat purchases.', {
                    id: 'customer-method-regular',
                  })
                : msg('Buys again, if still a customer: 1 − ((α+T)/(α+T+t))^(r+x), times the probability of still being a customer; nobody leaves between two purchases in this model. T is the time since the first purchase, x the number of repeat purchases, t the time to come.', {
                  id: 'customer-method-nbd',
                })}
          </p>
          <p>
            ${msg('The day given for another purchase is the median of those who make one. There is no mean: rates differ so much between customers that it is infinite for those who have bought little. Parameters and papers stand under “Models, parameters and sources”.', {
              id: 'customer-method-next',
            })}
          </p>`
      : nothing}
  </div>`;
}
