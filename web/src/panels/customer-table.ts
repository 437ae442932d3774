// <lw-customer-table>: every customer with value and forecast: sortable, virtualised, exported as CSV. Rows come from the core in
// windows, sorted there; the page holds only those near the eye. Each opens a page of its own below. In: an engine and settings.
import { VirtualizerController } from '@tanstack/lit-virtual';
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Ref, createRef, ref } from 'lit/directives/ref.js';
import { msg, str } from '@lit/localize';
import type { Engine } from '../engine';
import { isAbort } from '../engine';
import { csvForm, saveCsv } from '../export';
import { foreign } from '../foreign';
import { day, decimal, decimalMark, money, percent, whole } from '../format';
import { said } from '../controls/said';
import type { CustomerColumn, CustomerRow, Prediction, Sentence, Settings, Triple } from '../protocol';
import { LargeElement, ui } from '../ui';
import './sharing-choice';
import './customer-panel';
import type { CustomerPanel } from './customer-panel';
import { howComputed } from './how-computed';
import { paperText } from './paper-text';
import { profitToCome } from './profit-words';

const rowHeight = 40;
const windowRows = 200;
const keptWindows = 12;
/** Browsers cannot scroll taller boxes than some 16 million pixels; the export has all rows. */
const scrollableRows = 400_000;

