// <lw-segments-panel>: where the value to come is: the base cut by when customers came, how often they bought, how long they have been silent or what they answered last; of each group
// what it brought and what is expected of it, as a picture and a table. In: an engine, settings, the prediction made with them, and a survey if there is one; the core is asked.
import { type PropertyValues, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import '../charts/interval-chart';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { day, major, money, percent, whole } from '../format';
import type { Prediction, SegmentBy, SegmentsAnswer, Settings, SurveyFile } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';
import { isProfit, profitHow, profitToCome } from './profit-words';
import { groupName } from './score-changes-words';

const cuts: SegmentBy[] = ['joined', 'purchases', 'silence', 'answer'];

type Segment = SegmentsAnswer['segments'][number];

@customElement('lw-segments-panel')
export class SegmentsPanel extends LargeElement {
  static override styles = [ui, radioStyles];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  /** Whose answers customers can be cut by. */
  @property({ attribute: false }) survey: SurveyFile | null = null;
  readonly #asked = new Asked(this, 'segments');
  @state() private by: SegmentBy = 'joined';

  override willUpdate(changed: PropertyValues): void {
    if (this.by === 'answer' && !this.survey) this.by = 'joined';
    if (changed.has('prediction') || changed.has('by') || changed.has('survey')) void this.#asked.ask(this.engine, { ...this.settings, segment_by: this.by, ...(this.by === 'answer' ? this.survey : {}) });
  }

  override render() {
    const answer = this.#asked.answer;
    if (!answer || answer.customers < 2) return nothing;
    const label = isProfit(answer) ? msg('Where the profit to come is', { id: 'segments-title' }) : msg('Where the revenue to come is', { id: 'segments-title-revenue' });
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${label}</h2>
      ${radioChoice(msg('Customers by', { id: 'segments-by' }), 'by', cuts.filter((by) => by !== 'answer' || this.survey).map((by) => [by, this.#byName(by)] as const), this.by, (by) => (this.by = by))}
      ${answer.segments.length
        ? html`${this.#chart(answer, label)}
            <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('The groups as a table', { id: 'segments-table' })}>${this.#table(answer)}</div>`
        : html`<p>${msg('On which scale the answers are is not clear yet: choose it where the survey is shown.', { id: 'segments-no-scale' })}</p>`}
      ${answer.by === 'answer'
        ? html`<p class="small muted">
            ${msg('Who answers is a customer at that time: those with a recent answer are likelier to be still with you than those without any, whatever they answered. Compare the groups that answered with each other.', { id: 'segments-answer-why' })}
          </p>`
        : nothing}
      <p class="small muted">
        ${msg('Intervals are 95% and of what is expected, as for the whole base: they say how well the model in use is known. What a few customers then do varies more. Groups differ in who is in them; a group is not the cause of what it is worth.', { id: 'segments-why' })}
        ${profitHow(answer)}
      </p>
      ${howComputed('segments')}
    </section>`;
  }

  #byName(by: SegmentBy): string {
    if (by === 'joined') return msg('when they first bought', { id: 'segments-joined' });
    if (by === 'answer') return msg('their last answer', { id: 'segments-answer' });
    return by === 'purchases' ? msg('purchase days so far', { id: 'segments-purchases' }) : msg('days since the last purchase', { id: 'segments-silence' });
  }

  #name({ by, months }: SegmentsAnswer, { name, from, to }: Segment): string {
    if (name) return name === 'no_answer' ? msg('No answer', { id: 'segments-no-answer' }) : groupName(name);
    if (by === 'joined') {
      const [year, month] = String(from).split('-');
      return months === 12 ? year! : msg(str`${year} Q${Math.floor((Number(month) - 1) / 3) + 1}`, { id: 'segments-quarter' });
    }
    if (to === null) return msg(str`${whole(Number(from))} and more`, { id: 'segments-and-more' });
    return from === to ? whole(Number(from)) : `${whole(Number(from))} – ${whole(Number(to))}`;
  }

  #chart(answer: SegmentsAnswer, label: string) {
    const rows = answer.segments.flatMap((segment) => {
      const { clv } = segment;
      if (!clv || clv.low === null || clv.high === null) return [];
      const inMajor = (minor: number) => major(minor, answer.minor_digits);
      return [{ name: this.#name(answer, segment), value: inMajor(clv.value), low: inMajor(clv.low), high: inMajor(clv.high), best: true }];
    });
    if (rows.length < 2) return nothing;
    return html`<lw-interval-chart .label=${label} .x=${answer.currency} .rows=${rows}></lw-interval-chart>`;
  }

  #table(answer: SegmentsAnswer) {
    const cash = (minor: number) => money(minor, answer.currency, answer.minor_digits);
    const { horizon_end } = this.prediction;
    const hasClv = answer.segments.some(({ clv }) => clv);
    const hasModel = answer.segments.some(({ transactions }) => transactions);
    const soFar = isProfit(answer) ? msg('Profit so far', { id: 'segments-profit-so-far' }) : msg('Revenue so far', { id: 'segments-revenue-so-far' });
    return html`<table data-parts="rows">
      <thead>
        <tr>
          <th scope="col">${this.#byName(answer.by)}</th>
          <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
          <th scope="col" class="end">${soFar}</th>
          ${hasModel
            ? html`<th scope="col" class="end">${msg('Still with you', { id: 'segments-alive' })}</th>
                <th scope="col" class="end">${msg(str`Purchases until ${day(horizon_end)}`, { id: 'segments-transactions' })}</th>`
            : nothing}
          ${hasClv
            ? html`<th scope="col" class="end">${profitToCome(answer)}</th>
                <th scope="col" class="end">${msg('Each customer', { id: 'segments-each' })}</th>`
            : nothing}
        </tr>
      </thead>
      <tbody>
        ${answer.segments.map(
          (segment) => html`<tr data-n=${segment.customers}>
            <th scope="row">${this.#name(answer, segment)}</th>
            <td class="end">
              ${whole(segment.customers)}
              <div class="muted">${percent(segment.customers / answer.customers, 1)}</div>
            </td>
            <td class="end">${cash(segment.so_far)}</td>
            ${hasModel
              ? html`<td class="end">${segment.alive ? ranged(segment.alive, whole) : msg('cannot be told', { id: 'models-cannot-tell' })}</td>
                  <td class="end">${ranged(segment.transactions, whole)}</td>`
              : nothing}
            ${hasClv
              ? html`<td class="end">${ranged(segment.clv, cash)}</td>
                  <td class="end">${ranged(segment.mean_clv, cash)}</td>`
              : nothing}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
