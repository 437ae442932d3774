// <lw-theme-choice>: light, dark, or as the system says.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { recall, remember } from '../memory';
import { UiElement, ui } from '../ui';

type Theme = 'auto' | 'light' | 'dark';

const chosen = (): Theme => {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
};

export function applyTheme(theme: Theme = chosen()): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

@customElement('lw-theme-choice')
export class ThemeChoice extends UiElement {
  static override styles = [
    ui,
    css`
      select {
        min-height: 2rem;
        font-size: var(--size-small);
      }
    `,
  ];

  @state() private theme = chosen();

  override render() {
    const names: Record<Theme, string> = {
      auto: msg('Theme: system', { id: 'theme-auto' }),
      light: msg('Theme: light', { id: 'theme-light' }),
      dark: msg('Theme: dark', { id: 'theme-dark' }),
    };
    return html`<select aria-label=${msg('Theme', { id: 'theme' })} .value=${this.theme} @change=${this.#choose}>
      ${(Object.keys(names) as Theme[]).map((theme) => html`<option value=${theme} ?selected=${theme === this.theme}>${names[theme]}</option>`)}
    </select>`;
  }

  #choose(event: Event): void {
    this.theme = (event.target as HTMLSelectElement).value as Theme;
    remember('theme', this.theme);
    applyTheme(this.theme);
  }
}
