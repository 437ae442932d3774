// <lw-acquisition-payback>: when new customers have paid back what they cost, as a band over time, and value ÷ cost of each month's new customers at fixed ages. In: the
// core's answer where spend and orders could be counted together.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/payback-chart';
import { asTable, ranged } from '../controls/tables';
import { decimal, duration, inDrawing, money, month, percent, whole } from '../format';
import type { CountedAcquisition, Estimate, PaybackAge, SpendAnswer } from '../protocol';
import { LargeElement, ui } from '../ui';
import { isProfit, profitHow } from './profit-words';

const ratio = (value: number): string => decimal(value, 2);
const months = (value: number): string => decimal(value, 1);

@customElement('lw-acquisition-payback')
export class AcquisitionPayback extends LargeElement {
  static override styles = [
    ui,
    css`
      thead th {
        white-space: nowrap;
      }
      .young {
        font-style: italic;
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) answer!: SpendAnswer & CountedAcquisition;

  #cash = (minor: number): string => money(minor, this.answer.currency, this.answer.minor_digits);

  override render() {
    return html`<div class="stack">${this.#payback()} ${this.#ratios()}</div>`;
  }

  // ------------------------------------------------------------------ payback

  #payback() {
    const { payback, currency, minor_digits } = this.answer;
    if (!payback) return nothing;
    const profit = isProfit(this.answer);
    return html`<h3>${msg('When that is paid back', { id: 'payback-title' })}</h3>
      <p role="status">${this.#when(payback)} ${this.#discounted(payback)}</p>
      <lw-payback-chart
        .names=${{
          title: profit ? msg('Profit per new customer by months since the first purchase, against the cost of a customer', { id: 'payback-alt' }) : msg('Revenue per new customer by months since the first purchase, against the cost of a customer', { id: 'payback-alt-revenue' }),
          x: msg('months since the first purchase', { id: 'payback-x' }),
          profit: profit ? msg('profit per customer, 95% band', { id: 'payback-profit' }) : msg('revenue per customer, 95% band', { id: 'payback-revenue' }),
          cost: msg('cost of a customer', { id: 'payback-cost' }),
          months: msg('paid back, 95% interval', { id: 'payback-months' }),
        }}
        .curve=${payback.curve}
        .months=${payback.months}
        .text=${(minor: number) => inDrawing(minor, 'money', currency, minor_digits)}
      ></lw-payback-chart>
      <p class="small muted">
        ${msg('At each age only months whose customers have all reached it, on both lines: young customers would look poor for nothing but being young. So the lines may bend where a month drops out.', { id: 'payback-ages' })} ${profitHow(this.answer)}
      </p>
      ${asTable(msg('Payback by age', { id: 'payback-table' }), this.#ages(payback.curve, profit))}`;
  }

