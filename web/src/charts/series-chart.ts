// <lw-series-chart>: a calculator's picture: lines over a number, bars by name, or stacked bars. In: the core's chart, its names in the reader's
// language. Series differ by colour and by dash or order, and are named inside the picture, so that it can be saved alone.
import * as Plot from '@observablehq/plot';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { inDrawing } from '../format';
import type { CalculatorChart, Unit } from '../protocol';
import { ChartElement, asPicture, chartClass } from './chart-element';

/** The chart's names in the reader's language. */
export interface ChartNames {
  title: string;
  x: string;
  /** With its unit, where that is not plain from the numbers. */
  y: string;
  series: string[];
  words: string[];
  guides: string[];
}

const colours = ['var(--accent)', 'var(--second)', 'var(--third)', 'var(--muted)', 'var(--accent-mid)', 'var(--second-mid)'];
const dashes = ['', '7 4', '2 3', '10 3 2 3'];
const samples = ['━━', '╍╍', '┅┅', '╍┅'];
const legendLine = 17;
const fontSize = 12;

interface Dot {
  x: number;
  y: number;
  series: number;
}

@customElement('lw-series-chart')
export class SeriesChart extends ChartElement {
  @property({ attribute: false }) chart!: CalculatorChart;
  @property({ attribute: false }) names!: ChartNames;
  @property({ attribute: false }) currency = '';
  @property({ attribute: false }) minorDigits = 2;

  override render() {
    const { width, chart } = this;
    if (!width || !chart.series.length) return nothing;
    return html`${asPicture(chart.form === 'lines' ? this.#lines() : chart.form === 'bars' ? this.#bars() : this.#stacked())}`;
  }

  #text = (value: number, unit: Unit): string => inDrawing(value, unit, this.currency, this.minorDigits);

