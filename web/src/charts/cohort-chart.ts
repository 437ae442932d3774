// <lw-cohort-chart>: cohorts by month of first purchase (rows) at ages (columns), a cell's depth its value. In: rows of cells with their texts.
// A cell that not all of the cohort have reached has a dashed edge, so that it does not look like a fall; one that nobody has is empty but
// for a dash; one of few customers stays pale.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface CohortPictureCell {
  /** null: too young to say. */
  value: number | null;
  text: string;
  title: string;
  /** All of the cohort have reached it. */
  whole: boolean;
  /** Enough customers to say something. */
  solid: boolean;
}

export interface CohortPicture {
  alt: string;
  /** What the columns count. */
  x: string;
  columns: string[];
  rows: { name: string; cells: CohortPictureCell[] }[];
}

@customElement('lw-cohort-chart')
export class CohortChart extends ChartElement {
  @property({ attribute: false }) picture!: CohortPicture;

  override render() {
    const { alt, x, columns, rows } = this.picture;
    if (!this.width || !rows.length || !columns.length) return nothing;
    const cells = rows.flatMap((row) => row.cells.map((cell, index) => ({ ...cell, row: row.name, column: columns[index]! })));
    type Cell = (typeof cells)[number];
    const most = Math.max(...cells.map(({ value, solid }) => (solid ? (value ?? 0) : 0)), 0.0001);
    // No deeper than half, so that the ink stays readable on every cell in both themes.
    const depth = ({ value, solid }: Cell) => (value === null ? 0 : solid ? 0.05 + (0.45 * Math.max(value, 0)) / most : 0.03);
    const cellWidth = (this.width - 80) / columns.length;
    const longest = Math.max(...cells.map(({ text }) => text.length));
    const fits = cellWidth > 4 + 5.9 * longest;
    const every = Math.ceil(18 / cellWidth);
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: alt,
      width: this.width,
      height: 56 + rows.length * 22,
      marginLeft: 76,
      marginTop: 44,
      marginRight: 4,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: x, axis: 'top', domain: columns, padding: 0.05, tickFormat: (column: string) => ((columns.indexOf(column) + 1) % every === 0 ? column : ''), labelAnchor: 'left', labelArrow: 'none' },
      y: { label: null, domain: rows.map(({ name }) => name), padding: 0.08 },
      marks: [
        Plot.cell(cells, {
          x: 'column',
          y: 'row',
          fill: 'var(--accent)',
          fillOpacity: depth,
          stroke: (cell: Cell) => (cell.whole || cell.value === null ? 'none' : 'var(--edge)'),
          strokeDasharray: '2 2',
          title: 'title',
        }),
        Plot.text(cells.filter(({ value }) => fits || value === null), { x: 'column', y: 'row', text: 'text', fill: (cell: Cell) => (cell.solid ? 'var(--ink)' : 'var(--muted)'), fontSize: 11 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