@customElement('lw-customer-table')
export class CustomerTable extends LargeElement {
  static override styles = [
    ui,
    css`
      .viewport {
        overflow: auto;
        max-height: 32rem;
        border-block: 1px solid var(--line);
      }
      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 0;
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--surface);
        padding: 0;
        vertical-align: bottom;
      }
      thead button {
        border: 0;
        border-radius: 0;
        width: 100%;
        text-align: inherit;
        font-weight: 600;
        font-size: var(--size-small);
        line-height: 1.25;
        color: var(--ink);
        padding: var(--space-2) var(--space-2) var(--space-2) 0;
        overflow-wrap: normal;
      }
      tbody tr.data {
        height: 40px;
      }
      td,
      tbody th {
        white-space: nowrap;
        padding-block: 0;
        padding-inline-end: var(--space-2);
        vertical-align: middle;
      }
      tbody th {
        max-width: 13rem;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--ink);
      }
      tbody th,
      thead th:first-child {
        position: sticky;
        left: 0;
        background: var(--surface);
      }
      thead th:first-child {
        z-index: 2;
      }
      @media print {
        .viewport {
          max-height: none;
          overflow: visible;
        }
        table {
          font-size: var(--size-paper-table); /* ten columns and their intervals */
        }
        td .range {
          white-space: normal;
          font-size: inherit;
        }
        td,
        thead button,
        :is(thead, tbody) th {
          white-space: normal;
          padding-inline-end: var(--space-1);
        }
      }
      tbody button {
        min-height: 2.25rem;
        padding: 0;
        border: 0;
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--accent);
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      tbody button:focus-visible {
        outline-offset: -3px; /* the cell cuts off what is outside */
      }
      .page {
        margin-top: var(--space-5);
      }
      .range {
        display: block;
        font-size: 0.75rem;
        line-height: 1.1;
        color: var(--muted);
      }
      .gap td {
        padding: 0;
        border: 0;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;

  @state() private sort: CustomerColumn = 'clv';
  @state() private descending = true;
  @state() private total = 0;
  @state() private exporting = false;
  /** Not chosen: as the reader's locale writes numbers. */
  @state() private europeanChosen: boolean | null = null;
  /** Whose page is open. */
  @state() private opened: string | null = null;
  /** The core knows nobody of the name that was looked for. */
  @state() private unknown: Sentence | null = null;
  /** What had the focus when the page was opened. */
  #opener: HTMLElement | null = null;
  private rows = new Map<number, CustomerRow>();
  private asked = new Set<number>();
  private generation = 0;
  private viewport: Ref<HTMLDivElement> = createRef();
  private virtualizer = new VirtualizerController<HTMLDivElement, HTMLTableRowElement>(this, {
    getScrollElement: () => this.viewport.value ?? null,
    count: 0,
    estimateSize: () => rowHeight,
    overscan: 12,
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('prediction') && !this.prediction.base?.clv && this.sort === 'clv') this.sort = 'value';
    if (changed.has('engine')) this.opened = this.unknown = null;
    if (changed.has('engine') || changed.has('settings') || changed.has('prediction')) this.#restart();
  }

  #restart(): void {
    this.generation += 1;
    this.rows.clear();
    this.asked.clear();
    this.total = this.prediction.customers;
    void this.#want(0);
  }

  get #europeanCsv(): boolean {
    return this.europeanChosen ?? decimalMark() === ',';
  }

  async #want(offset: number): Promise<void> {
    if (this.asked.has(offset)) return;
    this.asked.add(offset);
    const { generation, sort, descending } = this;
    try {
      const window = await this.engine.compute('customers', { ...this.settings, sort, descending, offset, limit: windowRows });
      if (generation !== this.generation) return;
      window.rows.forEach((row, index) => this.rows.set(offset + index, row));
      this.total = window.total;
      this.#forgetFar(offset);
      this.requestUpdate();
    } catch (error) {
      this.asked.delete(offset);
      this.#failed(error);
    }
  }

  /** A million rows would not fit: windows far from the eye are asked for again when it returns. */
  #forgetFar(offset: number): void {
    if (this.asked.size <= keptWindows) return;
    const far = [...this.asked].reduce((most, each) => (Math.abs(each - offset) > Math.abs(most - offset) ? each : most));
    this.asked.delete(far);
    for (let index = far; index < far + windowRows; index += 1) this.rows.delete(index);
  }

  #open(customer: string, opener: HTMLElement): void {
    this.unknown = null;
    this.#opener = opener;
    if (this.opened === customer) this.renderRoot.querySelector<CustomerPanel>('lw-customer-panel')?.show();
    this.opened = customer;
  }

  /** Whoever went to the page by keyboard goes on where they came from; in a table that has moved on, at the table. */
  #close = (): void => {
    this.opened = null;
    if (this.#opener?.isConnected) this.#opener.focus();
    else this.viewport.value?.focus();
  };

  #notFound = ({ detail }: CustomEvent<Sentence>): void => {
    this.opened = null;
    this.unknown = detail;
  };

  #find = (): void => {
    const field = this.renderRoot.querySelector<HTMLInputElement>('#find')!;
    if (field.value.trim()) this.#open(field.value, field);
  };

  #failed(error: unknown): void {
    if (!isAbort(error)) this.dispatchEvent(new CustomEvent('failed', { detail: error }));
  }

  #sortBy(column: CustomerColumn): void {
    this.descending = this.sort === column ? !this.descending : column !== 'customer';
    this.sort = column;
    this.viewport.value?.scrollTo({ top: 0 });
    this.#restart();
  }

  get #columns(): [CustomerColumn, string][] {
    const columns: [CustomerColumn, string][] = [
      ['customer', msg('Customer', { id: 'role-customer' })],
      ['orders', msg('Purchase days', { id: 'table-orders' })],
      ['first_day', msg('First', { id: 'table-first' })],
      ['last_day', msg('Last', { id: 'table-last' })],
      ['value', msg('Revenue so far', { id: 'table-value' })],
      ['late', msg('Late?', { id: 'table-late' })],
    ];
    const { base } = this.prediction;
    if (base) columns.push(['p_alive', msg('Still a customer', { id: 'table-alive' })], ['buys', msg('Buys again', { id: 'table-buys' })], ['transactions', msg('Purchases to come', { id: 'transactions-total' })]);
    if (base?.clv) columns.push(['clv', profitToCome(this.prediction)]);
    return columns;
  }

  override render() {
    const shown = Math.min(this.total, scrollableRows);
    const virtualizer = this.virtualizer.getVirtualizer();
    if (virtualizer.options.count !== shown) virtualizer.setOptions({ ...virtualizer.options, count: shown });
    const items = virtualizer.getVirtualItems();
    const first = items[0];
    const last = items[items.length - 1];
    const above = first?.start ?? 0;
    const below = virtualizer.getTotalSize() - (last?.end ?? 0);
    for (const item of items) void this.#want(Math.floor(item.index / windowRows) * windowRows);
    const columns = this.#columns;
    return html`<section class="card stack" aria-labelledby="title">
      <div class="row">
        <h2 id="title">${msg('Customer by customer', { id: 'table-title' })}</h2>
        <span class="muted">${msg(str`${whole(this.total)} customers; small print: 95% intervals of what is expected`, { id: 'table-count' })}</span>
      </div>
      <p class="small muted">
        ${msg(str`Late against their own rhythm are ${whole(this.prediction.late.customers)} of ${whole(this.prediction.late.judged)} customers with purchases enough to tell: longer without a purchase than between nearly all of their own.`, { id: 'table-late-count' })}
        ${this.prediction.base ? msg(str`“Buys again”: the probability of at least one purchase until ${day(this.prediction.horizon_end)}.`, { id: 'table-buys-why' }) : nothing}
      </p>
      ${this.#search()}
      <div class="viewport" ${ref(this.viewport)} tabindex="0" role="region" aria-label=${msg('Table of customers', { id: 'table-region' })}>
        <table aria-rowcount=${shown + 1}>
          <thead>
            <tr aria-rowindex="1">
              ${columns.map(([column, name]) => this.#head(column, name))}
            </tr>
          </thead>
          <tbody>
            ${above > 0 ? html`<tr class="gap" aria-hidden="true"><td colspan=${columns.length} .style=${`height: ${above}px`}></td></tr>` : nothing}
            ${items.map((item) => this.#row(item.index, columns))}
            ${below > 0 ? html`<tr class="gap" aria-hidden="true"><td colspan=${columns.length} .style=${`height: ${below}px`}></td></tr>` : nothing}
          </tbody>
        </table>
      </div>
      ${this.total > shown
        ? html`<p class="small muted">${msg(str`Shown are the first ${whole(shown)} in this order; the export has all.`, { id: 'table-capped' })}</p>`
        : nothing}
      ${this.#export()} ${howComputed('customers')}
    </section>
    ${this.opened === null
      ? nothing
      : html`<lw-customer-panel
          class="page"
          .engine=${this.engine}
          .settings=${this.settings}
          .name=${this.opened}
          @close=${this.#close}
          @unknown=${this.#notFound}
          @failed=${({ detail }: CustomEvent<unknown>) => this.#failed(detail)}
        ></lw-customer-panel>`}`;
  }

  #search() {
    return html`<div class="row no-print">
        <label
          >${msg('Open the page of a customer', { id: 'customer-find' })}
          <input id="find" autocomplete="off" spellcheck="false" aria-describedby="unknown" @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this.#find()} />
        </label>
        <button @click=${this.#find}>${msg('Open', { id: 'customer-open' })}</button>
      </div>
      <p id="unknown" role="alert" ?hidden=${!this.unknown}>${this.unknown ? said(this.unknown) : nothing}</p>`;
  }

  #head(column: CustomerColumn, name: string) {
    const active = this.sort === column;
    return html`<th scope="col" class=${column === 'customer' ? '' : 'end'} aria-sort=${active ? (this.descending ? 'descending' : 'ascending') : 'none'}>
      <button class="keep" @click=${() => this.#sortBy(column)}>${name} <span aria-hidden="true">${active ? (this.descending ? '↓' : '↑') : ''}</span></button>
    </th>`;
  }

  #row(index: number, columns: [CustomerColumn, string][]) {
    const row = this.rows.get(index);
    return html`<tr class="data" aria-rowindex=${index + 2}>
      ${columns.map(([column]) => {
        const content = row ? this.#cell(row, column) : '…';
        return column === 'customer' ? html`<th scope="row" title=${foreign(row?.customer ?? '', 2_000)}>${row ? this.#opens(row.customer) : content}</th>` : html`<td class="end">${content}</td>`;
      })}
    </tr>`;
  }

  #opens(customer: string) {
    return html`<button class="keep" @click=${(event: Event) => this.#open(customer, event.currentTarget as HTMLElement)}>${paperText(customer)}</button>`;
  }

  #cell(row: CustomerRow, column: CustomerColumn) {
    const { currency, minor_digits } = this.prediction;
    const cash = (minor: number) => money(minor, currency, minor_digits);
    const withRange = (triple: Triple | undefined, text: (value: number) => string) =>
      triple ? html`${text(triple[0])}<span class="range">${text(triple[1])} – ${text(triple[2])}</span>` : '';
    switch (column) {
      case 'customer':
        return foreign(row.customer);
      case 'orders':
        return whole(row.orders);
      case 'first_day':
        return day(row.first_day);
      case 'last_day':
        return day(row.last_day);
      case 'value':
        return cash(row.value);
      case 'p_alive':
        return row.p_alive ? withRange(row.p_alive, (value) => percent(value)) : html`<span title=${msg('One purchase does not tell.', { id: 'table-once' })}>—</span>`;
      case 'buys':
        return withRange(row.buys, (value) => percent(value));
      case 'late':
        return row.late === null
          ? html`<span title=${msg('Too few purchases to tell a rhythm.', { id: 'table-no-rhythm' })}>—</span>`
          : row.late
            ? html`<strong>${msg('yes', { id: 'differences-yes' })}</strong>`
            : msg('no', { id: 'differences-no' });
      case 'transactions':
        return withRange(row.transactions, (value) => decimal(value, 2));
      case 'clv':
        return withRange(row.clv, cash);
    }
  }

  #export() {
    return html`<div class="row no-print">
      <button class="primary" ?disabled=${this.exporting} @click=${this.#save}>${msg('Save all as CSV', { id: 'export-csv' })}</button>
      <label class="row">
        <span>${msg('Format', { id: 'export-format' })}</span>
        <select @change=${(event: Event) => (this.europeanChosen = (event.target as HTMLSelectElement).value === 'semicolon')}>
          <option value="comma" ?selected=${!this.#europeanCsv}>${msg('comma, 1234.50', { id: 'export-comma' })}</option>
          <option value="semicolon" ?selected=${this.#europeanCsv}>${msg('semicolon, 1234,50', { id: 'export-semicolon' })}</option>
        </select>
      </label>
      <lw-sharing-choice asks="emails"></lw-sharing-choice>
      <span class="small muted">${msg('Opens safely in a spreadsheet: no cell can run as a formula.', { id: 'export-safe' })}</span>
    </div>`;
  }

  #save = async (): Promise<void> => {
    this.exporting = true;
    try {
      const request = { ...this.settings, sort: this.sort, descending: this.descending, ...csvForm(this.#europeanCsv) };
      await saveCsv((piece) => this.engine.compute('customers_csv', { ...request, ...piece }), 'lifeworth-customers.csv');
    } catch (error) {
      this.#failed(error);
    } finally {
      this.exporting = false;
    }
  };
}
