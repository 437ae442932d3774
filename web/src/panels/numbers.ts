// A figure and what it rests on, in the words that every panel uses. In: an estimate. Out: a text, or an entry of a list of numbers (numberList in ui.ts).
import { type TemplateResult, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { whole } from '../format';
import type { Estimate } from '../protocol';

/** The interval, or that there is none, and n. */
export const restsOn = ({ low, high, n }: Pick<Estimate, 'low' | 'high' | 'n'>, text: (value: number) => string): string =>
  low !== null && high !== null
    ? msg(str`95% interval ${text(low)} to ${text(high)}, n\u00a0=\u00a0${whole(n)}`, { id: 'interval-of' })
    : msg(str`no interval, n\u00a0=\u00a0${whole(n)}`, { id: 'no-interval-of' });

/** `none`: what stands for a number that is not there. */
export const numberEntry = (name: string, estimate: Estimate | null, text: (value: number) => string, none = '–'): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd data-n=${estimate?.n ?? nothing}>
      <div class="number">${estimate ? text(estimate.value) : none}</div>
      ${estimate ? html`<div class="small muted">${restsOn(estimate, text)}</div>` : nothing}
    </dd>
  </div>`;
