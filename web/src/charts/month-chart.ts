// <lw-month-chart>: amounts by calendar month, stacked by name. In: months in order, one series a name with as many amounts. Names stand inside the picture, so that it
// can be saved alone; colours repeat the order of the names.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface MonthSeries {
  name: string;
  amounts: number[];
}

const colours = ['var(--accent)', 'var(--second)', 'var(--third)', 'var(--accent-mid)', 'var(--second-mid)', 'var(--muted)'];
const legendLine = 17;
/** A month's name takes about so many pixels. */
const nameWidth = 64;

@customElement('lw-month-chart')
export class MonthChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) months: string[] = [];
  @property({ attribute: false }) series: MonthSeries[] = [];
  @property({ attribute: false }) text: (amount: number) => string = String;

  override render() {
    const { width, months, series } = this;
    if (!width || !months.length) return nothing;
    const parts = series.flatMap(({ name, amounts }, index) => amounts.map((amount, at) => ({ month: months[at]!, amount, index, name })));
    const every = Math.ceil(months.length / Math.max(1, Math.floor((width - 80) / nameWidth)));
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 230 + series.length * legendLine,
      marginLeft: 64,
      marginRight: 16,
      marginTop: 14 + series.length * legendLine,
      marginBottom: 30,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: null, domain: months, tickSize: 0, padding: 0.15, ticks: months.filter((_, at) => at % every === 0) },
      y: { label: null, grid: true, ticks: 5, tickFormat: this.text },
      marks: [
        Plot.barY(parts, {
          x: 'month',
          y: 'amount',
          fill: ({ index }: { index: number }) => colours[index % colours.length]!,
          stroke: 'var(--surface)',
          strokeWidth: 1,
          title: ({ month, name, amount }: { month: string; name: string; amount: number }) => `${month}, ${name}: ${this.text(amount)}`,
        }),
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        // The paler colours would be hard to read as letters.
        ...series.flatMap(({ name }, row) => {
          const place = { frameAnchor: 'top-left', textAnchor: 'start', dy: -(series.length - row) * legendLine, fontWeight: 600 } as const;
          return [Plot.text(['■'], { ...place, dx: -40, fill: colours[row % colours.length]! }), Plot.text([name], { ...place, dx: -26, fill: 'var(--ink)' })];
        }),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
