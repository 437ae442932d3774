// <lw-alive-chart>: how likely it was, day by day, that one customer was still one: the line falls in silence and jumps at purchases, with the band of
// its interval. In: points of the core, the customer with the span of time.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dayTick, percent } from '../format';
import type { AlivePoint, CustomerPage } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';
import { spanOf } from './purchase-chart';

@customElement('lw-alive-chart')
export class AliveChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) customer!: CustomerPage;
  @property({ attribute: false }) points: AlivePoint[] = [];

  override render() {
    const { width, customer } = this;
    if (!width || !this.points.length) return nothing;
    const line = this.points.map(([day, value, low, high]) => ({ at: new Date(day), value, low, high }));
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 240,
      marginLeft: 64,
      marginRight: 16,
      marginTop: 16,
      marginBottom: 32,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { type: 'utc', label: null, domain: spanOf(customer.first_day, customer.observation_end), ticks: Math.max(2, Math.floor(width / 130)), tickFormat: dayTick },
      y: { label: null, domain: [0, 1], grid: true, ticks: 5, tickFormat: (share: number) => percent(share) },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.areaY(line, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--accent)', fillOpacity: 0.15 }),
        Plot.line(line, { x: 'at', y: 'value', stroke: 'var(--accent)', strokeWidth: 2 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
