// <lw-unsettled-panel>: where the data do not settle a model: what cannot be told, and the range of purchases to come that all explanations leave open. In: an
// engine, settings and the prediction made with them; the core is asked where a model has no fit.
import { type PropertyValues, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { type Engine, isAbort } from '../engine';
import { day, eitherOf, whole } from '../format';
import type { ModelLimit, Prediction, Settings, Unsettled } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

const limitText = (limit: ModelLimit): string =>
  ({
    equal_rates: msg('all buy at the same rate', { id: 'limit-equal-rates' }),
    equal_dropout: msg('all are equally likely to leave', { id: 'limit-equal-dropout' }),
    nobody_leaves: msg('nobody leaves', { id: 'limit-nobody-leaves' }),
    everybody_leaves: msg('everybody leaves at the first chance', { id: 'limit-everybody-leaves' }),
    leaves_at_once_or_never: msg('customers leave at once or never', { id: 'limit-at-once-or-never' }),
  })[limit];

@customElement('lw-unsettled-panel')
export class UnsettledPanel extends LargeElement {
  static override styles = [ui];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  @state() private unsettled: Unsettled | null = null;
  /** What the answer is of. */
  #asked: Prediction | null = null;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('prediction')) void this.#ask();
  }

  /** With the very settings of the prediction, which the core still has; only the last answer counts. */
  async #ask(): Promise<void> {
    const of = this.prediction;
    this.#asked = of;
    if (of.models.every(({ fit }) => fit)) {
      this.unsettled = null;
      return;
    }
    try {
      const unsettled = await this.engine.compute('unsettled', this.settings);
      if (this.#asked === of) this.unsettled = unsettled;
    } catch (error) {
      if (this.#asked === of && !isAbort(error)) this.dispatchEvent(new CustomEvent('failed', { detail: error }));
    }
  }

  override render() {
    const { unsettled, prediction } = this;
    if (!unsettled?.models.length) return nothing;
    const ranges = unsettled.models.flatMap(({ transactions }) => (transactions ? [transactions] : []));
    const low = whole(Math.min(...ranges.map((range) => range[0])));
    const high = whole(Math.max(...ranges.map((range) => range[1])));
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('What the data leave open', { id: 'unsettled-title' })}</h2>
      <p>
        ${msg('Very different customers would explain these data equally well, so that the models below have no single best answer. Many predictions hardly depend on it.', { id: 'unsettled-why' })}
        ${prediction.base === null && ranges.length
          ? html`<strong>${msg(str`Until ${day(prediction.horizon_end)} your ${whole(unsettled.customers)} customers are expected to make ${low} to ${high} purchases, whichever holds.`, { id: 'unsettled-says' })}</strong>`
          : nothing}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Expected purchases', { id: 'unsettled-expected' })}>${this.#table(unsettled)}</div>
      <p class="small muted">
        ${msg('95% ranges by profile likelihood: the least and the most that is expected by any parameters whose log-likelihood is within 1.92 of the highest (Kreutz, Raue & Timmer 2012). A longer time, or more customers of whom some have clearly left, would settle it.', { id: 'unsettled-how' })}
      </p>
      ${howComputed('unsettled')}
    </section>`;
  }

  #table({ models }: Unsettled) {
    const title = (code: string) => this.prediction.models.find((model) => model.code === code)?.title;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Model', { id: 'models-model' })}</th>
          <th scope="col" class="end">${msg('Expected purchases', { id: 'unsettled-expected' })}</th>
          <th scope="col">${msg('Not contradicted by the data', { id: 'unsettled-limits' })}</th>
        </tr>
      </thead>
      <tbody>
        ${models.map(
          ({ code, limits, transactions }) => html`<tr>
            <th scope="row">${title(code)}</th>
            <td class="end">${transactions ? `${whole(transactions[0])} – ${whole(transactions[1])}` : msg('not bounded', { id: 'unsettled-unbounded' })}</td>
            <td>${eitherOf(limits.map(limitText))}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
