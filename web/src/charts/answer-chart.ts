// <lw-answer-chart>: how often each answer was given: a bar a point of the scale, in the colour of what it counts for. In: points of the core with their names.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../format';
import { ChartElement, asPicture, chartClass } from './chart-element';

export interface AnswerBar {
  name: string;
  share: number;
  /** Which of the kinds of answers it is, good ones first; each kind has its colour and its name. */
  kind: 0 | 1 | 2;
}

const mostNamed = 11;
const colours = ['var(--accent)', 'var(--edge)', 'var(--second)'];

@customElement('lw-answer-chart')
export class AnswerChart extends ChartElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) x = '';
  @property({ attribute: false }) bars: AnswerBar[] = [];
  /** Names of the kinds, above the bars they are of. */
  @property({ attribute: false }) kinds: (string | null)[] = [];

  override render() {
    const { width, bars, kinds } = this;
    if (!width || !bars.length) return nothing;
    const narrow = width < 560;
    // From left to right; where they would run into each other, each on a line of its own and towards the middle.
    const named = kinds
      .flatMap((name, kind) => {
        const own = bars.flatMap((bar, place) => (bar.kind === kind ? [place] : []));
        return name && own.length ? [{ name, place: own[Math.floor((own.length - 1) / 2)]! }] : [];
      })
      .sort((one, other) => one.place - other.place)
      .map(({ name, place }, line) => ({ name, at: bars[place]!.name, line, anchor: !narrow ? 'middle' : place < bars.length / 3 ? 'start' : place > (2 * bars.length) / 3 ? 'end' : 'middle' }) as const);
    const chart = Plot.plot({
      className: chartClass,
      ariaLabel: this.label,
      width,
      height: 196 + (narrow ? 14 + 14 * named.length : 24),
      marginLeft: 12,
      marginRight: 12,
      marginTop: narrow ? 34 + 14 * named.length : 44,
      marginBottom: 44,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
      // Long scales in halves: whole points alone are named.
      x: { ticks: bars.filter((_, at) => bars.length <= mostNamed || at % 2 === 0).map(({ name }) => name), label: narrow && this.x ? `${this.x} (%)` : this.x, labelAnchor: 'center', labelArrow: 'none', domain: bars.map(({ name }) => name), tickSize: 0, padding: 0.15 },
      y: { axis: null },
      marks: [
        Plot.barY(bars, { x: 'name', y: 'share', fill: ({ kind }: AnswerBar) => colours[kind]! }),
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        // Where bars are narrow the sign of percent, which the axis of shares would have had, is in the table alone.
        Plot.text(bars, { x: 'name', y: 'share', text: ({ share }: AnswerBar) => (narrow ? percent(share).replace(/\s?%/, '') : percent(share)), dy: -8, fill: 'var(--ink)' }),
        ...named.map((kind) => Plot.text([kind], { x: 'at', frameAnchor: 'top', dy: narrow ? -14 * (named.length - kind.line) - 16 : -34, text: 'name', textAnchor: kind.anchor, fill: 'var(--ink)', fontWeight: 600 })),
      ],
    });
    return html`${asPicture(chart)}`;
  }
}
