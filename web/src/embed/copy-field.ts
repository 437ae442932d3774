// <lw-copy-field>: a text to take away. In: label, text. Out: the text in the clipboard, or selected where the browser gives no clipboard.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { UiElement, ui } from '../ui';

@customElement('lw-copy-field')
export class CopyField extends UiElement {
  static override styles = [
    ui,
    css`
      textarea {
        font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
        font-size: var(--size-small);
        line-height: 1.45;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--edge);
        border-radius: 0.375rem;
        padding: var(--space-2);
        width: 100%;
        resize: vertical;
      }
      .stack {
        gap: var(--space-2);
      }
    `,
  ];

  @property() label = '';
  @property() text = '';
  @state() private said = '';

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.said = '';
  }

  override render() {
    return html`<div class="stack">
      <label
        >${this.label}
        <textarea readonly rows="8" spellcheck="false" .value=${this.text} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
      </label>
      <div class="row">
        <button aria-label=${msg(str`Copy: ${this.label}`, { id: 'copy-what' })} @click=${this.#copy}>${msg('Copy', { id: 'copy' })}</button>
        <span class="small muted" role="status">${this.said}</span>
      </div>
    </div>`;
  }

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = msg('Copied.', { id: 'copied' });
    } catch {
      this.renderRoot.querySelector('textarea')?.focus();
      this.said = msg('Copy it from the field.', { id: 'copy-yourself' });
    }
  };
}
