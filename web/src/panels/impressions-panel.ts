// <lw-impressions-panel>: whether bad impressions outweigh and outlast good ones: which of a customer's answers goes with what comes, spend month by month around an answer, and how alike
// one customer's answers are. In: an engine, a file's number, settings and how its answers are read; the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import '../charts/interval-chart';
import '../charts/period-chart';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { said } from '../controls/said';
import { asTable, carried, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { foreign } from '../foreign';
import { decimal, major, money, percent, signed, whole } from '../format';
import type { BeyondMiddle, Estimate, Impression, ImpressionsAnswer, ImpressionsResult, Settings, SurveyReading } from '../protocol';
import { LargeElement, ui } from '../ui';
import { restsOn } from './numbers';
import { groupAmong, groupName, probability } from './score-changes-words';

const windows = ['3', '6', '12'] as const;
type Months = (typeof windows)[number];
/** Customers in a group. */
const fewest = 10;
type Foretold = NonNullable<ImpressionsResult['foretold']>;
type After = NonNullable<ImpressionsResult['after']>;

const share = (value: number): string => percent(value, 1);
const points = (value: number): string => decimal(value, 2);

function impressionName(name: Impression): string {
  switch (name) {
    case 'last':
      return msg('the last answer', { id: 'impressions-last' });
    case 'mean':
      return msg('the mean of all', { id: 'impressions-mean' });
    case 'worst':
      return msg('the worst answer', { id: 'impressions-worst' });
    case 'best':
      return msg('the best answer', { id: 'impressions-best' });
  }
}

@customElement('lw-impressions-panel')
export class ImpressionsPanel extends LargeElement {
  static override styles = [
    ui,
    radioStyles,
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
  @state() private months: Months = '6';
  readonly #asked = new Asked(this, 'impressions');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('file')) this.#asked.answer = null; // another file
    const { observation_end } = this.settings;
    void this.#asked.ask(this.engine, { file: this.file, ...this.reading, observation_end, impression_months: Number(this.months) });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer?.result) return nothing;
    const { result } = answer;
    const { foretold, after } = result;
    if (!foretold || !after) return this.#alone(answer, result);
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg(str`Bad and good impressions: ${foreign(answer.question)}`, { id: 'impressions-title' })}</h2>
      <p>${msg('It is said that bad impressions outweigh and outlast good ones, and that every contact should feel the same. Here is whether your customers’ answers and purchases say so.', { id: 'impressions-lead' })}</p>
      <div class="no-print">
        ${radioChoice(
          msg('Months before and after the answer', { id: 'impressions-months' }),
          'months',
          windows.map((each) => [each, each] as const),
          this.months,
          (months) => (this.months = months),
        )}
      </div>
      ${this.#foretold(foretold, after)} ${this.#after(answer, after)} ${this.#consistency(result)} ${answer.caveats.map((caveat) => html`<p class="small muted">${said(caveat)}</p>`)}
      <p class="small muted">
        ${msg('None of this says that an impression made the difference: who answers badly may have been about to leave for another reason. To know, one would have to change what some customers, drawn by lot, experience.', { id: 'impressions-no-cause' })}
      </p>
      ${this.#how()}
    </section>`;
  }

  /** Without orders: what the answers by themselves tell. */
  #alone(answer: ImpressionsAnswer, result: ImpressionsResult) {
    const consistency = this.#consistency(result);
    if (consistency === nothing) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg(str`Bad and good impressions: ${foreign(answer.question)}`, { id: 'impressions-title' })}</h2>
      <p>${msg('It is said that every contact should feel the same. Here is how alike one customer’s answers are. With orders beside them you would see which answers go with what customers buy.', { id: 'impressions-alone' })}</p>
      ${consistency} ${this.#how()}
    </section>`;
  }

  #foretold({ customers, measures, best, clear }: Foretold, { months }: After) {
    if (!measures.length) return nothing;
    const title = msg('Which of a customer’s answers goes with what comes', { id: 'impressions-which' });
    const rows = measures.flatMap(({ name, correlation }) =>
      correlation && correlation.low !== null && correlation.high !== null ? [{ name: impressionName(name), value: correlation.value, low: correlation.low, high: correlation.high, best: name === best }] : [],
    );
    const verdict = best
      ? clear
        ? msg(str`Of the four, ${impressionName(best)} goes best with the spend of the following ${months} months, clearly ahead of the others.`, { id: 'impressions-clear' })
        : msg(str`Of the four, ${impressionName(best)} goes best with the spend of the following ${months} months, but not clearly ahead of the others.`, { id: 'impressions-unclear' })
      : msg('None of the four goes with later spend beyond chance.', { id: 'impressions-none' });
    return html`<h3>${title}</h3>
      <p>${verdict} ${msg(str`Customers with two answers or more: ${whole(customers)}.`, { id: 'impressions-several' })}</p>
      ${rows.length > 1 ? html`<lw-interval-chart .label=${msg('Rank correlation with later spend, with 95% intervals; the table has the numbers', { id: 'impressions-which-alt' })} .x=${msg('rank correlation, −1 to 1', { id: 'impressions-which-x' })} .rows=${rows}></lw-interval-chart>` : nothing}
      ${asTable(
        title,
        html`<table>
          <thead>
            <tr>
              <th scope="col">${msg('Answer', { id: 'impressions-answer' })}</th>
              <th scope="col" class="end">${msg('Rank correlation', { id: 'impressions-correlation' })}</th>
              <th scope="col" class="end">${msg('Behind the best', { id: 'impressions-behind' })}</th>
            </tr>
          </thead>
          <tbody>
            ${measures.map(
              ({ name, correlation, behind }) => html`<tr>
                <th scope="row">${impressionName(name)}</th>
                <td class="end">${ranged(correlation, points)}</td>
                <td class="end">${ranged(behind, points)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`,
      )}`;
  }

  #after(answer: ImpressionsAnswer, after: After) {
    const { groups, followed, answered, months } = after;
    const cash = (minor: number) => money(minor, answer.currency, answer.minor_digits);
    const reasons = {
      not_in_orders: (count: string) => msg(str`${count} are not in the orders.`, { id: 'changes-not-in-orders' }),
      too_new: (count: string) => msg(str`${count} had been customers for too few months when they answered.`, { id: 'impressions-too-new' }),
      too_early: (count: string) => msg(str`${count} answered when too few months of orders are known before.`, { id: 'impressions-too-early' }),
      too_late: (count: string) => msg(str`${count} answered when too few months of orders are known after.`, { id: 'impressions-too-late' }),
    };
    const title = msg('How long it can be seen in what customers spend', { id: 'impressions-after' });
    return html`<h3>${title}</h3>
      <p>
        ${msg(str`${whole(followed)} of ${whole(answered)} customers who answered can be followed for ${whole(months)} months of 30 days before and after: the first answer of each that allows it.`, { id: 'impressions-whom' })}
      </p>
      ${after.left_out.length ? html`<ul class="small muted">${after.left_out.map(({ reason, customers }) => html`<li>${reasons[reason](whole(customers))}</li>`)}</ul>` : nothing}
      ${followed && groups.some(({ n }) => n >= fewest) ? html`${this.#verdicts(after, cash)} ${this.#months(title, answer, after, cash)}` : followed ? html`<p class="muted">${msg('It takes ten customers in a group.', { id: 'impressions-few' })}</p>` : nothing}`;
  }

  #verdicts({ groups, bad, good, bad_lasts, good_lasts, asymmetry }: After, cash: (minor: number) => string) {
    const worst = groupName(groups[0]!.group);
    const beside = groupAmong(groups[1]!.group);
    const best = groupName(groups.at(-1)!.group);
    const known = (list: BeyondMiddle[]) => list.some((each) => each);
    const more = asymmetry?.more;
    return html`<ul>
      ${known(bad)
        ? html`<li>
            ${bad_lasts
              ? msg(str`${worst}: against before, they spent clearly less than ${beside} for ${whole(bad_lasts)} months in a row.`, { id: 'impressions-bad-lasts' })
              : msg(str`${worst}: against before, they did not clearly spend less than ${beside} in the first month.`, { id: 'impressions-bad-not' })}
          </li>`
        : nothing}
      ${known(good)
        ? html`<li>
            ${good_lasts
              ? msg(str`${best}: against before, they spent clearly more than ${beside} for ${whole(good_lasts)} months in a row.`, { id: 'impressions-good-lasts' })
              : msg(str`${best}: against before, they did not clearly spend more than ${beside} in the first month.`, { id: 'impressions-good-not' })}
          </li>`
        : nothing}
      ${more && more.low !== null && more.high !== null && asymmetry.bad && asymmetry.good
        ? html`<li>
            ${more.low > 0
              ? msg('Bad outweighs good:', { id: 'impressions-outweighs' })
              : more.high < 0
                ? msg('Good outweighs bad:', { id: 'impressions-outweighed' })
                : msg('Whether bad outweighs good cannot be told:', { id: 'impressions-undecided' })}
            ${msg(str`over all months ${groupAmong(groups[0]!.group)} moved by ${signed(cash)(asymmetry.bad.value)} a customer beside ${beside} (${restsOn(asymmetry.bad, signed(cash))}), ${groupAmong(groups.at(-1)!.group)} by ${signed(cash)(asymmetry.good.value)} (${restsOn(asymmetry.good, signed(cash))}). What bad takes less what good adds: ${signed(cash)(more.value)} (${restsOn(more, signed(cash))}).`, { id: 'impressions-weights' })}
          </li>`
        : nothing}
    </ul>`;
  }

  #months(title: string, answer: ImpressionsAnswer, { groups, bad, good, months }: After, cash: (minor: number) => string) {
    const worst = groupName(groups[0]!.group);
    const beside = groupName(groups[1]!.group);
    const best = groupName(groups.at(-1)!.group);
    const inMajor = (minor: number | null) => (minor === null ? null : major(minor, answer.minor_digits));
    const dots = bad.flatMap((each, month) => (each ? [{ name: whole(month + 1), value: inMajor(each.difference.value)!, low: inMajor(each.difference.low), high: inMajor(each.difference.high) }] : []));
    const cell = (estimate: Estimate | null | undefined) => html`<td class="end">${carried(estimate ?? null, cash)}</td>`;
    const beyond = (each: BeyondMiddle | undefined) =>
      html`<td class="end">${each ? html`${ranged(each.difference, signed(cash))}<div class="muted">${probability(each.p_holm)}</div>` : '\u2013'}</td>`;
    const head = msg(str`${worst} beside ${beside}: change of spend in 30 days against before`, { id: 'impressions-beside' });
    return html`${dots.length > 1
        ? html`<p>${head}</p>
            <lw-period-chart .label=${msg(str`${head}, by month with 95% intervals; the table has the numbers`, { id: 'impressions-beside-alt' })} .text=${whole} .x=${msg('months of 30 days after the answer', { id: 'impressions-x' })} .y=${answer.currency} .dots=${dots}></lw-period-chart>`
        : nothing}
      ${asTable(
        title,
        html`<table>
          <thead>
            <tr>
              <th scope="col">${msg('Spend of a customer in 30 days', { id: 'impressions-spend' })}</th>
              ${groups.map(({ group, n }) => html`<th scope="col" class="end">${groupName(group)} (n = ${whole(n)})</th>`)}
              <th scope="col" class="end">${msg(str`${worst}: change beside ${beside}`, { id: 'impressions-beyond' })}</th>
              ${good.length ? html`<th scope="col" class="end">${msg(str`${best}: change beside ${beside}`, { id: 'impressions-beyond' })}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${msg('before, on average', { id: 'impressions-before' })}</th>
              ${groups.map(({ before }) => cell(before))}
              <td class="end">–</td>
              ${good.length ? html`<td class="end">–</td>` : nothing}
            </tr>
            ${Array.from(
              { length: months },
              (_, month) => html`<tr>
                <th scope="row">${msg(str`month ${whole(month + 1)}`, { id: 'impressions-month' })}</th>
                ${groups.map(({ after }) => cell(after[month]))} ${beyond(bad[month])} ${good.length ? beyond(good[month]) : nothing}
              </tr>`,
            )}
          </tbody>
        </table>`,
      )}`;
  }

  #consistency({ consistency }: ImpressionsResult) {
    if (!consistency || consistency.without_bad.low === null) return nothing;
    const { customers, answers, without_bad, spread, alike, rows } = consistency;
    const bad = groupName(consistency.bad);
    const title = msg('Does every contact feel the same?', { id: 'impressions-consistency' });
    return html`<h3>${title}</h3>
      <p>
        ${msg(str`${whole(customers)} customers gave two answers or more, ${whole(answers)} in all. ${share(without_bad.value)} of them gave no bad one (${restsOn(without_bad, share)}; bad: ${bad}).`, { id: 'impressions-without-bad' })}
        ${spread ? msg(str`Answers of one customer differ by ${points(spread.value)} points (standard deviation; ${restsOn(spread, points)}).`, { id: 'impressions-spread' }) : nothing}
        ${alike && alike.value <= 0 ? msg(str`That answers of one customer are more alike than those of different ones is not found (intraclass correlation ${share(alike.value)}; ${restsOn(alike, share)}).`, { id: 'impressions-not-alike' }) : nothing}
        ${alike && alike.value > 0 ? msg(str`${share(alike.value)} of all differences between answers lie between customers, the rest within one customer’s own (intraclass correlation; ${restsOn(alike, share)}).`, { id: 'impressions-alike' }) : nothing}
      </p>
      ${asTable(
        title,
        html`<table data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${msg('Answers of a customer', { id: 'impressions-answers' })}</th>
              <th scope="col" class="end">${msg('Customers (n)', { id: 'after-n' })}</th>
              <th scope="col" class="end">${msg('Without a bad answer', { id: 'impressions-no-bad' })}</th>
              <th scope="col" class="end">${msg('By chance', { id: 'impressions-by-chance' })}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ answers: number, customers: n, without_bad: none, by_chance }) => html`<tr data-n=${n}>
                <th scope="row">${number === 5 ? msg('5 and more', { id: 'impressions-and-more' }) : whole(number)}</th>
                <td class="end">${whole(n)}</td>
                <td class="end">${none.low === null ? html`<span class="muted">${msg('too few', { id: 'after-too-few' })}</span>` : ranged(none, share)}</td>
                <td class="end">${share(by_chance)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`,
      )}
      <p class="small muted">${msg('By chance: the share without a bad answer if each answer were drawn by lot from all of them. Far above it, bad answers gather with the same customers; near it, anybody may have one.', { id: 'impressions-chance-why' })}</p>`;
  }

  #how() {
    return html`<details>
      <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
      <ul>
        <li>${msg('Which answer: customers with two answers or more up to the last one that has as many months of orders after it, and who had bought before it. Spearman’s rank correlation with the spend of these months; its variance from each customer’s influence. Best: the strongest beyond chance; clearly ahead: of each other one, with the same customers.', { id: 'impressions-how-which' })}</li>
        <li>${msg('Month by month: one answer a customer, in one group; customers who first bought less than as many months before the answer are left out. Change: spend of 30 days after less the mean of 30 days before. Groups are compared with Welch’s t (1947) and Holm’s correction (1979) over all months. Spend before an answer may be a chance high or low; that hits all groups, but those with extreme answers more.', { id: 'impressions-how-months' })}</li>
        <li>${msg('What bad takes less what good adds: 2 × the middle group − the worst − the best, over all months. “Bad is stronger than good”: Baumeister, Bratslavsky, Finkenauer & Vohs (2001) review it for impressions; for your customers’ spend it is a hypothesis.', { id: 'impressions-how-weights' })}</li>
        <li>${msg('Alike: intraclass correlation of a single answer, ICC(1) (Shrout & Fleiss 1979). Intervals of it and of the standard deviation: jackknife over customers (Arvesen 1969).', { id: 'impressions-how-alike' })}</li>
      </ul>
    </details>`;
  }
}
