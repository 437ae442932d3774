// A table of how two groups of customers differ, a row for each trait: what tiers and those who came back are shown by. In: the core's columns. Out: styles and rows.
import { css, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { decimal, percent, probability, whole } from '../format';
import type { Difference, Estimate, GroupSummary } from '../protocol';
import { traitName, traitText } from './tier-words';

/** Below a number, what it rests on. */
const small = (text: string) => html`<span class="range">${text}</span>`;

export const differenceStyles = css`
  table {
    width: 100%;
  }
  tbody th {
    min-width: 11rem;
    color: var(--ink);
    font-weight: 400;
  }
  tbody.apart tr:first-child th {
    padding-top: var(--space-4);
    color: var(--muted);
    font-weight: 600;
  }
  td {
    white-space: nowrap;
  }
  .range {
    display: block;
    font-size: 0.75rem;
    color: var(--muted);
  }
  .clear {
    font-weight: 600;
    color: var(--accent);
  }
`;

interface Currency {
  currency: string;
  minor_digits: number;
}

function group({ n, mean, median }: GroupSummary, column: Difference, { currency, minor_digits }: Currency) {
  const text = (value: number | null) => traitText(value, column, currency, minor_digits);
  return html`${text(mean)}${median === null ? nothing : small(msg(str`median ${text(median)}`, { id: 'differences-median' }))}${small(`n = ${whole(n)}`)}`;
}

function effect(estimate: Estimate | null, unit: 'ratio' | 'share') {
  if (!estimate) return '\u2013';
  const text = (value: number) => (unit === 'share' ? percent(value, 1) : decimal(value, 2));
  const { value, low, high, n } = estimate;
  return html`${text(value)}${low === null || high === null ? nothing : small(msg(str`${text(low)} to ${text(high)}`, { id: 'differences-range' }))}${small(`n = ${whole(n)}`)}`;
}

function clearness({ clear, p_holm }: Difference) {
  if (p_holm === null) return '\u2013';
  const p = probability(p_holm);
  return html`<span class=${clear ? 'clear' : ''}>${clear ? msg('yes', { id: 'differences-yes' }) : msg('no', { id: 'differences-no' })}</span>${small(p)}`;
}

/** Of the rows below. `first`: the group that is not the rest; `like`: the effect among like customers, by default those of like tenure. */
export const differenceHead = ({ what, first, rest, like }: { what?: string; first: string; rest?: string; like?: string }) =>
  html`<thead>
    <tr>
      <th scope="col">${what ?? msg('What is known of a customer', { id: 'differences-what' })}</th>
      <th scope="col" class="end">${first}</th>
      <th scope="col" class="end">${rest ?? msg('Others', { id: 'differences-rest' })}</th>
      <th scope="col" class="end">${msg('Effect', { id: 'differences-effect' })}</th>
      <th scope="col" class="end">${like ?? msg('Effect, like tenure', { id: 'differences-adjusted' })}</th>
      <th scope="col" class="end">${msg('Clear?', { id: 'differences-clear' })}</th>
      <th scope="col" class="end">${msg('Cliff’s δ', { id: 'differences-delta' })}</th>
    </tr>
  </thead>`;

/** The trait, both groups, the effect at all and among like customers, whether it is clear, Cliff's δ. `first`: the group that is not the rest. */
export function differenceRow(column: Difference, first: GroupSummary, currency: Currency) {
  const unit = column.effect === 'hedges_g' ? 'ratio' : 'share';
  return html`<tr>
    <th scope="row">${traitName(column.name)}</th>
    <td class="end" data-n=${first.n}>${group(first, column, currency)}</td>
    <td class="end" data-n=${column.rest.n}>${group(column.rest, column, currency)}</td>
    <td class="end">${effect(column.raw, unit)}</td>
    <td class="end">${effect(column.adjusted, unit)}</td>
    <td class="end">${clearness(column)}</td>
    <td class="end">${effect(column.cliffs_delta, 'ratio')}</td>
  </tr>`;
}
