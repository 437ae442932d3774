// A text of a file that may name a customer: on paper its e-mail addresses are masked unless a person lets them go (small-cells.ts). In: the text. Out: the same, with what
// paper shows instead, for rows of a long table may come while it is printed.
import { type TemplateResult, html, nothing } from 'lit';
import { foreign } from '../foreign';
import { masked } from '../small-cells';

export function paperText(text: string, most?: number): TemplateResult {
  const [shown, paper] = [foreign(text, most), foreign(masked(text), most)];
  return html`<bdi data-masked=${paper === shown ? nothing : paper}><span>${shown}</span></bdi>`;
}
