// <lw-mapping-panel>: which column was taken for what, with the first rows beside it and the reasons; every item can be changed.
// In: a Reading. Out: "change" (MappingChange): one correction at a time; what the person set stays set.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whenSettled } from '../controls/settled';
import type { MappingChange, Reading, Role, Summary } from '../protocol';
import { partsOf } from '../sentences';
import { UiElement, ui } from '../ui';
import { roleName } from '../words';

const roles: Role[] = ['customer', 'date', 'amount', 'order_id', 'currency'];

@customElement('lw-mapping-panel')
export class MappingPanel extends UiElement {
  static override styles = [
    ui,
    css`
      th {
        min-width: 9rem;
        color: var(--ink);
      }
      th.used,
      td.used {
        background: var(--accent-soft);
      }
      th,
      td {
        padding-inline: var(--space-2);
      }
      td {
        max-width: 16rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      th select {
        width: 100%;
        min-height: 2rem;
        font-size: var(--size-small);
      }
      .name {
        display: block;
        margin-bottom: var(--space-1);
        overflow-wrap: anywhere;
      }
      .why {
        display: block;
        font-weight: 400;
        color: var(--muted);
        margin-top: var(--space-1);
      }
      .wrong {
        color: var(--bad);
      }
      .settings {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
        align-items: end;
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  /** What was decided by the whole column, once the file was read. */
  @property({ attribute: false }) summary: Summary | null = null;
  @state() private wrongCurrency = false;

  override render() {
    const { reading } = this;
    return html`<div class="stack">
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('First rows of the file', { id: 'mapping-rows' })}>
        <table>
          <thead>
            <tr>
              ${reading.header.map((name, column) => this.#head(name, column))}
            </tr>
          </thead>
          <tbody>
            ${reading.rows.map((row) => html`<tr>${reading.header.map((_, column) => html`<td class=${this.#roleOf(column) ? 'used' : ''}>${row[column] ?? ''}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
      <div class="settings">${this.#dateOrder()} ${this.#decimalMark()} ${this.#currency()} ${this.#csvSettings()}</div>
    </div>`;
  }

  #roleOf(column: number): Role | null {
    return roles.find((role) => this.reading.mapping[role].column === column) ?? null;
  }

  #head(name: string, column: number) {
    const role = this.#roleOf(column);
    const settle = whenSettled<HTMLSelectElement>((field) => field.value !== (role ?? '') && this.#chooseRole(column, field.value));
    const choice = role ? this.reading.mapping[role] : null;
    const why = choice?.by === 'person' ? msg('Chosen by you.', { id: 'mapping-by-person' }) : choice?.reasons.map((reason) => partsOf(reason).wrong).join(' ');
    return html`<th scope="col" class=${role ? 'used' : ''}>
      <span class="name">${name || msg('(no name)', { id: 'mapping-no-name' })}</span>
      <select
        aria-label=${msg(str`Role of column ${name}`, { id: 'mapping-role' })}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      >
        <option value="" ?selected=${!role}>${msg('not used', { id: 'role-none' })}</option>
        ${roles.map((each) => html`<option value=${each} ?selected=${each === role}>${roleName(each)}</option>`)}
      </select>
      ${why ? html`<span class="why small">${why}</span>` : nothing}
    </th>`;
  }

  #chooseRole(column: number, value: string): void {
    const before = this.#roleOf(column);
    const change: MappingChange = {};
    if (before) change[before] = null;
    if (value) change[value as Role] = column;
    this.#tell(change);
  }

  #select(label: string, value: string, options: [string, string][], choose: (value: string) => void) {
    const settle = whenSettled<HTMLSelectElement>((field) => field.value !== value && choose(field.value));
    return html`<label>
      ${label}
      <select @keydown=${settle.keydown} @pointerdown=${settle.pointerdown} @change=${settle.change} @blur=${settle.blur}>
        ${options.map(([each, name]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`)}
      </select>
    </label>`;
  }

  #dateOrder() {
    const names: Record<string, string> = {
      ymd: msg('year-month-day', { id: 'order-ymd' }),
      dmy: msg('day/month/year', { id: 'order-dmy' }),
      mdy: msg('month/day/year', { id: 'order-mdy' }),
    };
    const decided = this.summary?.read_as[0]?.date_order;
    const auto = msg('automatic', { id: 'mapping-auto' });
    return this.#select(
      msg('Order in dates', { id: 'mapping-date-order' }),
      this.reading.mapping.date_order.value,
      [['auto', decided ? `${names[decided] ?? ''} (${auto})` : auto], ...Object.entries(names)],
      (value) => this.#tell({ date_order: value as MappingChange['date_order'] & string }),
    );
  }

  #decimalMark() {
    const decided = this.summary?.read_as[0]?.decimal_mark;
    const auto = msg('automatic', { id: 'mapping-auto' });
    return this.#select(
      msg('Decimal mark', { id: 'mapping-decimal' }),
      this.reading.mapping.decimal_mark.value,
      [
        ['auto', decided ? `${decided === ',' ? '1,50' : '1.50'} (${auto})` : auto],
        ['.', '1.50'],
        [',', '1,50'],
      ],
      (value) => this.#tell({ decimal_mark: value as '.' | ',' | 'auto' }),
    );
  }

  #currency() {
    const { value } = this.reading.mapping.currency_code;
    const settle = whenSettled<HTMLInputElement>((field) => {
      const code = field.value.trim().toUpperCase();
      this.wrongCurrency = code !== '' && !Intl.supportedValuesOf('currency').includes(code);
      if (!this.wrongCurrency && code !== value) this.#tell({ currency_code: code });
    });
    return html`<label>
      ${msg('Currency', { id: 'role-currency' })}
      <input
        maxlength="3"
        autocomplete="off"
        spellcheck="false"
        placeholder=${this.summary?.currency ?? ''}
        aria-invalid=${this.wrongCurrency}
        .value=${value}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      />
      ${this.wrongCurrency ? html`<span class="wrong" role="alert">${msg('A code of three letters, such as EUR.', { id: 'currency-wrong' })}</span>` : nothing}
    </label>`;
  }

  #csvSettings() {
    const { dialect, has_header } = this.reading;
    if (!dialect) return nothing;
    return html`${this.#select(
      msg('Column separator', { id: 'mapping-delimiter' }),
      dialect.delimiter,
      [
        [',', msg('comma ,', { id: 'delimiter-comma' })],
        [';', msg('semicolon ;', { id: 'delimiter-semicolon' })],
        ['\t', msg('tab', { id: 'delimiter-tab' })],
        ['|', msg('bar |', { id: 'delimiter-bar' })],
      ],
      (value) => this.#tell({ delimiter: value }),
    )}
    ${this.#select(
      msg('First row', { id: 'mapping-first-row' }),
      has_header ? 'header' : 'data',
      [
        ['header', msg('column names', { id: 'first-row-header' })],
        ['data', msg('an order', { id: 'first-row-data' })],
      ],
      (value) => this.#tell({ has_header: value === 'header' }),
    )}`;
  }

  #tell(change: MappingChange): void {
    this.dispatchEvent(new CustomEvent('change', { detail: change }));
  }
}
