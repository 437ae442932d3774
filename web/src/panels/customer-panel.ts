// <lw-customer-panel>: one customer: what was bought when, whether the silence since is unusual for him or her, and what the model expects. In: an
// engine, settings, the customer's name. Out: "close", and "unknown" (Sentence) where the core knows nobody of that name.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/alive-chart';
import '../charts/purchase-chart';
import { said } from '../controls/said';
import { type Engine, Refused, isAbort } from '../engine';
import { saveTable } from '../export';
import { day, decimal, major, money, percent, significant, whole } from '../format';
import type { AlivePoint, CustomerOutlook, CustomerPage, Estimate, NextTime, Settings } from '../protocol';
import { LargeElement, ui } from '../ui';
import { paperText } from './paper-text';
import { isProfit } from './profit-words';
import { sourceOfNextPurchase } from './customer-words';

@customElement('lw-customer-panel')
export class CustomerPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      .head {
        justify-content: space-between;
      }
      .rhythm {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--note-soft);
        max-width: none;
      }
      .rhythm.late {
        background: var(--bad-soft);
        border: 1px solid var(--bad);
      }
      dl {
        margin: 0;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
      }
      dl > div {
        display: grid;
        gap: var(--space-1);
        align-content: start;
      }
      dt {
        color: var(--muted);
        font-size: var(--size-small);
      }
      dd {
        margin: 0;
      }
      dd.main {
        font-size: var(--size-lead);
        font-variant-numeric: tabular-nums;
      }
      td,
      tbody th {
        white-space: nowrap;
      }
      .tall {
        max-height: 24rem;
        overflow: auto;
      }
      @media print {
        .tall {
          max-height: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) name = '';

  @state() private page: CustomerPage | null = null;
  /** Counts what was asked; only the last answer is shown. */
  #asked = 0;
  #waiting = false;
  #focusWanted = true;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('name')) this.#focusWanted = true;
    if (changed.has('engine') || changed.has('settings') || changed.has('name')) void this.#ask();
  }

  override updated(): void {
    if (!this.#focusWanted || !this.page || this.#waiting) return;
    this.#focusWanted = false;
    this.show();
  }

  /** The reader goes on at the heading. */
  show(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  async #ask(): Promise<void> {
    const asked = ++this.#asked;
    this.#waiting = true;
    try {
      const page = await this.engine.compute('customer', { ...this.settings, customer: this.name });
      if (asked !== this.#asked) return;
      this.page = page;
      this.#waiting = false;
    } catch (error) {
      if (asked !== this.#asked || isAbort(error)) return;
      const known = error instanceof Refused && error.sentence.code.startsWith('customer_');
      this.dispatchEvent(new CustomEvent(known ? 'unknown' : 'failed', { detail: known ? error.sentence : error }));
    }
  }

  #close = (): void => void this.dispatchEvent(new CustomEvent('close'));

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
  };

  override render() {
    const { page } = this;
    if (!page) return nothing;
    const { forecast, rhythm, caveats } = page;
    return html`<section class="card stack" aria-labelledby="title" @keydown=${this.#key}>
      <div class="row head">
        <h2 id="title" tabindex="-1">${paperText(page.customer)}</h2>
        <button @click=${this.#close}>${msg('Back to the table', { id: 'customer-close' })}</button>
      </div>
      <p class="rhythm ${rhythm.late ? 'late' : ''}">${said(rhythm.sentence)}</p>
      ${this.#figures(page)}
      <h3>${msg('Purchases', { id: 'customer-purchases' })}</h3>
      <lw-purchase-chart .label=${msg('Purchases in time, as high as each is worth', { id: 'customer-purchases-alt' })} .customer=${page}></lw-purchase-chart>
      ${this.#purchases(page)}
      ${forecast?.alive.length
        ? html`<h3>${msg('How likely it was that this is still a customer', { id: 'customer-alive-title' })}</h3>
            <lw-alive-chart
              .label=${msg('Probability of still being a customer, day by day', { id: 'customer-alive-alt' })}
              .customer=${page}
              .points=${forecast.alive}
            ></lw-alive-chart>
            <p class="small muted">
              ${msg('As it would have been said from the purchases known on each day, by the model as it is fitted today. It falls in silence and jumps at purchases; the band is the 95% interval.', { id: 'customer-alive-why' })}
            </p>
            ${this.#alive(forecast.alive)}`
        : nothing}
      ${caveats.map((caveat) => html`<p class="small">${said(caveat)}</p>`)}
      <details>
        <summary>${msg('Definitions and sources', { id: 'customer-method' })}</summary>
        ${sourceOfNextPurchase(page.model)}
      </details>
    </section>`;
  }

  // ------------------------------------------------------------------ figures

  #figures(page: CustomerPage) {
    const cash = (minor: number) => money(minor, page.currency, page.minor_digits);
    const { rhythm, forecast } = page;
    return html`<dl>
      ${this.#figure(msg('Revenue so far', { id: 'table-value' }), cash(page.value), page.refunds ? msg(str`net of refunds, ${whole(page.refunds)} of them on days without a purchase`, { id: 'customer-refunds' }) : msg('net of refunds', { id: 'customer-net' }))}
      ${page.profit === undefined ? nothing : this.#figure(msg('Profit so far', { id: 'customer-profit' }), cash(page.profit), msg('after costs: a count, not an estimate', { id: 'customer-profit-why' }))}
      ${this.#figure(
        msg('Purchase days', { id: 'table-orders' }),
        whole(page.orders),
        page.orders > 1
          ? msg(str`${whole(page.orders - 1)} of them repeat purchases; from ${day(page.first_day)} to ${day(page.last_day)}`, { id: 'customer-orders' })
          : msg(str`on ${day(page.first_day)}`, { id: 'customer-ordered-once' }),
      )}
      ${this.#figure(
        msg('Days with you', { id: 'customer-age' }),
        whole(page.age),
        rhythm.median_gap === null
          ? msg(str`until ${day(page.observation_end)}`, { id: 'customer-until' })
          : msg(str`until ${day(page.observation_end)}; median gap between purchases ${significant(rhythm.median_gap, 4)} days, longest ${whole(rhythm.longest_gap ?? 0)}`, { id: 'customer-gaps' }),
      )}
      ${forecast ? this.#outlook(page, forecast) : nothing}
    </dl>`;
  }

  #figure(name: string, value: string, small: unknown) {
    return html`<div>
      <dt>${name}</dt>
      <dd class="main">${value}</dd>
      <dd class="small muted">${small}</dd>
    </div>`;
  }

  #estimate(name: string, estimate: Estimate, text: (value: number) => string, more = '') {
    const { value, low, high, n } = estimate;
    const range = low === null || high === null ? '' : msg(str`95% interval ${text(low)} to ${text(high)}; model of ${whole(n)} customers`, { id: 'customer-interval' });
    return this.#figure(name, text(value), html`${range}${more ? html`<br />${more}` : nothing}`);
  }

  #outlook(page: CustomerPage, forecast: CustomerOutlook) {
    const share = (value: number) => percent(value, value < 0.1 ? 1 : 0);
    const cash = (minor: number) => money(minor, page.currency, page.minor_digits);
    const until = day(page.horizon_end);
    const { p_alive, transactions, clv, buys, buys_ever, next_purchase } = forecast;
    return html`${p_alive ? this.#estimate(msg('Still a customer', { id: 'table-alive' }), p_alive, share) : nothing}
      ${this.#estimate(
        msg(str`Buys again by ${until}`, { id: 'customer-buys' }),
        buys,
        share,
        buys_ever ? msg(str`ever: ${share(buys_ever.value)} (${share(buys_ever.low ?? 0)} to ${share(buys_ever.high ?? 1)})`, { id: 'customer-buys-ever' }) : '',
      )}
      ${this.#estimate(msg(str`Purchases expected by ${until}`, { id: 'customer-transactions' }), transactions, (value) => decimal(value, 2))}
      ${clv ? this.#estimate(this.#toCome(until, page), clv, cash) : nothing}
      ${this.#next(next_purchase.times, next_purchase.within_days)}`;
  }

  #toCome(until: string, page: CustomerPage): string {
    if (page.costs) return msg(str`Profit to come by ${until}, after costs`, { id: 'customer-clv-costs' });
    return isProfit(page) ? msg(str`Profit to come by ${until} at ${percent(page.margin)} margin`, { id: 'customer-clv' }) : msg(str`Revenue to come by ${until}`, { id: 'customer-clv-revenue' });
  }

  /** The times are of those who buy again at all: the chance of that stands beside. */
  #next(times: NextTime[], within: number) {
    const half = times.find(({ share }) => share === 0.5)!;
    const years = whole(Math.floor(within / 365));
    const days = (value: number) => decimal(value, value < 100 ? 1 : 0);
    const by = (time: NextTime) => (time.day === null ? msg(str`later than in ${years} years`, { id: 'customer-next-late' }) : day(time.day));
    const ends = (value: number | null) => (value === null ? msg(str`over ${years} years`, { id: 'customer-next-over' }) : msg(str`${days(value)} days`, { id: 'customer-next-days' }));
    const others = times.filter((time) => time !== half);
    return this.#figure(
      msg('Next purchase, if one comes: half come by', { id: 'customer-next' }),
      by(half),
      html`${half.days.value === null
          ? nothing
          : html`${msg(str`in ${days(half.days.value)} days; 95% interval of this median ${ends(half.days.low)} to ${ends(half.days.high)}`, { id: 'customer-next-interval' })}<br />`}
        ${others.map((time, index) => html`${index ? '; ' : ''}${msg(str`${percent(time.share)} by: ${by(time)}`, { id: 'customer-next-share' })}`)}`,
    );
  }

  // ------------------------------------------------------------------ tables

  #purchases({ purchases, not_listed, currency, minor_digits }: CustomerPage) {
    const kind = (refund: boolean) => (refund ? msg('Refund', { id: 'customer-refund' }) : msg('Purchase', { id: 'customer-purchase' }));
    const heads = [msg('Day', { id: 'customer-day' }), msg('What', { id: 'customer-what' }), msg('Value', { id: 'value' })];
    const save = () =>
      saveTable([heads, ...purchases.map(({ day: at, value, refund }) => [at, kind(refund), { text: '', raw: major(value, minor_digits) }])], 'lifeworth-customer-purchases.csv');
    return html`${not_listed
        ? html`<p class="small muted">${msg(str`The latest ${whole(purchases.length)} days are shown; ${whole(not_listed)} earlier ones count in all figures.`, { id: 'customer-not-listed' })}</p>`
        : nothing}
      <details>
        <summary>${msg('The same as a table', { id: 'as-table' })}</summary>
        <div class="scroll tall" tabindex="0" role="region" aria-label=${msg('Purchases of this customer', { id: 'customer-purchases-table' })}>
          <table>
            <thead>
              <tr>
                <th scope="col">${heads[0]}</th>
                <th scope="col">${heads[1]}</th>
                <th scope="col" class="end">${heads[2]}</th>
              </tr>
            </thead>
            <tbody>
              ${purchases.map(
                ({ day: at, value, refund }) => html`<tr>
                  <th scope="row">${day(at)}</th>
                  <td>${kind(refund)}</td>
                  <td class="end">${money(value, currency, minor_digits)}</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <p class="row no-print"><button @click=${save}>${msg('Save these purchases (CSV)', { id: 'customer-save' })}</button></p>
      </details>`;
  }

  #alive(points: AlivePoint[]) {
    return html`<details>
      <summary>${msg('The same as a table', { id: 'as-table' })}</summary>
      <div class="scroll tall" tabindex="0" role="region" aria-label=${msg('Probability of still being a customer, by day', { id: 'customer-alive-table' })}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Day', { id: 'customer-day' })}</th>
              <th scope="col" class="end">${msg('Still a customer', { id: 'table-alive' })}</th>
              <th scope="col" class="end">${msg('95% interval', { id: 'retention-interval' })}</th>
            </tr>
          </thead>
          <tbody>
            ${points.map(
              ([at, value, low, high]) => html`<tr>
                <th scope="row">${day(at)}</th>
                <td class="end">${percent(value, 1)}</td>
                <td class="end">${percent(low, 1)} – ${percent(high, 1)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}
