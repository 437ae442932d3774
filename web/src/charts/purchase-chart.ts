// <lw-purchase-chart>: one customer's purchases in time, a stem as high as each is worth; refunds hang below. In: purchases, the span of time.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dayTick, inDrawing } from '../format';
import type { CustomerPage } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-purchase-chart')
export class PurchaseChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) customer!: CustomerPage;

  override render() {
    const { width, customer } = this;
    if (!width) return nothing;
    const { purchases, currency, minor_digits, first_day, observation_end } = customer;
    const stems = purchases.map(({ day, value, refund }) => ({ at: new Date(day), value, refund }));
    const colour = ({ refund }: { refund: boolean }) => (refund ? 'var(--second)' : 'var(--accent)');
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 220,
      marginLeft: 64,
      marginRight: 16,
      marginTop: 16,
      marginBottom: 32,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '13px', overflow: 'visible' },
      x: { type: 'utc', label: null, domain: spanOf(first_day, observation_end), ticks: Math.max(2, Math.floor(width / 130)), tickFormat: dayTick },
      y: { label: null, grid: true, zero: true, nice: true, ticks: 4, tickFormat: (value: number) => inDrawing(value, 'money', currency, minor_digits) },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.ruleX(stems, { x: 'at', y: 'value', stroke: colour, strokeWidth: 1.5 }),
        Plot.dot(stems, { x: 'at', y: 'value', r: stems.length > 100 ? 2 : 4, fill: 'var(--surface)', stroke: colour, strokeWidth: 1.5, symbol: ({ refund }: { refund: boolean }) => (refund ? 'times' : 'circle') }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}

/** From the first purchase to the observation end; where they are one day, a day more, because a span of nothing cannot be drawn. */
export function spanOf(first: string, end: string): [Date, Date] {
  const from = new Date(first);
  const to = new Date(end);
  return [from, to > from ? to : new Date(from.getTime() + 86_400_000)];
}
