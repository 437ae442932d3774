// <lw-reliability-chart>: probabilities against what happened: a dot a group with the interval of its actual share, and the line on which probabilities are right.
// In: groups of the core.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { percent } from '../format';
import type { ReliabilityGroup } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-reliability-chart')
export class ReliabilityChart extends ChartElement {
  @property({ attribute: false }) groups: ReliabilityGroup[] = [];

  override render() {
    const { width, groups } = this;
    if (!width || !groups.length) return nothing;
    const most = Math.max(...groups.flatMap(({ predicted, came }) => [predicted, came.value, came.high ?? 0]));
    const axis = { domain: [0, most], nice: true, grid: true, ticks: 5, tickFormat: (share: number) => percent(share), labelArrow: 'none' as const };
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: msg('Probability of coming back against the share who did, by group, with 95% intervals; the table has the numbers', { id: 'comeback-alt' }),
      width,
      height: Math.min(420, Math.max(260, width * 0.75)),
      marginLeft: 52,
      marginRight: 16,
      marginTop: 30,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { ...axis, label: msg('expected to come back', { id: 'comeback-x' }), labelAnchor: 'center' },
      y: { ...axis, label: msg('came back', { id: 'comeback-y' }) },
      marks: [
        Plot.line([0, most], { x: (at: number) => at, y: (at: number) => at, stroke: 'var(--muted)', strokeDasharray: '4 3' }),
        Plot.ruleX(groups, { x: 'predicted', y1: ({ came }: ReliabilityGroup) => came.low ?? came.value, y2: ({ came }: ReliabilityGroup) => came.high ?? came.value, stroke: 'var(--accent)', strokeWidth: 2 }),
        Plot.dot(groups, { x: 'predicted', y: ({ came }: ReliabilityGroup) => came.value, fill: 'var(--accent)', r: 4.5 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
