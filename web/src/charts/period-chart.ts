// <lw-period-chart>: a score period by period: a dot with its interval each, joined by a line; hollow where there are too few answers for an interval, and room
// where a period has none. In: numbers of the core by name.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface PeriodDot {
  name: string;
  value: number;
  low: number | null;
  high: number | null;
}

/** About how wide a letter of the chart is, in CSS pixels. */
const letterWidth = 6.5;

@customElement('lw-period-chart')
export class PeriodChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) dots: PeriodDot[] = [];
  /** All periods in order, where some have no dot. */
  @property({ attribute: false }) names: string[] | null = null;
  /** What stands along the axes, where the dots' names do not say it. */
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) y = '';
  @property({ attribute: false }) text: (value: number) => string = String;

  override render() {
    const { width, dots, text } = this;
    if (!width || dots.length < 2) return nothing;
    const known = dots.filter((dot): dot is PeriodDot & { low: number; high: number } => dot.low !== null && dot.high !== null);
    const names = this.names ?? dots.map(({ name }) => name);
    const room = Math.max(76, letterWidth * Math.max(...names.map(({ length }) => length)) + 12);
    const every = Math.max(1, Math.ceil(names.length / Math.max(2, Math.floor((width - 60) / room))));
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: this.x ? 266 : 250,
      marginLeft: 56,
      marginRight: 20,
      marginTop: this.y ? 28 : 16,
      marginBottom: this.x ? 50 : 34,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: this.x || null, labelAnchor: 'center', labelArrow: 'none', type: 'point', domain: names, ticks: names.filter((_, place) => place % every === 0), padding: 0.5 },
      y: { label: this.y || null, labelArrow: 'none', tickFormat: text, grid: true, nice: true, ticks: 5 },
      marks: [
        Plot.line(dots, { x: 'name', y: 'value', stroke: 'var(--accent-mid)', strokeWidth: 2 }),
        Plot.ruleX(known, { x: 'name', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeWidth: 2 }),
        Plot.dot(dots, { x: 'name', y: 'value', fill: ({ low }: PeriodDot) => (low === null ? 'var(--surface)' : 'var(--accent)'), stroke: 'var(--accent)', strokeWidth: 2, r: 4 }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
