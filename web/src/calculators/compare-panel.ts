// <lw-compare-panel>: up to four scenarios side by side: the inputs in which they differ, and every result.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { saveTable, type Cell } from '../export';
import type { CalculatedScenario, Calculator } from '../protocol';
import { UiElement, ui } from '../ui';
import { inputFigure, outputCell, type Form } from './figures';
import type { Scenario } from './link';
import { centre } from './number-field';
import { inputName, outputName, variantName } from './words';

@customElement('lw-compare-panel')
export class ComparePanel extends UiElement {
  static override styles = [
    ui,
    css`
      table {
        width: 100%;
      }
      tbody th {
        font-weight: 400;
      }
      tr.inputs > * {
        background: var(--accent-soft);
      }
      .row button {
        display: var(--downloads, inline-block);
      }
      .row {
        justify-content: space-between;
      }
    `,
  ];

  @property({ attribute: false }) calculator!: Calculator;
  @property({ attribute: false }) scenarios: Scenario[] = [];
  @property({ attribute: false }) results: CalculatedScenario[] = [];
  /** Of each scenario: the period may differ. */
  @property({ attribute: false }) forms: Form[] = [];

  override render() {
    const [head, ...rows] = this.#table();
    const text = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text);
    return html`<section class="card stack" aria-labelledby="compared">
      <div class="row">
        <h3 id="compared">${msg('Scenarios compared', { id: 'compare-title' })}</h3>
        <button class="no-print" @click=${() => saveTable(this.#table().map(({ cells }) => cells), 'lifeworth-scenarios.csv')}>CSV</button>
      </div>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="compared">
        <table>
          <thead>
            <tr>
              ${head!.cells.map((cell, index) => (index ? html`<th scope="col" class="end">${text(cell)}</th>` : html`<td></td>`))}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ cells, kind }) => html`<tr class=${kind}>
                ${cells.map((cell, index) => (index ? html`<td class="end">${text(cell)}</td>` : html`<th scope="row">${text(cell)}</th>`))}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #table(): { kind: string; cells: Cell[] }[] {
    const { calculator, scenarios, results, forms } = this;
    const differing = calculator.inputs.filter(({ name }) => new Set(scenarios.map(({ inputs }) => JSON.stringify(inputs[name] ?? null))).size > 1);
    return [
      { kind: '', cells: ['', ...scenarios.map(({ name }, index) => name || scenarioLetter(index))] },
      ...differing.map((input) => ({
        kind: 'inputs',
        cells: [inputName(input.name), ...scenarios.map(({ inputs }, index): Cell => ({ text: inputFigure(inputs[input.name], input, forms[index]!), raw: centre(inputs[input.name] ?? null) }))],
      })),
      ...calculator.outputs.map((output) => ({
        kind: 'outputs',
        cells: [
          output.variant ? `${outputName(output.name)} (${variantName(output.variant)})` : outputName(output.name),
          ...forms.map((form, index) => outputCell(results[index]?.outputs[output.key], output.unit, form)), // one just added has no answer yet
        ],
      })),
    ];
  }
}

/** A, B, C, D. */
export const scenarioLetter = (index: number): string => 'ABCD'[index] ?? String(index + 1);
