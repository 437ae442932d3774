// <lw-files-panel>: the tables found in the files, one at a time: what each was recognised as, and how it is read. In: OpenedFiles, the Summary once
// it is there. Out: "change" ({ key, change }).
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import type { MappingChange, OpenedFiles, OpenedTable, Summary, TableChange } from '../protocol';
import { said } from '../controls/said';
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

  /** The table a person looks at: the one chosen, else the first that asks for something, else the first. */
  get #table(): OpenedTable | undefined {
    const { tables } = this.opened;
    return tables.find(({ key }) => key === this.chosen) ?? tables.find(({ skipped, reading }) => !skipped && reading.missing.length > 0) ?? tables[0];
  }

  override render() {
    const table = this.#table;
    if (!table) return nothing;
    const { mapping, encoding } = table.reading;
    return html`<div class="stack">
      ${this.#tables(table)} ${this.#leftOut()}
      <p>
        ${mapping.recognised.map((sentence) => html`${said(sentence)} `)}
        ${msg(str`Read as ${kindName(mapping.kind.value)}; letters as ${encoding}.`, { id: 'files-read-as' })}
      </p>
      ${this.#sheet(table)}
      ${table.skipped ? nothing : html`<lw-mapping-panel .reading=${table.reading} .summary=${this.summary} @change=${(event: CustomEvent<MappingChange>) => this.#tell(event, table.key)}></lw-mapping-panel>`}
    </div>`;
  }

  #tables(table: OpenedTable) {
    const { tables } = this.opened;
    if (tables.length < 2) return nothing;
    return html`<div class="row">
      <label>
        ${msg(str`Table (${tables.length})`, { id: 'files-table' })}
        <select @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
          ${tables.map(({ key, skipped, reading }) => html`<option value=${key} ?selected=${key === table.key}>${key}: ${skipped ? msg('not used', { id: 'role-none' }) : kindName(reading.mapping.kind.value)}</option>`)}
        </select>
      </label>
      <label class="check">
        <input type="checkbox" .checked=${!table.skipped} @change=${(event: Event) => this.#change(table.key, { skip: !(event.target as HTMLInputElement).checked })} />
        ${msg('Use this table', { id: 'files-use' })}
      </label>
    </div>`;
  }

  #sheet(table: OpenedTable) {
    if (table.choices.length < 2) return nothing;
    return html`<label>
      ${msg('Sheet', { id: 'files-sheet' })}
      <select @change=${(event: Event) => this.#change(table.key, { table: (event.target as HTMLSelectElement).value })}>
        ${table.choices.map((name) => html`<option value=${name} ?selected=${name === table.table}>${name}</option>`)}
      </select>
    </label>`;
  }

  #leftOut() {
    const { left_out: leftOut } = this.opened;
    if (!leftOut.length) return nothing;
    return html`<details>
      <summary>${msg(str`Not read: ${leftOut.length}`, { id: 'files-left-out' })}</summary>
      <ul>
        ${leftOut.map(({ name, why }) => html`<li><bdi>${name}</bdi>: ${whyNotInside(why)}</li>`)}
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
