// <lw-cost-fields>: what an order and a contact cost, and whether profit goes by a margin or by the file's column of costs. In: settings, summary, prediction.
// Out: "settings" (Partial<Settings>).
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { settledChoice } from '../controls/settled-choice';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { decimal, money, percent, whole } from '../format';
import type { Prediction, ProfitBy, Settings, Summary } from '../protocol';
import { ui } from '../ui';

const mostCost = 1e9;

@customElement('lw-cost-fields')
export class CostFields extends LitElement {
  static override styles = ui;

  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) summary!: Summary;
  @property({ attribute: false }) prediction!: Prediction;
  readonly #fields = new SettledFields(this);

  override render() {
    const { column } = this.summary.costs ?? {};
    return html`<details>
      <summary>${msg('Costs', { id: 'costs-open' })}</summary>
      <div class="stack">
        <div class="fields" role="group" aria-label=${msg('Costs', { id: 'costs-open' })}>
          ${column === undefined
            ? nothing
            : settledChoice<ProfitBy>(
                msg('Profit goes by', { id: 'profit-by' }),
                this.settings.profit_by ?? 'margin',
                [
                  ['cost_column', msg(str`the column “${column}”`, { id: 'profit-by-column' })],
                  ['margin', msg('the margin', { id: 'profit-by-margin' })],
                ],
                (profit_by) => this.#tell({ profit_by }),
                'profit_by',
              )}
          ${this.#cost(msg(str`Cost per order, ${this.summary.currency}`, { id: 'cost-per-order' }), 'cost_per_order')}
          ${this.#hasContacts ? this.#cost(msg(str`Cost per contact, ${this.summary.currency}`, { id: 'cost-per-contact' }), 'cost_per_contact') : nothing}
        </div>
        ${this.#hasContacts
          ? nothing
          : html`<p class="small muted">${msg('For a cost per contact, add an export of your tickets, calls or chats with customer and day.', { id: 'costs-need-contacts' })}</p>`}
        ${this.#measured()}
        <details>
          <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
          <ul class="small">
            <li>${msg('An order is a purchase day: what a customer buys on one day.', { id: 'costs-how-order' })}</li>
            <li>${msg('So far: margin × revenue net of refunds, or revenue − costs of the column, − cost per order × purchase days − cost per contact × contacts. A refund saves no order.', { id: 'costs-how-past' })}</li>
            <li>${msg('To come: margin × expected value of an order − cost per order − cost per contact × contacts per order, times the orders expected, discounted.', { id: 'costs-how-future' })}</li>
            <li>${msg('With a column of costs the margin is Σ(revenue − cost) ÷ Σ revenue over customers; contacts per order are a ratio of the same kind, over the days of which contacts are known. Intervals: delta method (Cochran 1977, 6.4), on the natural scale, for profit may be negative.', { id: 'costs-how-ratio' })}</li>
            <li>${msg('Orders that name no cost are taken to cost the same share of their amount as the others.', { id: 'costs-how-missing' })}</li>
          </ul>
        </details>
      </div>
    </details>`;
  }

  get #hasContacts(): boolean {
    return this.summary.records.some(({ kind, matched_customers, first_day }) => kind === 'contacts' && matched_customers > 0 && first_day !== '');
  }

  /** What the file says of margin and contacts. */
  #measured() {
    const { costs, currency, minor_digits } = this.prediction;
    if (!costs?.margin) return nothing;
    const { margin, contacts_per_order, cost_of_order } = costs;
    const share = (value: number | null) => percent(value ?? Number.NaN, 1);
    return html`<div role="status"><ul class="small">
      ${costs.profit_by === 'cost_column'
        ? html`<li>
            ${margin.low === null
              ? msg(str`Of revenue ${share(margin.value)} was kept so far, after the costs of the column (no interval, n = ${whole(margin.n)}).`, { id: 'costs-margin-alone' })
              : msg(str`Of revenue ${share(margin.value)} was kept so far, after the costs of the column (95% interval ${share(margin.low)} to ${share(margin.high)}, n = ${whole(margin.n)}).`, { id: 'costs-margin' })}
          </li>`
        : nothing}
      ${contacts_per_order
        ? html`<li>
            ${msg(str`Contacts per order: ${decimal(contacts_per_order.value, 2)} (95% interval ${decimal(contacts_per_order.low ?? Number.NaN, 2)} to ${decimal(contacts_per_order.high ?? Number.NaN, 2)}, n = ${whole(contacts_per_order.n)}).`, { id: 'costs-contacts' })}
          </li>`
        : nothing}
      ${cost_of_order === undefined ? nothing : html`<li>${msg(str`Taken off each order to come: ${money(cost_of_order, currency, minor_digits)}.`, { id: 'costs-order' })}</li>`}
    </ul></div>`;
  }

  #cost(label: string, name: 'cost_per_order' | 'cost_per_contact') {
    return this.#fields.number({ label, name, value: this.settings[name] ?? 0, demand: numberFromTo(0, whole(mostCost)), take: (read) => this.#tell({ [name]: read }) }, { range: [0, mostCost] });
  }

  #tell(detail: Partial<Settings>): void {
    this.dispatchEvent(new CustomEvent('settings', { detail }));
  }
}
