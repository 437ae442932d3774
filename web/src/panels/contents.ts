// <lw-contents>: what is on a long page, as a list that leads there. In: nothing; it stands among the panels and lists the headings of those that show one. Panels tell it
// by the event "titled" (LargeElement).
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whole } from '../format';
import { UiElement, ui } from '../ui';

/** Fewer are seen at a glance. */
const fewest = 4;

@customElement('lw-contents')
export class Contents extends UiElement {
  static override styles = [
    ui,
    css`
      ul {
        list-style: none;
        margin: var(--space-3) 0 0;
        padding: 0;
        columns: 16rem;
        column-gap: var(--space-5);
      }
      li {
        break-inside: avoid;
      }
      button {
        min-height: 1.75rem;
        text-align: start;
      }
    `,
  ];

  @state() private headings: HTMLElement[] = [];
  #root: ShadowRoot | Document | null = null;
  #waiting = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#root = this.getRootNode() as ShadowRoot | Document;
    this.#root.addEventListener('titled', this.#later);
    this.#later();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#root?.removeEventListener('titled', this.#later);
  }

  /** Many panels may tell at once. */
  #later = (): void => {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      const panels = [...(this.#root?.querySelectorAll<HTMLElement>('*') ?? [])];
      this.headings = panels.flatMap((panel) => panel.shadowRoot?.querySelector<HTMLElement>('h2#title') ?? []);
    });
  };

  override render() {
    if (this.headings.length < fewest) return nothing;
    return html`<nav class="card no-print" aria-label=${msg('On this page', { id: 'contents' })}>
      <details>
        <summary>${msg(str`On this page: ${whole(this.headings.length)} parts`, { id: 'contents-count' })}</summary>
        <ul>
          ${this.headings.map((heading) => html`<li><button class="plain" @click=${() => this.#lead(heading)}>${heading.textContent?.trim()}</button></li>`)}
        </ul>
      </details>
    </nav>`;
  }

  #lead(heading: HTMLElement): void {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' });
  }
}
