// <lw-number-field>: one input of a calculator. In: what the core says of it, its value, the sentence that stands at it, maybe a measured
// number. Out: "value" (InputValue), at every keystroke that makes a number and at every step of the slider.
// A person's text stays as typed while they type; leaving the field puts it into the reader's form.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { said } from '../controls/said';
import { fieldUnit, inUnit, interval, parseNumber, percent, plain, whole } from '../format';
import type { CalculatorInput, Estimate, InputValue, Sentence } from '../protocol';
import { UiElement, ui } from '../ui';

export type Range = { value: number; low: number; high: number };
type End = 'value' | 'low' | 'high';

export const isRange = (value: InputValue): value is Range => typeof value === 'object' && value !== null;
/** The number in the middle; null for an empty field. */
export const centre = (value: InputValue): number | null => (isRange(value) ? value.value : typeof value === 'number' ? value : null);

/** A number that a file gave, as the calculator takes it (money in major units). */
export interface MeasuredNumber extends Range {
  /** Null: no file measured it, the page's settings say it. */
  estimate: Estimate | null;
  currency: string;
  minorDigits: number;
}

@customElement('lw-number-field')
export class NumberField extends UiElement {
  static override styles = [
    ui,
    css`
      .field {
        gap: var(--space-1);
        color: var(--ink);
      }
      label {
        color: var(--ink);
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .line > input[type='text'] {
        flex: 1 1 5rem;
        min-width: 0;
        width: 5rem;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      input[type='range'] {
        width: 100%;
        min-height: 1.5rem;
        padding: 0;
        border: 0;
        background: transparent;
        accent-color: var(--accent);
        margin: 0;
      }
      .suffix {
        color: var(--muted);
      }
      button.small {
        min-height: 2rem;
        padding: 0 var(--space-2);
        font-size: var(--size-small);
        white-space: nowrap;
      }
      .hint {
        color: var(--muted);
        display: var(--hints, inline);
      }
      .from {
        justify-self: start;
        white-space: normal;
        text-align: start;
        border-style: dashed;
      }
      [aria-invalid='true'] {
        border-color: var(--bad);
        border-width: 2px;
      }
      .ends {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2);
      }
      .ends label {
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) input!: CalculatorInput;
  @property({ attribute: false }) value: InputValue = null;
  @property({ attribute: false }) problem: Sentence | null = null;
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) hint = '';
  @property({ attribute: false }) suffix = '';
  @property({ attribute: false }) measured: MeasuredNumber | null = null;
  /** Why a file that could have measured it did not. */
  @property({ attribute: false }) unmeasured: Sentence | null = null;
  /** What is being typed into one of the three texts, as long as it has the focus. */
  @state() private typing: { end: End; text: string } | null = null;
  /** Where the slider ends; kept so that it does not move under the hand. */
  #sliderEnds: [number, number] | null = null;
  #sliderFor = '';

  override render() {
    const { input, value, problem } = this;
    const unit = fieldUnit(input.unit);
    const range = isRange(value) ? value : null;
    const number = centre(value);
    const unreadable = this.typing !== null && this.typing.text.trim() !== '' && parseNumber(this.typing.text) === null;
    const wrong = problem !== null || unreadable;
    const about = `about-${input.name}`;
    return html`<div class="field">
      <label for="text"><span>${this.label}${this.suffix ? html` <span class="suffix">(${this.suffix})</span>` : nothing}</span></label>
      <div class="line">
        <input
          id="text"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          aria-invalid=${wrong}
          aria-describedby=${about}
          .value=${this.#text('value')}
          @input=${(event: Event) => this.#typed('value', event)}
          @blur=${() => (this.typing = null)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && (this.typing = null)}
        />
        ${input.counted
          ? nothing
          : html`<button class="small no-print" aria-expanded=${range !== null} title=${msg('How sure are you? Give a range.', { id: 'range-why' })} @click=${this.#toggleRange}>
              ±<span class="visually-hidden"> ${msg(str`range of ${this.label}`, { id: 'range-of' })}</span>
            </button>`}
      </div>
      ${input.counted ? nothing : this.#slider(number, unit)}
      ${range
        ? html`<div class="ends">
            ${this.#end('low', msg('95% sure: from', { id: 'range-from' }))} ${this.#end('high', msg('to', { id: 'range-to' }))}
          </div>`
        : nothing}
      ${this.measured ? this.#fromFile(this.measured) : this.unmeasured ? html`<span class="small hint" data-unmeasured>${said(this.unmeasured)}</span>` : nothing}
      <div id=${about} class="small">
        ${unreadable ? html`<span class="wrong">${msg('This is not a number.', { id: 'not-a-number' })}</span>` : problem ? html`<span class="wrong">${said(problem)}</span>` : html`<span class="hint">${this.hint}</span>`}
      </div>
    </div>`;
  }

  #end(end: 'low' | 'high', label: string) {
    return html`<label
      >${label}
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${this.problem !== null}
        aria-label="${this.label}: ${label}"
        .value=${this.#text(end)}
        @input=${(event: Event) => this.#typed(end, event)}
        @blur=${() => (this.typing = null)}
    /></label>`;
  }

  #slider(number: number | null, unit: number) {
    const [low, high] = this.#ends();
    if (this.input.optional || !(high > low)) return nothing;
    return html`<input
      class="no-print"
      type="range"
      tabindex="-1"
      aria-label="${this.label}"
      aria-hidden="true"
      min=${low / unit}
      max=${high / unit}
      step="any"
      .value=${String((number ?? low) / unit)}
      @input=${(event: Event) => this.#slid(Number((event.target as HTMLInputElement).value))}
    />`;
  }

  /** Where the slider goes: shares over all that is possible, other numbers to a few times the example. */
  #ends(): [number, number] {
    const { input } = this;
    const number = centre(this.value) ?? 0;
    if (this.#sliderFor !== input.name || !this.#sliderEnds || number < this.#sliderEnds[0] || number > this.#sliderEnds[1]) {
      const example = Math.max(Math.abs(Number(input.default ?? 0)), Math.abs(number));
      const share = fieldUnit(input.unit) !== 1;
      const far = share ? Math.max(1, number) : example > 0 ? 2.5 * example : 100;
      this.#sliderEnds = [Math.max(input.lowest, input.lowest < 0 ? -far : 0), Math.min(input.highest, far)];
      this.#sliderFor = input.name;
    }
    return this.#sliderEnds;
  }

  #fromFile({ estimate, currency, minorDigits, value }: MeasuredNumber) {
    const taken = centre(this.value) === value;
    if (!estimate) {
      if (taken) return html`<span class="small hint">${msg('As set under “Your data”', { id: 'from-settings' })}</span>`;
      return html`<button class="small from no-print" @click=${() => this.#adopt()}>${msg(str`Set under “Your data” is ${percent(value, 2)}: use it`, { id: 'use-from-settings' })}</button>`;
    }
    if (taken) return html`<span class="small hint">${msg(str`From your file, n\u00a0=\u00a0${whole(estimate.n)}`, { id: 'from-file' })}</span>`;
    const text = (number: number) => inUnit(number, estimate.unit, currency, minorDigits);
    return html`<button class="small from no-print" @click=${() => this.#adopt()}>${msg(str`Your file says ${text(estimate.value)}: use it`, { id: 'use-from-file' })}</button>
      ${this.input.counted ? nothing : html`<span class="small hint no-print">${interval(estimate, text)}${estimate.low === null ? nothing : ', '}n\u00a0=\u00a0${whole(estimate.n)}</span>`}`;
  }

  #adopt(): void {
    const { value, low, high } = this.measured!;
    this.#tell(low < high ? { value, low, high } : value);
  }

  #text(end: End): string {
    if (this.typing?.end === end) return this.typing.text;
    const number = end === 'value' ? centre(this.value) : isRange(this.value) ? this.value[end] : null;
    return number === null ? '' : plain(tidy(number / fieldUnit(this.input.unit)));
  }

  #typed(end: End, event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.typing = { end, text };
    const read = text.trim() === '' ? null : parseNumber(text);
    if (read === null && text.trim() !== '') return;
    const number = read === null ? null : tidy(read * fieldUnit(this.input.unit));
    if (!isRange(this.value)) this.#tell(number);
    else if (number !== null) this.#tell({ ...this.value, [end]: number });
  }

  #slid(shown: number): void {
    const unit = fieldUnit(this.input.unit);
    const [low, high] = this.#ends();
    const number = tidy(stepped(shown, (high - low) / unit) * unit);
    // The range goes along, as wide as it was.
    this.#tell(isRange(this.value) ? { value: number, low: tidy(this.value.low + number - this.value.value), high: tidy(this.value.high + number - this.value.value) } : number);
  }

  /** Opens with a tenth to either side, cut where the input ends; closes by forgetting the range. */
  #toggleRange(): void {
    const number = centre(this.value);
    if (isRange(this.value)) return this.#tell(this.value.value);
    if (number === null) return;
    const tenth = Math.abs(number) / 10;
    this.#tell({ value: number, low: tidy(Math.max(this.input.lowest, number - tenth)), high: tidy(Math.min(this.input.highest, number + tenth)) });
  }

  #tell(value: InputValue): void {
    this.dispatchEvent(new CustomEvent('value', { detail: value }));
  }
}

/** Twelve digits say all a person means, and 0.07 × 100 is 7. */
const tidy = (number: number): number => Number(number.toPrecision(12));

/** A slider moves in steps one can read: two hundred or more over its length, of 1, 2 or 5 times a power of ten. */
function stepped(value: number, length: number): number {
  const rough = length / 200;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].findLast((each) => each * power <= rough * 1.0001) ?? 1) * power;
  return Math.round(value / step) * step;
}
