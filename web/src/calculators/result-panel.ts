// <lw-result-panel>: what comes of a scenario: the number people came for with its interval, what it means, and the other numbers; those of one name
// with several variants stand side by side. In: the core's answer and, where ranges were given, its simulation.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { said } from '../controls/said';
import { whole } from '../format';
import type { CalculatedScenario, Calculator, CalculatorOutput, Uncertainty } from '../protocol';
import { UiElement, ui } from '../ui';
import { bareOutput, groupBy, outputFigure, type Form } from './figures';
import { outputHint, outputName, variantName } from './words';

@customElement('lw-result-panel')
export class ResultPanel extends UiElement {
  static override styles = [
    ui,
    css`
      .lead {
        border-color: var(--accent);
        background: var(--accent-soft);
        display: grid;
        gap: var(--space-2);
      }
      h3 {
        font-size: var(--size-text);
        font-family: inherit;
      }
      .number {
        font-size: clamp(2rem, 1.4rem + 1.6vw, 2.75rem);
      }
      :host([presenting]) .number {
        font-size: var(--size-hero);
      }
      .stale {
        opacity: 0.55;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(8rem, 1fr) minmax(0, auto);
        gap: var(--space-1) var(--space-4);
        margin: 0;
      }
      dt {
        color: var(--muted);
      }
      dd {
        margin: 0;
        text-align: end;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      dd .small {
        display: block;
      }
      table {
        width: 100%;
      }
      tbody th {
        font-weight: 400;
        min-width: 7rem;
      }
      td,
      thead th {
        font-variant-numeric: tabular-nums;
      }
      @media print {
        .number {
          font-size: 20pt;
        }
        th,
        td {
          line-height: 1.2;
        }
        dl {
          font-size: var(--size-small);
          gap: 0 var(--space-4);
        }
        dd .small {
          display: inline;
        }
      }
      .headline td {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) calculator!: Calculator;
  @property({ attribute: false }) scenario!: CalculatedScenario;
  @property({ attribute: false }) spread: Uncertainty | null = null;
  /** The simulation is of inputs that have changed since. */
  @property({ type: Boolean }) stale = false;
  @property({ attribute: false }) form!: Form;

  override render() {
    const { calculator, scenario } = this;
    const [head] = calculator.outputs;
    if (!head) return nothing;
    const sides = groupBy(
      calculator.outputs.filter(({ variant }) => variant),
      ({ name }) => name,
    );
    const single = calculator.outputs.filter(({ variant, key }) => !variant && key !== head.key);
    return html`<div class="stack">
      <div class="card lead">
        <h3>${outputName(head.name)}${head.variant ? html` <span class="muted">(${variantName(head.variant)})</span>` : nothing}</h3>
        <div class="number" data-output=${head.key}>${outputFigure(scenario.outputs[head.key], head.unit, this.form)}</div>
        ${this.#interval(head)}
        ${scenario.meaning ? html`<p>${said(scenario.meaning)}</p>` : nothing}
      </div>
      ${this.#sideBySide(sides)}
      ${single.length
        ? html`<dl>
            ${single.map(
              (output) => html`<dt title=${outputHint(output.name)}>${outputName(output.name)}</dt>
                <dd data-output=${output.key}>${outputFigure(scenario.outputs[output.key], output.unit, this.form)} ${this.#range(output)}</dd>`,
            )}
          </dl>`
        : nothing}
    </div>`;
  }

  #interval(head: CalculatorOutput) {
    const { spread } = this;
    const ends = spread?.outputs[head.key];
    if (!this.scenario.spreads) return html`<p class="small muted no-print">${msg('No range given: ± at a number says how sure you are of it, and the result gets its interval.', { id: 'no-range-given' })}</p>`;
    if (!spread || !ends || ends.low.value === null) return html`<p class="small muted">${spread ? msg('The ranges leave no interval.', { id: 'ranges-no-interval' }) : '\u00a0'}</p>`;
    const low = outputFigure(ends.low, head.unit, this.form);
    const high = outputFigure(ends.high, head.unit, this.form);
    return html`<p class="small ${this.stale ? 'stale' : ''}" data-interval>
      ${msg(str`95% interval ${low} to ${high}, from ${whole(spread.draws)} draws`, { id: 'interval-of-draws' })}
    </p>`;
  }

  /** The interval of another number, short. */
  #range({ key, unit }: CalculatorOutput) {
    const ends = this.spread?.outputs[key];
    if (!this.scenario.spreads || !ends || ends.low.value === null || ends.low.value === ends.high.value) return nothing;
    return html`<span class="small muted ${this.stale ? 'stale' : ''}">${bareOutput(ends.low, unit, this.form)} – ${bareOutput(ends.high, unit, this.form)}</span>`;
  }

  #sideBySide(groups: Map<string, CalculatorOutput[]>) {
    // One table for each set of variants: the three readings of "5 %", the three conventions …
    const tables = groupBy([...groups.values()], (outputs) => outputs.map(({ variant }) => variant).join());
    return [...tables.values()].map(
      (rows) => html`<div class="scroll">
        <table>
          <thead>
            <tr>
              <td></td>
              ${rows[0]!.map(({ variant }) => html`<th scope="col" class="end">${variantName(variant)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (outputs) => html`<tr class=${outputs[0] === this.calculator.outputs[0] ? 'headline' : ''}>
                <th scope="row" title=${outputHint(outputs[0]!.name)}>${outputName(outputs[0]!.name)}</th>
                ${outputs.map(({ key, unit }) => html`<td class="end" data-output=${key}>${outputFigure(this.scenario.outputs[key], unit, this.form)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    );
  }
}
