// <lw-cohort-panel>: cohorts by month of first purchase, as a picture and as a table: who bought in which month, or what customers brought by
// fixed ages of their own. The reader chooses which.
import { type TemplateResult, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/cohort-chart';
import type { CohortPicture, CohortPictureCell } from '../charts/cohort-chart';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { asTable, ranged } from '../controls/tables';
import { duration, inCell, inUnit, month, percent, whole } from '../format';
import type { Cohort, CohortCell, Cohorts, Estimate, Unit } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';
import { profitHow } from './profit-words';

/** A picture of more rows than this helps nobody; the table has them all. */
const shownCohorts = 36;
/** Fewer customers than this say little. */
const fewestCustomers = 10;

const measures = ['months', 'bought_again', 'orders', 'revenue', 'profit'] as const;
type Measure = (typeof measures)[number];

/** Orders as a mean want decimals, which counts of them do not. */
const meanUnit = (unit: Unit): Unit => (unit === 'transactions' ? 'count' : unit);

@customElement('lw-cohort-panel')
export class CohortPanel extends LargeElement {
  static override styles = [
    ui,
    radioStyles,
    css`
      table .young {
        font-style: italic;
        color: var(--muted);
      }
      thead th {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) cohorts!: Cohorts;
  @state() private measure: Measure = 'months';

  override render() {
    const { cohorts, ages } = this.cohorts;
    if (!cohorts.length) return nothing;
    // Without a customer who is a month old there is nothing to choose.
    const measure = ages.length ? this.measure : 'months';
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('How customers develop, by month of the first purchase', { id: 'cohort-title' })}</h2>
      ${ages.length ? this.#choice() : nothing}
      <p class="muted">${this.#why(measure)}</p>
      <lw-cohort-chart .picture=${measure === 'months' ? this.#months(cohorts.slice(-shownCohorts)) : this.#atAges(cohorts.slice(-shownCohorts), measure)}></lw-cohort-chart>
      ${asTable(msg('Cohort table', { id: 'cohort-table' }), measure === 'months' ? this.#monthTable(cohorts) : this.#ageTable(measure))}
      ${howComputed('cohorts')}
    </section>`;
  }

  #choice() {
    return radioChoice(msg('Show', { id: 'cohort-show' }), 'measure', measures.map((measure) => [measure, this.#name(measure)] as const), this.measure, (measure) => (this.measure = measure));
  }

  #name(measure: Measure): string {
    switch (measure) {
      case 'months':
        return msg('Who buys, month by month', { id: 'cohort-months' });
      case 'bought_again':
        return msg('Customers who bought again', { id: 'cohort-bought-again' });
      case 'orders':
        return msg('Orders per customer', { id: 'cohort-orders' });
      case 'revenue':
        return msg('Revenue per customer', { id: 'cohort-revenue' });
      case 'profit':
        return msg('Profit per customer', { id: 'cohort-profit' });
    }
  }

  #why(measure: Measure): string {
    if (measure === 'months')
      return msg('Each row is the customers who first bought in that month; each cell the share of them that bought again so many months later. The last month of a row may be unfinished (dashed); cohorts of fewer than ten customers stay pale: they say little.', {
        id: 'cohort-why',
      });
    const ages = msg('Each cell adds up what customers did from their first purchase until they were so many months old. Only customers who have reached that age are in it: dashed where some of the row have not yet, a dash where nobody has. Cells of fewer than ten customers stay pale.', {
      id: 'cohort-ages-why',
    });
    return measure === 'profit' ? `${ages} ${profitHow(this.cohorts)}` : ages;
  }

  // ------------------------------------------------------------------ pictures

  #months(cohorts: Cohort[]): CohortPicture {
    const columns = Math.max(...cohorts.map(({ shares }) => shares.length)) - 1;
    return {
      alt: msg('Share of each monthly cohort that bought again, by months since the first purchase', { id: 'cohort-alt' }),
      x: msg('months since first purchase', { id: 'cohort-x' }),
      columns: Array.from({ length: columns }, (_, index) => String(index + 1)),
      rows: cohorts.map((cohort) => ({
        name: month(cohort.month),
        cells: cohort.shares.slice(1).map((share, index) => ({
          value: share,
          text: percent(share),
          title: `${month(cohort.month)} + ${index + 1}: ${percent(share, 1)}`,
          whole: index + 1 < cohort.whole_months,
          solid: cohort.customers >= fewestCustomers,
        })),
      })),
    };
  }

  #atAges(cohorts: Cohort[], measure: Exclude<Measure, 'months'>): CohortPicture {
    const { ages, all } = this.cohorts;
    const rows = [...cohorts.map((cohort) => ({ name: month(cohort.month), customers: cohort.customers, cells: cohort.at_ages })), { name: this.#all(), customers: all.customers, cells: all.at_ages }];
    return {
      alt: msg(str`${this.#name(measure)}, by month of the first purchase and age`, { id: 'cohort-ages-alt' }),
      x: msg('months of age', { id: 'cohort-ages-x' }),
      columns: ages.map(String),
      rows: rows.map(({ name, customers, cells }) => ({ name, cells: cells.map((cell, index) => this.#cell(name, customers, ages[index]!, cell, measure)) })),
    };
  }

  #cell(name: string, customers: number, age: number, cell: CohortCell | null, measure: Exclude<Measure, 'months'>): CohortPictureCell {
    const at = `${name}, ${duration(age, 'months')}`;
    if (!cell) return { value: null, text: '–', title: `${at}: ${this.#young()}`, whole: false, solid: false };
    const { value, unit, n } = cell[measure];
    return {
      value,
      text: inCell(value, meanUnit(unit), this.cohorts.currency, this.cohorts.minor_digits),
      title: `${at}: ${this.#text(cell[measure])}, n = ${whole(n)}`,
      whole: cell.customers === customers,
      solid: cell.customers >= fewestCustomers,
    };
  }

  // ------------------------------------------------------------------ tables

  #all = (): string => msg('All', { id: 'cohort-all' });
  #young = (): string => msg('too young', { id: 'cohort-young' });

  #text(estimate: Estimate, value = estimate.value): string {
    return inUnit(value, meanUnit(estimate.unit), this.cohorts.currency, this.cohorts.minor_digits);
  }

  #table(columns: string[], rows: { name: string; customers: number; cells: TemplateResult[]; all?: boolean }[]) {
    return html`<table data-parts="rows">
      <thead>
        <tr>
          <th scope="col">${msg('First purchase', { id: 'cohort-month' })}</th>
          <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
          ${columns.map((column) => html`<th scope="col" class="end">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, customers, cells, all }) => html`<tr data-n=${all ? nothing : customers}>
            <th scope="row">${name}</th>
            <td class="end">${whole(customers)}</td>
            ${cells}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #monthTable(cohorts: Cohort[]) {
    const ages = Math.max(...cohorts.map(({ active }) => active.length)) - 1;
    return this.#table(
      Array.from({ length: ages }, (_, age) => `+${age + 1}`),
      cohorts.map((cohort) => ({
        name: month(cohort.month),
        customers: cohort.customers,
        cells: cohort.shares.slice(1).map((share, index) => html`<td class="end ${index + 1 < cohort.whole_months ? '' : 'young'}">${percent(share, 1)}</td>`),
      })),
    );
  }

  #ageTable(measure: Exclude<Measure, 'months'>) {
    const { cohorts, all, ages } = this.cohorts;
    const cell = (customers: number) => (own: CohortCell | null) => {
      if (!own) return html`<td class="end young">${this.#young()}</td>`;
      const estimate = own[measure];
      const value = ranged(estimate, (each) => this.#text(estimate, each));
      return html`<td class="end ${own.customers === customers ? '' : 'young'}" data-n=${own.customers}>${value}<div class="muted">n = ${whole(estimate.n)}</div></td>`;
    };
    return this.#table(
      ages.map((age) => duration(age, 'months')),
      [
        ...cohorts.map(({ month: first, customers, at_ages }) => ({ name: month(first), customers, cells: at_ages.map(cell(customers)) })),
        { name: this.#all(), customers: all.customers, cells: all.at_ages.map(cell(all.customers)), all: true },
      ],
    );
  }
}
