// How tables of numbers look. In: estimates and tables. Out: their markup.
import { type TemplateResult, html, nothing } from 'lit';
import { msg } from '@lit/localize';
import { type Interval, interval } from '../format';

/** The content of a cell: the value, below it its interval; a dash where there is no value. */
export function ranged(estimate: (Interval & { value: number | null }) | null, text: (value: number) => string): TemplateResult {
  const range = estimate ? interval(estimate, text) : '';
  return html`${estimate?.value == null ? '–' : text(estimate.value)}${range ? html`<div class="muted range">${range}</div>` : nothing}`;
}

/** Customers that an interval needs. */
const fewest = 10;

/** The same of a number that customers carry: of few of them none; without an interval where all of them are alike. */
export function carried(estimate: (Interval & { value: number; n: number }) | null, text: (value: number) => string): TemplateResult {
  if (!estimate || estimate.low !== null) return ranged(estimate, text);
  if (estimate.n < fewest) return html`<span class="muted">${msg('too few', { id: 'after-too-few' })}</span>`;
  return html`${text(estimate.value)}<div class="muted">${msg('no interval: all alike', { id: 'all-alike' })}</div>`;
}

/** The numbers of a picture, folded away below it. */
export function asTable(label: string, table: TemplateResult): TemplateResult {
  return html`<details>
    <summary>${msg('The same as a table', { id: 'as-table' })}</summary>
    <div class="scroll figures" tabindex="0" role="region" aria-label=${label}>${table}</div>
  </details>`;
}
