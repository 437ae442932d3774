// <lw-tracking-panel>: repeat purchases as they came beside what each model expected, in total or period by period, before and after the day up to which
// the models knew the data; the picture, and its numbers as a table. In: an engine, settings and the prediction made with them; the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/series-chart';
import { Asked } from '../asked';
import type { ChartNames } from '../charts/series-chart';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import type { Engine } from '../engine';
import { day, decimal, whole } from '../format';
import type { CalculatorChart, Prediction, Settings, Tracking } from '../protocol';
import { LargeElement, ui } from '../ui';

type View = 'total' | 'period';

/** Of each fitted model what the core says, the one in use first, with its title. */
interface Shown {
  title: string;
  model: Tracking['models'][number];
}

@customElement('lw-tracking-panel')
export class TrackingPanel extends LargeElement {
  static override styles = [
    ui,
    radioStyles,
    css`
      thead th,
      td {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) prediction!: Prediction;
  readonly #asked = new Asked(this, 'tracking');
  @state() private view: View = 'total';

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('prediction')) void this.#asked.ask(this.engine, this.settings); // the very ones of the prediction, which the core still has
  }

  /** Fewer than two periods make no course. */
  get #shown(): Shown[] {
    const tracking = this.#asked.answer;
    if (!tracking || tracking.ends.length < 2) return [];
    const shown = tracking.models.flatMap((model) => {
      const tried = this.prediction.models.find(({ code }) => code === model.code);
      return tried && model.expected.length ? [{ title: tried.title, chosen: tried.chosen, model }] : [];
    });
    return shown.sort((left, right) => Number(right.chosen) - Number(left.chosen));
  }

  override render() {
    const shown = this.#shown;
    const tracking = this.#asked.answer;
    if (!tracking || !shown.length) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('What was expected, and what came', { id: 'tracking-title' })}</h2>
      <p>${this.#says(tracking, shown[0]!)}</p>
      ${radioChoice(msg('Show', { id: 'cohort-show' }), 'view', (['total', 'period'] as const).map((view) => [view, this.#viewName(tracking, view)] as const), this.view, (view) => (this.view = view))}
      <lw-series-chart .chart=${this.#chart(tracking, shown)} .names=${this.#names(tracking, shown)}></lw-series-chart>
      <p class="small muted">${this.#why(tracking)}</p>
      <details>
        <summary>${msg('The same as a table', { id: 'as-table' })}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${msg('Expected and actual purchases', { id: 'tracking-table' })}>${this.#table(tracking, shown)}</div>
      </details>
    </section>`;
  }

  #says({ ends, actual, customers }: Tracking, { title, model }: Shown): string {
    const [value, low, high] = model.expected.at(-1)!;
    return msg(
      str`By ${day(ends.at(-1)!)} these customers (n\u00a0=\u00a0${whole(customers)}) had made ${whole(actual.at(-1)!)} repeat purchases; ${title} expected ${whole(value)} (95% prediction interval ${whole(low)} to ${whole(high)}).`,
      { id: 'tracking-says' },
    );
  }

  #viewName({ weeks_a_period }: Tracking, view: View): string {
    if (view === 'total') return msg('All so far', { id: 'tracking-total' });
    return weeks_a_period === 1 ? msg('Week by week', { id: 'tracking-weekly' }) : msg(str`Every ${weeks_a_period} weeks`, { id: 'tracking-by-weeks' });
  }

  #why({ calibration_end }: Tracking): string {
    const whose = calibration_end
      ? msg(str`The models know the data until ${day(calibration_end)}; right of the line they foresee. Followed are the customers won until then.`, { id: 'tracking-held-out' })
      : msg('Nothing was held out: the models know all of these data, so that this shows how they fit and not how they foresee.', { id: 'tracking-all' });
    const how = msg(
      'Expected is what a model says of each customer from the first purchase on, whatever the customer did since (Fader, Hardie & Lee 2005, figures 5 and 6). The interval holds how well the model is known and the chance of what so many customers do; it is for new customers won on the same days. Only whole periods are shown.',
      { id: 'tracking-why' },
    );
    return `${whose} ${how}`;
  }

  #chart(tracking: Tracking, shown: Shown[]): CalculatorChart {
    const total = this.view === 'total';
    const points = (values: number[]): [number, number][] => values.map((value, at) => [tracking.weeks[at]!, value]);
    const of = ({ model }: Shown) => points(total ? model.expected.map(([value]) => value) : model.expected_in_period);
    const end = tracking.calibration_weeks;
    return {
      name: 'tracking',
      form: 'lines',
      x: 'weeks',
      x_unit: 'count',
      y_unit: 'transactions',
      words: [],
      series: [
        { name: 'actual', observed: false, points: points(total ? tracking.actual : tracking.actual_in_period) },
        ...shown.map((each) => ({ name: each.model.code, observed: false, points: of(each) })),
      ],
      guides: end === null ? [] : [{ name: 'calibration_end', axis: 'x', at: end }],
    };
  }

  #names(tracking: Tracking, shown: Shown[]): ChartNames {
    return {
      title:
        this.view === 'total'
          ? msg('Repeat purchases of all customers so far, by week: as they came and as each model expected them', { id: 'tracking-alt-total' })
          : msg('Repeat purchases of all customers period by period: as they came and as each model expected them', { id: 'tracking-alt-period' }),
      x: msg(str`weeks since ${day(tracking.first_day!)}`, { id: 'tracking-x' }),
      y: '',
      series: [msg('Actual', { id: 'actual' }), ...shown.map(({ title }) => title)],
      words: [],
      guides: [msg('known until here', { id: 'tracking-known' })],
    };
  }

  #table(tracking: Tracking, shown: Shown[]) {
    const total = this.view === 'total';
    const actual = total ? tracking.actual : tracking.actual_in_period;
    const cell = ({ model }: Shown, at: number) => {
      if (!total) return html`<td class="end">${decimal(model.expected_in_period[at]!, 1)}</td>`;
      const [value, low, high] = model.expected[at]!;
      return html`<td class="end">${decimal(value, 1)} <span class="small muted">(${whole(low)} – ${whole(high)})</span></td>`;
    };
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${total ? msg('Until', { id: 'tracking-until' }) : msg('Period until', { id: 'tracking-period-until' })}</th>
          <th scope="col" class="end">${msg('Actual', { id: 'actual' })}</th>
          ${shown.map(({ title }) => html`<th scope="col" class="end">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${tracking.ends.map(
          (end, at) => html`<tr>
            <th scope="row">${day(end)}</th>
            <td class="end">${whole(actual[at]!)}</td>
            ${shown.map((each) => cell(each, at))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
