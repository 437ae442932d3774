// <lw-acquisition-panel>: what a new customer costs by four definitions, what a further one costs, when it is paid back, and the spend behind it. In: an engine and
// settings; what a person adds (days between spend and purchase, what is not meant to find customers, numbers from elsewhere) is kept here and the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { drawing, drawingStyles } from '../controls/drawing';
import { notes } from '../controls/said';
import { settledChoice } from '../controls/settled-choice';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { ranged } from '../controls/tables';
import { Drawn } from '../drawn';
import type { Engine } from '../engine';
import { day, decimal, money, whole } from '../format';
import type { AcquisitionRequest, CacDefinition, CountedAcquisition, Outside, Settings, SpendAnswer } from '../protocol';
import { LargeElement, ui } from '../ui';
import './acquisition-channels';
import './acquisition-payback';
import './acquisition-spend';
import { channelName, definitionChoice, definitionName } from './acquisition-words';
import { profitSettings } from './profit-words';

type Choice = Required<Pick<AcquisitionRequest, 'lag_days' | 'onboarding_cost' | 'not_acquisition' | 'same_channels' | 'compare_by' | 'adjust_for' | 'definition' | 'payback_months' | 'outside_cac' | 'outside_ratio'>>;
type Counted = SpendAnswer & CountedAcquisition;
const asRead: Choice = { lag_days: 0, onboarding_cost: 0, not_acquisition: [], same_channels: {}, compare_by: 'auto', adjust_for: ['joined'], definition: 'loaded', payback_months: 24, outside_cac: null, outside_ratio: null };
const mostMoney = 1e9;

/** The own number against one from elsewhere. */
const comparison = {
  below: () => msg('lower', { id: 'cac-lower' }),
  alike: () => msg('not clearly different', { id: 'cac-alike' }),
  above: () => msg('higher', { id: 'cac-higher' }),
};

