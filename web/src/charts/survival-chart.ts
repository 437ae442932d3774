// <lw-survival-chart>: the share that is still there, by age, with the band of its interval. In: points of the core, and the age at which the rule can
// first call anybody lost.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent, whole } from '../format';
import type { Activity } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-survival-chart')
export class SurvivalChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  /** What the line at `from` is called. */
  @property({ attribute: false }) rule = '';
  @property({ attribute: false }) from = 0;
  @property({ attribute: false }) curve: Activity['curve'] = [];

  override render() {
    if (!this.width || !this.curve.length) return nothing;
    const band = this.curve.filter(([, , low, high]) => low !== null && high !== null);
    const guide = this.from < this.curve[this.curve.length - 1]![0] ? [this.from] : [];
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width: this.width,
      height: Math.min(320, Math.max(240, this.width * 0.5)),
      marginLeft: 48,
      marginRight: 16,
      marginTop: 24,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { label: this.x, labelAnchor: 'center', labelArrow: 'none', ticks: Math.max(3, Math.floor(this.width / 90)), tickFormat: (days: number) => whole(days) },
      y: { label: null, domain: [0, 1], tickFormat: (share: number) => percent(share), grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.areaY(band, { x: '0', y1: '2', y2: '3', fill: 'var(--accent)', fillOpacity: 0.15, curve: 'step-after' }),
        Plot.line(this.curve, { x: '0', y: '1', stroke: 'var(--accent)', strokeWidth: 2.5, curve: 'step-after' }),
        Plot.ruleX(guide, { stroke: 'var(--edge)', strokeDasharray: '4 4' }),
        Plot.text(guide, { x: (days: number) => days, text: () => this.rule, frameAnchor: 'top', textAnchor: 'start', dx: 4, dy: -10, fill: 'var(--muted)' }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
