// <lw-spread-chart>: how numbers spread, a row each: a thin line from the 10 % to the 90 % quantile, a thick one for the middle half, a dot for the
// median. In: five quantiles by name, in one unit.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { whole } from '../format';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface Spread {
  name: string;
  tenth: number;
  quarter: number;
  median: number;
  threeQuarters: number;
  nineTenths: number;
}

@customElement('lw-spread-chart')
export class SpreadChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) rows: Spread[] = [];

  override render() {
    if (!this.width || !this.rows.length) return nothing;
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width: this.width,
      height: 60 + this.rows.length * 28,
      marginLeft: 56,
      marginRight: 16,
      marginBottom: 40,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { label: this.x, labelAnchor: 'center', labelArrow: 'none', grid: true, nice: true, zero: true, ticks: Math.max(3, Math.floor(this.width / 90)), tickFormat: (days: number) => whole(days) },
      y: { label: null, type: 'band', domain: this.rows.map(({ name }) => name), tickSize: 0 },
      marks: [
        Plot.ruleY(this.rows, { y: 'name', x1: 'tenth', x2: 'nineTenths', stroke: 'var(--accent)', strokeWidth: 1.5 }),
        Plot.ruleY(this.rows, { y: 'name', x1: 'quarter', x2: 'threeQuarters', stroke: 'var(--accent-mid)', strokeWidth: 9 }),
        Plot.dot(this.rows, { y: 'name', x: 'median', fill: 'var(--surface)', stroke: 'var(--accent)', strokeWidth: 2, r: 5 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
