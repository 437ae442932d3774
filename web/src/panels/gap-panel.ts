// <lw-gap-panel>: how long those wait who buy again, purchase by purchase: the spread as a picture, and its numbers as a table.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/spread-chart';
import { asTable, ranged } from '../controls/tables';
import { percent, whole } from '../format';
import type { DaysEstimate, Repeat } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

interface Row {
  name: string;
  within: number;
  n: number;
  days: (DaysEstimate | null)[];
}

@customElement('lw-gap-panel')
export class GapPanel extends LargeElement {
  static override styles = ui;

  @property({ attribute: false }) repeat!: Repeat;

  override render() {
    const rows = this.repeat.steps.flatMap(({ purchase, gaps }): Row[] =>
      gaps ? [{ name: `${whole(purchase - 1)} → ${whole(purchase)}`, within: gaps.within_days, n: gaps.quantiles[2]?.days?.n ?? 0, days: gaps.quantiles.map(({ days }) => days) }] : [],
    );
    const [first] = rows;
    const median = first?.days[2];
    if (!first || !median || median.value === null) return nothing;
    const shares = this.repeat.steps[0]!.gaps!.quantiles.map(({ share }) => share);
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('How long until the next purchase', { id: 'gap-title' })}</h2>
      <p>${msg(str`Half of those who buy a second time have done so after ${whole(median.value)} days (95% interval ${whole(median.low ?? 0)} to ${whole(median.high ?? first.within)}, n\u00a0=\u00a0${whole(first.n)}).`, { id: 'gap-says' })}</p>
      <lw-spread-chart
        .label=${msg('Days from one purchase to the next, by its number', { id: 'gap-alt' })}
        .x=${msg('days from one purchase to the next', { id: 'gap-x' })}
        .rows=${rows.map(({ name, days }) => {
          const [tenth = 0, quarter = 0, middle = 0, threeQuarters = 0, nineTenths = 0] = days.map((each) => each?.value ?? 0);
          return { name, tenth, quarter, median: middle, threeQuarters, nineTenths };
        })}
      ></lw-spread-chart>
      <p class="small muted">
        ${msg('Dot: half have bought again. Thick line: the middle half. Thin line: from the first tenth to the last. Only those who buy again, as far as it could be watched; gaps that are not over yet are allowed for.', { id: 'gap-why' })}
      </p>
      ${asTable(msg('Days between purchases', { id: 'gap-table' }), this.#table(rows, shares))}
      ${howComputed('gaps')}
    </section>`;
  }

  #table(rows: Row[], shares: number[]) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Purchases', { id: 'gap-purchases' })}</th>
          <th scope="col" class="end">n</th>
          <th scope="col" class="end">${msg('Watched, days', { id: 'gap-watched' })}</th>
          ${shares.map((share) => html`<th scope="col" class="end">${msg(str`${percent(share)} after, days`, { id: 'gap-after' })}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, n, within, days }) => html`<tr data-n=${n}>
            <th scope="row">${name}</th>
            <td class="end">${whole(n)}</td>
            <td class="end">${whole(within)}</td>
            ${days.map((each) => html`<td class="end">${ranged(each, whole)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
