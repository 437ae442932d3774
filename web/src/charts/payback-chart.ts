// <lw-payback-chart>: what customers have brought back by their age, with its interval as a band, against what they cost. In: ages of the core, names in the reader's
// language, and the months between which the two meet.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { whole } from '../format';
import type { PaybackAge, PaybackMonths } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface PaybackNames {
  title: string;
  x: string;
  profit: string;
  cost: string;
  /** What the band of months is called. */
  months: string;
}

const legendLine = 17;

@customElement('lw-payback-chart')
export class PaybackChart extends ChartElement {
  @property({ attribute: false }) names!: PaybackNames;
  @property({ attribute: false }) curve: PaybackAge[] = [];
  @property({ attribute: false }) months: PaybackMonths | null = null;
  @property({ attribute: false }) text: (amount: number) => string = String;

  override render() {
    const { width, curve, names, months } = this;
    if (!width || curve.length < 2) return nothing;
    const last = curve[curve.length - 1]!.age;
    const profits = curve.map(({ age, profit }) => ({ age, ...profit }));
    const meet = months?.low == null ? [] : [{ from: months.low, to: Math.min(months.high ?? last, last) }];
    const entries: [string, string][] = [
      [`━━ ${names.profit}`, 'var(--accent)'],
      [`╍╍ ${names.cost}`, 'var(--second)'],
      ...(meet.length ? [[`▒▒ ${names.months}`, 'var(--third)'] as [string, string]] : []),
    ];
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: names.title,
      width,
      height: Math.min(320, Math.max(240, width * 0.5)) + entries.length * legendLine,
      marginLeft: 64,
      marginRight: 16,
      marginTop: 22 + entries.length * legendLine,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: names.x, labelAnchor: 'center', labelArrow: 'none', domain: [0, last], ticks: Math.min(last, Math.max(3, Math.floor(width / 60))), tickFormat: (age: number) => (Number.isInteger(age) ? whole(age) : '') },
      y: { label: null, grid: true, ticks: 5, tickFormat: this.text, zero: true, nice: true },
      marks: [
        Plot.rectX(meet, { x1: 'from', x2: 'to', fill: 'var(--third)', fillOpacity: 0.14 }),
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.areaY(profits.filter(({ low, high }) => low !== null && high !== null), { x: 'age', y1: 'low', y2: 'high', fill: 'var(--accent)', fillOpacity: 0.18 }),
        Plot.line(profits, { x: 'age', y: 'value', stroke: 'var(--accent)', strokeWidth: 2.5 }),
        Plot.line(curve, { x: 'age', y: 'cost', stroke: 'var(--second)', strokeWidth: 2, strokeDasharray: '7 4' }),
        ...entries.map(([text, fill], row) => Plot.text([text], { frameAnchor: 'top-left', textAnchor: 'start', dx: -40, dy: -(entries.length - row) * legendLine - 8, fill, fontWeight: 600 })),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
