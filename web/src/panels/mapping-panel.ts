// <lw-mapping-panel>: which column was taken for what, with the first rows beside it and the reasons; every item can be changed.
// In: a Reading. Out: "change" (MappingChange): one correction at a time; what the person set stays set.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whenSettled } from '../controls/settled';
import { settledChoice } from '../controls/settled-choice';
import { foreign } from '../foreign';
import type { MappingChange, ReadAs, Reading, RecordKind, Role, RowRule } from '../protocol';
import { partsOf } from '../sentences';
import { LargeElement, ui } from '../ui';
import { kindName, leftOutReason, roleName } from '../words';

const kinds: RecordKind[] = ['orders', 'customers', 'subscriptions', 'responses', 'contacts', 'spend', 'events', 'traffic'];

/** What an encoding is called in the lists of other programs, too. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'macintosh', 'windows-1250', 'iso-8859-2', 'windows-1251', 'koi8-r', 'windows-1253', 'windows-1254',
  'windows-1255', 'windows-1256', 'windows-1257', 'ibm437', 'ibm850', 'ibm852', 'ibm866', 'shift_jis', 'euc-jp', 'gb18030', 'euc-kr', 'big5', 'iso-2022-jp'];

/** A guessed rule has words of many shops and languages: those that the file has are told, and that there are more. */
const fewWords = (all: string[], seen: string[], most = 4): string[] => (all.length <= most ? all : [...(seen.length ? seen : all.slice(0, most)), '…']);

@customElement('lw-mapping-panel')
export class MappingPanel extends LargeElement {
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
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  /** What was decided by the whole column, once the file was read. */
  @property({ attribute: false }) readAs: ReadAs | null = null;
  @property() currency = '';
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
            ${reading.rows.map((row) => html`<tr>${reading.header.map((_, column) => html`<td class=${this.#roleOf(column) ? 'used' : ''}>${foreign(row[column] ?? '')}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
      ${this.#rules()}
      <div class="fields">${this.#kind()} ${this.#dateOrder()} ${this.#dateNumbers()} ${this.#decimalMark()} ${this.#currency()} ${this.#csvSettings()}</div>
    </div>`;
  }

  #roleOf(column: number): Role | null {
    const { mapping } = this.reading;
    return mapping.roles.find((role) => mapping[role]?.column === column) ?? null;
  }

  #head(name: string, column: number) {
    const role = this.#roleOf(column);
    const settle = whenSettled<HTMLSelectElement>((field) => field.value !== (role ?? '') && this.#chooseRole(column, field.value));
    const choice = role ? (this.reading.mapping[role] ?? null) : null;
    const why = choice?.by === 'person' ? msg('Chosen by you.', { id: 'mapping-by-person' }) : choice?.reasons.map((reason) => partsOf(reason).wrong).join(' ');
    return html`<th scope="col" class=${role ? 'used' : ''}>
      <span class="name">${foreign(name) || msg('(no name)', { id: 'mapping-no-name' })}</span>
      <select
        aria-label=${msg(str`Role of column ${foreign(name)}`, { id: 'mapping-role' })}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      >
        <option value="" ?selected=${!role}>${msg('not used', { id: 'role-none' })}</option>
        ${this.reading.mapping.roles.map((each) => html`<option value=${each} ?selected=${each === role}>${roleName(each)}</option>`)}
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

  #kind() {
    return settledChoice<string>(
      msg('What a row is', { id: 'mapping-kind' }),
      this.reading.mapping.kind.value,
      kinds.map((kind) => [kind, kindName(kind)]),
      (value) => this.#tell({ kind: value as RecordKind }),
    );
  }

  /** Rows that are left out, or are refunds, by what a column says; each rule can be switched off. */
  #rules() {
    const { rules } = this.reading.mapping;
    if (!rules.length) return nothing;
    return html`<fieldset>
      <legend>${msg('What a column says of its rows', { id: 'mapping-rules' })}</legend>
      ${rules.map(
        (rule, index) => html`<label class="check">
          <input type="checkbox" .checked=${rule.on} @change=${(event: Event) => this.#tell({ rules: rules.map((each, place) => (place === index ? (event.target as HTMLInputElement).checked : each.on)) })} />
          <span>${foreign(rule.column)} ${this.#test(rule)} → ${rule.refund ? msg('counted as a refund', { id: 'rule-refund' }) : leftOutReason(rule.reason!)}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #test({ filled, is, is_not, seen }: RowRule): string {
    if (filled === true) return msg('is filled', { id: 'rule-filled' });
    if (filled === false) return msg('is empty', { id: 'rule-empty' });
    const words = (is ? fewWords(is, seen ?? []) : (is_not ?? [])).map((each) => foreign(each)).join(', ');
    return is ? msg(str`is ${words}`, { id: 'rule-is' }) : msg(str`is not ${words}`, { id: 'rule-is-not' });
  }

  #dateOrder() {
    const names: Record<string, string> = {
      ymd: msg('year-month-day', { id: 'order-ymd' }),
      dmy: msg('day/month/year', { id: 'order-dmy' }),
      mdy: msg('month/day/year', { id: 'order-mdy' }),
    };
    const decided = this.readAs?.date_order;
    const auto = msg('automatic', { id: 'mapping-auto' });
    return settledChoice<string>(
      msg('Order in dates', { id: 'mapping-date-order' }),
      this.reading.mapping.date_order.value,
      [['auto', decided ? `${names[decided] ?? ''} (${auto})` : auto], ...Object.entries(names)],
      (value) => this.#tell({ date_order: value as MappingChange['date_order'] & string }),
    );
  }

  /** Days of a spreadsheet are numbers; which day is the first they do not say. */
  #dateNumbers() {
    const { value, by } = this.reading.mapping.date_numbers;
    if (!this.readAs?.date_numbers && by === 'guess') return nothing;
    return settledChoice<string>(
      msg('Numbers as dates count from', { id: 'mapping-date-numbers' }),
      value,
      [
        ['1900', '1900'],
        ['1904', msg('1904 (old Excel for Mac)', { id: 'date-numbers-1904' })],
      ],
      (year) => this.#tell({ date_numbers: year as '1900' | '1904' }),
    );
  }

  #decimalMark() {
    const decided = this.readAs?.decimal_mark;
    const auto = msg('automatic', { id: 'mapping-auto' });
    return settledChoice<string>(
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
      if (!this.wrongCurrency && code !== value) this.#tell({ currency_code: code, rates: {} }); // they were rates into another one
    });
    return html`<label>
      ${msg('Currency', { id: 'role-currency' })}
      <input
        maxlength="3"
        autocomplete="off"
        spellcheck="false"
        placeholder=${foreign(this.currency, 12)}
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
    const { dialect, has_header, encoding } = this.reading;
    if (!dialect) return nothing;
    return html`${settledChoice<string>(
      msg('Encoding of letters', { id: 'mapping-encoding' }),
      encoding,
      (encodings.includes(encoding) ? encodings : [encoding, ...encodings]).map((name) => [name, name]),
      (value) => this.#tell({ encoding: value }),
    )}
    ${settledChoice<string>(
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
    ${settledChoice<string>(
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
