// <lw-supposed-chart>: a score over what is supposed: a line with the band of its interval, and the place that is looked at. In: points of the core.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SupposedScore } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

type Text = (value: number) => string;

@customElement('lw-supposed-chart')
export class SupposedChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) points: SupposedScore[] = [];
  /** The one that is looked at. */
  @property({ attribute: false }) at: SupposedScore | null = null;
  @property({ attribute: false }) xText: Text = String;
  @property({ attribute: false }) yText: Text = String;

  override render() {
    const { width, points, at } = this;
    if (!width || points.length < 2) return nothing;
    const line = points.map(([x, y, low, high]) => ({ x, y, low, high }));
    const seen = at ? [{ x: at[0], y: at[1] }] : [];
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 230,
      marginLeft: 56,
      marginRight: 20,
      marginTop: 16,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: this.x, labelAnchor: 'center', labelArrow: 'none', ticks: Math.max(3, Math.floor((width - 60) / 90)), tickFormat: this.xText },
      y: { label: null, grid: true, nice: true, ticks: 5, tickFormat: this.yText },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.areaY(
          line.filter(({ low }) => low !== null),
          { x: 'x', y1: 'low', y2: 'high', fill: 'var(--accent)', fillOpacity: 0.15 },
        ),
        Plot.line(line, { x: 'x', y: 'y', stroke: 'var(--accent)', strokeWidth: 2 }),
        Plot.ruleX(seen, { x: 'x', stroke: 'var(--ink)', strokeDasharray: '1 3' }),
        Plot.dot(seen, { x: 'x', y: 'y', fill: 'var(--accent)', stroke: 'var(--surface)', strokeWidth: 2, r: 6 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
