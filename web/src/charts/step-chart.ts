// <lw-step-chart>: the share of buyers who make their next purchase, by its number. In: estimates by name. A dot with its interval each, joined by a
// line, because it is the rise that one looks for.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../format';
import type { Estimate } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-step-chart')
export class StepChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) steps: { name: string; share: Estimate }[] = [];

  override render() {
    if (!this.width || !this.steps.length) return nothing;
    const dots = this.steps.map(({ name, share: { value, low, high } }) => ({ name, value, low: low ?? value, high: high ?? value }));
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width: this.width,
      height: 260,
      marginLeft: 48,
      marginTop: 20,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { label: this.x, type: 'point', domain: dots.map(({ name }) => name), labelAnchor: 'center', labelArrow: 'none', padding: 0.5 },
      y: { label: null, tickFormat: (share: number) => percent(share), grid: true, domain: [0, Math.max(...dots.map(({ high }) => high))], nice: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.line(dots, { x: 'name', y: 'value', stroke: 'var(--accent-mid)', strokeWidth: 2 }),
        Plot.ruleX(dots, { x: 'name', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeWidth: 2 }),
        Plot.dot(dots, { x: 'name', y: 'value', fill: 'var(--surface)', stroke: 'var(--accent)', strokeWidth: 2, r: 4 }),
        Plot.text(dots, { x: 'name', y: 'high', text: ({ value }: { value: number }) => percent(value), dy: -9, fill: 'var(--ink)' }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
