// <lw-method-panel>: how the prediction was made and how it did on held-out data: models, parameters, log-likelihoods, sources.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { said } from '../controls/said';
import { day, decimal, whole } from '../format';
import type { FittedModel, Prediction } from '../protocol';
import { LargeElement, ui } from '../ui';
import { parametersOf } from './parameters';

@customElement('lw-method-panel')
export class MethodPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      .models {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) prediction!: Prediction;

  override render() {
    const { purchases, spend } = this.prediction;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Does the model hold?', { id: 'check-title' })}</h2>
      ${this.#check()}
      ${purchases
        ? html`<details>
            <summary>${msg('Models, parameters and sources', { id: 'method-open' })}</summary>
            <div class="stack">
              <div class="models">
                ${this.#model(purchases, msg('Purchases, fitted to all data; time in weeks', { id: 'method-purchases' }))}
                ${spend ? this.#model(spend, msg('Value of a purchase, fitted to repeat buyers', { id: 'method-spend' })) : nothing}
                ${this.prediction.holdout ? this.#model(this.prediction.holdout.fit, msg('Purchases, fitted for the check', { id: 'method-holdout' })) : nothing}
              </div>
              ${this.#sources()}
            </div>
          </details>`
        : nothing}
    </section>`;
  }

  #check() {
    const { holdout, holdout_skipped } = this.prediction;
    if (!holdout) {
      return html`<p>${msg('The model could not be checked on held-out data.', { id: 'check-skipped' })} ${holdout_skipped ? said(holdout_skipped) : nothing}</p>`;
    }
    const { expected, actual } = holdout;
    const low = whole(expected.low ?? expected.value);
    const high = whole(expected.high ?? expected.value);
    const inside = expected.low !== null && expected.high !== null && actual >= expected.low && actual <= expected.high;
    return html`<p>
        ${msg(str`Fitted only to what was known on ${day(holdout.calibration_end)}, the model expects this many repeat purchases until ${day(holdout.end)}:`, { id: 'check-what' })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Expected', { id: 'expected' })}</th>
            <th scope="col">${msg('95% prediction interval', { id: 'prediction-interval' })}</th>
            <th scope="col">${msg('Actual', { id: 'actual' })}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>${whole(expected.value)}</td>
            <td>${low} – ${high}</td>
            <td><strong>${whole(actual)}</strong></td>
          </tr>
        </tbody>
      </table>
      <p>
        ${inside
          ? msg('The actual number lies within the interval: in total, it does not contradict the model. Single customers and amounts were not checked.', { id: 'check-inside' })
          : msg('The actual number lies outside the interval: customers changed, or do not behave as the model says. Read the predictions with that in mind. Single customers and amounts were not checked.', { id: 'check-outside' })}
      </p>`;
  }

  #model(fit: FittedModel, title: string) {
    return html`<div>
      <h3>${fit.model}</h3>
      <p class="small muted">${title}</p>
      ${parametersOf(fit)}
    </div>`;
  }

  #sourceOfPurchases() {
    switch (this.prediction.models.find(({ chosen }) => chosen)?.code) {
      case 'bg_nbd':
        return msg('BG/NBD: while customers are active they buy at a rate of their own, and after each repeat purchase they may leave for good. Fader, Hardie & Lee (2005), Marketing Science 24(2).', {
          id: 'source-bg-nbd',
        });
      case 'mbg_nbd':
        return msg('MBG/NBD: while customers are active they buy at a rate of their own, and after each purchase, the first one too, they may leave for good. Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3).', {
          id: 'source-mbg-nbd',
        });
      case 'pareto_nbd':
        return msg('Pareto/NBD: while customers are active they buy at a rate of their own, and they may leave for good at any time. Schmittlein, Morrison & Colombo (1987), Management Science 33(1).', {
          id: 'source-pareto-nbd',
        });
      case 'mbg_cnbd_k':
        return msg('MBG/CNBD-k: while customers are active they buy at a rate of their own and the more regularly the greater k is (k = 1: at random), and after each purchase, the first one too, they may leave for good. k is the one with the greatest likelihood. Reutterer, Platzer & Schröder (2021), International Journal of Research in Marketing 38(1).', {
          id: 'source-mbg-cnbd-k',
        });
      default:
        return nothing;
    }
  }

  #sources() {
    return html`<p class="small">
        ${this.#sourceOfPurchases()}
      </p>
      <p class="small">
        ${msg('Gamma-gamma: each customer has a typical purchase value, whatever the frequency. Fader & Hardie (2013), note 025.', { id: 'source-gamma-gamma' })}
        ${this.prediction.spend_correlation === null
          ? nothing
          : msg(str`Correlation of frequency and value here: ${decimal(this.prediction.spend_correlation, 2)}.`, { id: 'spend-correlation' })}
      </p>
      <p class="small">
        ${msg('Intervals: delta method from the Hessian of the log-likelihood. Purchases of one customer on one day count as one; refunds are netted.', { id: 'source-intervals' })}
      </p>`;
  }
}
