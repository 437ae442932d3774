// <lw-lever-panel>: which input moves the result most, as a tornado; and what value of an input would give a wished result. In: the core's levers.
// Out: "output" (key of the result to look at), "solve" ({input, target}), "take" ({input, value}).
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/tornado-chart';
import type { TornadoBar } from '../charts/tornado-chart';
import { said } from '../controls/said';
import { fieldUnit, parseNumber } from '../format';
import type { CalculatedScenario, Calculator, CalculatorOutput, Solved } from '../protocol';
import { UiElement, ui } from '../ui';
import { bareInput, drawnInput, outputCell, type Form } from './figures';
import './picture';
import { inputName, outputName, unitSuffix, variantName } from './words';

/** The picture shows what matters, the table all. */
const mostBars = 8;

const outputLabel = ({ name, variant }: CalculatorOutput): string => (variant ? `${outputName(name)} (${variantName(variant)})` : outputName(name));

@customElement('lw-lever-panel')
export class LeverPanel extends UiElement {
  static override styles = [
    ui,
    css`
      .question {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: end;
      }
      .question label {
        flex: 1 1 10rem;
      }
      .answer {
        min-height: 3rem;
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) calculator!: Calculator;
  @property({ attribute: false }) scenario!: CalculatedScenario;
  /** Key of the output that levers are about. */
  @property() output = '';
  @property({ attribute: false }) solved: Solved | null = null;
  @property({ attribute: false }) form!: Form;
  @state() private own = false;
  @state() private input = '';
  @state() private target = '';

  override render() {
    const { calculator } = this;
    const output = calculator.outputs.find(({ key }) => key === this.output) ?? calculator.outputs[0]!;
    const free = calculator.inputs.filter(({ unit, counted }) => unit !== 'choice' && !counted);
    const input = free.find(({ name }) => name === this.input) ?? free[0]!;
    const wanted = parseNumber(this.target);
    return html`<section class="card stack" aria-labelledby="levers">
      <h3 id="levers">${msg('What moves the result', { id: 'levers-title' })}</h3>
      <label class="no-print"
        >${msg('Result to look at', { id: 'lever-output' })}
        <select @change=${(event: Event) => this.#tell('output', (event.target as HTMLSelectElement).value)}>
          ${calculator.outputs.map((each) => html`<option value=${each.key} .selected=${each.key === output.key}>${outputLabel(each)}</option>`)}
        </select></label
      >
      ${this.#tornado(output)}
      <h3 class="no-print">${msg('What would it take?', { id: 'solve-title' })}</h3>
      <div class="question no-print">
        <label
          >${msg('Change this', { id: 'solve-input' })}
          <select @change=${(event: Event) => (this.input = (event.target as HTMLSelectElement).value)}>
            ${free.map(({ name }) => html`<option value=${name} .selected=${name === input.name}>${inputName(name)}</option>`)}
          </select></label
        >
        <label
          >${msg(str`so that “${outputLabel(output)}” becomes`, { id: 'solve-target' })} ${unitSuffix(output.unit, this.form.period)}
          <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-invalid=${this.target.trim() !== '' && wanted === null}
            .value=${this.target}
            @input=${(event: Event) => (this.target = (event.target as HTMLInputElement).value)}
            @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && wanted !== null && this.#solve(input.name, wanted, output)}
        /></label>
        <button class="primary" ?disabled=${wanted === null} @click=${() => wanted !== null && this.#solve(input.name, wanted, output)}>${msg('Find out', { id: 'solve' })}</button>
      </div>
      <div class="row answer no-print" role="status">${this.#answer()}</div>
    </section>`;
  }

  #tornado(output: CalculatorOutput) {
    const { levers } = this.scenario;
    const now = this.scenario.outputs[output.key]?.value;
    if (!levers.length || now == null) return html`<p class="muted">${msg('This result is no number that levers could move.', { id: 'no-levers' })}</p>`;
    const hasOwn = levers.some(({ own }) => own !== null);
    const own = this.own && hasOwn;
    const pulls = levers.flatMap(({ input, step, own: ownPull }) => {
      const about = this.calculator.inputs.find(({ name }) => name === input)!;
      const pull = own ? ownPull : step;
      return pull ? [{ about, ...pull }] : [];
    });
    const bars = pulls.map(({ about, low_input, high_input, low, high }): TornadoBar => {
      return { name: inputName(about.name), lowInput: drawnInput(low_input, about, this.form), highInput: drawnInput(high_input, about, this.form), low, high };
    });
    const label = msg(str`Levers of “${outputLabel(output)}”`, { id: 'tornado-title' });
    const cell = (value: number | null) => (value === null ? msg('impossible', { id: 'impossible' }) : outputCell({ value }, output.unit, this.form));
    const table = [
      [msg('Input', { id: 'input' }), msg('from', { id: 'from' }), msg('to', { id: 'to' }), msg('Result from', { id: 'result-from' }), msg('Result to', { id: 'result-to' })],
      ...pulls.map(({ about, low_input, high_input, low, high }) => [inputName(about.name), bareInput(low_input, about, this.form), bareInput(high_input, about, this.form), cell(low), cell(high)]),
    ];
    return html`${hasOwn
        ? html`<div class="row small no-print" role="group" aria-label=${msg('How far each input is moved', { id: 'lever-size' })}>
            <button aria-pressed=${!own} @click=${() => (this.own = false)}>±\u200910%</button>
            <button aria-pressed=${own} @click=${() => (this.own = true)}>${msg('your ranges', { id: 'your-ranges' })}</button>
          </div>`
        : nothing}
      <lw-picture .title=${own ? label : `${label}, ±\u200910%`} .table=${table} file="lifeworth-levers">
        <lw-tornado-chart
          data-chart
          .bars=${bars.filter(({ low, high }) => low !== now || high !== now).slice(0, mostBars)}
          .now=${now}
          .unit=${output.unit}
          .label=${label}
          .currency=${this.form.currency}
          .minorDigits=${this.form.minorDigits}
        ></lw-tornado-chart>
      </lw-picture>`;
  }

  #answer() {
    const { solved, form, calculator } = this;
    if (!solved) return nothing;
    if (solved.sentence) return html`<p>${said(solved.sentence)}</p>`;
    const input = calculator.inputs.find(({ name }) => name === solved.input)!;
    return html`<p><strong>${inputName(input.name)}: ${bareInput(solved.value!, input, form)}</strong> ${unitSuffix(input.unit, form.period).replace(/^%\s*/, '')}</p>
      <button @click=${() => this.#tell('take', { input: solved.input, value: solved.value })}>${msg('Use it', { id: 'use-it' })}</button>`;
  }

  #solve(input: string, wanted: number, output: CalculatorOutput): void {
    this.#tell('solve', { input, target: wanted * fieldUnit(output.unit) });
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
