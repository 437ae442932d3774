// <lw-table-list>: the tables found in several files, an archive or a workbook, what each is, and which of them are read. In: OpenedFiles.
// Out: "change" ({ key, change }): one table more or less.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { relation } from '../../../files/several-tables.mjs';
import { foreign } from '../foreign';
import { whole } from '../format';
import type { OpenedFiles, OpenedTable, TableChange } from '../protocol';
import { partsOf } from '../sentences';
import { UiElement, ui } from '../ui';
import { kindName } from '../words';

@customElement('lw-table-list')
export class TableList extends UiElement {
  static override styles = [
    ui,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
      }
      legend {
        font-size: var(--size-text);
        font-weight: 600;
        color: var(--ink);
        margin-bottom: var(--space-2);
      }
      label.check {
        align-items: start;
        overflow-wrap: anywhere;
      }
      label.check > span {
        min-width: 0;
        padding-top: 0.1rem;
      }
    `,
  ];

  @property({ attribute: false }) opened!: OpenedFiles;

  override render() {
    const { tables } = this.opened;
    const used = tables.filter(({ skipped }) => !skipped).length;
    return html`<fieldset>
      <legend>${msg(str`${whole(used)} of ${whole(tables.length)} tables are read: all that are checked, together`, { id: 'tables-checked' })}</legend>
      ${used > 1 ? html`<p class="small">${this.#relation()}</p>` : nothing}
      ${tables.map(
        (table) => html`<label class="check">
          <input
            type="checkbox"
            .checked=${!table.skipped}
            ?disabled=${used === 1 && !table.skipped}
            @change=${(event: Event) => this.#change(table.key, { skip: !(event.target as HTMLInputElement).checked })}
          />
          <span>${foreign(this.#name(table))} <span class="muted">${this.#what(table)}</span></span>
        </label>`,
      )}
    </fieldset>`;
  }

  /** Within one file, what is inside says enough. */
  #name({ key, table }: OpenedTable): string {
    const alone = new Set(this.opened.tables.map((each) => each.key.slice(0, each.key.length - each.table.length))).size === 1;
    return alone ? table : key;
  }

  #what({ reading, problem, hidden }: OpenedTable): string {
    const cannot = problem ?? reading?.missing[0];
    const known = reading?.mapping.recognised.map((sentence) => partsOf(sentence).wrong).join(' ') ?? '';
    const is = cannot ? partsOf(cannot).wrong : `${kindName(reading!.mapping.kind.value)}. ${known}`;
    return hidden ? `${is} ${msg('A hidden sheet.', { id: 'tables-hidden' })}` : is;
  }

  #relation(): string {
    switch (relation(this.opened)) {
      case 'alike':
        return msg('They have the same columns, as parts of one export have; an order that stands in several counts once.', { id: 'tables-alike' });
      case 'different':
        if (this.opened.tables.every(({ skipped, reading }) => skipped || reading?.mapping.kind.value === 'responses')) return msg('They hold answers to surveys. Each survey can be looked at by itself; who answered several is matched on the customer.', { id: 'tables-surveys' });
        return msg('They record different things and are matched on the customer.', { id: 'tables-different' });
      case 'rivals':
        return msg('Several hold orders or payments, with different columns. If one repeats the money of another, as payments of the same orders do, it counts twice: uncheck it.', { id: 'tables-rivals' });
    }
  }

  #change(key: string, change: TableChange): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { key, change } }));
  }
}
