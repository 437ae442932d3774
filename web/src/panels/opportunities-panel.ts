// <lw-opportunities-panel>: where purchases come at most once a calendar period, what BG/BB says of the opportunities to come, how it did on those held back, and who
// will take them. Nothing where purchases come at any time. In: an engine, settings and the prediction made with them; the core is asked.
import { type PropertyValues, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import { said } from '../controls/said';
import { ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { day, decimal, interval, money, percent, whole } from '../format';
import type { BillingPeriod, Opportunities, Prediction, Settings } from '../protocol';
import { LargeElement, ui } from '../ui';
import { parametersOf } from './parameters';
import { profitToCome } from './profit-words';

const calendarPeriod = (period: BillingPeriod): string =>
  ({
    week: msg('a calendar week, Monday to Sunday', { id: 'calendar-week' }),
    four_weeks: '',
    month: msg('a calendar month', { id: 'calendar-month' }),
    quarter: msg('a calendar quarter', { id: 'calendar-quarter' }),
    half_year: msg('half a calendar year', { id: 'calendar-half-year' }),
    year: msg('a calendar year', { id: 'calendar-year' }),
  })[period];

@customElement('lw-opportunities-panel')
export class OpportunitiesPanel extends LargeElement {
  static override styles = [ui];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  readonly #asked = new Asked(this, 'opportunities');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('prediction')) void this.#asked.ask(this.engine, this.settings); // the very ones of the prediction, which the core still has
  }

  override render() {
    const answer = this.#asked.answer;
    if (!answer?.period) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Purchases at fixed times', { id: 'opportunities-title' })}</h2>
      <p>
        ${msg(
          str`Customers here buy at most once a period, ${calendarPeriod(answer.period)}: of their periods with a purchase (n\u00a0=\u00a0${whole(answer.once.n)}) ${percent(answer.once.value, 1)} have a single purchase day, and from the first purchase to the last they take ${percent(answer.taken.value)} of the periods. Each period is an opportunity, taken or let pass. BG/BB is a model of that; the other models count by days and expect purchases at any time.`,
          { id: 'opportunities-why' },
        )}
      </p>
      ${answer.fit ? html`${this.#toCome(answer)} ${this.#heldOut(answer)} ${this.#groups(answer)}` : answer.failure ? html`<p role="status">${said(answer.failure)}</p>` : nothing}
      ${this.#how(answer)}
    </section>`;
  }

  #toCome(answer: Opportunities) {
    const { alive, transactions, clv, to_come, until, currency, minor_digits } = answer;
    const { base, purchases, horizon_end } = this.prediction;
    const cash = (minor: number) => money(minor, currency, minor_digits);
    const row = (name: string, estimate: Opportunities['alive'], text: (value: number) => string) =>
      estimate
        ? html`<tr>
            <th scope="row">${name}</th>
            <td class="end">${ranged(estimate, text)}</td>
          </tr>`
        : nothing;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('What BG/BB expects', { id: 'opportunities-expects' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('What BG/BB expects', { id: 'opportunities-expects' })}</th>
              <th scope="col" class="end">${msg(str`of ${whole(answer.customers)} customers, with 95% intervals`, { id: 'opportunities-of' })}</th>
            </tr>
          </thead>
          <tbody>
            ${row(msg('Customers who are still there at the next opportunity', { id: 'opportunities-alive' }), alive, whole)}
            ${row(msg(str`Purchases until ${day(until)} (opportunities: ${whole(to_come)})`, { id: 'opportunities-transactions' }), transactions, whole)}
            ${row(profitToCome(this.prediction), clv, cash)}
            ${base && purchases && transactions ? row(msg(str`For comparison: purchase days until ${day(horizon_end)} by ${purchases.model}`, { id: 'opportunities-other' }), base.transactions, whole) : nothing}
          </tbody>
        </table>
      </div>
      ${to_come ? nothing : html`<p>${msg('The months ahead that are set hold no whole period, so nothing is said of purchases to come. Set more months.', { id: 'opportunities-too-short' })}</p>`}`;
  }

  #heldOut({ held_out }: Opportunities) {
    if (!held_out) return html`<p class="small muted">${msg('What was known before the last opportunities does not settle the model, or there are too few of them: it could not be put to the test.', { id: 'opportunities-no-held-out' })}</p>`;
    const { known_until, until, opportunities, actual, naive, expected } = held_out;
    return html`<p>
      ${msg(
        str`Put to the test: fitted to what was known on ${day(known_until)}, it expected ${whole(expected.value)} purchases of those customers until ${day(until)} (opportunities: ${whole(opportunities)}; 95% prediction interval ${interval(expected, whole)}; n\u00a0=\u00a0${whole(expected.n)}). There were ${whole(actual)}. Had everybody gone on taking the same share, there would have been ${whole(naive)}.`,
        { id: 'opportunities-held-out' },
      )}
    </p>`;
  }

  #groups({ groups, opportunities_of_most }: Opportunities) {
    if (!groups.length) return nothing;
    const label = msg(str`Who will buy again: customers with ${whole(opportunities_of_most)} opportunities so far`, { id: 'opportunities-groups' });
    const sorted = [...groups].sort((one, other) => other.taken - one.taken || other.last - one.last);
    return html`<h3>${label}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${label}>
        <table data-parts="rows">
          <thead>
            <tr>
              <th scope="col" class="end">${msg('Opportunities taken', { id: 'opportunities-taken' })}</th>
              <th scope="col" class="end">${msg('The last one taken', { id: 'opportunities-last' })}</th>
              <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
              <th scope="col" class="end">${msg('Still there at the next', { id: 'opportunities-there' })}</th>
              <th scope="col" class="end">${msg('Purchases to come, each', { id: 'opportunities-each' })}</th>
            </tr>
          </thead>
          <tbody>
            ${sorted.map(
              ({ taken, last, customers, alive, expected }) => html`<tr data-n=${customers}>
                <td class="end" data-label>${whole(taken)}</td>
                <td class="end" data-label>${last ? whole(last) : msg('none', { id: 'none' })}</td>
                <td class="end">${whole(customers)}</td>
                <td class="end">${ranged(alive, percent)}</td>
                <td class="end">${ranged(expected, (value) => decimal(value, 2))}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #how({ fit, last_day, opportunities, too_young }: Opportunities) {
    return html`<details>
      <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
      <p class="small">
        ${msg(
          str`BG/BB (Fader, Hardie & Shang 2010, Marketing Science 29(6)): at each opportunity a customer who is still there buys with a probability of their own, p ~ beta(α, β), and before each one leaves for good with another, θ ~ beta(γ, δ). Counted are the periods after that of the first purchase which had ended by ${day(last_day)}, ${whole(opportunities)} for the earliest customers; a purchase on any day takes the period. Customers won later, in a period that had not ended (n\u00a0=\u00a0${whole(too_young)}), had no opportunity yet and are not in these numbers. Intervals: delta method on the Hessian; the prediction interval holds the chance of what customers do as well.`,
          { id: 'opportunities-method' },
        )}
      </p>
      <p class="small">
        ${msg('The period is the longest one of which 99% of those used have a single purchase day and customers take 40% at least between their purchases. Customers who come at random never show both. Its log-likelihood is that of opportunities taken, not of days, and cannot be compared with the others’; what was held back can.', { id: 'opportunities-choice' })}
      </p>
      ${fit ? parametersOf(fit) : nothing}
    </details>`;
  }
}
