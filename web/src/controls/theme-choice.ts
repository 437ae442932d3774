// <lw-theme-choice>: light, dark, or as the system says.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { recall, remember } from '../memory';
import { UiElement, ui } from '../ui';

type Theme = 'auto' | 'light' | 'dark';

const chosen = (): Theme => {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
};

const told = new Set<() => void>();

/** Calls back when another theme is applied. Returns the end of it. */
export function onTheme(callback: () => void): () => void {
  told.add(callback);
  return () => told.delete(callback);
}

export function applyTheme(theme: Theme = chosen()): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  told.forEach((callback) => callback());
}

/** The one that is applied: a link may ask for another than the reader chose. */
export function appliedTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
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

  #leave = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = onTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#leave();
    super.disconnectedCallback();
  }

  override render() {
    const applied = appliedTheme();
    const names: Record<Theme, string> = {
      auto: msg('Theme: system', { id: 'theme-auto' }),
      light: msg('Theme: light', { id: 'theme-light' }),
      dark: msg('Theme: dark', { id: 'theme-dark' }),
    };
    return html`<select aria-label=${msg('Theme', { id: 'theme' })} @change=${this.#choose}>
      ${(Object.keys(names) as Theme[]).map((theme) => html`<option value=${theme} .selected=${theme === applied}>${names[theme]}</option>`)}
    </select>`;
  }

  #choose(event: Event): void {
    const theme = (event.target as HTMLSelectElement).value as Theme;
    remember('theme', theme);
    applyTheme(theme);
  }
}
