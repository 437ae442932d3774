// <lw-contents>: what is on a long page, part by part, as a list that leads there; and all parts folded at once. In: which survey is shown; it stands among the parts (<lw-part>)
// and lists the headings of their panels. Panels and parts tell it by the event "titled" (LargeElement).
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { whole } from '../format';
import { UiElement, ui } from '../ui';
import type { Part } from './part';

/** Fewer are seen at a glance. */
const fewest = 4;

@customElement('lw-contents')
export class Contents extends UiElement {
  static override styles = [
    ui,
    css`
      .card {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-5);
        align-items: baseline;
        justify-content: space-between;
      }
      nav {
        flex: 1 1 20rem;
      }
      .parts {
        columns: 16rem;
        column-gap: var(--space-5);
        margin-top: var(--space-3);
      }
      .part {
        break-inside: avoid-column;
        padding-bottom: var(--space-3);
      }
      h3 {
        font-size: inherit;
        margin: 0;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li button {
        min-height: 1.75rem;
        text-align: start;
      }
    `,
  ];

  /** Which of several surveys is shown: what is hidden is not listed. */
  @property({ attribute: false }) shown: number | null = null;
  @state() private parts: { part: Part; headings: HTMLElement[] }[] = [];
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

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('shown')) this.#later();
  }

  /** Many panels may tell at once. */
  #later = (): void => {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      this.parts = [...(this.#root?.querySelectorAll<Part>('lw-part') ?? [])].map((part) => ({
        part,
        headings: [...part.querySelectorAll('*')].flatMap((panel) => (panel.closest('[hidden]') ? [] : panel.shadowRoot?.querySelector<HTMLElement>('h2#title') ?? [])),
      }));
    });
  };

  override render() {
    const all = this.parts.reduce((sum, { headings }) => sum + headings.length, 0);
    if (all < fewest) return nothing;
    const open = this.parts.some(({ part }) => !part.folded);
    return html`<div class="card no-print">
      <nav aria-label=${msg('On this page', { id: 'contents' })}>
        <details>
          <summary>${msg(str`On this page: ${whole(all)} parts`, { id: 'contents-count' })}</summary>
          <div class="parts">
            ${this.parts.map(
              ({ part, headings }) =>
                html`<div class="part">
                  <h3>${part.heading}</h3>
                  <ul>
                    ${headings.map((heading) => html`<li><button class="plain" @click=${() => void this.#lead(part, heading)}>${heading.textContent?.trim()}</button></li>`)}
                  </ul>
                </div>`,
            )}
          </div>
        </details>
      </nav>
      <button class="plain" @click=${() => this.parts.forEach(({ part }) => (part.folded = open))}>
        ${open ? msg('Fold everything', { id: 'contents-fold' }) : msg('Unfold everything', { id: 'contents-unfold' })}
      </button>
    </div>`;
  }

  async #lead(part: Part, heading: HTMLElement): Promise<void> {
    part.folded = false;
    await part.updateComplete;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' });
  }
}
