// <lw-language-choice>: each language by its own name.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { type Language, language, useLanguage } from '../localization';
import { remember } from '../memory';
import { UiElement, ui } from '../ui';

const names: Record<Language, string> = { en: 'English', es: 'Español' };

@customElement('lw-language-choice')
export class LanguageChoice extends UiElement {
  static override styles = [
    ui,
    css`
      select {
        min-height: 2rem;
        font-size: var(--size-small);
      }
    `,
  ];

  override render() {
    return html`<select aria-label=${msg('Language', { id: 'language' })} @change=${this.#choose}>
      ${(Object.keys(names) as Language[]).map((each) => html`<option value=${each} lang=${each} .selected=${each === language()}>${names[each]}</option>`)}
    </select>`;
  }

  #choose(event: Event): void {
    const wanted = (event.target as HTMLSelectElement).value as Language;
    remember('language', wanted);
    void useLanguage(wanted);
  }
}
