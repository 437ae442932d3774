// <lw-tier-rule>: what a customer should have brought, and for how long they should have been there. In: the rule, whether value is profit, the margin and
// the currency. Out: "rule" (Partial<TierRule>) and "profit" (boolean), once a field has settled.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whenSettled } from '../controls/settled';
import { parseNumber, percent, plain, whole } from '../format';
import type { ThresholdBy, TierRule } from '../protocol';
import { UiElement, ui } from '../ui';

type NumberName = Exclude<keyof TierRule, 'threshold'>;

@customElement('lw-tier-rule')
export class TierRuleFields extends UiElement {
  static override styles = [
    ui,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
        align-items: end;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) rule!: TierRule;
  @property({ attribute: false }) profit = false;
  @property({ attribute: false }) margin = 1;
  @property({ attribute: false }) currency = '';
  /** Fields whose content cannot be used. */
  @state() private wrong: ReadonlySet<NumberName> = new Set();

  override render() {
    const { rule, currency } = this;
    const own = currency ? msg(str`Own value, ${currency}`, { id: 'tiers-own-in' }) : msg('Own value', { id: 'tiers-own' });
    return html`<div class="fields" role="group" aria-label=${msg('The rule', { id: 'tiers-rule' })}>
      ${this.#choice(msg('Value is counted as', { id: 'tiers-value-as' }), 'value', this.profit ? 'profit' : 'revenue', this.#values, (value) => this.#tell('profit', value === 'profit'))}
      ${this.#choice(msg('Threshold', { id: 'tiers-threshold' }), 'threshold', rule.threshold, this.#thresholds, (threshold) => this.#tell('rule', { threshold }))}
      ${rule.threshold === 'quantile' ? this.#number(msg('More than this share of customers, %', { id: 'tiers-quantile' }), 'quantile', 0.01, [0, 100]) : nothing}
      ${rule.threshold === 'value' ? this.#number(own, 'own_value', 1, [0, 1e9]) : nothing}
      ${this.#number(msg('With you for at least, months', { id: 'tiers-tenure' }), 'tenure_months', 1, [0, 1200])}
      ${this.#number(msg('Just under: within, % of the threshold', { id: 'tiers-distance' }), 'distance', 0.01, [0, 100])}
    </div>`;
  }

  get #values(): [string, string][] {
    return [
      ['revenue', msg('revenue, net of refunds', { id: 'tiers-revenue' })],
      ['profit', msg(str`profit, ${percent(this.margin, 2)} of that revenue`, { id: 'tiers-profit' })],
    ];
  }

  get #thresholds(): [ThresholdBy, string][] {
    return [
      ['mean', msg('average of all customers', { id: 'tiers-mean' })],
      ['median', msg('median (middle customer)', { id: 'tiers-median' })],
      ['quantile', msg('more than a share of customers', { id: 'tiers-by-quantile' })],
      ['value', msg('a value of your own', { id: 'tiers-by-value' })],
    ];
  }

  #choice<Value extends string>(label: string, name: string, chosen: Value, choices: [Value, string][], take: (value: Value) => void) {
    const settle = whenSettled<HTMLSelectElement>((select) => {
      if (select.value !== chosen) take(select.value as Value);
    });
    return html`<label
      >${label}
      <select name=${name} @keydown=${settle.keydown} @pointerdown=${settle.pointerdown} @change=${settle.change} @blur=${settle.blur}>
        ${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
      </select>
    </label>`;
  }

  /** `unit`: what one in the field means in the rule (0.01 for percent). */
  #number(label: string, name: NumberName, unit: number, [low, high]: [number, number]) {
    const value = this.rule[name];
    const settle = whenSettled<HTMLInputElement>((input) => {
      const read = parseNumber(input.value);
      const good = read !== null && read >= low && read <= high && (name !== 'tenure_months' || Number.isInteger(read));
      const wrong = new Set(this.wrong);
      if (good) wrong.delete(name);
      else wrong.add(name);
      this.wrong = wrong;
      if (good && read * unit !== value) this.#tell('rule', { [name]: read * unit });
    });
    return html`<label
      >${label}
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        name=${name}
        aria-invalid=${this.wrong.has(name)}
        .value=${plain(value / unit)}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      />
      ${this.wrong.has(name) ? html`<span class="wrong" role="alert">${msg(str`A number from ${whole(low)} to ${whole(high)}.`, { id: 'number-from-to' })}</span>` : nothing}
    </label>`;
  }

  #tell(what: 'rule' | 'profit', detail: Partial<TierRule> | boolean): void {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}
