// <lw-files-panel>: the tables that are read, one at a time: what each was recognised as, and how it is read. In: OpenedFiles, the Summary once
// it is there. Out: "change" ({ key, change }).
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import type { MappingChange, OpenedFiles, OpenedTable, Reading, Summary, TableChange } from '../protocol';
import { said } from '../controls/said';
import { foreign } from '../foreign';
import { whyNotInside } from '../sentences';
import { UiElement, ui } from '../ui';
import { kindName } from '../words';
import './mapping-panel';

@customElement('lw-files-panel')
export class FilesPanel extends UiElement {
  static override styles = [ui];

  @property({ attribute: false }) opened!: OpenedFiles;
  @property({ attribute: false }) summary: Summary | null = null;
  @state() private chosen = '';

  /** Those that are read: each has its place in the summary. */
  get #used(): OpenedTable[] {
    return this.opened.tables.filter(({ skipped }) => !skipped);
  }

  /** The table a person looks at: the one chosen, else the first that asks for something, else the first. */
  get #table(): OpenedTable | undefined {
    const used = this.#used;
    return used.find(({ key }) => key === this.chosen) ?? used.find(({ problem, reading }) => problem || reading?.missing.length) ?? used[0];
  }

  override render() {
    const table = this.#table;
    if (!table) return nothing;
    return html`<div class="stack">${this.#tables(table)} ${this.#leftOut()} ${table.problem ? html`<p>${said(table.problem)}</p>` : nothing} ${table.reading ? this.#reading(table, table.reading) : nothing}</div>`;
  }

  #reading(table: OpenedTable, reading: Reading) {
    const { mapping, encoding } = reading;
    const file = this.#used.indexOf(table);
    return html`<p>
        ${mapping.recognised.map((sentence) => html`${said(sentence)} `)}
        ${msg(str`Read as ${kindName(mapping.kind.value)}; letters as ${encoding}.`, { id: 'files-read-as' })}
      </p>
      ${mapping.doubts.map((doubt) => html`<p>${said(doubt)}</p>`)}
      <lw-mapping-panel
        .reading=${reading}
        .readAs=${this.summary?.read_as[file] ?? null}
        .currency=${this.#currency(file)}
        @change=${(event: CustomEvent<MappingChange>) => this.#tell(event, table.key)}
      ></lw-mapping-panel>`;
  }

  /** Of orders together, of other records by file. */
  #currency(file: number): string {
    const { summary } = this;
    return summary?.records.find((records) => records.file === file)?.currency ?? summary?.currency ?? '';
  }

  #tables(table: OpenedTable) {
    const used = this.#used;
    if (used.length < 2) return nothing;
    return html`<label>
      ${msg(str`Table (${used.length})`, { id: 'files-table' })}
      <select @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
        ${used.map(({ key }) => html`<option value=${key} ?selected=${key === table.key}>${foreign(key)}</option>`)}
      </select>
    </label>`;
  }

  #leftOut() {
    const { left_out: leftOut } = this.opened;
    if (!leftOut.length) return nothing;
    return html`<details>
      <summary>${msg(str`Not read: ${leftOut.length}`, { id: 'files-left-out' })}</summary>
      <ul>
        ${leftOut.map(({ name, why }) => html`<li>${foreign(name)}: ${whyNotInside(why)}</li>`)}
      </ul>
    </details>`;
  }

  #tell(event: CustomEvent<MappingChange>, key: string): void {
    event.stopPropagation();
    this.#change(key, event.detail);
  }

  #change(key: string, change: TableChange): void {
    this.chosen = key;
    this.dispatchEvent(new CustomEvent('change', { detail: { key, change } }));
  }
}
