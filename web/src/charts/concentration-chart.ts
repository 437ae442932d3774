// <lw-concentration-chart>: share of value held by the best customers (a Lorenz curve drawn from the top). In: points of the core.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { percent } from '../format';
import type { Realised } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-concentration-chart')
export class ConcentrationChart extends ChartElement {
  @property({ attribute: false }) curve: Realised['curve'] = [];
  @property({ attribute: false }) top: Realised['top'] = [];

  override render() {
    if (!this.width || !this.curve.length) return nothing;
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: msg('Share of revenue by share of customers, best customers first', { id: 'concentration-alt' }),
      width: this.width,
      height: Math.min(360, Math.max(240, this.width * 0.6)),
      marginLeft: 48,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { label: msg('share of customers, best first', { id: 'concentration-x' }), tickFormat: (share: number) => percent(share), domain: [0, 1], labelAnchor: 'center', labelArrow: 'none' },
      y: { label: msg('share of revenue', { id: 'concentration-y' }), tickFormat: (share: number) => percent(share), grid: true, labelArrow: 'none', nice: true },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: 'var(--edge)', strokeDasharray: '4 4' },
        ),
        Plot.areaY(this.curve, { x: '0', y: '1', fill: 'var(--accent)', fillOpacity: 0.12 }),
        Plot.line(this.curve, { x: '0', y: '1', stroke: 'var(--accent)', strokeWidth: 2.5 }),
        Plot.dot(this.top, { x: 'customer_share', y: 'share', fill: 'var(--surface)', stroke: 'var(--accent)', strokeWidth: 2, r: 4 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
