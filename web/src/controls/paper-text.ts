// A text of a file that may name a customer: on paper its e-mail addresses are masked unless a person lets them go (small-cells.ts). In: the text. Out: the same, marked.
import { type TemplateResult, html } from 'lit';
import { foreign } from '../foreign';

export const paperText = (text: string, most?: number): TemplateResult => html`<bdi data-text><span>${foreign(text, most)}</span></bdi>`;
