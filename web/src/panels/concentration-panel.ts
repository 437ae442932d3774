// <lw-concentration-panel>: who carries the value: the curve, and its numbers as a table.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/concentration-chart';
import { percent, whole } from '../format';
import type { Realised } from '../protocol';
import { LargeElement, ui } from '../ui';
import { howComputed } from './how-computed';

@customElement('lw-concentration-panel')
export class ConcentrationPanel extends LargeElement {
  static override styles = ui;

  @property({ attribute: false }) realised!: Realised;

  override render() {
    const { top, curve } = this.realised;
    const tenth = top.find(({ percent: share }) => share === 10) ?? top[top.length - 1];
    if (!tenth) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who carries the revenue', { id: 'concentration-title' })}</h2>
      <p>
        ${msg(str`The best ${whole(tenth.customers)} customers (${percent(tenth.customer_share, 1)}) hold ${percent(tenth.share)} of the realised revenue.`, { id: 'concentration-says' })}
      </p>
      <lw-concentration-chart .curve=${curve} .top=${top}></lw-concentration-chart>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Best customers', { id: 'concentration-best' })}</th>
            <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
            <th scope="col" class="end">${msg('Share of revenue', { id: 'concentration-share' })}</th>
          </tr>
        </thead>
        <tbody>
          ${top.map(
            (each) => html`<tr data-n=${each.customers}>
              <th scope="row">${percent(each.percent / 100)}</th>
              <td class="end">${whole(each.customers)}</td>
              <td class="end">${percent(each.share, 1)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${howComputed('concentration')}
    </section>`;
  }
}