@customElement('lw-acquisition-panel')
export class AcquisitionPanel extends LargeElement {
  static override styles = [
    ui,
    drawingStyles,
    css`
      .fields {
        --field: 13rem;
      }
      .parts {
        column-gap: var(--space-4);
        row-gap: var(--space-1);
      }
      thead th {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @state() private choice: Choice = asRead;
  readonly #fields = new SettledFields(this);
  readonly #asked = new Drawn(this, 'acquisition');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) [this.choice, this.#asked.answer] = [asRead, null]; // another file
    const { observation_end, discount } = this.settings;
    this.#asked.ask(this.engine, { ...profitSettings(this.settings), observation_end, discount, ...this.choice });
  }

  override render() {
    const { answer, waiting } = this.#asked;
    if (!answer && !waiting) return nothing;
    const counted = answer?.counted ? answer : null;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${counted || !answer ? msg('What a new customer costs', { id: 'cac-title' }) : msg('What was spent on finding customers', { id: 'cac-spend-title' })}</h2>
      ${counted ? this.#counted(counted) : nothing} ${drawing(this.#asked)} ${counted ? html`<lw-acquisition-payback .answer=${counted}></lw-acquisition-payback>` : nothing}
      ${answer ? html`<lw-acquisition-spend .answer=${answer}></lw-acquisition-spend> ${counted ? this.#how(counted) : nothing} ${notes(answer.caveats)}` : nothing}
    </section>`;
  }

  #cash({ currency, minor_digits }: SpendAnswer): (minor: number) => string {
    return (minor) => money(minor, currency, minor_digits);
  }

  #counted(answer: Counted) {
    return html`<p class="muted">
        ${msg('Spend ÷ customers whose first purchase fell into the same days. All customers count, also those who came without advertising: the cost is blended.', { id: 'cac-lead' })}
      </p>
      ${this.#controls(answer)}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('Cost of a new customer by definition', { id: 'cac-table' })}>${this.#definitions(answer)}</div>
      ${this.#outside(answer)} ${this.#marginal(answer)}
      ${answer.by_channel
        ? html`<lw-acquisition-channels .answer=${answer} .same=${this.choice.same_channels} .adjustFor=${this.choice.adjust_for} @alike=${({ detail }: CustomEvent<Partial<Choice>>) => this.#choose(detail)} @same=${({ detail }: CustomEvent<Choice['same_channels']>) => this.#choose({ same_channels: detail })}></lw-acquisition-channels>`
        : nothing}
      ${answer.drawn < 1 ? html`<h3>${msg('When that is paid back', { id: 'payback-title' })}</h3>` : nothing}`;
  }

  // ------------------------------------------------------------------ what a person adds

  #controls(answer: Counted) {
    const definitions = answer.definitions.map(({ definition }): [CacDefinition, string] => [definition, definitionChoice(definition)]);
    return html`<div class="fields no-print" role="group" aria-label=${msg('How the cost is counted', { id: 'cac-controls' })}>
        ${this.#number(msg('Days from spend to first purchase', { id: 'cac-lag' }), 'lag_days', [0, 365], true)}
        ${this.#number(msg(str`Cost to take on a new customer, ${answer.currency}`, { id: 'cac-onboarding' }), 'onboarding_cost', [0, mostMoney])}
        ${this.#number(msg('Months of payback shown', { id: 'cac-payback-months' }), 'payback_months', [1, 36], true)}
        ${settledChoice(msg('Months and payback go by', { id: 'cac-definition' }), this.choice.definition, definitions, (definition) => this.#choose({ definition }), 'definition')}
      </div>
      ${this.#parts(answer)}
      <details class="no-print">
        <summary>${msg('Compare with a number from elsewhere', { id: 'cac-outside' })}</summary>
        <div class="fields">
          ${this.#optional(msg(str`Their cost of a new customer, ${answer.currency}`, { id: 'cac-outside-cac' }), 'outside_cac', mostMoney)}
          ${this.#optional(msg('Their value ÷ cost after 12 months', { id: 'cac-outside-ratio' }), 'outside_ratio', 1000)}
        </div>
      </details>`;
  }

  #number(label: string, name: 'lag_days' | 'onboarding_cost' | 'payback_months', range: [number, number], integer = false) {
    return this.#fields.number({ label, name, value: this.choice[name], demand: numberFromTo(whole(range[0]), whole(range[1])), take: (value) => this.#choose({ [name]: value }) }, { range, whole: integer });
  }

  /** 0 takes it away again: nothing costs nothing elsewhere. */
  #optional(label: string, name: 'outside_cac' | 'outside_ratio', most: number) {
    return this.#fields.number({ label, name, value: this.choice[name], demand: numberFromTo(0, whole(most)), take: (value) => this.#choose({ [name]: value || null }) }, { range: [0, most] });
  }

  #choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
  }

  #parts({ channels, campaigns }: Counted) {
    const names = [...new Set([...channels, ...campaigns].map(({ name }) => name))].filter(Boolean);
    if (names.length < 2) return nothing;
    const excluded = this.choice.not_acquisition;
    return html`<details class="no-print">
      <summary>${msg('What is meant to find customers', { id: 'cac-parts' })}</summary>
      <fieldset>
        <legend>${msg('Uncheck channels and campaigns for customers you already have, or for the brand alone.', { id: 'cac-parts-why' })}</legend>
        <div class="row parts">
          ${names.map(
            (name) => html`<label class="check">
              <input
                type="checkbox"
                .checked=${!excluded.includes(name)}
                @change=${() => this.#choose({ not_acquisition: excluded.includes(name) ? excluded.filter((each) => each !== name) : [...excluded, name] })}
              />${channelName(name)}
            </label>`,
          )}
        </div>
      </fieldset>
    </details>`;
  }

  // ------------------------------------------------------------------ what it costs

  #definitions(answer: Counted) {
    const cash = this.#cash(answer);
    const set = { lagDays: answer.lag_days, onboarding: answer.onboarding_cost ? cash(answer.onboarding_cost) : '', excluded: this.choice.not_acquisition.length > 0 };
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('What is counted', { id: 'cac-counted' })}</th>
          <th scope="col">${msg('First purchases', { id: 'cac-days' })}</th>
          <th scope="col" class="end">${msg('Spend', { id: 'spend' })}</th>
          <th scope="col" class="end">${msg('New customers (n)', { id: 'cac-customers' })}</th>
          <th scope="col" class="end">${msg('Cost of each', { id: 'cac-each' })}</th>
        </tr>
      </thead>
      <tbody>
        ${answer.definitions.map(
          ({ definition, first_day, last_day, spend, customers, cac }) => html`<tr>
            <th scope="row">${definitionName(definition, set)}</th>
            <td>${first_day && last_day ? html`${day(first_day)} – ${day(last_day)}` : '–'}</td>
            <td class="end">${cash(spend)}</td>
            <td class="end">${whole(customers)}</td>
            <td class="end">${ranged(cac, cash)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #outside(answer: Counted) {
    const cash = this.#cash(answer);
    const ratio = (value: number) => decimal(value, 2);
    const line = (name: string, { value, own, own_is }: Outside, text: (value: number) => string) => html`<li>
      <strong>${msg('Outside number, as you typed it:', { id: 'cac-outside-mark' })}</strong> ${name} ${text(value)}.
      ${own === null
        ? msg('There is no own number to hold against it.', { id: 'cac-outside-none' })
        : own_is === null || own.low === null || own.high === null
          ? msg(str`Yours: ${text(own.value)}, without an interval.`, { id: 'cac-outside-alone' })
          : msg(str`Yours: ${text(own.value)} (95% interval ${text(own.low)} to ${text(own.high)}), ${comparison[own_is]()}.`, { id: 'cac-outside-own' })}
    </li>`;
    const { outside_cac, outside_ratio } = answer;
    if (!outside_cac && !outside_ratio) return nothing;
    return html`<ul>
      ${outside_cac ? line(msg('cost of a new customer', { id: 'cac-outside-cac-name' }), outside_cac, cash) : nothing}
      ${outside_ratio ? line(msg('value ÷ cost after 12 months', { id: 'cac-outside-ratio-name' }), outside_ratio, ratio) : nothing}
    </ul>`;
  }

  #marginal(answer: Counted) {
    const { marginal } = answer;
    if (!marginal) return nothing;
    const cash = this.#cash(answer);
    const { cost, at_least, months, average } = marginal;
    const so = msg('It is what went together month by month beside a steady trend, not proof of a cause: a season may move both.', { id: 'marginal-association' });
    if (cost && cost.low !== null && cost.high !== null)
      return html`<p>
        ${msg(str`A further customer went with ${cash(cost.value)} more spend (95% interval ${cash(cost.low)} to ${cash(cost.high)}, n\u00a0=\u00a0${whole(months)} months); the average one cost ${average ? cash(average.value) : '–'}.`, { id: 'marginal-cost' })} ${so}
      </p>`;
    if (at_least !== null) return html`<p>${msg(str`A further customer cost at least ${cash(at_least)} (n\u00a0=\u00a0${whole(months)} months); more than this is not settled.`, { id: 'marginal-at-least' })} ${so}</p>`;
    return nothing;
  }

  #how({ payback, definitions, definition }: Counted) {
    const scatter = definitions.find((each) => each.definition === definition)?.scatter ?? 1;
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        <li>${msg('Cost of a new customer = spend in the window ÷ customers whose first purchase lies in it (Farris, Bendle, Pfeifer & Reibstein 2010, Marketing Metrics). The window is the days of which both spend and orders are known. A row of a month or a week is spread over its days.', { id: 'cac-how-cac' })}</li>
        <li>${msg(str`Its interval: the spend is known; the number of customers varies by chance. It is the score interval of a Poisson count, widened where months differ more than that: here their variance is ${decimal(scatter, 1)} times the mean, measured by differences between neighbouring months.`, { id: 'cac-how-interval' })}</li>
        <li>${msg('A further customer: new customers a day on spend a day and a straight trend, over whole months (least squares; intervals that hold where months differ in their variance, HC3). 1 ÷ slope is shown where the slope is clearly above zero.', { id: 'cac-how-marginal' })}</li>
        <li>${msg('Value ÷ cost at an age: Σ profit of the customers by that age ÷ Σ cost of the same customers; only months of which all customers have reached it. Interval: delta method, for what customers bring and for how many come.', { id: 'cac-how-ratio' })}</li>
        ${payback
          ? html`<li>${msg(str`Payback: the first age at which value ÷ cost reaches 1, read from the line between the ages. The band and the chances come from ${whole(payback.draws)} customer bases drawn from yours (bootstrap with Poisson weights; always the same draws). Discounted: each purchase is worth (1 + discount)^(−days since the first ÷ 365). Nothing beyond what was observed is guessed.`, { id: 'cac-how-payback' })}</li>`
          : nothing}
      </ul>
    </details>`;
  }
}
