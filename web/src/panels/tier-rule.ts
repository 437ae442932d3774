// <lw-tier-rule>: what a customer should have brought, and for how long they should have been there. In: the rule, whether value is profit, the settings
// that say what profit is, and the currency. Out: "rule" (Partial<TierRule>) and "profit" (boolean), once a field has settled.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { settledChoice } from '../controls/settled-choice';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { percent, whole } from '../format';
import type { Settings, ThresholdBy, TierRule } from '../protocol';
import { UiElement, ui } from '../ui';

type NumberName = Exclude<keyof TierRule, 'threshold'>;

@customElement('lw-tier-rule')
export class TierRuleFields extends UiElement {
  static override styles = ui;

  @property({ attribute: false }) rule!: TierRule;
  @property({ attribute: false }) profit = false;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) currency = '';
  readonly #fields = new SettledFields(this);

  override render() {
    const { rule, currency } = this;
    const own = currency ? msg(str`Own value, ${currency}`, { id: 'tiers-own-in' }) : msg('Own value', { id: 'tiers-own' });
    return html`<div class="fields" role="group" aria-label=${msg('The rule', { id: 'tiers-rule' })}>
      ${settledChoice(msg('Value is counted as', { id: 'tiers-value-as' }), this.profit ? 'profit' : 'revenue', this.#values, (value) => this.#tell('profit', value === 'profit'), 'value')}
      ${settledChoice(msg('Threshold', { id: 'tiers-threshold' }), rule.threshold, this.#thresholds, (threshold) => this.#tell('rule', { threshold }), 'threshold')}
      ${rule.threshold === 'quantile' ? this.#number(msg('More than this share of customers, %', { id: 'tiers-quantile' }), 'quantile', 0.01, [0, 100]) : nothing}
      ${rule.threshold === 'value' ? this.#number(own, 'own_value', 1, [0, 1e9]) : nothing}
      ${this.#number(msg('With you for at least, months', { id: 'tiers-tenure' }), 'tenure_months', 1, [0, 1200])}
      ${this.#number(msg('Just under: within, % of the threshold', { id: 'tiers-distance' }), 'distance', 0.01, [0, 100])}
    </div>`;
  }

  get #profit(): string {
    const { margin, profit_by, cost_per_order, cost_per_contact } = this.settings;
    return profit_by === 'cost_column' || cost_per_order || cost_per_contact
      ? msg('profit, after costs', { id: 'tiers-profit-costs' })
      : msg(str`profit, ${percent(margin, 2)} of that revenue`, { id: 'tiers-profit' });
  }

  get #values(): [string, string][] {
    return [
      ['revenue', msg('revenue, net of refunds', { id: 'tiers-revenue' })],
      ['profit', this.#profit],
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

  /** `unit`: what one in the field means in the rule (0.01 for percent). */
  #number(label: string, name: NumberName, unit: number, [low, high]: [number, number]) {
    return this.#fields.number(
      { label, name, value: this.rule[name], demand: numberFromTo(whole(low), whole(high)), take: (read) => this.#tell('rule', { [name]: read }) },
      { range: [low, high], unit, whole: name === 'tenure_months' },
    );
  }

  #tell(what: 'rule' | 'profit', detail: Partial<TierRule> | boolean): void {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}
