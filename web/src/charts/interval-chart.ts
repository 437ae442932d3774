// <lw-interval-chart>: numbers with their 95 % intervals, a row each: a dot and a line through it. In: rows in one unit, and the number that means nothing.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent, significant } from '../format';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface IntervalRow {
  name: string;
  value: number;
  low: number;
  high: number;
  /** Drawn full; the others are hollow. */
  best: boolean;
}

@customElement('lw-interval-chart')
export class IntervalChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  /** Numbers are shares. */
  @property({ attribute: false }) shares = false;
  @property({ attribute: false }) rows: IntervalRow[] = [];

  override render() {
    const { rows, width } = this;
    if (!width || !rows.length) return nothing;
    const left = Math.min(230, Math.round(width * 0.4));
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 60 + rows.length * (width < 420 ? 42 : 34), // names take two lines there
      marginLeft: left,
      marginRight: 16,
      marginTop: 10,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: this.x, labelAnchor: 'center', labelArrow: 'none', grid: true, nice: true, zero: true, ticks: Math.max(3, Math.floor((width - left) / 90)), tickFormat: (value: number) => (this.shares ? percent(value) : significant(value)) },
      y: { label: null, type: 'band', domain: rows.map(({ name }) => name) },
      marks: [
        Plot.axisY({ lineWidth: left / 12 - 0.5, tickSize: 0, label: null }),
        Plot.ruleX([0], { stroke: 'var(--edge)' }),
        Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: 'var(--accent)', strokeWidth: 2 }),
        Plot.dot(rows, { y: 'name', x: 'value', fill: ({ best }: IntervalRow) => (best ? 'var(--accent)' : 'var(--surface)'), stroke: 'var(--accent)', strokeWidth: 2, r: 5 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
