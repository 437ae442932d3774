// <lw-after-answers-panel>: what customers did in the days after they had answered, by what they had answered; the happy ones beside the others, and those of them who bought nothing.
// In: an engine, a file's number, settings and how its answers are read; the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import '../charts/interval-chart';
import '../charts/period-chart';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { asTable, carried } from '../controls/tables';
import type { Engine } from '../engine';
import { foreign } from '../foreign';
import { decimal, major, money, percent, plain, whole } from '../format';
import type { AfterAnswersAnswer, AfterResult, Estimate, Followed, Settings, SurveyReading } from '../protocol';
import { LargeElement, ui } from '../ui';
import { differenceHead, differenceRow, differenceStyles } from './differences';
import { restsOn } from './numbers';
import { groupName } from './score-changes-words';

const windows = ['30', '90', '180', '365'] as const;
type Window = (typeof windows)[number];

const share = (value: number): string => percent(value, 1);
const some = (value: number): string => decimal(value, 2);

@customElement('lw-after-answers-panel')
export class AfterAnswersPanel extends LargeElement {
  static override styles = [
    ui,
    radioStyles,
    differenceStyles,
    css`
      td {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) file = 0;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) reading: SurveyReading = {};
  @state() private days: Window = '90';
  readonly #asked = new Asked(this, 'after_answers');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('file')) this.#asked.answer = null; // another file
    const { observation_end } = this.settings;
    void this.#asked.ask(this.engine, { file: this.file, ...this.reading, observation_end, after_days: Number(this.days) });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer?.measure || !answer.answered) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg(str`After the answer: ${foreign(answer.question)}`, { id: 'after-title' })}</h2>
      <p>${msg('A score says what somebody felt. Here is what they did: purchases, refunds and contacts in the days after the answer, by what was answered.', { id: 'after-lead' })}</p>
      <div class="no-print">
        ${radioChoice(
          msg('Days after the answer', { id: 'after-days' }),
          'days',
          windows.map((each) => [each, each] as const),
          this.days,
          (days) => (this.days = days),
        )}
      </div>
      ${this.#whom(answer)} ${answer.result ? this.#result(answer, answer.result) : nothing}
    </section>`;
  }

