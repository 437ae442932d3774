// <lw-account-panel>: what became of every row: read = used + left out, by reason, with the rows themselves on request; what was read, and whom it did not
// match, as files. In: a Summary, and the engine that writes the files. Out: "list" when the person opens the list; the app then gives `leftOut`.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { said } from '../controls/said';
import { type Engine, isAbort } from '../engine';
import { csvForm, saveCsv } from '../export';
import { day, money, whole } from '../format';
import type { LeftOutRows, RecordKind, RecordsRead, Summary } from '../protocol';
import { UiElement, ui } from '../ui';
import './next-steps';
import './sharing-choice';
import { kindName, leftOutReason } from '../words';
import { paperText } from './paper-text';

type Lines = Parameters<typeof saveCsv>[0];

@customElement('lw-account-panel')
export class AccountPanel extends UiElement {
  static override styles = [
    ui,
    css`
      ul {
        margin: 0;
        padding-inline-start: 1.25rem;
        display: grid;
        gap: var(--space-1);
      }
      li {
        max-width: var(--measure);
      }
      .rows {
        max-height: 20rem;
        overflow: auto;
      }
      td:last-child {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) summary!: Summary;
  @property({ attribute: false }) leftOut: LeftOutRows | null = null;
  @state() private saving = false;

  override render() {
    const { summary } = this;
    const read = whole(summary.rows_read);
    const used = whole(summary.rows_used);
    const out = whole(summary.rows_left_out);
    // What the line above says with its sum need not be said again.
    const notices = summary.notices.filter(({ code }) => code !== 'negative_rows_netted');
    const cash = (minor: number) => money(minor, summary.currency, summary.minor_digits);
    return html`<div class="stack">
      <p>
        <strong>${msg(str`${read} rows read = ${used} used + ${out} left out.`, { id: 'account-sum' })}</strong>
        ${summary.has_orders ? msg(str`${whole(summary.customers)} customers, ${day(summary.first_day)} to ${day(summary.last_day)}.`, { id: 'account-span' }) : nothing}
        ${summary.refunds ? msg(str`Refund rows: ${whole(summary.refunds)}, together ${cash(summary.refunded)}; netted.`, { id: 'account-refunds' }) : nothing}
      </p>
      ${summary.lines.all ? html`<p class="small muted">${this.#lines()}</p>` : nothing}
      ${summary.has_orders ? html`<div class="row no-print">${this.#rowsAsRead('orders', this.#orderFile)}</div>` : nothing}
      ${summary.records.length ? html`<ul>${summary.records.map((records) => html`<li>${this.#records(records)}</li>`)}</ul>` : nothing}
      ${notices.length ? html`<ul>${notices.map((notice) => html`<li>${said(notice)}</li>`)}</ul>` : nothing}
      ${summary.rows_left_out ? this.#leftOut() : nothing}
      <lw-next-steps .summary=${summary}></lw-next-steps>
      <lw-sharing-choice class="no-print"></lw-sharing-choice>
    </div>`;
  }

  /** Every line of the files is somewhere. */
  #lines(): string {
    const { lines, rows_read } = this.summary;
    const json = lines.all !== lines.preamble + lines.header + rows_read + lines.blank + lines.continued;
    if (json) return '';
    return msg(
      str`${whole(lines.all)} lines = ${whole(lines.header)} of headers + ${whole(lines.preamble)} before the table + ${whole(rows_read)} rows + ${whole(lines.blank)} empty + ${whole(lines.continued)} inside cells.`,
      { id: 'account-lines' },
    );
  }

  /** All files with orders are one table; any of them stands for it. */
  get #orderFile(): number {
    return this.summary.files.findIndex(({ kind }) => kind === 'orders');
  }

  #rowsAsRead(kind: RecordKind, file: number) {
    const lines: Lines = (piece) => this.engine.compute('records_csv', { file, ...csvForm(), ...piece });
    return this.#button(msg(str`Download the rows as read: ${kindName(kind)} (CSV)`, { id: 'account-rows-csv' }), lines, `lifeworth-${kind}.csv`);
  }

  /** Two files may be of one kind: what stands before the buttons says which one they belong to. */
  #records(records: RecordsRead) {
    const { file, kind, rows_used } = records;
    return html`<span id="records-${file}">${this.#cameTo(records)}</span>
      ${rows_used ? html`<div class="row no-print" role="group" aria-labelledby="records-${file}">${this.#rowsAsRead(kind, file)} ${this.#unmatched(records)}</div>` : nothing}`;
  }

  /** Both sides of the join, where there is somebody to list. */
  #unmatched({ file, kind, customers, matched_customers }: RecordsRead) {
    if (!this.summary.has_orders || !customers) return nothing;
    const lines = (without: 'orders' | 'records'): Lines => (piece) => this.engine.compute('unmatched_csv', { file, without, ...csvForm(), ...piece });
    return html`${customers > matched_customers
      ? this.#button(msg('Download the customers without orders (CSV)', { id: 'account-without-orders' }), lines('orders'), `lifeworth-${kind}-without-orders.csv`)
      : nothing}
    ${this.summary.customers > matched_customers
      ? this.#button(msg('Download the customers with orders who are not here (CSV)', { id: 'account-without-records' }), lines('records'), `lifeworth-orders-without-${kind}.csv`)
      : nothing}`;
  }

  #button(label: string, lines: Lines, name: string) {
    return html`<button aria-busy=${this.saving} @click=${() => this.#save(lines, name)}>${label}</button>`;
  }

  /** One file at a time. The button stays enabled, for a disabled one would lose the focus. */
  async #save(lines: Lines, name: string): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    try {
      await saveCsv(lines, name);
    } catch (error) {
      if (!isAbort(error)) this.dispatchEvent(new CustomEvent('failed', { detail: error }));
    } finally {
      this.saving = false;
    }
  }

  /** What a file without orders came to, and who of its customers has orders too. */
  #cameTo({ kind, rows_used, customers, matched_customers, total, currency, minor_digits }: RecordsRead) {
    const sum = total === null ? '' : ` ${msg(str`Together ${money(total, currency, minor_digits)}.`, { id: 'account-together' })}`;
    const who = customers && this.summary.has_orders ? ` ${msg(str`${whole(matched_customers)} of ${whole(customers)} customers have orders, too.`, { id: 'account-matched' })}` : '';
    return msg(str`${kindName(kind)}: ${whole(rows_used)} rows used.`, { id: 'account-records' }) + sum + who;
  }

  #leftOut() {
    return html`<details @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && !this.leftOut && this.dispatchEvent(new CustomEvent('list'))}>
      <summary>${msg('Rows left out, by reason', { id: 'account-left-out' })}</summary>
      <div class="stack">
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Reason', { id: 'reason' })}</th>
              <th scope="col" class="end">${msg('Rows', { id: 'rows' })}</th>
            </tr>
          </thead>
          <tbody>
            ${this.summary.left_out.map(({ reason, rows }) => html`<tr><td>${leftOutReason(reason)}</td><td class="end">${whole(rows)}</td></tr>`)}
          </tbody>
        </table>
        ${this.leftOut ? this.#list(this.leftOut) : nothing}
      </div>
    </details>`;
  }

  #list({ rows, total }: LeftOutRows) {
    const many = rows.length < total;
    return html`<div class="rows" tabindex="0" role="region" aria-label=${msg('Rows left out', { id: 'account-rows' })}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="end">${msg('Line', { id: 'line' })}</th>
              <th scope="col">${msg('Reason', { id: 'reason' })}</th>
              <th scope="col">${msg('Row', { id: 'row' })}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<tr><td class="end">${whole(row.line)}</td><td>${leftOutReason(row.reason)}</td><td>${paperText(row.text, 2_000)}</td></tr>`)}
          </tbody>
        </table>
      </div>
      ${many ? html`<p class="small muted">${msg(str`The first ${whole(rows.length)} of ${whole(total)}.`, { id: 'account-first' })}</p>` : nothing}`;
  }
}
