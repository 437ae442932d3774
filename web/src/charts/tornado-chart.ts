// <lw-tornado-chart>: which input moves the result most. In: levers of the core, largest first, with names; out: one bar an input, from the result
// at its lower end to the result at its upper end. The ends carry the input's value, so colour is not the only sign.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { inDrawing } from '../format';
import type { Unit } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface TornadoBar {
  name: string;
  /** Values of the input at the ends, as text. */
  lowInput: string;
  highInput: string;
  /** The result there; null: impossible. */
  low: number | null;
  high: number | null;
}

@customElement('lw-tornado-chart')
export class TornadoChart extends ChartElement {
  @property({ attribute: false }) bars: TornadoBar[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) unit: Unit = 'money';
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) currency = '';
  @property({ attribute: false }) minorDigits = 2;

  override render() {
    const { bars, width, now } = this;
    if (!width || !bars.length) return nothing;
    const ends = bars.flatMap(({ name, low, high, lowInput, highInput }) => [
      { name, at: low, text: lowInput, upper: false },
      { name, at: high, text: highInput, upper: true },
    ]);
    const known = ends.filter((end): end is typeof end & { at: number } => end.at !== null);
    const low = Math.min(now, ...known.map(({ at }) => at));
    const high = Math.max(now, ...known.map(({ at }) => at));
    const spare = (high - low || Math.abs(now) || 1) * (width < 420 ? 0.4 : 0.2);
    const left = Math.min(190, Math.round(width * 0.36));
    const label = (side: boolean) => ({
      x: 'at',
      y: 'name',
      text: 'text',
      dx: side ? 5 : -5,
      textAnchor: side ? ('start' as const) : ('end' as const),
      fill: 'var(--ink)',
      filter: ({ at }: { at: number }) => (at > now) === side && at !== now,
    });
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 46 + bars.length * 34,
      marginLeft: left,
      marginRight: 8,
      marginTop: 10,
      marginBottom: 28,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: null, domain: [low - spare, high + spare], ticks: Math.max(2, Math.floor((width - left) / 130)), tickFormat: (value: number) => inDrawing(value, this.unit, this.currency, this.minorDigits) },
      y: { label: null, domain: bars.map(({ name }) => name), padding: 0.28 },
      marks: [
        Plot.gridX({ stroke: 'var(--line)', ticks: 4 }),
        Plot.axisY({ lineWidth: left / 12 - 0.5, tickSize: 0, label: null }),
        Plot.barX(known, { x1: now, x2: 'at', y: 'name', fill: ({ upper }: { upper: boolean }) => (upper ? 'var(--accent)' : 'var(--second)') }),
        Plot.ruleX([now], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
        Plot.text(known, label(true)),
        Plot.text(known, label(false)),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