  #when({ months: { value, low, high, n }, curve }: NonNullable<CountedAcquisition['payback']>) {
    const last = curve[curve.length - 1]!;
    const observed = whole(last.age);
    const range =
      low === null
        ? ''
        : high === null
          ? msg(str`95% interval: ${months(low)} months, or later than the ${observed} observed; n\u00a0=\u00a0${whole(n)}.`, { id: 'payback-interval-open' })
          : msg(str`95% interval ${months(low)} to ${months(high)}; n\u00a0=\u00a0${whole(n)}.`, { id: 'payback-interval' });
    const chance = msg(str`Chance to have paid back after ${observed} months: ${percent(last.chance)}.`, { id: 'payback-chance' });
    if (value === null) return html`<strong>${msg(str`Not paid back within the ${observed} months observed.`, { id: 'payback-never' })}</strong> ${range} ${chance}`;
    if (value === 0) return html`<strong>${msg('Paid back by the first order, on average.', { id: 'payback-first' })}</strong> ${range} ${chance}`;
    return html`<strong>${msg(str`Paid back after ${months(value)} months, on average.`, { id: 'payback-after' })}</strong> ${range} ${chance}`;
  }

  #discounted({ discount, discounted, curve }: NonNullable<CountedAcquisition['payback']>) {
    if (!discounted) return nothing;
    const { value, low, high } = discounted;
    const rate = percent(discount, 1);
    if (value === null) return msg(str`Discounted at ${rate} a year: not within the ${whole(curve[curve.length - 1]!.age)} months observed.`, { id: 'payback-discounted-never' });
    if (low === null) return msg(str`Discounted at ${rate} a year: ${months(value)} months.`, { id: 'payback-discounted-bare' });
    return high === null
      ? msg(str`Discounted at ${rate} a year: ${months(value)} months (95% interval: ${months(low)} or more).`, { id: 'payback-discounted-open' })
      : msg(str`Discounted at ${rate} a year: ${months(value)} months (95% interval ${months(low)} to ${months(high)}).`, { id: 'payback-discounted' });
  }

  #ages(curve: PaybackAge[], profit: boolean) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col" class="end">${msg('Months', { id: 'payback-age' })}</th>
          <th scope="col" class="end">${msg('Customers (n)', { id: 'payback-customers' })}</th>
          <th scope="col" class="end">${profit ? msg('Profit per customer so far', { id: 'payback-profit-column' }) : msg('Revenue per customer so far', { id: 'payback-revenue-column' })}</th>
          <th scope="col" class="end">${msg('Cost of a customer', { id: 'payback-cost-column' })}</th>
          <th scope="col" class="end">${msg('Chance to have paid back', { id: 'payback-chance-column' })}</th>
        </tr>
      </thead>
      <tbody>
        ${curve.map(
          ({ age, customers, profit: brought, cost, chance }) => html`<tr>
            <th scope="row" class="end">${age === 0 ? msg('first order', { id: 'payback-first-order' }) : whole(age)}</th>
            <td class="end">${whole(customers)}</td>
            <td class="end">${ranged(brought, this.#cash)}</td>
            <td class="end">${this.#cash(cost)}</td>
            <td class="end">${percent(chance)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  // ------------------------------------------------------------------ value ÷ cost

  #ratios() {
    const { ages, cohorts, all } = this.answer;
    const profit = isProfit(this.answer);
    return html`<h3>${msg('New customers by month: cost, and value ÷ cost at fixed ages', { id: 'ratio-title' })}</h3>
      <p class="small muted">
        ${profit
          ? msg('Value is profit up to that age of each customer. 1 means paid back. “3 : 1” is a rule of thumb that many quote for a whole lifetime; nothing makes it true for your shop.', { id: 'ratio-why' })
          : msg('Value is revenue up to that age of each customer, as no margin is taken off: it is not what stays with you. “3 : 1” is a rule of thumb that many quote for profit over a whole lifetime; nothing makes it true for your shop.', { id: 'ratio-why-revenue' })}
      </p>
      <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('Cost and value by month', { id: 'ratio-table' })}>
        <table data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${msg('First purchase', { id: 'cohort-month' })}</th>
              <th scope="col" class="end">${msg('Spend', { id: 'spend' })}</th>
              <th scope="col" class="end">${msg('New customers (n)', { id: 'cac-customers' })}</th>
              <th scope="col" class="end">${msg('Cost of each', { id: 'cac-each' })}</th>
              ${ages.map((age) => html`<th scope="col" class="end">${duration(age, 'months')}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${cohorts.map(
              (cohort) => html`<tr data-n=${cohort.customers}>
                <th scope="row">${month(cohort.month)}${cohort.whole ? nothing : html` <span class="muted">(${msg('part', { id: 'cac-part' })})</span>`}</th>
                <td class="end">${this.#cash(cohort.spend)}</td>
                <td class="end">${whole(cohort.customers)}</td>
                <td class="end">${ranged(cohort.cac, this.#cash)}</td>
                ${cohort.ratios.map((each) => this.#ratio(each, cohort.customers))}
              </tr>`,
            )}
            ${ages.length
              ? html`<tr>
                  <th scope="row">${msg('All', { id: 'cohort-all' })}</th>
                  <td></td>
                  <td></td>
                  <td></td>
                  ${all.ratios.map((each) => html`<td class="end">${ranged(each, ratio)}<div class="muted">n = ${whole(each.n)}</div></td>`)}
                </tr>`
              : nothing}
          </tbody>
        </table>
      </div>`;
  }

  #ratio(estimate: Estimate | null, customers: number) {
    if (!estimate) return html`<td class="end young">${customers ? msg('too young', { id: 'cohort-young' }) : '–'}</td>`;
    return html`<td class="end">${ranged(estimate, ratio)}</td>`;
  }
}
