// <lw-inputs-panel>: the inputs of one scenario, the first few at once, the others folded by group. In: the calculator, inputs, problems, measured
// numbers. Out: "inputs" (Inputs): all inputs with the one that changed.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { said } from '../controls/said';
import type { Calculator, CalculatorInput, Inputs, InputValue, Measured, Sentence } from '../protocol';
import { UiElement, ui } from '../ui';
import { choiceWord, groupName, inputHint, inputName, unitSuffix } from './words';
import { asTyped, groupBy, type Form } from './figures';
import { percent } from '../format';
import './number-field';
import type { MeasuredNumber } from './number-field';

const perPeriod = (quantity: string, period: string): string => quantity.replace('per_period', `per_${period}`);
const counts = (quantity: string): boolean => quantity.startsWith('left_');

@customElement('lw-inputs-panel')
export class InputsPanel extends UiElement {
  static override styles = [
    ui,
    css`
      .fields {
        --field: 11.5rem;
        align-items: start;
      }
      ul {
        margin: 0;
        padding-left: var(--space-5);
      }
      details .fields {
        padding-bottom: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) calculator!: Calculator;
  @property({ attribute: false }) inputs: Inputs = {};
  @property({ attribute: false }) problems: { input: string; sentence: Sentence }[] = [];
  @property({ attribute: false }) form!: Form;
  @property({ attribute: false }) measured: Measured | null = null;

  override render() {
    const groups = groupBy(this.calculator.inputs, ({ group }) => group);
    return html`<div class="stack">
      ${[...groups].map(([group, inputs]) =>
        group === ''
          ? html`<div class="fields">${inputs.map((input) => this.#field(input))}</div>`
          : html`<details ?open=${inputs.some(({ name, counted }) => counted || this.problems.some(({ input }) => input === name))}>
              <summary>${groupName(group)}</summary>
              <div class="fields">${inputs.map((input) => this.#field(input))}</div>
            </details>`,
      )}
      ${this.#allFromFile()}
    </div>`;
  }

  #field(input: CalculatorInput) {
    const value = this.inputs[input.name] ?? null;
    if (input.unit === 'choice') {
      return html`<label
        >${inputName(input.name)}
        <select @change=${(event: Event) => this.#set({ [input.name]: (event.target as HTMLSelectElement).value })}>
          ${input.choices?.map((word) => html`<option value=${word} .selected=${word === value}>${choiceWord(word)}</option>`)}
        </select></label
      >`;
    }
    return html`<lw-number-field
      data-input=${input.name}
      .input=${input}
      .value=${value}
      .label=${inputName(input.name)}
      .hint=${inputHint(input.name)}
      .suffix=${[input.unit.startsWith('money') ? this.form.currency : '', unitSuffix(input.unit, this.form.period)].filter(Boolean).join(' ')}
      .problem=${this.problems.find((problem) => problem.input === input.name)?.sentence ?? null}
      .measured=${this.#measured(input)}
      .unmeasured=${this.#unmeasured(input)}
      @value=${(event: CustomEvent<InputValue>) => this.#set({ [input.name]: event.detail })}
    ></lw-number-field>`;
  }

  /** Why the file gives no number for an input, where that can be said. */
  #unmeasured({ measured: quantity }: CalculatorInput): Sentence | null {
    return (quantity && this.measured?.lacking?.find((each) => each.quantity === quantity)?.sentence) || null;
  }

  /** The file's number for an input, in the unit the input has; null where there is none or the currencies differ. */
  #measured(input: CalculatorInput, period: string = this.form.period): MeasuredNumber | null {
    const { measured } = this;
    const estimate = input.measured && measured?.quantities[perPeriod(input.measured, period)];
    // A margin that nobody measured is the one that all other numbers of the file are at.
    if (measured && measured.margin !== null && !estimate && input.measured === 'margin' && !measured.costs) return { estimate: null, currency: '', minorDigits: 0, value: measured.margin, low: measured.margin, high: measured.margin };
    if (!measured || !estimate) return null;
    const money = input.unit.startsWith('money');
    if (money && this.form.currency && measured.currency && this.form.currency !== measured.currency) return null;
    const typed = (number: number) => asTyped(number, input.unit, measured.minor_digits);
    const value = typed(estimate.value);
    return { estimate, currency: measured.currency, minorDigits: measured.minor_digits, value, low: typed(estimate.low ?? estimate.value), high: typed(estimate.high ?? estimate.value) };
  }

  #allFromFile() {
    // Survivors of contracts are counted by the contracts' own period.
    const chosen = this.calculator.inputs.find(({ name }) => name === 'period');
    const period = chosen?.choices?.find((each) => each === this.measured?.period && this.calculator.inputs.some(({ measured }) => counts(measured))) ?? this.form.period;
    const found: [string, InputValue][] = this.calculator.inputs.flatMap((input) => {
      const number = this.#measured(input, period);
      return number ? [[input.name, number.low < number.high ? { value: number.value, low: number.low, high: number.high } : number.value] as const] : [];
    });
    if (!this.measured || !found.length) return nothing;
    const quantities = this.calculator.inputs.filter(({ name }) => found.some(([each]) => each === name)).map(({ measured }) => perPeriod(measured, period));
    if (chosen && period !== this.form.period) found.push(['period', period]);
    // Counts of one cohort: what the file does not give of it is nobody's.
    if (quantities.some(counts)) found.push(...this.calculator.inputs.flatMap((input): [string, InputValue][] => (input.optional && counts(input.measured) && !this.#measured(input, period) ? [[input.name, null]] : [])));
    const profit = quantities.some((quantity) => quantity.startsWith('profit')) || found.some(([name]) => name === 'margin');
    const sources = (this.measured.sources ?? []).filter((source) => quantities.some((quantity) => quantity in source.quantities));
    const ofOrders = quantities.some((quantity) => quantity in this.measured!.quantities && !sources.some((source) => quantity in source.quantities));
    return html`${found.length > 1
        ? html`<button class="no-print" @click=${() => this.#set(Object.fromEntries(found))}>${msg('Use all numbers of my file', { id: 'use-all-from-file' })}</button>`
        : nothing}
      <ul class="small muted no-print">
        ${profit && this.measured.costs ? html`<li>${msg('Profit from your file is after costs, as set under “Your data”.', { id: 'measured-costs' })}</li>` : nothing}
        ${profit && !this.measured.costs && this.measured.margin !== null ? html`<li>${msg(str`Profit from your file is at a margin of ${percent(this.measured.margin, 2)}, as set under “Your data”.`, { id: 'measured-margin' })}</li>` : nothing}
        ${sources.map(({ sentence }) => html`<li>${said(sentence)}</li>`)} ${ofOrders ? this.measured.caveats.map((caveat) => html`<li>${said(caveat)}</li>`) : nothing}
      </ul>`;
  }

  #set(change: Inputs): void {
    this.dispatchEvent(new CustomEvent('inputs', { detail: { ...this.inputs, ...change } }));
  }
}
