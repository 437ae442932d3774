// <lw-headline-panel>: the numbers a person came for, each with its interval and n, and the assumptions they rest on.
// In: realised value, prediction, settings. Out: "settings" (Partial<Settings>): the one assumption that was changed.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { notes } from '../controls/said';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { day, inUnit, money, percent, whole } from '../format';
import type { Estimate, Prediction, Realised, Settings, Summary } from '../protocol';
import { LargeElement, ui } from '../ui';
import './cost-fields';
import { howComputed } from './how-computed';
import { restsOn } from './numbers';
import { isProfit } from './profit-words';

@customElement('lw-headline-panel')
export class HeadlinePanel extends LargeElement {
  static override styles = [
    ui,
    css`
      .numbers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: var(--space-4);
      }
      .group {
        color: var(--muted);
        margin-top: var(--space-2);
      }
      .card {
        display: grid;
        gap: var(--space-2);
        align-content: start;
      }
      h4 {
        font-size: var(--size-text);
        font-weight: 600;
        line-height: 1.3;
        margin: 0;
      }
      .card.lead {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .fields {
        --field: 10.5rem;
      }
    `,
  ];

  @property({ attribute: false }) realised!: Realised;
  @property({ attribute: false }) prediction!: Prediction;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) summary!: Summary;
  readonly #fields = new SettledFields(this);

  override render() {
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${msg('What your customers are worth', { id: 'headline-title' })}</h2>
      <h3 class="group">${msg('Until now', { id: 'group-so-far' })}</h3>
      <div class="numbers">${this.#soFar()}</div>
      <h3 class="group">${msg('To come', { id: 'group-to-come' })}</h3>
      ${this.#assumptions()}
      <div class="numbers">${this.#toCome()}</div>
      ${notes([...this.prediction.caveats, ...this.realised.caveats])}
      ${howComputed('headline')}
    </section>`;
  }

  #text = (value: number, unit: Estimate['unit']) => inUnit(value, unit, this.realised.currency, this.realised.minor_digits);

  #number(label: string, estimate: Estimate, explanation: string, lead = false) {
    return html`<article class="card ${lead ? 'lead' : ''}">
      <h4>${label}</h4>
      <div class="number">${this.#text(estimate.value, estimate.unit)}</div>
      <div class="small">${restsOn(estimate, (value) => this.#text(value, estimate.unit))}</div>
      <p class="small muted">${explanation}</p>
    </article>`;
  }

  #soFar() {
    const { realised } = this;
    return html`<article class="card">
        <h4>${msg('Realised revenue', { id: 'realised-total' })}</h4>
        <div class="number">${money(realised.total, realised.currency, realised.minor_digits)}</div>
        <div class="small">
          ${msg(str`${whole(realised.customers)} customers, ${whole(realised.transactions)} purchase days`, { id: 'realised-n' })}
        </div>
        <p class="small muted">
          ${this.summary.refunds
            ? msg('Until now, net of the refunds in the file: a count, not an estimate.', { id: 'realised-net-why' })
            : msg('Until now; the file has no refund rows. A count, not an estimate.', { id: 'realised-total-why' })}
        </p>
      </article>
      ${this.#number(
        msg('Realised revenue per customer', { id: 'realised-mean' }),
        realised.mean,
        msg('The mean over all customers, with the spread customers like these would give.', { id: 'realised-mean-why' }),
      )}
      ${this.#number(
        msg('Customers who came back', { id: 'repeat-rate' }),
        realised.repeat_rate,
        msg('Share with purchases on more than one day.', { id: 'repeat-rate-why' }),
      )}`;
  }

  #toCome() {
    const { base, horizon_end, margin, costs, discount, observation_end, customers, repeat_buyers } = this.prediction;
    if (!base) return nothing;
    const until = day(horizon_end);
    const profit = isProfit(this.prediction);
    const share = percent(costs?.margin?.value ?? margin, 2);
    const taken = this.#text(costs?.cost_of_order ?? 0, 'money');
    const from = day(observation_end);
    const rate = percent(discount, 2);
    const once = whole(customers - repeat_buyers);
    const everybody = base.alive.n === customers;
    return html`${base.clv
      ? this.#number(
          profit ? msg('Profit to come, all customers (CLV)', { id: 'clv-total' }) : msg('Revenue to come, all customers (CLV)', { id: 'clv-total-revenue' }),
          base.clv,
          costs
            ? msg(str`Expected from ${from} to ${until}, after costs: of an order ${share} of its value is kept, less ${taken}; discounted at ${rate} a year.`, { id: 'clv-total-costs-why' })
            : msg(str`Expected from ${from} to ${until}, at a margin of ${share}, discounted at ${rate} a year.`, { id: 'clv-total-why' }),
          true,
        )
      : nothing}
    ${base.mean_clv
      ? this.#number(
          profit ? msg('Profit to come, per customer (CLV)', { id: 'clv-mean' }) : msg('Revenue to come, per customer (CLV)', { id: 'clv-mean-revenue' }),
          base.mean_clv,
          msg('The same, shared by all customers, also those who left.', { id: 'clv-mean-why' }),
          true,
        )
      : nothing}
    ${this.#number(
      msg('Purchases to come', { id: 'transactions-total' }),
      base.transactions,
      msg(str`Expected purchase days until ${until} of those who were customers on ${from}.`, { id: 'transactions-total-why' }),
    )}
    ${this.#number(
      everybody ? msg('Customers still with you', { id: 'alive-all' }) : msg('Repeat buyers still with you', { id: 'alive-total' }),
      base.alive,
      everybody
        ? msg('Sum of their probabilities of ever buying again; inferred, as without a contract nobody says goodbye.', { id: 'alive-all-why' })
        : msg(str`Sum of their probabilities of ever buying again; inferred, as without a contract nobody says goodbye. Of the ${once} who bought once, it cannot be told.`, { id: 'alive-total-why' }),
    )}`;
  }

  #assumptions() {
    const { settings, prediction, summary } = this;
    const { first_day, last_day } = summary;
    const ahead = prediction.base !== null;
    return html`<div class="fields no-print" role="group" aria-label=${msg('Assumptions', { id: 'assumptions' })}>
      ${ahead && settings.profit_by !== 'cost_column' ? this.#numberField(msg('Margin, % of revenue', { id: 'margin' }), 'margin', settings.margin, 0.01, [0, 100]) : nothing}
      ${ahead ? this.#numberField(msg('Discount, % a year', { id: 'discount' }), 'discount', settings.discount, 0.01, [0, 1000]) : nothing}
      ${ahead ? this.#numberField(msg('Months ahead', { id: 'horizon' }), 'horizon_months', settings.horizon_months, 1, [1, 120]) : nothing}
      ${this.#dateField(msg('Observation ends', { id: 'observation-end' }), 'observation_end', prediction.observation_end, [first_day, aYearAfter(last_day)])}
      ${prediction.holdout || settings.calibration_end
        ? this.#dateField(msg('Check: fit up to', { id: 'calibration-end' }), 'calibration_end', settings.calibration_end ?? prediction.holdout?.calibration_end ?? '', [first_day, prediction.observation_end])
        : nothing}
    </div>
    ${ahead ? html`<lw-cost-fields class="no-print" .settings=${settings} .summary=${summary} .prediction=${prediction} @settings=${({ detail }: CustomEvent<Partial<Settings>>) => this.#tell(detail)}></lw-cost-fields>` : nothing}`;
  }

  /** `unit`: what one in the field means in the settings (0.01 for percent). */
  #numberField(label: string, name: 'margin' | 'discount' | 'horizon_months', value: number, unit: number, range: [number, number]) {
    return this.#fields.number(
      { label, name, value, demand: numberFromTo(...range), take: (read) => this.#tell({ [name]: read }) },
      { range, unit, whole: unit === 1 },
    );
  }

  #dateField(label: string, name: 'observation_end' | 'calibration_end', value: string, [first, last]: [string, string]) {
    const demand = msg(str`A day from ${day(first)} to ${day(last)}.`, { id: 'day-from-to' });
    return this.#fields.day({ label, name, value, demand, take: (read) => this.#tell({ [name]: read }) }, [first, last]);
  }

  #tell(detail: Partial<Settings>): void {
    this.dispatchEvent(new CustomEvent('settings', { detail }));
  }
}

/** Later ends of the observation are refused by the core. */
const aYearAfter = (iso: string): string => `${Number(iso.slice(0, 4)) + 1}${iso.slice(4).replace('02-29', '02-28')}`;
