// <lw-tier-chart>: how many customers have how much value, where the threshold lies and who is just under it. In: counts of the core.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { inDrawing, whole } from '../format';
import type { TiersFound } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-tier-chart')
export class TierChart extends ChartElement {
  @property({ attribute: false }) tiers!: TiersFound;

  override render() {
    const { width, tiers } = this;
    const { histogram, threshold, just_under, currency, minor_digits } = tiers;
    if (!width || !histogram.counts.length) return nothing;
    const { edges, counts, first_above } = histogram;
    const bins = counts.map((count, index) => ({ from: edges[index]!, to: edges[index + 1]!, count, above: index >= first_above }));
    const ends: [number, number] = [edges[0]!, edges[counts.length]!];
    const text = (value: number) => inDrawing(value, 'money', currency, minor_digits);
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: msg('Customers by value, with the threshold and those just under it', { id: 'tiers-chart-alt' }),
      width,
      height: 240,
      marginLeft: 48,
      marginRight: 16,
      marginTop: 36,
      marginBottom: 28,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: null, domain: ends, ticks: Math.max(2, Math.floor(width / 110)), tickFormat: text },
      y: { label: msg('customers', { id: 'tiers-chart-y' }), labelArrow: 'none', ticks: 4, tickFormat: whole, grid: true },
      marks: [
        Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'count', fill: ({ above }: { above: boolean }) => (above ? 'var(--accent)' : 'var(--accent-mid)'), insetLeft: 0.5, insetRight: 0.5 }),
        just_under ? Plot.rect([just_under], { x1: () => Math.max(just_under.from, ends[0]), x2: () => threshold.value, fill: 'var(--second)', fillOpacity: 0.22 }) : null,
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.ruleX([threshold.value], { stroke: 'var(--ink)', strokeWidth: 1.5, strokeDasharray: '4 3' }),
        Plot.text([threshold.value], {
          x: (value: number) => value,
          text,
          frameAnchor: 'top',
          dy: -12,
          fill: 'var(--ink)',
          fontWeight: 700,
          textAnchor: threshold.value < (ends[0] + ends[1]) / 2 ? 'start' : 'end',
        }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
