// <lw-comeback-panel>: who bought again in the time that was held out, against the probability each was given beforehand, and by which signs those who came back
// differ. In: an engine, settings, the prediction; the core is asked here.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/reliability-chart';
import { Asked } from '../asked';
import { notes } from '../controls/said';
import { asTable, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { day, decimal, percent, whole } from '../format';
import type { ComebackAnswer, ComebackJudged, Estimate, ForetoldBy, NaiveRule, Prediction, Settings } from '../protocol';
import { LargeElement, ui } from '../ui';
import './comeback-signs';

const share = (value: number): string => percent(value, 1);
const error = (value: number): string => decimal(value, 3);

@customElement('lw-comeback-panel')
export class ComebackPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      .picture {
        max-width: 36rem;
      }
      td {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  readonly #asked = new Asked(this, 'comeback');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('prediction')) void this.#asked.ask(this.engine, this.settings);
  }

  override render() {
    const { answer } = this.#asked;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who came back, and what told it beforehand', { id: 'comeback-title' })}</h2>
      <p class="muted">${msg('A test on customers’ own doings: the probability that each would buy again, from what was known on one day, against who did.', { id: 'comeback-lead' })}</p>
      ${answer?.calibration_end ? this.#found(answer) : nothing}
      ${notes(answer?.caveats)}
    </section>`;
  }

  #found(answer: Exclude<ComebackAnswer, { calibration_end: null }>) {
    const { customers, calibration_end, end, came } = answer;
    return html`<p>
        ${msg(str`${whole(customers)} customers had bought by ${day(calibration_end)}. From then until ${day(end)}, ${share(came.value)} of them bought again (95% interval ${share(came.low ?? came.value)} to ${share(came.high ?? came.value)}).`, { id: 'comeback-who' })}
      </p>
      ${answer.judged ? this.#judged(answer) : nothing} ${this.#models(answer)} ${answer.judged ? html`<lw-comeback-signs .answer=${answer}></lw-comeback-signs>` : nothing} ${this.#how()}`;
  }

  #judged(answer: ComebackJudged) {
    const chosen = answer.models.find((model) => model.chosen)!;
    return html`<p role="status"><strong>${this.#level(answer.came, chosen.expected)}</strong> ${this.#order(chosen.concordance)} ${this.#simple(answer.naive)}</p>
      <div class="picture"><lw-reliability-chart .groups=${answer.groups}></lw-reliability-chart></div>
      <p class="small muted">${msg('Each dot is a group of customers with like probabilities; the line through it is the 95% interval of its share. On the broken line probabilities are right; below it they were too high.', { id: 'comeback-picture' })}</p>
      ${asTable(msg('Expected and actual, by group', { id: 'comeback-table' }), this.#groups(answer))}`;
  }

  /** The interval of what was expected holds the chance of what customers do, too. */
  #level(came: Estimate, expected: Estimate | null) {
    if (!expected || expected.low === null || expected.high === null) return nothing;
    const range = [share(expected.value), share(expected.low), share(expected.high)] as const;
    if (came.value < expected.low) return msg(str`Fewer came back than expected: ${range[0]} had been expected (${range[1]} to ${range[2]}).`, { id: 'comeback-fewer' });
    if (came.value > expected.high) return msg(str`More came back than expected: ${range[0]} had been expected (${range[1]} to ${range[2]}).`, { id: 'comeback-more' });
    return msg(str`As many came back as expected: ${range[0]} had been expected (${range[1]} to ${range[2]}).`, { id: 'comeback-as-many' });
  }

  #order(concordance: Estimate | null) {
    if (!concordance) return nothing;
    const { value, low, high } = concordance;
    return msg(str`Of two customers, one who came back and one who did not, the first had the higher probability in ${share(value)} of cases (${share(low ?? value)} to ${share(high ?? value)}); 50% would be chance.`, { id: 'comeback-order' });
  }

  /** The best of the simple rules. */
  #simple(naive: NaiveRule[]) {
    const best = naive.reduce((least, rule) => (rule.brier.value < least.brier.value ? rule : least));
    const { low, high } = best.saved;
    const name = this.#rule(best.name);
    if (low === null || high === null) return nothing;
    if (low > 0) return msg(str`It erred less than the best simple rule (“${name}”), although that rule is told afterwards how many came back.`, { id: 'comeback-beats' });
    if (high < 0) return msg(str`The best simple rule (“${name}”) errs less; but it is told afterwards how many came back.`, { id: 'comeback-beaten' });
    return msg(str`It erred about as much as the best simple rule (“${name}”), which is told afterwards how many came back.`, { id: 'comeback-equal' });
  }

  #rule(name: NaiveRule['name']) {
    switch (name) {
      case 'everybody':
        return msg('all alike', { id: 'comeback-rule-all' });
      case 'purchase_days':
        return msg('by purchase days', { id: 'comeback-rule-frequency' });
      case 'days_since_last':
        return msg('by days since the last purchase', { id: 'comeback-rule-recency' });
      case 'both':
        return msg('by purchase days and days since the last', { id: 'comeback-rule-both' });
    }
  }

  #groups({ groups }: ComebackJudged) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Probabilities', { id: 'comeback-range' })}</th>
          <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
          <th scope="col" class="end">${msg('Expected', { id: 'expected' })}</th>
          <th scope="col" class="end">${msg('Came back', { id: 'signs-came' })}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          ({ from, to, predicted, came }) => html`<tr data-n=${came.n}>
            <th scope="row">${msg(str`${share(from)} to ${share(to)}`, { id: 'differences-range' })}</th>
            <td class="end">${whole(came.n)}</td>
            <td class="end">${share(predicted)}</td>
            <td class="end">${ranged(came, share)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #models(answer: Exclude<ComebackAnswer, { calibration_end: null }>) {
    const { models, came, once } = answer;
    const naive = answer.judged ? answer.naive : [];
    const cell = (estimate: Estimate | null, text: (value: number) => string) => html`<td class="end">${ranged(estimate, text)}</td>`;
    const row = (model: ForetoldBy) => html`<tr>
      <th scope="row">${model.title}${model.chosen ? html` <span class="small">✓ ${msg('in use', { id: 'models-in-use' })}</span>` : nothing}</th>
      ${cell(model.expected, share)} ${cell(model.once, share)} ${cell(model.brier, error)} ${cell(model.concordance, share)}
    </tr>`;
    return html`<h3>${msg('What each model gave them', { id: 'comeback-models' })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('What each model gave them', { id: 'comeback-models' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Model', { id: 'models-model' })}</th>
              <th scope="col" class="end">${msg(str`Come back, all (n = ${whole(came.n)})`, { id: 'comeback-all' })}</th>
              <th scope="col" class="end">${msg(str`One-time buyers (n = ${whole(once.n)})`, { id: 'comeback-once' })}</th>
              <th scope="col" class="end">${msg('Squared error', { id: 'comeback-brier' })}</th>
              <th scope="col" class="end">${msg('Right order of two', { id: 'comeback-concordance' })}</th>
            </tr>
          </thead>
          <tbody>
            ${models.map(row)}
            ${naive.map(
              (rule) => html`<tr>
                <th scope="row">${msg(str`Told afterwards: ${this.#rule(rule.name)}`, { id: 'comeback-rule' })}</th>
                <td colspan="2"></td>
                ${cell(rule.brier, error)}
                <td></td>
              </tr>`,
            )}
            <tr>
              <th scope="row">${msg('Actual', { id: 'actual' })}</th>
              ${cell(came, share)} ${cell(once.n ? once : null, share)}
              <td colspan="2"></td>
            </tr>
          </tbody>
        </table>
      </div>`;
  }

  #how() {
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        <li>${msg('Probability: P(still a customer) × P(at least one purchase in the time after, if so), by each model fitted to what was known on that day alone.', { id: 'comeback-how-p' })}</li>
        <li>${msg('Expected share: the mean of these probabilities; its interval holds doubt about the model’s parameters and the chance of what customers do. Actual shares: Wilson’s interval.', { id: 'comeback-how-expected' })}</li>
        <li>${msg('Squared error (Brier 1950): the mean of (p − 1)² of those who came back and p² of the others; 0 is perfect. The simple rules give each customer the share of the others in the group who came back; no forecast could know it beforehand.', { id: 'comeback-how-brier' })}</li>
        <li>${msg('Right order of two: the area under the ROC curve, ties counting half; interval by DeLong, DeLong & Clarke-Pearson (1988) on the logit.', { id: 'comeback-how-auc' })}</li>
      </ul>
    </details>`;
  }
}