  #whom({ answered, followed, days, left_out }: AfterAnswersAnswer) {
    const reasons = {
      not_in_orders: (count: string) => msg(str`${count} are not in the orders.`, { id: 'changes-not-in-orders' }),
      bought_later: (count: string) => msg(str`${count} first bought on the day of their answer or later.`, { id: 'after-bought-later' }),
      too_early: (count: string) => msg(str`${count} answered when too few days of orders are known before.`, { id: 'after-too-early' }),
      too_late: (count: string) => msg(str`${count} answered when too few days of orders are known after.`, { id: 'after-too-late' }),
    };
    return html`<p>
        ${msg(str`${whole(followed)} of ${whole(answered)} customers who answered can be followed for ${whole(days)} days: the last answer of each that has as many days of orders before and after it.`, { id: 'after-whom' })}
      </p>
      ${left_out.length ? html`<ul class="small muted">${left_out.map(({ reason, customers }) => html`<li>${reasons[reason](whole(customers))}</li>`)}</ul>` : nothing}`;
  }

  #result(answer: AfterAnswersAnswer, result: AfterResult) {
    const cash = (minor: number) => money(minor, answer.currency, answer.minor_digits);
    const inMajor = (minor: number) => major(minor, answer.minor_digits);
    const title = msg(str`Revenue of a customer in the ${whole(answer.days)} days after`, { id: 'after-revenue' });
    const rows = result.groups.flatMap(({ group, revenue }) =>
      revenue && revenue.low !== null && revenue.high !== null ? [{ name: groupName(group), value: inMajor(revenue.value), low: inMajor(revenue.low), high: inMajor(revenue.high), best: true }] : [],
    );
    return html`<h3>${title}</h3>
      ${rows.length > 1 ? html`<lw-interval-chart .label=${msg(str`${title}, by group, with 95% intervals; the table has the numbers`, { id: 'after-alt' })} .x=${answer.currency} .rows=${rows}></lw-interval-chart>` : nothing}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${title}>
        ${this.#table(
          msg('Answered', { id: 'survey-answered' }),
          result.groups.map((each) => [groupName(each.group), each] as const),
          cash,
        )}
      </div>
      ${this.#scores(answer, result, cash)} ${this.#differences(answer, result)} ${this.#happy(result, cash, answer.days)}
      <p class="small muted">
        ${msg('None of this says that the answer made the difference: customers who answered well may have been better customers before. To know, one would have to make some customers’ experience better by lot and compare.', { id: 'after-no-cause' })}
      </p>
      ${this.#how()}`;
  }

  #table(what: string, rows: (readonly [string, Followed])[], cash: (minor: number) => string) {
    const hasContacts = rows.some(([, { contacts }]) => contacts);
    const cell = (estimate: Estimate | null, text: (value: number) => string) => html`<td class="end">${carried(estimate, text)}</td>`;
    return html`<table data-parts="rows">
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col" class="end">${msg('Customers (n)', { id: 'after-n' })}</th>
          <th scope="col" class="end">${msg('Bought again', { id: 'after-bought' })}</th>
          <th scope="col" class="end">${msg('Revenue each', { id: 'after-revenue-each' })}</th>
          <th scope="col" class="end">${msg('Purchase days each', { id: 'after-orders-each' })}</th>
          <th scope="col" class="end">${msg('Had a refund', { id: 'after-refunded' })}</th>
          ${hasContacts ? html`<th scope="col" class="end">${msg('Contacts each', { id: 'after-contacts-each' })}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, each]) => html`<tr data-n=${each.n}>
            <th scope="row">${name}</th>
            <td class="end">${whole(each.n)}</td>
            ${cell(each.bought, share)} ${cell(each.revenue, cash)} ${cell(each.orders, some)} ${cell(each.refunded, share)}
            ${hasContacts ? cell(each.contacts, some) : nothing}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** Score by score: whether people tell apart what they do. */
  #scores(answer: AfterAnswersAnswer, { scores }: AfterResult, cash: (minor: number) => string) {
    const known = scores.filter(({ revenue }) => revenue && revenue.low !== null);
    if (known.length < 3) return nothing;
    const title = msg('Score by score', { id: 'after-scores' });
    return html`<h3>${title}</h3>
      <lw-period-chart
        .label=${msg('Revenue of a customer after each score with 95% intervals; the table has the numbers', { id: 'after-scores-alt' })}
        .text=${whole}
        .x=${msg('Score', { id: 'after-score' })}
        .y=${answer.currency}
        .dots=${known.map(({ score, revenue }) => ({
          name: plain(score),
          value: major(revenue!.value, answer.minor_digits),
          low: major(revenue!.low!, answer.minor_digits),
          high: major(revenue!.high!, answer.minor_digits),
        }))}
      ></lw-period-chart>
      <p class="small muted">${msg('Scores of fewer than ten customers are not drawn.', { id: 'after-scores-few' })}</p>
      ${asTable(
        title,
        this.#table(
          msg('Score', { id: 'after-score' }),
          scores.map((each) => [plain(each.score), each] as const),
          cash,
        ),
      )}`;
  }

  #differences(answer: AfterAnswersAnswer, { columns, groups }: AfterResult) {
    if (!columns.some(({ raw }) => raw)) return html`<p class="muted">${msg('To compare the best group with the others, it takes ten customers on each side.', { id: 'after-few' })}</p>`;
    const best = groupName(groups.at(-1)!.group);
    return html`<h3>${msg(str`${best} beside the others`, { id: 'after-beside' })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg(str`${best} beside the others`, { id: 'after-beside' })}>
        <table>
          ${differenceHead({ what: msg('In the days before and after', { id: 'after-what' }), first: best, like: msg('Effect, like spend before', { id: 'after-like' }) })}
          <tbody>
            ${columns.map((column) => differenceRow(column, column.first, answer))}
          </tbody>
        </table>
      </div>
      <p class="small muted">
        ${msg('The column for like spend before compares only customers who had spent alike in as many days before the answer. What is left there is what the answer tells beyond what these purchases had told; spend of a few months says only roughly how good a customer is. “Clear” allows for all rows of the table.', { id: 'after-like-why' })}
      </p>`;
  }

  #happy({ happy: { without_purchase, idle, bought }, groups }: AfterResult, cash: (minor: number) => string, days: number) {
    if (!without_purchase || without_purchase.low === null) return nothing;
    const best = groupName(groups.at(-1)!.group);
    const later = ({ n, bought: again, revenue }: typeof idle) =>
      again && revenue && again.low !== null
        ? msg(str`${share(again.value)} bought (${restsOn(again, share)}), ${cash(revenue.value)} each (${restsOn(revenue, cash)})`, { id: 'after-later' })
        : msg(str`too few to say (n\u00a0=\u00a0${whole(n)})`, { id: 'after-later-few' });
    return html`<h3>${groups.at(-1)!.group === 'not_hard' ? msg('No high effort, but bought nothing', { id: 'after-easy' }) : msg('Happy, but bought nothing', { id: 'after-happy' })}</h3>
      <p>
        ${msg(str`${best}: ${share(without_purchase.value)} bought nothing in the ${whole(days)} days after their answer (${restsOn(without_purchase, share)}).`, { id: 'after-happy-share' })}
        ${msg(str`In the ${whole(days)} days after those:`, { id: 'after-happy-later' })}
      </p>
      <ul>
        <li>${msg(str`those who had bought nothing: ${later(idle)};`, { id: 'after-happy-idle' })}</li>
        <li>${msg(str`those who had bought: ${later(bought)}.`, { id: 'after-happy-bought' })}</li>
      </ul>`;
  }

  #how() {
    return html`<details>
      <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
      <ul>
        <li>${msg('One answer a customer: the last with as many days of orders before and after it as are looked at. Customers who first bought on the day of the answer or later are left out: before it they were none.', { id: 'after-how-whom' })}</li>
        <li>${msg('Days after: from the day after the answer on. Revenue is net of refunds, each on its own day; what a customer buys on one day is one purchase day. Shares with Wilson’s interval (1927), means with Student’s t; none below ten customers, nor where all of them did the same, for then nothing tells how far the next one may be. Revenue may be below 0 where there are refunds.', { id: 'after-how-figures' })}</li>
        <li>${msg('Beside the others: difference of shares with Newcombe’s interval (1998), or Hedges’ g (1981): the difference in standard deviations. Like spend before: strata of customers who spent nothing before, and of quantiles of what the others had spent (Cochran 1954; Mantel & Haenszel 1959). p values by Holm (1979) over all rows.', { id: 'after-how-beside' })}</li>
      </ul>
    </details>`;
  }
}
