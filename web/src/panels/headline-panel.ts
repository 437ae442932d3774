// <lw-headline-panel>: the numbers a person came for, each with its interval and n, and the assumptions they rest on.
// In: realised value, prediction, settings. Out: "settings" (Settings) when an assumption is changed.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str, updateWhenLocaleChanges } from '@lit/localize';
import { said } from '../controls/said';
import { day, inUnit, money, percent, whole } from '../format';
import type { Estimate, Prediction, Realised, Settings } from '../protocol';
import { ui } from '../ui';

@customElement('lw-headline-panel')
export class HeadlinePanel extends LitElement {
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
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(10.5rem, 100%), 1fr));
        gap: var(--space-4);
        align-items: end;
      }
      .notes {
        margin: 0;
        padding: var(--space-3) var(--space-4) var(--space-3) var(--space-6);
        background: var(--note-soft);
        border-radius: var(--radius);
        display: grid;
        gap: var(--space-1);
      }
      .notes li {
        max-width: 60rem;
      }
    `,
  ];

  @property({ attribute: false }) realised!: Realised;
  @property({ attribute: false }) prediction!: Prediction;
  @property({ attribute: false }) settings!: Settings;
  /** First and last day in the data, the bounds of the dates one can choose. */
  @property({ attribute: false }) span!: [string, string];

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override render() {
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${msg('What your customers are worth', { id: 'headline-title' })}</h2>
      <h3 class="group">${msg('Until now', { id: 'group-so-far' })}</h3>
      <div class="numbers">${this.#soFar()}</div>
      <h3 class="group">${msg('To come', { id: 'group-to-come' })}</h3>
      ${this.#assumptions()}
      <div class="numbers">${this.#toCome()}</div>
      ${this.#notes()}
    </section>`;
  }

  #text = (value: number, unit: Estimate['unit']) => inUnit(value, unit, this.realised.currency, this.realised.minor_digits);

  #number(label: string, estimate: Estimate, explanation: string, lead = false) {
    const { low, high, n, unit } = estimate;
    return html`<article class="card ${lead ? 'lead' : ''}">
      <h4>${label}</h4>
      <div class="number">${this.#text(estimate.value, unit)}</div>
      ${low !== null && high !== null
        ? html`<div class="small">
            ${msg(str`95% interval ${this.#text(low, unit)} to ${this.#text(high, unit)}, n\u00a0=\u00a0${whole(n)}`, { id: 'interval-of' })}
          </div>`
        : html`<div class="small">${msg(str`no interval, n\u00a0=\u00a0${whole(n)}`, { id: 'no-interval-of' })}</div>`}
      <p class="small muted">${explanation}</p>
    </article>`;
  }

  #soFar() {
    const { realised } = this;
    return html`<article class="card">
        <h4>${msg('Realised value', { id: 'realised-total' })}</h4>
        <div class="number">${money(realised.total, realised.currency, realised.minor_digits)}</div>
        <div class="small">
          ${msg(str`${whole(realised.customers)} customers, ${whole(realised.transactions)} purchase days`, { id: 'realised-n' })}
        </div>
        <p class="small muted">${msg('Revenue so far, net of refunds: a count, not an estimate.', { id: 'realised-total-why' })}</p>
      </article>
      ${this.#number(
        msg('Realised value per customer', { id: 'realised-mean' }),
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
    const { base, horizon_end, margin } = this.prediction;
    if (!base) return nothing;
    const until = day(horizon_end);
    const share = percent(margin);
    return html`${base.clv
      ? this.#number(
          msg('Value to come, all customers', { id: 'clv-total' }),
          base.clv,
          msg(str`Expected until ${until}, at a margin of ${share}, discounted to today.`, { id: 'clv-total-why' }),
          true,
        )
      : nothing}
    ${base.mean_clv
      ? this.#number(
          msg('Value to come, per customer', { id: 'clv-mean' }),
          base.mean_clv,
          msg('The same, shared by all customers, also those who left.', { id: 'clv-mean-why' }),
          true,
        )
      : nothing}
    ${this.#number(
      msg('Purchases to come', { id: 'transactions-total' }),
      base.transactions,
      msg(str`Expected purchase days of today's customers until ${until}.`, { id: 'transactions-total-why' }),
    )}
    ${this.#number(
      msg('Customers still with you', { id: 'alive-total' }),
      base.alive,
      msg('Sum of the probabilities that each one will ever buy again. Without a contract nobody says goodbye: this is inferred.', { id: 'alive-total-why' }),
    )}`;
  }

  #notes() {
    const notes = [...this.prediction.caveats, ...this.realised.caveats];
    return notes.length ? html`<ul class="notes">${notes.map((note) => html`<li>${said(note)}</li>`)}</ul>` : nothing;
  }

  #field(label: string, name: keyof Settings, type: 'number' | 'date', value: string, limits: { min: string; max: string; step?: string }, read: (text: string) => number | string | null) {
    return html`<label>
      ${label}
      <input
        type=${type}
        name=${name}
        min=${limits.min}
        max=${limits.max}
        step=${limits.step ?? 'any'}
        .value=${value}
        @change=${(event: Event) => this.#changed(event.target as HTMLInputElement, name, read)}
      />
    </label>`;
  }

  #changed(input: HTMLInputElement, name: keyof Settings, read: (text: string) => number | string | null): void {
    if (!input.reportValidity()) return;
    this.dispatchEvent(new CustomEvent('settings', { detail: { ...this.settings, [name]: read(input.value) } }));
  }

  #assumptions() {
    const { settings, prediction, span } = this;
    const hundredth = (text: string) => Number(text) / 100;
    const orNull = (text: string) => text || null;
    const calibration = settings.calibration_end ?? prediction.holdout?.calibration_end ?? '';
    return html`<div class="fields no-print" role="group" aria-label=${msg('Assumptions', { id: 'assumptions' })}>
      ${this.#field(msg('Margin, % of revenue', { id: 'margin' }), 'margin', 'number', String(+(settings.margin * 100).toFixed(4)), { min: '0', max: '100' }, hundredth)}
      ${this.#field(msg('Discount, % a year', { id: 'discount' }), 'discount', 'number', String(+(settings.discount * 100).toFixed(4)), { min: '0', max: '1000' }, hundredth)}
      ${this.#field(msg('Months ahead', { id: 'horizon' }), 'horizon_months', 'number', String(settings.horizon_months), { min: '1', max: '120', step: '1' }, Number)}
      ${this.#field(msg('Observation ends', { id: 'observation-end' }), 'observation_end', 'date', prediction.observation_end, { min: span[0], max: '2100-12-31' }, orNull)}
      ${this.#field(msg('Check: fit up to', { id: 'calibration-end' }), 'calibration_end', 'date', calibration, { min: span[0], max: prediction.observation_end }, orNull)}
    </div>`;
  }
}
