// <lw-repeat-panel>: of those who made a purchase, how many make the next one, and how soon: the picture, and its numbers as a table.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/step-chart';
import { said } from '../controls/said';
import { asTable, ranged } from '../controls/tables';
import { percent, whole } from '../format';
import type { Repeat, RepeatStep } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

@customElement('lw-repeat-panel')
export class RepeatPanel extends LargeElement {
  static override styles = ui;

  @property({ attribute: false }) repeat!: Repeat;

  override render() {
    const { steps, within_days, caveats } = this.repeat;
    // All steps by the same time: the longest that first-time buyers were watched for.
    const at = steps[0]?.within.findLastIndex((share) => share !== null) ?? -1;
    const days = whole(within_days[at] ?? 0);
    const first = steps[0]?.within[at];
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who buys a second, third … time', { id: 'repeat-title' })}</h2>
      ${first
        ? html`<p>${msg(str`Of those who buy once, ${percent(first.value, 1)} buy again within ${days} days (95% interval ${percent(first.low ?? first.value, 1)} to ${percent(first.high ?? first.value, 1)}, n\u00a0=\u00a0${whole(first.n)}).`, { id: 'repeat-says' })}</p>
            <lw-step-chart
              .label=${msg(str`Share of customers who make the next purchase within ${days} days, by its number`, { id: 'repeat-alt' })}
              .x=${msg('number of the purchase', { id: 'repeat-x' })}
              .steps=${steps.flatMap(({ purchase, within }) => (within[at] ? [{ name: whole(purchase), share: within[at] }] : []))}
            ></lw-step-chart>`
        : nothing}
      ${steps.length
        ? html`<p class="small muted">
              ${msg('Each share is of those who made the purchase before. Who has not bought again yet counts for as long as they were watched, and not as lost (Kaplan–Meier).', { id: 'repeat-why' })}
            </p>
            ${asTable(msg('Repeat purchases', { id: 'repeat-table' }), this.#table(steps, within_days))}`
        : nothing}
      ${caveats.map((caveat) => html`<p class="small">${said(caveat)}</p>`)}
      ${howComputed('repeat')}
    </section>`;
  }

  #table(steps: RepeatStep[], within: number[]) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Purchase', { id: 'repeat-purchase' })}</th>
          <th scope="col" class="end">${msg('Made the one before', { id: 'repeat-before' })}</th>
          <th scope="col" class="end">${msg('Made it so far', { id: 'repeat-bought' })}</th>
          ${within.map((days) => html`<th scope="col" class="end">${msg(str`Within ${whole(days)} days`, { id: 'repeat-within' })}</th>`)}
          <th scope="col" class="end">${msg('Median, days', { id: 'repeat-median' })}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          ({ purchase, customers, bought, within: shares, median_days }) => html`<tr data-n=${customers}>
            <th scope="row">${whole(purchase)}</th>
            <td class="end">${whole(customers)}</td>
            <td class="end">${whole(bought)}</td>
            ${shares.map((share) => html`<td class="end">${ranged(share, (value) => percent(value, 1))}</td>`)}
            <td class="end">${ranged(median_days, whole)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
