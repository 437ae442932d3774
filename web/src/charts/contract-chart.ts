// <lw-contract-chart>: the share of contracts left after each period: what was seen as dots with their intervals, and a line for each model, the one in use drawn
// solid. In: points of the core, with names in the reader's language.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent, whole } from '../format';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface ContractLine {
  name: string;
  chosen: boolean;
  curve: number[];
}

const colours = ['var(--accent)', 'var(--second)', 'var(--third)'];
const dashes = ['', '7 4', '2 3'];
const samples = ['━━', '╍╍', '┅┅'];
const legendLine = 17;

@customElement('lw-contract-chart')
export class ContractChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) seenName = '';
  @property({ attribute: false }) seen: { period: number; share: number; low: number | null; high: number | null }[] = [];
  @property({ attribute: false }) lines: ContractLine[] = [];

  override render() {
    if (!this.width || !this.seen.length) return nothing;
    const lines = [...this.lines].sort((left, right) => Number(right.chosen) - Number(left.chosen));
    const bars = this.seen.filter(({ low, high }) => low !== null && high !== null);
    const entries = [`○ ${this.seenName}`, ...lines.map(({ name }, index) => `${samples[index]} ${name}`)];
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width: this.width,
      height: Math.min(340, Math.max(260, this.width * 0.5)) + entries.length * legendLine,
      marginLeft: 48,
      marginRight: 16,
      marginTop: 14 + entries.length * legendLine,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      x: { label: this.x, labelAnchor: 'center', labelArrow: 'none', ticks: Math.max(3, Math.floor(this.width / 90)), tickFormat: (period: number) => (Number.isInteger(period) ? whole(period) : '') },
      y: { label: null, domain: [0, 1], tickFormat: (share: number) => percent(share), grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        ...lines.map(({ curve }, index) =>
          Plot.line(curve, { x: (_, period) => period, y: (share: number) => share, stroke: colours[index]!, strokeWidth: index ? 1.75 : 2.5, strokeDasharray: dashes[index]! }),
        ),
        Plot.ruleX(bars, { x: 'period', y1: 'low', y2: 'high', stroke: 'var(--ink)', strokeOpacity: 0.6 }),
        Plot.dot(this.seen, { x: 'period', y: 'share', r: this.seen.length * 14 > this.width ? 2 : 3.5, fill: 'var(--surface)', stroke: 'var(--ink)', strokeWidth: 1.5 }),
        ...entries.map((text, row) =>
          Plot.text([text], {
            frameAnchor: 'top-left',
            textAnchor: 'start',
            dx: -40,
            dy: -(entries.length - row) * legendLine,
            fontWeight: 600,
            fill: row ? colours[row - 1]! : 'var(--ink)',
          }),
        ),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
