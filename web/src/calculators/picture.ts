// <lw-picture>: a chart in its slot, with its title, the table behind it and the ways to take both away: PNG, SVG, CSV. In: title, table.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { savePng, saveSvg, saveTable, type Cell } from '../export';
import { UiElement, ui } from '../ui';

/** The first row names the columns. */
export type Table = Cell[][];

@customElement('lw-picture')
export class Picture extends UiElement {
  static override styles = [
    ui,
    css`
      figure {
        margin: 0;
        display: grid;
        gap: var(--space-2);
        grid-template-columns: minmax(0, 1fr);
      }
      figcaption {
        font-weight: 600;
        line-height: 1.3;
      }
      .tools {
        gap: var(--space-2);
      }
      details {
        flex: 1 1 8rem;
        min-width: 0;
      }
      .tools button {
        display: var(--downloads, inline-block);
        min-height: 2rem;
        padding: 0 var(--space-2);
        font-size: var(--size-small);
      }
      .row {
        align-items: start;
      }
      th,
      td {
        padding-right: var(--space-4);
      }
    `,
  ];

  @property() override title = '';
  @property({ attribute: false }) table: Table = [];
  @property() file = 'lifeworth';

  override render() {
    const [head = [], ...rows] = this.table;
    const text = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text);
    return html`<figure>
      <figcaption>${this.title}</figcaption>
      <slot></slot>
      <div class="row tools no-print">
        <details>
          <summary class="small">${msg('As a table', { id: 'picture-table' })}</summary>
          <div class="scroll" tabindex="0" role="region" aria-label=${this.title}>
            <table>
              <thead>
                <tr>
                  ${head.map((cell, index) => html`<th scope="col" class=${index ? 'end' : ''}>${text(cell)}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map((row) => html`<tr>${row.map((cell, index) => (index ? html`<td class="end">${text(cell)}</td>` : html`<th scope="row">${text(cell)}</th>`))}</tr>`)}
              </tbody>
            </table>
          </div>
        </details>
        <button @click=${this.#png}>PNG</button>
        <button @click=${this.#svg}>SVG</button>
        <button @click=${() => saveTable(this.table, `${this.file}.csv`)}>CSV</button>
      </div>
    </figure>`;
  }

  /** The drawing of the chart in the slot. */
  #drawing(): SVGSVGElement | null {
    const chart = this.querySelector<HTMLElement>('[data-chart]');
    return chart?.shadowRoot?.querySelector('svg') ?? null;
  }

  #svg = (): void => {
    const drawing = this.#drawing();
    if (drawing) saveSvg(drawing, this.title, `${this.file}.svg`);
  };

  #png = (): void => {
    const drawing = this.#drawing();
    if (drawing) void savePng(drawing, this.title, `${this.file}.png`);
  };
}
