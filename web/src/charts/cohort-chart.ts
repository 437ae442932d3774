// <lw-cohort-chart>: cohorts by month of first purchase (rows) and how many bought again k months later (columns). In: Cohorts.
// A cell's depth is its share; the month that has not ended yet is hatched by a dashed edge, so that it does not look like a fall.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { month, percent } from '../format';
import type { Cohort } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

interface Cell {
  cohort: string;
  age: number;
  share: number;
  whole: boolean;
  /** Enough customers for a share to say something. */
  solid: boolean;
}

const fewestCustomers = 10;

@customElement('lw-cohort-chart')
export class CohortChart extends ChartElement {
  @property({ attribute: false }) cohorts: Cohort[] = [];

  override render() {
    if (!this.width || !this.cohorts.length) return nothing;
    const cells: Cell[] = this.cohorts.flatMap((cohort) =>
      cohort.shares.slice(1).map((share, index) => ({ cohort: cohort.month, age: index + 1, share, whole: index + 1 < cohort.whole_months, solid: cohort.customers >= fewestCustomers })),
    );
    if (!cells.length) return nothing;
    const ages = Math.max(...cells.map(({ age }) => age));
    const most = Math.max(...cells.map(({ share, solid }) => (solid ? share : 0)), 0.0001);
    // No deeper than half, so that the ink stays readable on every cell in both themes.
    const depth = (cell: Cell) => (cell.solid ? 0.05 + (0.45 * cell.share) / most : 0.03);
    const cellWidth = (this.width - 80) / ages;
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: msg('Share of each monthly cohort that bought again, by months since the first purchase', { id: 'cohort-alt' }),
      width: this.width,
      height: 56 + this.cohorts.length * 22,
      marginLeft: 76,
      marginTop: 44,
      marginRight: 4,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: msg('months since first purchase', { id: 'cohort-x' }), axis: 'top', domain: Array.from({ length: ages }, (_, i) => i + 1), padding: 0.05, tickFormat: (age: number) => (age % Math.ceil(18 / cellWidth) === 0 ? String(age) : ''), labelAnchor: 'left', labelArrow: 'none' },
      y: { label: null, domain: this.cohorts.map((cohort) => cohort.month), padding: 0.08, tickFormat: (iso: string) => month(iso) },
      marks: [
        Plot.cell(cells, {
          x: 'age',
          y: 'cohort',
          fill: 'var(--accent)',
          fillOpacity: depth,
          stroke: (cell: Cell) => (cell.whole ? 'none' : 'var(--edge)'),
          strokeDasharray: '2 2',
          title: (cell: Cell) => `${month(cell.cohort)} + ${cell.age}: ${percent(cell.share, 1)}`,
        }),
        cellWidth > 34
          ? Plot.text(cells, { x: 'age', y: 'cohort', text: (cell: Cell) => percent(cell.share), fill: 'var(--ink)', fontSize: 11 })
          : null,
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