  /** Series with anything to show, each with its place among all (which is its colour). */
  #shown() {
    return this.chart.series
      .map((series, index) => ({ ...series, index, name: this.names.series[index]! }))
      .filter(({ points }) => points.some(([, y]) => y !== null && y !== 0) || this.chart.form === 'lines');
  }

  #common(height: number, legend: number) {
    return {
      className: chartClass,
      ariaLabel: this.names.title,
      width: this.width,
      height: height + legend * legendLine,
      marginTop: 14 + legend * legendLine,
      style: { background: 'transparent', color: 'var(--ink)', fontSize: `${fontSize}px`, overflow: 'visible' },
    };
  }

  #legend(entries: { name: string; index: number }[], sample: (index: number) => string) {
    return entries.map(({ name, index }, row) =>
      Plot.text([`${sample(index)} ${name}`], {
        frameAnchor: 'top-left',
        dy: -(entries.length - row) * legendLine,
        dx: -40,
        fill: colours[index % colours.length]!,
        fontSize,
        fontWeight: 600,
        textAnchor: 'start',
      }),
    );
  }

  #lines() {
    const { chart, names, width } = this;
    const series = this.#shown();
    const dots: Dot[] = series.flatMap(({ points, index }) => points.flatMap(([x, y]) => (y === null ? [] : [{ x, y, series: index }])));
    const across = chart.guides.filter(({ axis }) => axis === 'y');
    const upright = chart.guides.filter(({ axis }) => axis === 'x');
    const guideName = (guide: CalculatorChart['guides'][number]) => names.guides[chart.guides.indexOf(guide)]!;
    return Plot.plot({
      ...this.#common(260, series.length > 1 ? series.length : 0),
      marginLeft: 64,
      marginRight: 16,
      marginBottom: 40,
      x: { label: names.x, labelArrow: 'none', labelAnchor: 'center', ticks: Math.max(3, Math.floor(width / 90)), tickFormat: (x: number) => this.#text(x, chart.x_unit) },
      y: { label: null, grid: true, ticks: 5, tickFormat: (y: number) => this.#text(y, chart.y_unit), nice: true, zero: false },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        Plot.ruleY(across, { y: 'at', stroke: 'var(--ink)', strokeDasharray: '1 3' }),
        Plot.text(across, { y: 'at', text: guideName, frameAnchor: 'left', textAnchor: 'start', dx: 4, dy: -7, fill: 'var(--ink)', stroke: 'var(--surface)', strokeWidth: 4 }),
        Plot.ruleX(upright, { x: 'at', stroke: 'var(--ink)', strokeDasharray: '1 3' }),
        Plot.text(upright, { x: 'at', text: guideName, frameAnchor: 'top', dy: -6, fill: 'var(--ink)' }),
        ...series.map(({ index, observed }) => {
          const own = dots.filter((dot) => dot.series === index);
          if (observed) return Plot.dot(own, { x: 'x', y: 'y', fill: 'var(--surface)', stroke: colours[index]!, strokeWidth: 2, r: 4 });
          return Plot.line(own, { x: 'x', y: 'y', stroke: colours[index]!, strokeWidth: 2.25, strokeDasharray: dashes[index % dashes.length]! });
        }),
        ...(series.length > 1 ? this.#legend(series, (index) => (chart.series[index]!.observed ? '○' : samples[index % samples.length]!)) : []),
      ],
    });
  }

  #bars() {
    const { chart, names, width } = this;
    const rows = chart.series[0]!.points.map(([place, y]) => ({ name: names.words[place]!, y: y ?? 0 }));
    const left = Math.min(190, Math.round(width * 0.36));
    const ends = [Math.min(0, ...rows.map(({ y }) => y)), Math.max(0, ...rows.map(({ y }) => y))] as const;
    const spare = (ends[1] - ends[0]) * (width < 420 ? 0.5 : 0.22); // for the numbers behind the bars
    return Plot.plot({
      ...this.#common(34 + rows.length * 40, 0),
      marginLeft: left,
      marginRight: 16,
      marginBottom: 10,
      x: { label: null, axis: null, domain: [ends[0] - (ends[0] < 0 ? spare : 0), ends[1] + spare || 1] },
      y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0, padding: 0.25 },
      marks: [
        Plot.axisY({ lineWidth: left / fontSize - 0.5, tickSize: 0, label: null }),
        Plot.barX(rows, { x: 'y', y: 'name', fill: ({ y }: { y: number }) => (y < 0 ? 'var(--second)' : 'var(--accent)') }),
        Plot.ruleX([0], { stroke: 'var(--edge)' }),
        Plot.text(rows, { x: 'y', y: 'name', text: ({ y }: { y: number }) => this.#text(y, chart.y_unit), textAnchor: 'start', dx: 5, fill: 'var(--ink)', filter: ({ y }: { y: number }) => y >= 0 }),
        Plot.text(rows, { x: 'y', y: 'name', text: ({ y }: { y: number }) => this.#text(y, chart.y_unit), textAnchor: 'end', dx: -5, fill: 'var(--ink)', filter: ({ y }: { y: number }) => y < 0 }),
      ],
    });
  }

  #stacked() {
    const { chart, names } = this;
    const series = this.#shown();
    const parts = series.flatMap(({ points, index }) => points.map(([place, y]) => ({ word: names.words[place]!, y: y ?? 0, index })));
    return Plot.plot({
      ...this.#common(250, series.length),
      marginLeft: 64,
      marginRight: 16,
      marginBottom: 40,
      x: { label: names.x, labelArrow: 'none', labelAnchor: 'center', domain: names.words, tickSize: 0, padding: 0.2 },
      y: { label: null, grid: true, ticks: 5, tickFormat: (y: number) => this.#text(y, chart.y_unit) },
      marks: [
        Plot.barY(parts, {
          x: 'word',
          y: 'y',
          fill: ({ index }: { index: number }) => colours[index % colours.length]!,
          stroke: 'var(--surface)',
          strokeWidth: 1.5,
          title: ({ word, y, index }: { word: string; y: number; index: number }) => `${word}, ${names.series[index]}: ${this.#text(y, chart.y_unit)}`,
        }),
        Plot.ruleY([0], { stroke: 'var(--edge)' }),
        ...this.#legend(series, () => '■'),
      ],
    });
  }
}
