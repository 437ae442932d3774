// <lw-retention-panel>: who is still a customer, by age, under a rule that is said and can be changed, and how long customers stay.
// In: Repeat. Out: "active-days" (a number, or null for what the data say).
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/survival-chart';
import { said } from '../controls/said';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { asTable } from '../controls/tables';
import { interval, percent, whole } from '../format';
import type { Activity, Repeat } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

const longestRule = 3650;

@customElement('lw-retention-panel')
export class RetentionPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      .rule {
        align-items: end;
      }
      .rule label {
        width: 14rem;
      }
    `,
  ];

  @property({ attribute: false }) repeat!: Repeat;
  readonly #fields = new SettledFields(this);

  override render() {
    const { activity, rule, inferred_days } = this.repeat;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('How long customers stay', { id: 'retention-title' })}</h2>
      <p>${said(rule)}</p>
      ${this.#field(activity?.active_days ?? null, inferred_days)} ${activity ? this.#activity(activity) : nothing}
      ${howComputed('retention')}
    </section>`;
  }

  #field(days: number | null, inferred: number | null) {
    return html`<div class="row rule no-print">
      ${this.#fields.number(
        {
          label: msg('Lost after, days without a purchase', { id: 'retention-days' }),
          name: 'active_days',
          value: days,
          demand: numberFromTo(1, longestRule),
          take: (read) => this.#tell(read),
        },
        { range: [1, longestRule], whole: true, inputmode: 'numeric' },
      )}
      ${inferred !== null && days !== inferred ? html`<button @click=${() => this.#tell(null)}>${msg(str`As the data say: ${whole(inferred)}`, { id: 'retention-inferred' })}</button>` : nothing}
    </div>`;
  }

  #tell(days: number | null): void {
    this.#fields.forget('active_days');
    this.dispatchEvent(new CustomEvent('active-days', { detail: days }));
  }

  #activity({ active_days, curve, at_ages, median_days, mean_days, mean_within_days, lapsed, came_back }: Activity) {
    const n = whole(median_days.n);
    return html`<lw-survival-chart
        .label=${msg('Share of customers still active, by days since their first purchase', { id: 'retention-alt' })}
        .x=${msg('days since the first purchase', { id: 'retention-x' })}
        .rule=${msg(str`${whole(active_days)} days`, { id: 'retention-rule' })}
        .from=${active_days}
        .curve=${curve}
      ></lw-survival-chart>
      <ul>
        <li>
          ${median_days.value === null
            ? msg(str`More than half are still active as far as can be seen (n\u00a0=\u00a0${n}).`, { id: 'retention-no-median' })
            : median_days.low === null || median_days.high === null
              ? msg(str`After ${whole(median_days.value)} days half are lost (n\u00a0=\u00a0${n}).`, { id: 'retention-median-alone' })
              : msg(str`After ${whole(median_days.value)} days half are lost (95% interval ${whole(median_days.low)} to ${whole(median_days.high)}, n\u00a0=\u00a0${n}).`, { id: 'retention-median' })}
        </li>
        ${mean_days
          ? html`<li>
              ${mean_days.low === null || mean_days.high === null
                ? msg(str`Of their first ${whole(mean_within_days)} days they stay ${whole(mean_days.value)} on average (n\u00a0=\u00a0${n}).`, { id: 'retention-mean-alone' })
                : msg(str`Of their first ${whole(mean_within_days)} days they stay ${whole(mean_days.value)} on average (95% interval ${whole(mean_days.low)} to ${whole(mean_days.high)}, n\u00a0=\u00a0${n}).`, { id: 'retention-mean' })}
            </li>`
          : nothing}
        ${came_back
          ? html`<li>
              ${msg(str`Of the ${whole(lapsed)} that the rule has called lost, ${percent(came_back.value, 1)} have bought again since (95% interval ${percent(came_back.low ?? 0, 1)} to ${percent(came_back.high ?? 1, 1)}).`, { id: 'retention-came-back' })}
            </li>`
          : nothing}
      </ul>
      <p class="small muted">
        ${msg(str`Up to ${whole(active_days)} days everybody is active by the rule, and these days of waiting are part of each stay. Customers who are still active count for as long as they were watched (Kaplan–Meier).`, { id: 'retention-why' })}
      </p>
      ${at_ages.length ? asTable(msg('Still active, by age', { id: 'retention-table' }), this.#table(at_ages)) : nothing}`;
  }

  #table(rows: Activity['at_ages']) {
    const share = (value: number) => percent(value, 1);
    return html`<table>
      <thead>
        <tr>
          <th scope="col" class="end">${msg('Days since the first purchase', { id: 'retention-age' })}</th>
          <th scope="col" class="end">${msg('Still active', { id: 'retention-active' })}</th>
          <th scope="col" class="end">${msg('95% interval', { id: 'retention-interval' })}</th>
          <th scope="col" class="end">n</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ days, active }) => html`<tr data-n=${active.n}>
            <th scope="row" class="end">${whole(days)}</th>
            <td class="end">${share(active.value)}</td>
            <td class="end">${interval(active, share) || '–'}</td>
            <td class="end">${whole(active.n)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
