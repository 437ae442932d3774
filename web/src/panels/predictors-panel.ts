// <lw-predictors-panel>: a look back: of all that was known of customers some months ago, what went best with what they spent since. In: an engine and settings;
// how many months is kept here and the core is asked.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import { Asked } from '../asked';
import { notes } from '../controls/said';
import { whenSettled } from '../controls/settled';
import type { Engine } from '../engine';
import { day, decimal, money, percent, whole } from '../format';
import type { Estimate, PredictorsFound, RatedMeasure, Settings } from '../protocol';
import { LargeElement, ui } from '../ui';
import { measureName } from './predictor-words';

const number = (value: number): string => decimal(value, 2);
/** Below a number, what it rests on. */
const small = (text: string) => html`<span class="range">${text}</span>`;

@customElement('lw-predictors-panel')
export class PredictorsPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      tbody th {
        min-width: 11rem;
        color: var(--ink);
        font-weight: 400;
      }
      td {
        white-space: nowrap;
      }
      tr.best :is(th, td) {
        background: var(--accent-soft);
      }
      .range {
        display: block;
        font-size: 0.75rem;
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @state() private months = 12;
  readonly #asked = new Asked(this, 'predictors');

  /** A margin changes no order, so that none is asked with. */
  override willUpdate(): void {
    void this.#asked.ask(this.engine, { observation_end: this.settings.observation_end, months: this.months });
  }

  override render() {
    const { answer } = this.#asked;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('What best foretold later spend', { id: 'predictors-title' })}</h2>
      <p class="muted">${msg('A look back: each measure as it was known on one day, against what the same customers spent afterwards.', { id: 'predictors-lead' })}</p>
      ${this.#choice()} ${answer?.known_until ? this.#found(answer) : nothing}
      ${notes(answer?.caveats)}
    </section>`;
  }

  #choice() {
    const settle = whenSettled<HTMLSelectElement>(({ value }) => (this.months = Number(value)));
    return html`<div class="row no-print">
      <label
        >${msg('Months afterwards', { id: 'predictors-months' })}
        <select name="months" @keydown=${settle.keydown} @pointerdown=${settle.pointerdown} @change=${settle.change} @blur=${settle.blur}>
          ${[6, 12, 24, 36].map((months) => html`<option value=${months} .selected=${months === this.months}>${whole(months)}</option>`)}
        </select>
      </label>
    </div>`;
  }

  #found(found: PredictorsFound) {
    const { customers, known_until, months, buyers, spend, currency, minor_digits, measures } = found;
    return html`<p>
        ${msg(str`${whole(customers)} customers had bought by ${day(known_until)}. In the ${whole(months)} months afterwards ${whole(buyers)} of them bought again and spent ${money(spend, currency, minor_digits)}.`, { id: 'predictors-who' })}
      </p>
      ${measures.length
        ? html`<p role="status"><strong>${this.#verdict(found)}</strong></p>
            ${this.#picture(found)}
            <div class="scroll" tabindex="0" role="region" aria-label=${msg('Measures and later spend', { id: 'predictors-table' })}>${this.#table(found)}</div>
            <p class="small muted">
              ${msg('Orders that went together in this one period, not causes: nothing here says that raising a measure would raise spend. Another period may rank them differently.', { id: 'predictors-not-cause' })}
            </p>
            ${this.#how(found)}`
        : nothing}`;
  }

  #verdict({ best, clear, measures, model }: PredictorsFound) {
    const rated = measures.find(({ name }) => name === best);
    if (!rated) return msg('None of the measures foretold later spend beyond chance.', { id: 'predictors-none' });
    const name = measureName(rated.name, model);
    if (clear) return msg(str`Best was “${name}”, clearly ahead of every other measure.`, { id: 'predictors-clear' });
    const next = measures.find(({ name: other, behind }) => other !== best && behind && behind.low !== null && behind.low <= 0);
    return next
      ? msg(str`Best was “${name}”, but not clearly: “${measureName(next.name, model)}” may be as good.`, { id: 'predictors-unclear' })
      : msg(str`Best was “${name}”.`, { id: 'predictors-best' });
  }

  /** As strength: of a negative correlation the opposite. */
  #picture({ measures, best, model }: PredictorsFound) {
    const rows = measures.flatMap(({ name, correlation }) => {
      if (!correlation || correlation.low === null || correlation.high === null) return [];
      const { value, low, high } = correlation;
      const shown = value < 0 ? { value: -value, low: -high, high: -low } : { value, low, high };
      return [{ name: measureName(name, model), ...shown, best: name === best }];
    });
    return html`<lw-interval-chart
      .label=${msg('Strength of each measure’s rank correlation with later spend, with 95% intervals; the table has the numbers', { id: 'predictors-alt' })}
      .x=${msg('strength, 0 to 1', { id: 'predictors-x' })}
      .rows=${rows}
    ></lw-interval-chart>`;
  }

  #table({ measures, best, later_best, model }: PredictorsFound) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Known on that day', { id: 'predictors-measure' })}</th>
          <th scope="col" class="end">${msg('Rank correlation', { id: 'predictors-correlation' })}</th>
          <th scope="col" class="end">${msg('Behind the best', { id: 'predictors-behind' })}</th>
          <th scope="col" class="end">${msg(str`Of the later best ${whole(later_best)}, found`, { id: 'predictors-found' })}</th>
          <th scope="col" class="end">${msg('Times chance', { id: 'predictors-lift' })}</th>
        </tr>
      </thead>
      <tbody>
        ${measures.map((measure) => this.#row(measure, measure.name === best, model))}
      </tbody>
    </table>`;
  }

  #row({ name, known, correlation, found, lift, behind }: RatedMeasure, best: boolean, model: string | null) {
    const turned = correlation !== null && correlation.value < 0;
    return html`<tr class=${best ? 'best' : ''}>
      <th scope="row">
        ${measureName(name, model)}
        ${best ? small(msg('best', { id: 'predictors-is-best' })) : nothing} ${turned ? small(msg('the lower, the more spent later', { id: 'predictors-lower' })) : nothing}
      </th>
      <td class="end">${correlation ? this.#estimate(correlation, number) : html`\u2013${small(msg(str`cannot be told, n\u00a0=\u00a0${whole(known)}`, { id: 'predictors-not-told' }))}`}</td>
      <td class="end">${behind ? this.#estimate(behind, number) : '\u2013'}</td>
      <td class="end">${found ? this.#estimate(found, (value) => percent(value, 1)) : '\u2013'}</td>
      <td class="end">${lift ? this.#estimate(lift, (value) => decimal(value, 1)) : '\u2013'}</td>
    </tr>`;
  }

  #estimate({ value, low, high, n }: Estimate, text: (value: number) => string) {
    return html`${text(value)}${low === null || high === null ? nothing : small(msg(str`${text(low)} to ${text(high)}`, { id: 'differences-range' }))}${small(`n = ${whole(n)}`)}`;
  }

  #how({ later_best, customers, buyers, model }: PredictorsFound) {
    return html`<details>
      <summary>${msg('How to read this table', { id: 'differences-how' })}</summary>
      <ul>
        <li>${msg('Rank correlation (Spearman’s ρ): whether those with more of the measure later spent more, from −1 to 1; equal customers share the mean of their ranks. Small print: the 95% interval and n. It comes from what each customer adds to ρ (infinitesimal jackknife, Fisher’s transformation), for most customers spend nothing and a formula for normal values would not hold.', { id: 'predictors-how-correlation' })}</li>
        <li>${msg('Behind the best: how much weaker the correlation is, whatever its sign, over the same customers. Where its interval holds 0, chance may have ranked the two. That the best was picked among many is allowed for (Gutmann & Maymin 1987).', { id: 'predictors-how-behind' })}</li>
        <li>
          ${later_best === buyers && buyers < customers / 5
            ? msg(str`Found: those who spent anything later are ${whole(later_best)}; of them, the share that was among the top ${whole(later_best)} by the measure.`, { id: 'predictors-how-found-buyers' })
            : msg(str`Found: of the fifth that later spent most (${whole(later_best)}), the share that was in the top fifth by the measure.`, { id: 'predictors-how-found' })}
          ${msg('Equal customers at the border draw lots; shown is what that gives on average. “Times chance” compares with a list drawn by lot. The interval comes from what each customer adds to the share, as with the correlation; the borders of both lists move with the customers.', { id: 'predictors-how-lots' })}
        </li>
        <li>${msg('Spend: revenue of purchases after the day, less refunds that follow them. A margin would change no order.', { id: 'predictors-how-spend' })}</li>
        ${model ? html`<li>${msg(str`The model (${model}) was chosen and fitted with what was known on that day, as one would have done then; the value to come is its expected purchases times the expected value of one.`, { id: 'predictors-how-model' })}</li>` : nothing}
        <li>${msg('RFM score: the sum of three fifths, 1 to 5 each: how lately somebody bought, how often and for how much (Hughes 1994).', { id: 'predictors-how-rfm' })}</li>
      </ul>
    </details>`;
  }
}
