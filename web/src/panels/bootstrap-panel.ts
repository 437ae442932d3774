// <lw-bootstrap-panel>: the prediction's intervals a second way, on request: shops are simulated from the model and fitted again, some at a time, with progress and a way to
// stop. In: an engine, settings and the prediction made with them.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { ranged } from '../controls/tables';
import { type Engine, isAbort } from '../engine';
import { money, whole } from '../format';
import type { Prediction, Settings } from '../protocol';
import type { BootstrapAnswer } from '../protocol-bootstrap';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

const draws = 1000;
/** So long an answer may take that progress moves and stopping is felt at once, in milliseconds. */
const patience = 150;

@customElement('lw-bootstrap-panel')
export class BootstrapPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  @state() private answer: BootstrapAnswer | null = null;
  @state() private running = false;
  /** The run that counts; another prediction or a stop begins a new one. */
  #run = 0;

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('prediction')) return;
    this.#stop();
    this.answer = null;
  }

  #stop = (): void => {
    this.#run += 1;
    this.running = false;
  };

  /** What was drawn before a stop is kept by the core. */
  #begin = async (): Promise<void> => {
    const run = ++this.#run;
    this.running = true;
    try {
      for (let batch = 1; run === this.#run; ) {
        const begin = performance.now();
        const answer = await this.engine.compute('bootstrap', { ...this.settings, draws, batch });
        if (run !== this.#run) return;
        this.answer = answer;
        if (answer.drawn >= answer.wanted) break;
        batch = Math.max(1, Math.min(2 * batch, Math.floor((batch * patience) / Math.max(1, performance.now() - begin))));
      }
    } catch (error) {
      if (run === this.#run && !isAbort(error)) this.dispatchEvent(new CustomEvent('failed', { detail: error }));
    }
    if (run === this.#run) this.running = false;
  };

  override render() {
    if (!this.prediction.base) return nothing;
    const { answer, running } = this;
    const done = answer !== null && answer.drawn >= answer.wanted;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Intervals by simulation', { id: 'bootstrap-title' })}</h2>
      <p>
        ${msg(str`The intervals of this page rest on an approximation that is good for many customers. For yours they can be found without it: ${whole(draws)} shops like yours are simulated from the model, and each is predicted anew.`, { id: 'bootstrap-why' })}
      </p>
      ${done
        ? nothing
        : html`<div class="row">
            <button @click=${running ? this.#stop : this.#begin}>
              ${running ? msg('Stop', { id: 'bootstrap-stop' }) : answer ? msg('Go on simulating', { id: 'bootstrap-go-on' }) : msg('Simulate', { id: 'bootstrap-begin' })}
            </button>
          </div>`}
      ${(answer || running) && !done
        ? html`<progress aria-label=${msg('Progress of the simulation', { id: 'bootstrap-progress' })} max=${answer?.wanted ?? draws} value=${answer?.drawn ?? nothing}></progress>
            <p class="muted small">${answer ? msg(str`${whole(answer.drawn)} of ${whole(answer.wanted)} shops`, { id: 'bootstrap-count' }) : msg('Computing …', { id: 'progress-computing' })}</p>`
        : nothing}
      <div role="status">${answer && done ? this.#result(answer) : nothing}</div>
      ${howComputed('bootstrap')}
    </section>`;
  }

  #result(answer: BootstrapAnswer) {
    const { base } = this.prediction;
    const unsettled = answer.drawn - answer.settled;
    const amount = (value: number) => money(value, answer.currency, answer.minor_digits);
    const row = (name: string, before: Parameters<typeof ranged>[0], now: Parameters<typeof ranged>[0], text: (value: number) => string) => html`<tr>
      <th scope="row">${name}</th>
      <td class="end">${ranged(before, text)}</td>
      <td class="end">${ranged(now, text)}</td>
    </tr>`;
    return html`<div class="stack">
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('By simulation', { id: 'bootstrap-drawn' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Of the whole base', { id: 'bootstrap-figure' })}</th>
              <th scope="col" class="end">${msg('By approximation', { id: 'bootstrap-delta' })}</th>
              <th scope="col" class="end">${msg('By simulation', { id: 'bootstrap-drawn' })}</th>
            </tr>
          </thead>
          <tbody>
            ${row(msg('Expected purchases', { id: 'unsettled-expected' }), base!.transactions, answer.transactions, whole)}
            ${answer.clv ? row(msg('Value to come', { id: 'bootstrap-clv' }), base!.clv, answer.clv, amount) : nothing}
          </tbody>
        </table>
      </div>
      ${answer.transactions?.low === null
        ? html`<p>
            ${msg(str`In ${whole(unsettled)} of ${whole(answer.drawn)} simulated shops the data did not settle the model. What those would have said is not known, so no interval is given: with so few customers, take the predictions as rough.`, { id: 'bootstrap-unsettled' })}
          </p>`
        : nothing}
      <p class="small muted">
        ${msg(str`95% intervals. Parametric bootstrap: customers as old as yours are drawn from the fitted model, the model is fitted to them, and forecasts your customers; n = ${whole(answer.settled)} settled shops (Efron & Tibshirani 1993, 6.5). Both ways take the model as true.`, { id: 'bootstrap-how' })}
      </p>
    </div>`;
  }
}
