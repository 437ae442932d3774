// <lw-recurring-panel>: monthly recurring revenue, what moved it month by month, and churn, GRR, NRR and quick ratio. In: an engine, settings, and what a person chose of
// contracts; the rules that vendors differ in are kept here and the core is asked. It shows nothing where customers have no contracts.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/month-chart';
import { Asked } from '../asked';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { notes } from '../controls/said';
import { settledChoice } from '../controls/settled-choice';
import { asTable, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { saveTable } from '../export';
import { decimal, inDrawing, major, money, month, percent, whole } from '../format';
import type { ContractChosen, Estimate, RecurringAnswer, RecurringFigures, RecurringMonth, RecurringRevenue, RecurringRules, Settings } from '../protocol';
import { type CountedCell, savedRows } from '../small-cells';
import { LargeElement, numberList, ui } from '../ui';
import { periodName } from './contract-words';
import { numberEntry } from './numbers';
import { notOffered, recurringHow, ruleWords, usualRules } from './recurring-words';

type Span = 'year' | 'month';

const share = (value: number): string => percent(value, 1);
const ratio = (value: number): string => decimal(value, 2);

/** The parts of a month's bridge: how they are called, and whether they are taken away. */
const parts = (): [keyof RecurringMonth & ('new' | 'reactivation' | 'expansion' | 'contraction' | 'churn'), string, 1 | -1][] => [
  ['new', msg('New', { id: 'mrr-new' }), 1],
  ['reactivation', msg('Came back', { id: 'mrr-reactivation' }), 1],
  ['expansion', msg('Grew', { id: 'mrr-expansion' }), 1],
  ['contraction', msg('Shrank', { id: 'mrr-contraction' }), -1],
  ['churn', msg('Lost', { id: 'mrr-churn' }), -1],
];

const figures = (): [keyof RecurringFigures, string, (value: number) => string][] => [
  ['logo_churn', msg('Customers lost (logo churn)', { id: 'mrr-logo-churn' }), share],
  ['grr', msg('Revenue kept, growth aside (GRR)', { id: 'mrr-grr' }), share],
  ['nrr', msg('Revenue kept, with growth (NRR)', { id: 'mrr-nrr' }), share],
  ['quick_ratio', msg('Won for each unit lost (quick ratio)', { id: 'mrr-quick' }), ratio],
];

/** How the customers of each part are called. */
const moved = { new: 'new', reactivation: 'reactivated', expansion: 'expanded', contraction: 'contracted', churn: 'lost' } as const;

@customElement('lw-recurring-panel')
export class RecurringPanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    radioStyles,
    css`
      .rules {
        align-items: end;
      }
      td,
      th {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) chosen: ContractChosen | null = null;
  @state() private rules: RecurringRules = usualRules;
  @state() private span: Span = 'year';
  readonly #asked = new Asked(this, 'recurring');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) [this.rules, this.#asked.answer] = [usualRules, null]; // another file
    const { setting = 'auto', period = 'auto' } = this.chosen?.engine === this.engine ? this.chosen : {};
    const { observation_end } = this.settings;
    void this.#asked.ask(this.engine, { observation_end, setting, period, ...this.rules });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer?.contract) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Monthly recurring revenue (MRR), and what moves it', { id: 'mrr-title' })}</h2>
      <p>${msg('MRR is what customers with contracts pay a month. What was charged by the year counts a twelfth each month, so that a good January is not mistaken for growth.', { id: 'mrr-lead' })}</p>
      ${answer.recurring ? this.#revenue(answer, answer.recurring) : notes(answer.caveats)}
    </section>`;
  }

  #revenue(answer: RecurringAnswer, revenue: RecurringRevenue) {
    const { months, mrr, arr, customers } = revenue;
    const cash = (minor: number) => money(minor, answer.currency, answer.minor_digits);
    return html`<p role="status">
        ${msg(str`At the end of ${month(months.at(-1)!.month)}, ${whole(customers)} customers pay ${cash(mrr)} a month; times twelve this is ${cash(arr)} a year (ARR).`, { id: 'mrr-now' })}
      </p>
      ${this.#rules(answer, revenue)} ${this.#figures(revenue)}
      <h3>${msg('What came and what left, month by month', { id: 'mrr-moves' })}</h3>
      <lw-month-chart
        .label=${msg('MRR won (above the line) and lost (below it) by month', { id: 'mrr-alt' })}
        .months=${months.map((each) => month(each.month))}
        .series=${parts().map(([key, name, sign]) => ({ name, amounts: months.map((each) => sign * each[key]) }))}
        .text=${(minor: number) => inDrawing(minor, 'money', answer.currency, answer.minor_digits)}
      ></lw-month-chart>
      ${asTable(msg('MRR by month', { id: 'mrr-table' }), this.#table(months, cash))}
      <div class="row no-print"><button @click=${() => this.#save(months, answer)}>${msg('Save the months as CSV', { id: 'mrr-save' })}</button></div>
      ${notes(answer.caveats)} ${this.#how(answer, revenue)}`;
  }

  /** Over twelve months, or where a person wants it, or these are not there, the last month. */
  #figures({ year, months }: RecurringRevenue) {
    const last = months.at(-1)!;
    const span = year ? this.span : 'month';
    const of: RecurringFigures = span === 'year' ? year! : last;
    const told = figures().some(([key]) => year?.[key] || last[key]);
    if (!told) return nothing;
    const spans: [Span, string][] = [
      ['year', msg(str`The twelve months to ${month(last.month)}`, { id: 'mrr-span-year' })],
      ['month', msg(str`${month(last.month)} alone`, { id: 'mrr-span-month' })],
    ];
    const over = msg('Rates over', { id: 'mrr-span' });
    return html`${year ? html`<div class="no-print">${radioChoice(over, 'mrr-span', spans, span, (chosen) => (this.span = chosen))}</div>` : nothing}
      <h3>${spans.find(([each]) => each === span)![1]}</h3>
      <dl class="numbers">${figures().map(([key, name, text]) => numberEntry(name, of[key], text))}</dl>
      <p class="small muted">
        ${msg('Of the customers who were there at the start: the share that left; the share of their revenue that is left; the same with what they grew. The quick ratio sets all that was won, new customers among it, against all that was lost; its n is the customers who moved. A dash: nothing was there to lose, or nothing was lost.', { id: 'mrr-figures-why' })}
      </p>`;
  }

  #rules(answer: RecurringAnswer, revenue: RecurringRevenue) {
    const take = (rule: keyof RecurringRules) => (value: string) => (this.rules = { ...this.rules, [rule]: value });
    return html`<div class="row rules no-print" role="group" aria-label=${msg('How MRR is counted', { id: 'mrr-rules' })}>
        ${answer.offered.map((rule) => {
          const { label, choices } = ruleWords(rule, answer, revenue);
          return settledChoice(label, this.rules[rule], choices as [RecurringRules[typeof rule], string][], take(rule), rule);
        })}
      </div>
      <details>
        <summary>${msg('What these choices change', { id: 'mrr-rules-changes' })}</summary>
        <ul>
          ${answer.offered.map((rule) => html`<li>${ruleWords(rule, answer, revenue).changes}</li>`)}
          <li>${notOffered(answer.source)}</li>
        </ul>
      </details>`;
  }

  #table(months: RecurringMonth[], cash: (minor: number) => string) {
    const rate = (estimate: Estimate | null, text: (value: number) => string) => html`<td class="end">${ranged(estimate, text)}</td>`;
    return html`<table data-parts="row">
      <thead>
        <tr>
          <th scope="col">${msg('Month', { id: 'mrr-month' })}</th>
          <th scope="col" class="end">${msg('MRR at the start', { id: 'mrr-start' })}</th>
          ${parts().map(([, name]) => html`<th scope="col" class="end">${name}</th>`)}
          <th scope="col" class="end">${msg('MRR at the end', { id: 'mrr-end' })}</th>
          <th scope="col" class="end">${msg('Customers at the start (n)', { id: 'mrr-customers' })}</th>
          <th scope="col" class="end">${msg('Logo churn', { id: 'mrr-logo-churn-short' })}</th>
          <th scope="col" class="end">GRR</th>
          <th scope="col" class="end">NRR</th>
          <th scope="col" class="end">${msg('Quick ratio', { id: 'mrr-quick-short' })}</th>
        </tr>
      </thead>
      <tbody>
        ${months.map(
          (each) => html`<tr>
            <th scope="row">${month(each.month)}</th>
            <td class="end">${cash(each.start)}</td>
            ${parts().map(([key, , sign]) => html`<td class="end" data-n=${each.customers[moved[key]]}>${cash(sign * each[key] || 0)}</td>`)}
            <td class="end">${cash(each.end)}</td>
            <td class="end">${whole(each.customers.start)}</td>
            ${rate(each.logo_churn, share)} ${rate(each.grr, share)} ${rate(each.nrr, share)} ${rate(each.quick_ratio, ratio)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #save(months: RecurringMonth[], { currency, minor_digits }: RecurringAnswer): void {
    const number = (raw: number | null | undefined, n?: number): CountedCell => ({ text: '', raw: raw ?? null, ...(n === undefined ? {} : { n }) });
    const in_currency = (name: string) => (currency ? `${name}, ${currency}` : name);
    const heads = [
      msg('Month', { id: 'mrr-month' }),
      in_currency(msg('MRR at the start', { id: 'mrr-start' })),
      ...parts().map(([, name]) => in_currency(name)),
      in_currency(msg('MRR at the end', { id: 'mrr-end' })),
      msg('Customers at the start (n)', { id: 'mrr-customers' }),
      ...figures().map(([, name]) => name),
    ];
    const rows = months.map((each): (string | CountedCell)[] => [
      each.month,
      number(major(each.start, minor_digits)),
      ...parts().map(([key, , sign]) => number(sign * major(each[key], minor_digits) || 0, each.customers[moved[key]])),
      number(major(each.end, minor_digits)),
      number(each.customers.start),
      ...figures().map(([key]) => number(each[key]?.value)),
    ]);
    saveTable([heads, ...savedRows(rows)], 'lifeworth-mrr.csv');
  }

  #how(answer: RecurringAnswer, { by_period }: RecurringRevenue) {
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        ${recurringHow(answer).map((line) => html`<li>${line}</li>`)}
        ${by_period.length > 1 ? html`<li>${this.#periods(answer, by_period)}</li>` : nothing}
      </ul>
    </details>`;
  }

  #periods({ source }: RecurringAnswer, by_period: RecurringRevenue['by_period']) {
    const counts = by_period.map(({ period, count }) => `${periodName(period)}: ${whole(count)}`).join('; ');
    return source === 'orders' ? msg(str`Customers by the period they pay by: ${counts}.`, { id: 'mrr-by-period-customers' }) : msg(str`Rows by the period they are billed by: ${counts}.`, { id: 'mrr-by-period-rows' });
  }
}
