// <lw-comeback-signs>: how those who came back differ, in what was known of them before, from those who did not: at all, and among customers to whom the model
// gave like probabilities. In: the core's columns.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import { whole } from '../format';
import type { ComebackJudged, SignColumn } from '../protocol';
import { UiElement, ui } from '../ui';
import { quoted } from '../words';
import { differenceHead, differenceRow, differenceStyles } from './differences';
import { traitName } from './tier-words';

@customElement('lw-comeback-signs')
export class ComebackSigns extends UiElement {
  static override styles = [
    ui,
    differenceStyles,
    css`
      .pictures {
        display: grid;
        gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
      }
    `,
  ];

  @property({ attribute: false }) answer!: ComebackJudged;

  override render() {
    const { columns, strata } = this.answer;
    const compared = columns.filter(({ p }) => p !== null).length;
    const [beyond, known] = [columns.filter((column) => !column.known_to_model), columns.filter((column) => column.known_to_model)];
    return html`<div class="stack">
      <h3>${msg('By which signs those who came back differ', { id: 'signs-title' })}</h3>
      <p>
        ${msg('All signs are as they were known on that day.', { id: 'signs-known-then' })}
        ${strata > 1 ? msg(str`“Like probability” compares only customers to whom the model gave like probabilities, in ${whole(strata)} groups: what is left is what a sign tells beyond how often and how lately somebody bought.`, { id: 'signs-strata' }) : nothing}
        ${compared ? msg(str`“Clear” is what stays beyond chance when all ${whole(compared)} comparisons are taken together.`, { id: 'differences-clear-why' }) : nothing}
        ${msg('These are differences, not causes: nothing here says that changing a sign would bring anybody back.', { id: 'signs-not-cause' })}
      </p>
      ${strata > 1 ? html`<p role="status"><strong>${this.#verdict(beyond)}</strong></p>` : nothing}
      ${strata > 1 ? this.#pictures(beyond) : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Signs of coming back', { id: 'signs-region' })}>
        <table>
          ${differenceHead({
            what: msg('What was known of a customer', { id: 'signs-what' }),
            first: msg('Came back', { id: 'signs-came' }),
            rest: msg('Did not', { id: 'signs-rest' }),
            like: msg('Effect, like probability', { id: 'signs-adjusted' }),
          })}
          <tbody>
            ${beyond.map(this.#row)}
          </tbody>
          <tbody class="apart">
            <tr>
              <th scope="rowgroup" colspan="7">${msg('What the model has used already: how often and when somebody bought', { id: 'signs-part' })}</th>
            </tr>
            ${known.map(this.#row)}
          </tbody>
        </table>
      </div>
      <details>
        <summary>${msg('How to read this table', { id: 'differences-how' })}</summary>
        <ul>
          <li>${msg('Small print: below an average the median and how many customers it rests on; below an effect its 95% interval and n.', { id: 'differences-how-print' })}</li>
          <li>${msg('Effect of a number: Hedges’ g, the difference of the averages in standard deviations. About 0.2 is called small, 0.5 medium, 0.8 large (Cohen 1988); the interval allows for skewed values and unequal spread.', { id: 'differences-how-g' })}</li>
          <li>${msg('Effect of a share: the difference of the two shares in percentage points (Newcombe’s interval; at like probability Mantel–Haenszel with Sato’s variance).', { id: 'signs-how-share' })}</li>
          <li>${msg('Like probability: differences within each group of like probability, weighted by n₁·n₀ ÷ (n₁ + n₀). Where the model errs, part of its error can show here.', { id: 'signs-how-adjusted' })}</li>
          <li>${msg('Cliff’s δ: how much more often one who came back has the higher number than one who did not, from −1 to 1. A few extreme customers do not move it.', { id: 'signs-how-delta' })}</li>
          <li>${msg('Clear: p below 5% after Holm’s correction for all comparisons; of the effect at like probability where there is one.', { id: 'signs-how-clear' })}</li>
        </ul>
      </details>
    </div>`;
  }

  #verdict(beyond: SignColumn[]) {
    const names = (more: boolean) =>
      beyond.flatMap(({ name, clear, adjusted }) => (clear && adjusted && adjusted.value > 0 === more ? [quoted(traitName(name))] : [])).join(', ');
    const [more, less] = [names(true), names(false)];
    if (!more && !less) return msg('Beyond how often and how lately customers bought, no sign told clearly who would come back.', { id: 'signs-none' });
    return html`${more ? msg(str`Beyond how often and how lately they bought, those who came back had more of: ${more}.`, { id: 'signs-more' }) : nothing}
    ${less ? msg(str`Beyond how often and how lately they bought, those who came back had less of: ${less}.`, { id: 'signs-less' }) : nothing}`;
  }

  /** Numbers and shares have effects of two kinds, so that they stand apart. */
  #pictures(beyond: SignColumn[]) {
    const rows = (effect: SignColumn['effect']) =>
      beyond.flatMap(({ name, adjusted, clear, effect: own }) =>
        own === effect && adjusted && adjusted.low !== null && adjusted.high !== null ? [{ name: traitName(name), value: adjusted.value, low: adjusted.low, high: adjusted.high, best: clear }] : [],
      );
    const [numbers, shares] = [rows('hedges_g'), rows('difference_of_shares')];
    return html`<div class="pictures">
        ${numbers.length
          ? html`<lw-interval-chart
              .label=${msg('Effects of numbers at like probability, with 95% intervals; the table has the numbers', { id: 'signs-alt-numbers' })}
              .x=${msg('standard deviations more', { id: 'signs-x-numbers' })}
              .rows=${numbers}
            ></lw-interval-chart>`
          : nothing}
        ${shares.length
          ? html`<lw-interval-chart
              .label=${msg('Effects of shares at like probability, with 95% intervals; the table has the numbers', { id: 'signs-alt-shares' })}
              .x=${msg('percentage points more', { id: 'signs-x-shares' })}
              .rows=${shares}
              .shares=${true}
            ></lw-interval-chart>`
          : nothing}
      </div>
      <p class="small muted">${msg('Right of the line: those who came back had more of it, at like probability. Full dots are clear.', { id: 'signs-key' })}</p>`;
  }

  #row = (column: SignColumn) => differenceRow(column, column.came, this.answer);
}
