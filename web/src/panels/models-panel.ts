// <lw-models-panel>: the models of purchases side by side: how each foresaw data that were held out, what each says of the time to come, and which one
// is used. In: prediction, settings. Out: "settings" (Partial<Settings>): the model a person chose.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { settledChoice } from '../controls/settled-choice';
import { ranged } from '../controls/tables';
import { day, decimal, interval, whole } from '../format';
import type { Estimate, HeldOut, Prediction, Settings, TriedModel } from '../protocol';
import { LargeElement, ui } from '../ui';

@customElement('lw-models-panel')
export class ModelsPanel extends LargeElement {
  static override styles = [ui];

  @property({ attribute: false }) prediction!: Prediction;
  @property({ attribute: false }) settings!: Settings;

  override render() {
    const { models } = this.prediction;
    if (!models.some(({ fit }) => fit)) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Which model of buying?', { id: 'models-title' })}</h2>
      <p class="muted">
        ${msg('The models agree that customers buy at rates of their own and leave unseen; they differ in when customers can leave. What they say of customers who bought once differs most.', { id: 'models-why' })}
      </p>
      ${this.#choice()} ${this.#heldOut()} ${this.#toCome()}
      <p class="small">
        ${msg('About one-time buyers: BG/NBD lets customers leave only right after a repeat purchase, so by its construction all who bought once are still there, and no data can change that. The others let them leave before.', { id: 'models-once' })}
      </p>
      ${this.#criteria()}
    </section>`;
  }

  #choice() {
    const { models, chosen_by } = this.prediction;
    const chosen = models.find((model) => model.chosen)!.title;
    const automatic =
      chosen_by === 'likelihood'
        ? msg('Automatic: the likeliest one, as nothing could be held out', { id: 'models-auto-likelihood' })
        : msg('Automatic: the one that foresaw the held-out data best', { id: 'models-auto' });
    const wanted = this.settings.model ?? 'auto';
    const choices = models.filter(({ fit }) => fit).map(({ code, title }) => [code, title] as const);
    const take = (model: string) => this.dispatchEvent(new CustomEvent('settings', { detail: { model } }));
    return html`<div class="row">
      <div class="no-print">${settledChoice(msg('Model', { id: 'models-model' }), wanted, [['auto', automatic], ...choices], take, 'model')}</div>
      <p><strong>${msg(str`The predictions on this page come from ${chosen}.`, { id: 'models-used' })}</strong></p>
    </div>`;
  }

  #name(model: TriedModel) {
    return html`<th scope="row">${model.title}${model.chosen ? html` <span class="small">✓ ${msg('in use', { id: 'models-in-use' })}</span>` : nothing}</th>`;
  }

  /** What the data do not settle has no numbers, and says so. */
  #unsettled(model: TriedModel, columns: number) {
    return html`<tr>
      ${this.#name(model)}
      <td colspan=${columns} class="muted">${msg('not settled by these data: very different answers fit equally well', { id: 'models-unsettled' })}</td>
    </tr>`;
  }

  #heldOut() {
    const { holdout, models, naive } = this.prediction;
    if (!holdout || !naive.held_out) return nothing;
    const row = (name: unknown, { expected, root_mean_square, log_score }: HeldOut) => html`<tr>
      ${name}
      <td class="end">${whole(expected.value)}</td>
      <td class="end">${interval(expected, whole)}</td>
      <td class="end">${decimal(root_mean_square, 3)}</td>
      <td class="end">${log_score === null ? '' : decimal(log_score, 1)}</td>
    </tr>`;
    return html`<div class="stack">
      <h3>${msg('What each foresaw', { id: 'models-held-out' })}</h3>
      <p class="small muted">
        ${msg(str`Fitted to what was known on ${day(holdout.calibration_end)}; purchase days of these customers until ${day(holdout.end)}. The score is the logarithm of the chance, by the model, of what happened: the greater, the better.`, { id: 'models-held-out-why' })}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('What each foresaw', { id: 'models-held-out' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Model', { id: 'models-model' })}</th>
              <th scope="col" class="end">${msg('Expected', { id: 'expected' })}</th>
              <th scope="col" class="end">${msg('95% prediction interval', { id: 'prediction-interval' })}</th>
              <th scope="col" class="end">${msg('Typical error a customer', { id: 'models-error' })}</th>
              <th scope="col" class="end">${msg('Score', { id: 'models-score' })}</th>
            </tr>
          </thead>
          <tbody>
            ${models.map((model) => (model.held_out ? row(this.#name(model), model.held_out) : this.#unsettled(model, 4)))}
            ${row(html`<th scope="row">${msg('The rate so far goes on', { id: 'models-naive' })}</th>`, naive.held_out)}
            <tr>
              <th scope="row">${msg('Actual', { id: 'actual' })}</th>
              <td class="end"><strong>${whole(holdout.actual)}</strong></td>
              <td colspan="3"></td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #toCome() {
    const { models, naive, horizon_end } = this.prediction;
    const cell = (estimate: Estimate | null, none = '') =>
      html`<td class="end">${estimate ? ranged(estimate, whole) : none}</td>`;
    return html`<div class="stack">
      <h3>${msg('What each expects', { id: 'models-to-come' })}</h3>
      <p class="small muted">${msg(str`Purchase days until ${day(horizon_end)}, with 95% intervals. The intervals say how well each model knows its own mean; that the models differ is a doubt on top of them.`, { id: 'models-to-come-why' })}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('What each expects', { id: 'models-to-come' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Model', { id: 'models-model' })}</th>
              <th scope="col" class="end">${msg('Purchases to come', { id: 'transactions-total' })}</th>
              <th scope="col" class="end">${msg('Of these, by one-time buyers', { id: 'models-by-once' })}</th>
              <th scope="col" class="end">${msg('One-time buyers still with you', { id: 'models-alive-once' })}</th>
            </tr>
          </thead>
          <tbody>
            ${models.map((model) =>
              model.fit
                ? html`<tr>
                    ${this.#name(model)} ${cell(model.transactions)} ${cell(model.once)} ${cell(model.alive_once, msg('cannot be told', { id: 'models-cannot-tell' }))}
                  </tr>`
                : this.#unsettled(model, 3),
            )}
            <tr>
              <th scope="row">${msg('The rate so far goes on', { id: 'models-naive' })}</th>
              <td class="end">${whole(naive.transactions)}</td>
              <td colspan="2"></td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #criteria() {
    return html`<details>
      <summary>${msg('How well each fits', { id: 'models-criteria' })}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('How well each fits', { id: 'models-criteria' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Model', { id: 'models-model' })}</th>
              <th scope="col" class="end">${msg('Log-likelihood', { id: 'models-log-likelihood' })}</th>
              <th scope="col" class="end">AIC</th>
              <th scope="col" class="end">BIC</th>
            </tr>
          </thead>
          <tbody>
            ${this.prediction.models.map((model) =>
              model.fit
                ? html`<tr>
                    ${this.#name(model)}
                    <td class="end">${decimal(model.fit.log_likelihood, 1)}</td>
                    <td class="end">${model.akaike === null ? '' : decimal(model.akaike, 1)}</td>
                    <td class="end">${model.schwarz === null ? '' : decimal(model.schwarz, 1)}</td>
                  </tr>`
                : this.#unsettled(model, 3),
            )}
          </tbody>
        </table>
      </div>
      <p class="small muted">${msg('Fitted to all data, four parameters each, and k as a fifth where there is one; lower criteria are better (Akaike 1974; Schwarz 1978). MBG/CNBD-k is for customers who buy regularly; it is in the tables only where some k above 1 is likelier than MBG/NBD, which is its k = 1. A fit to the past is weaker evidence than a forecast that came true.', { id: 'models-criteria-why' })}</p>
    </details>`;
  }
}
