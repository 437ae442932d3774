// <lw-histogram-chart>: how often each result came in a simulation. In: counts of the core, and the interval of 95 % with its middle. Bars inside
// the interval are full, those outside pale; three lines with numbers say where it lies.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { inDrawing } from '../format';
import type { Uncertainty, Unit } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

@customElement('lw-histogram-chart')
export class HistogramChart extends ChartElement {
  @property({ attribute: false }) spread!: Uncertainty;
  @property({ attribute: false }) unit: Unit = 'money';
  @property({ attribute: false }) label = '';

  override render() {
    const { width, spread } = this;
    const outputs = spread.outputs[spread.output];
    const histogram = spread.histogram;
    if (!width || !outputs || !histogram || !histogram.counts.length) return nothing;
    const marks = [outputs.low, outputs.median, outputs.high].flatMap(({ value }) => (value === null ? [] : [value]));
    const [low = -Infinity, , high = Infinity] = marks;
    const bins = histogram.counts.map((count, index) => {
      const from = histogram.from + index * histogram.width;
      return { from, to: from + histogram.width, count, inside: from + histogram.width / 2 >= low && from + histogram.width / 2 <= high };
    });
    const middle = histogram.from + (histogram.counts.length * histogram.width) / 2;
    const text = (value: number) => inDrawing(value, this.unit, spread.currency, spread.minor_digits);
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 204,
      marginLeft: 16,
      marginRight: 16,
      marginTop: 56,
      marginBottom: 28,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: null, ticks: Math.max(2, Math.floor(width / 110)), tickFormat: text },
      y: { axis: null },
      marks: [
        Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'count', fill: ({ inside }: { inside: boolean }) => (inside ? 'var(--accent)' : 'var(--accent-mid)'), insetLeft: 0.5, insetRight: 0.5 }),
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.ruleX(marks, { stroke: 'var(--ink)', strokeDasharray: '3 2' }),
        // Three numbers in three rows, for they may stand close together; each reaches from its line to where there is room.
        ...marks.map((mark, row) =>
          Plot.text([mark], {
            x: (value: number) => value,
            text,
            frameAnchor: 'top',
            dy: -(44 - 14 * row),
            fill: 'var(--ink)',
            fontWeight: row === 1 ? 700 : 400,
            textAnchor: mark < middle ? 'start' : 'end',
          }),
        ),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
