// <lw-tier-differences>: how the customers above a threshold differ from the others in all that is known of them. In: the core's columns.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whole } from '../format';
import type { TierColumn, TiersFound } from '../protocol';
import { UiElement, ui } from '../ui';
import { differenceHead, differenceRow, differenceStyles } from './differences';

@customElement('lw-tier-differences')
export class TierDifferences extends UiElement {
  static override styles = [ui, differenceStyles];

  @property({ attribute: false }) tiers!: TiersFound;

  override render() {
    const { columns, strata, tenure_months } = this.tiers;
    const compared = columns.filter(({ p }) => p !== null).length;
    const [made, other] = [columns.filter(({ part_of_value }) => part_of_value), columns.filter(({ part_of_value }) => !part_of_value)];
    return html`<div class="stack">
      <h3>${msg('How those who exceed it differ from the others', { id: 'differences-title' })}</h3>
      <p>
        ${tenure_months ? msg('Compared are those who have been with you long enough.', { id: 'differences-long-enough' }) : nothing}
        ${msg('These are differences, not causes: what makes somebody bring more cannot be read from them.', { id: 'differences-not-cause' })}
        ${strata > 1 ? msg(str`“Like tenure” compares only customers of like tenure, in ${whole(strata)} groups, and combines these comparisons.`, { id: 'differences-strata' }) : nothing}
        ${compared ? msg(str`“Clear” is what stays beyond chance when all ${whole(compared)} comparisons are taken together.`, { id: 'differences-clear-why' }) : nothing}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Differences between the groups', { id: 'differences-region' })}>
        <table>
          ${differenceHead({ first: msg('Exceed it', { id: 'differences-above' }) })}
          <tbody>
            ${other.map(this.#row)}
          </tbody>
          ${made.length
            ? html`<tbody class="apart">
                <tr>
                  <th scope="rowgroup" colspan="7">${msg('Part of the value itself: these differ by definition', { id: 'differences-part' })}</th>
                </tr>
                ${made.map(this.#row)}
              </tbody>`
            : nothing}
        </table>
      </div>
      <details>
        <summary>${msg('How to read this table', { id: 'differences-how' })}</summary>
        <ul>
          <li>${msg('Small print: below an average the median and how many customers it rests on; below an effect its 95% interval and n.', { id: 'differences-how-print' })}</li>
          <li>${msg('Effect of a number: Hedges’ g, the difference of the averages in standard deviations. About 0.2 is called small, 0.5 medium, 0.8 large (Cohen 1988); the interval allows for skewed values and unequal spread.', { id: 'differences-how-g' })}</li>
          <li>${msg('Effect of a share: the difference of the two shares in percentage points (Newcombe’s interval; by tenure, Mantel–Haenszel with Sato’s variance).', { id: 'differences-how-share' })}</li>
          <li>${msg('Like tenure: differences within each group of tenure, weighted by n₁·n₀ ÷ (n₁ + n₀). It is missing where tenure cannot be set apart: the season of the first purchase goes with it.', { id: 'differences-how-tenure' })}</li>
          <li>${msg('Cliff’s δ: how much more often one who exceeds it has the higher number than one of the others, from −1 to 1. A few extreme customers do not move it.', { id: 'differences-how-delta' })}</li>
          <li>${msg('Clear: p below 5% after Holm’s correction for all comparisons; of the effect at like tenure where there is one.', { id: 'differences-how-clear' })}</li>
        </ul>
      </details>
    </div>`;
  }

  #row = (column: TierColumn) => differenceRow(column, column.above, this.tiers);
}
