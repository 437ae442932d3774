// Sentences of the core as markup: what is wrong (or true), what was seen, what can be done.
import { html, nothing, type TemplateResult } from 'lit';
import type { Sentence } from '../protocol';
import { partsOf } from '../sentences';

export function said(sentence: Sentence): TemplateResult {
  const { wrong, saw, hint } = partsOf(sentence);
  return html`<strong>${wrong}</strong>${saw ? html` ${saw}` : nothing}${hint ? html` ${hint}` : nothing}`;
}

/** What one should know of the numbers above. */
export function notes(sentences: Sentence[] = []): TemplateResult | typeof nothing {
  return sentences.length ? html`<ul class="notes">${sentences.map((sentence) => html`<li>${said(sentence)}</li>`)}</ul>` : nothing;
}
