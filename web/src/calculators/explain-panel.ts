// <lw-explain-panel>: how the numbers came about: the formula in words and filled with the numbers, what to keep in mind, the sources.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { said } from '../controls/said';
import { percent } from '../format';
import type { CalculatedScenario, Calculator, Inputs, Sentence, Unit } from '../protocol';
import { UiElement, ui } from '../ui';
import { bareInput, bareOutput, type Form } from './figures';
import { centre } from './number-field';
import { calculatorSources, inputName, outputName, variantName } from './words';

@customElement('lw-explain-panel')
export class ExplainPanel extends UiElement {
  static override styles = [
    ui,
    css`
      .formula {
        display: grid;
        gap: var(--space-1);
        padding-left: var(--space-3);
        border-left: 3px solid var(--accent);
        overflow-wrap: break-word;
      }
      .formula var {
        font-style: normal;
        color: var(--muted);
      }
      .filled {
        font-variant-numeric: tabular-nums;
      }
      ul {
        margin: 0;
        padding-left: var(--space-5);
        display: grid;
        gap: var(--space-1);
      }
    `,
  ];

  @property({ attribute: false }) calculator!: Calculator;
  @property({ attribute: false }) scenario!: CalculatedScenario;
  @property({ attribute: false }) inputs: Inputs = {};
  @property({ attribute: false }) form!: Form;
  /** Of the simulation. */
  @property({ attribute: false }) moreNotes: Sentence[] = [];

  override render() {
    const notes = [...this.scenario.notes, ...this.moreNotes];
    return html`<section class="card stack" aria-labelledby="explained">
      <h3 id="explained">${msg('How this is computed', { id: 'explained-title' })}</h3>
      ${this.calculator.formulas.map((formula) => html`<div class="formula small"><div>${this.#words(formula)}</div><div class="filled">${this.#numbers(formula)}</div></div>`)}
      ${notes.length ? html`<ul class="notes small">${notes.map((note) => html`<li>${said(note)}</li>`)}</ul>` : nothing}
      <div class="small muted">
        <strong>${msg('Sources', { id: 'sources' })}</strong>
        <ul>
          ${calculatorSources(this.calculator.name).map((source) => html`<li>${source}</li>`)}
        </ul>
      </div>
    </section>`;
  }

  /** The parts of a formula: what stands between braces, and what stands between these. */
  #parts = (formula: string): string[] => formula.split(/\{(\w+)\}/);

  #words(formula: string) {
    return this.#parts(formula).map((part, index) => {
      if (index % 2 === 0) return part;
      const output = this.calculator.outputs.find(({ key }) => key === part);
      if (!output) return html`<var>${inputName(part)}</var>`;
      return html`<var>${outputName(output.name)}${output.variant ? ` (${variantName(output.variant)})` : ''}</var>`;
    });
  }

  /** Bare numbers: what they count stands in the words above. */
  #numbers(formula: string) {
    const { calculator, scenario, inputs, form } = this;
    return this.#parts(formula).map((part, index) => {
      if (index % 2 === 0) return part;
      const output = calculator.outputs.find(({ key }) => key === part);
      if (output) return exact(scenario.outputs[part]?.value ?? null, output.unit, () => bareOutput(scenario.outputs[part], output.unit, form));
      const input = calculator.inputs.find(({ name }) => name === part);
      const value = centre(inputs[part] ?? null);
      return input ? exact(value, input.unit, () => (value === null ? '\u2013' : bareInput(value, input, form))) : '';
    });
  }
}

/** Shares with the digits that checking by hand needs. */
const exact = (value: number | null, unit: Unit, otherwise: () => string): string => (value !== null && unit.startsWith('share') ? percent(value, 3) : otherwise());
