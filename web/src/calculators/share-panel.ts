// <lw-share-panel>: ways to hand a calculator on: a link, the embed page, paper, an audience. In: the link's fragment. Out: "present".
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { UiElement, ui } from '../ui';

@customElement('lw-share-panel')
export class SharePanel extends UiElement {
  static override styles = [
    ui,
    css`
      .row {
        gap: var(--space-2);
      }
      button,
      a.button {
        min-height: 2.25rem;
        padding: var(--space-1) var(--space-3);
        font-size: var(--size-small);
        color: var(--ink);
        text-decoration: none;
      }
      a.button {
        display: inline-flex;
        align-items: center;
      }
      label {
        flex: 1 1 100%;
      }
    `,
  ];

  @property() fragment = '';
  /** Only the way out. */
  @property({ type: Boolean }) presenting = false;
  @state() private said = '';
  @state() private open = false;

  override render() {
    if (this.presenting) {
      return html`<div class="row">
        <button @click=${() => this.dispatchEvent(new CustomEvent('present'))}>${msg('Stop presenting (Esc)', { id: 'present-stop' })}</button>
        <span class="small muted">${msg('Arrow keys go through the scenarios.', { id: 'present-keys' })}</span>
      </div>`;
    }
    return html`<div class="row">
      <button aria-expanded=${this.open} @click=${this.#copy}>${msg('Copy link', { id: 'copy-link' })}</button>
      <a class="button" href="embed.html#${this.fragment}">${msg('Embed', { id: 'embed' })}</a>
      <button @click=${() => this.dispatchEvent(new CustomEvent('present'))}>${msg('Present', { id: 'present' })}</button>
      <button @click=${() => window.print()}>${msg('Print or PDF', { id: 'print' })}</button>
      <span class="small muted" role="status">${this.said}</span>
      ${this.open
        ? html`<label
            >${msg('The link holds the numbers, language and theme, and nothing else', { id: 'link-holds' })}
            <input type="text" readonly .value=${this.#link()} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
          /></label>`
        : nothing}
    </div>`;
  }

  #link = (): string => `${document.URL.split('#')[0]}#${this.fragment}`;

  #copy = async (): Promise<void> => {
    this.open = true;
    try {
      await navigator.clipboard.writeText(this.#link());
      this.said = msg('Copied.', { id: 'copied' });
    } catch {
      this.said = msg('Copy it from the field.', { id: 'copy-yourself' });
    }
  };
}
