// <lw-acquisition-spend>: what was spent by month and channel, as a picture and as tables, beside what each channel says it brought. In: the core's answer.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/month-chart';
import { asTable, ranged } from '../controls/tables';
import { inDrawing, money, month, percent, whole } from '../format';
import type { AcquisitionAnswer } from '../protocol';
import { LargeElement, ui } from '../ui';
import { channelName } from './acquisition-words';

@customElement('lw-acquisition-spend')
export class AcquisitionSpend extends LargeElement {
  static override styles = [
    ui,
    css`
      thead th {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) answer!: AcquisitionAnswer;

  #cash = (minor: number): string => money(minor, this.answer.currency, this.answer.minor_digits);

  override render() {
    const { spend_months, currency, minor_digits } = this.answer;
    return html`<div class="stack">
      <h3>${msg('What was spent', { id: 'spend-title' })}</h3>
      <lw-month-chart
        .label=${msg('Spend by month and channel', { id: 'spend-alt' })}
        .months=${spend_months.map(month)}
        .series=${this.#series()}
        .text=${(minor: number) => inDrawing(minor, 'money', currency, minor_digits)}
      ></lw-month-chart>
      ${asTable(msg('Spend by month and channel', { id: 'spend-alt' }), this.#months())}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('Spend by channel', { id: 'spend-by-channel' })}>${this.#channels()}</div>
      ${this.#reports()}
    </div>`;
  }

  #series() {
    const { channels, rest_by_month } = this.answer;
    const own = channels.flatMap(({ name, by_month }) => (by_month ? [{ name: channelName(name), amounts: by_month }] : []));
    return rest_by_month ? [...own, { name: msg('other channels', { id: 'spend-others' }), amounts: rest_by_month }] : own;
  }

  #months() {
    const series = this.#series();
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Month', { id: 'spend-month' })}</th>
          ${series.map(({ name }) => html`<th scope="col" class="end">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.answer.spend_months.map(
          (each, at) => html`<tr>
            <th scope="row">${month(each)}</th>
            ${series.map(({ amounts }) => html`<td class="end">${this.#cash(amounts[at]!)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  get #anyReports(): boolean {
    return this.answer.channels.some(({ reported }) => reported !== null);
  }

  #channels() {
    const { channels, other_channels, total } = this.answer;
    const reports = this.#anyReports;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${msg('Channel', { id: 'spend-channel' })}</th>
          <th scope="col" class="end">${msg('Spend', { id: 'spend' })}</th>
          <th scope="col" class="end">${msg('Share', { id: 'spend-share' })}</th>
          ${reports
            ? html`<th scope="col" class="end">${msg('New customers it reports (n)', { id: 'spend-reported' })}</th>
                <th scope="col" class="end">${msg('Cost of each, as it reports', { id: 'spend-reported-cost' })}</th>`
            : nothing}
        </tr>
      </thead>
      <tbody>
        ${channels.map(
          ({ name, spend, share, acquisition, reported, cac }) => html`<tr>
            <th scope="row">${channelName(name)}${acquisition ? nothing : html` <span class="muted">(${msg('not meant to find customers', { id: 'spend-not-acquisition' })})</span>`}</th>
            <td class="end">${this.#cash(spend)}</td>
            <td class="end">${share === null ? '–' : percent(share, 1)}</td>
            ${reports ? html`<td class="end">${reported === null ? '–' : whole(reported)}</td><td class="end">${ranged(cac, this.#cash)}</td>` : nothing}
          </tr>`,
        )}
        ${other_channels
          ? html`<tr>
              <th scope="row">${msg(str`${whole(other_channels.channels)} further channels`, { id: 'spend-further' })}</th>
              <td class="end">${this.#cash(other_channels.spend)}</td>
              <td></td>
              ${reports ? html`<td></td><td></td>` : nothing}
            </tr>`
          : nothing}
        <tr>
          <th scope="row">${msg('All', { id: 'cohort-all' })}</th>
          <td class="end">${this.#cash(total)}</td>
          <td></td>
          ${reports ? html`<td></td><td></td>` : nothing}
        </tr>
      </tbody>
    </table>`;
  }

  /** Paid against blended. */
  #reports() {
    const { answer } = this;
    if (!answer.counted || !answer.paid || answer.paid.cac === null) return nothing;
    const { reported, cac } = answer.paid;
    return html`<p>
      ${msg(str`Paid: by their own counts the channels brought ${whole(reported)} new customers, at ${this.#cash(cac.value)} each. This leaves out customers who came by themselves, and may count one customer several times.`, { id: 'spend-paid' })}
    </p>`;
  }
}
