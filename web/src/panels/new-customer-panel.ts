// <lw-new-customer-panel>: what a customer just won is worth, in the parts that make it: the first order, repeat orders a year × years active × what each
// brings, less what discounting takes. In: prediction. Drawn as one bar; the parts are its table.
import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { ranged } from '../controls/tables';
import { decimal, money, percent, whole } from '../format';
import type { Estimate, NewCustomer, Prediction } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';
import { isProfit } from './profit-words';

const percentage = (share: number): string => `${100 * share}%`;

@customElement('lw-new-customer-panel')
export class NewCustomerPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      svg {
        display: block;
        width: 100%;
        height: 3rem;
        border-radius: var(--radius);
      }
      rect {
        height: 100%;
      }
      .first {
        fill: var(--accent);
      }
      .repeats {
        fill: var(--accent-mid);
      }
      text {
        font-size: var(--size-small);
        dominant-baseline: central;
        text-anchor: middle;
        fill: var(--ink);
      }
      .first + text {
        fill: var(--on-accent);
      }
      tfoot th,
      tfoot td {
        border-top: 2px solid var(--edge);
      }
    `,
  ];

  @property({ attribute: false }) prediction!: Prediction;

  override render() {
    const own = this.prediction.new_customer;
    if (!own) return nothing;
    const months = this.prediction.horizon_months;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('What a new customer is worth', { id: 'new-title' })}</h2>
      <p>
        ${own.worth
          ? msg(str`Over the first ${whole(months)} months a customer just won brings ${this.#money(own.worth.value)}: a first order, and on average ${decimal(own.repeats.value, 2)} more.`, { id: 'new-says' })
          : msg(str`Over the first ${whole(months)} months a customer just won orders ${decimal(own.repeats.value, 2)} times more on average. What these orders bring cannot be said from these data.`, { id: 'new-says-orders' })}
      </p>
      ${own.worth ? this.#bar(own.first_order.value, own.worth.value) : nothing}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('The parts of it', { id: 'new-table' })}>${this.#table(own)}</div>
      <p class="small muted">
        ${msg('Active is who has not left for good; without a contract nobody says so, and the model infers it. Averages of all customers in the file by the model in use: who comes by another channel or at another time may be worth more or less. The interval of the worth allows for big first orders going with big later ones.', { id: 'new-why' })}
      </p>
      ${howComputed('new_customer')}
    </section>`;
  }

  #money = (value: number): string => money(value, this.prediction.currency, this.prediction.minor_digits);

  /** Where parts could not stand side by side (refunds made one negative) there is no bar. */
  #bar(first: number, worth: number) {
    const share = first / worth;
    if (!(share >= 0 && share <= 1)) return nothing;
    // A part too narrow for its words goes without; the table has them.
    const part = (name: string, text: string, from: number, size: number) => svg`
      <rect class=${name} x=${percentage(from)} width=${percentage(size)}></rect>
      ${size < 0.3 ? nothing : svg`<text x=${percentage(from + size / 2)} y="50%">${text} ${percent(size)}</text>`}`;
    return html`<svg aria-hidden="true">
      ${part('first', msg('First order', { id: 'new-first' }), 0, share)} ${part('repeats', msg('Repeat orders', { id: 'new-repeats' }), share, 1 - share)}
    </svg>`;
  }

  #table({ first_order, repeats_per_year, years_active, repeats, repeat_order, discounting, worth }: NewCustomer) {
    const row = (sign: string, name: string, estimate: Estimate | null, text: (value: number) => string) => html`<tr>
      <th scope="row">${sign ? html`<span aria-hidden="true">${sign}</span> ` : nothing}${name}</th>
      <td class="end">${estimate ? ranged(estimate, text) : msg('cannot be said', { id: 'new-unknown' })}</td>
      <td class="end">${estimate ? whole(estimate.n) : nothing}</td>
    </tr>`;
    const two = (value: number) => decimal(value, 2);
    const profit = isProfit(this.prediction);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Part', { id: 'new-part' })}</th>
          <th scope="col" class="end">${msg('Value, 95% interval', { id: 'new-value' })}</th>
          <th scope="col" class="end">n</th>
        </tr>
      </thead>
      <tbody>
        ${row('', profit ? msg('Profit of the first order', { id: 'new-first-profit' }) : msg('Revenue of the first order', { id: 'new-first-revenue' }), first_order, this.#money)}
        ${row('+', msg('Repeat orders a year, while active', { id: 'new-rate' }), repeats_per_year, two)}
        ${row('×', msg(str`Years active, of ${two(this.prediction.horizon_months / 12)}`, { id: 'new-years' }), years_active, two)}
        ${row('=', msg('Repeat orders', { id: 'new-repeats' }), repeats, two)}
        ${row('×', profit ? msg('Profit of a repeat order', { id: 'new-repeat-profit' }) : msg('Revenue of a repeat order', { id: 'new-repeat-revenue' }), repeat_order, this.#money)}
        ${discounting === null
          ? nothing
          : html`<tr>
              <th scope="row"><span aria-hidden="true">−</span> ${msg(str`Discounting, ${percent(this.prediction.discount, 2)} a year`, { id: 'new-discounting' })}</th>
              <td class="end">${this.#money(discounting)}</td>
              <td></td>
            </tr>`}
      </tbody>
      ${worth ? html`<tfoot>${row('=', msg('Worth', { id: 'new-worth' }), worth, this.#money)}</tfoot>` : nothing}
    </table>`;
  }
}
