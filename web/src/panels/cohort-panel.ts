// <lw-cohort-panel>: cohorts by month of first purchase, as a picture and as a table.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import '../charts/cohort-chart';
import { month, percent, whole } from '../format';
import type { Cohort, Cohorts } from '../protocol';
import { LargeElement, ui } from '../ui';

/** A picture of more rows than this helps nobody; the table has them all. */
const shownCohorts = 36;

@customElement('lw-cohort-panel')
export class CohortPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      table .young {
        font-style: italic;
        color: var(--muted);
      }
      thead th {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) cohorts!: Cohorts;

  override render() {
    const { cohorts } = this.cohorts;
    if (!cohorts.length) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who comes back, by month of the first purchase', { id: 'cohort-title' })}</h2>
      <p class="muted">
        ${msg('Each row is the customers who first bought in that month; each cell the share of them that bought again so many months later. The last month of a row may be unfinished (dashed); cohorts of fewer than ten customers stay pale: they say little.', {
          id: 'cohort-why',
        })}
      </p>
      <lw-cohort-chart .cohorts=${cohorts.slice(-shownCohorts)}></lw-cohort-chart>
      <details>
        <summary>${msg('The same as a table', { id: 'as-table' })}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${msg('Cohort table', { id: 'cohort-table' })}>${this.#table(cohorts)}</div>
      </details>
    </section>`;
  }

  #table(cohorts: Cohort[]) {
    const ages = Math.max(...cohorts.map(({ active }) => active.length)) - 1;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('First purchase', { id: 'cohort-month' })}</th>
          <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
          ${Array.from({ length: ages }, (_, age) => html`<th scope="col" class="end">+${age + 1}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${cohorts.map(
          (cohort) => html`<tr>
            <th scope="row">${month(cohort.month)}</th>
            <td class="end">${whole(cohort.customers)}</td>
            ${cohort.shares.slice(1).map((share, index) => html`<td class="end ${index + 1 < cohort.whole_months ? '' : 'young'}">${percent(share, 1)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
