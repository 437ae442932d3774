// <lw-part>: panels on one question under a heading that folds them away. In: `name` and `heading`; the panels are its children. Which parts are folded the
// browser remembers by name.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { recall, remember } from '../memory';
import { UiElement, ui } from '../ui';

const folded = new Set((recall('folded') ?? '').split(' ').filter(Boolean));

@customElement('lw-part')
export class Part extends UiElement {
  static override styles = [
    ui,
    css`
      section {
        border-top: 2px solid var(--line);
        padding-top: var(--space-3);
      }
      h2 button.plain {
        display: flex;
        gap: var(--space-3);
        padding-inline: var(--space-1);
        align-items: center;
        min-height: 2.5rem;
        font: inherit;
        text-align: start;
        color: inherit;
        text-decoration: none;
      }
      h2 button.plain:hover {
        text-decoration: underline;
      }
      button::before {
        flex: none;
        content: '';
        width: 0.55em;
        height: 0.55em;
        border: solid currentcolor;
        border-width: 0 2px 2px 0;
        transform: translateY(-20%) rotate(45deg);
      }
      button[aria-expanded='false']::before {
        transform: rotate(-45deg);
      }
      [hidden] {
        display: none;
      }
      @media print {
        button::before {
          display: none;
        }
      }
    `,
  ];

  @property() name = '';
  @property() heading = '';

  get folded(): boolean {
    return folded.has(this.name);
  }

  set folded(fold: boolean) {
    if (fold === this.folded) return;
    if (fold) folded.add(this.name);
    else folded.delete(this.name);
    remember('folded', [...folded].join(' '));
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('titled', { bubbles: true }));
  }

  override render() {
    return html`<section class="stack" aria-labelledby="part">
      <h2 id="part"><button class="plain keep" aria-expanded=${String(!this.folded)} aria-controls="panels" @click=${() => (this.folded = !this.folded)}>${this.heading}</button></h2>
      <div id="panels" class="stack" ?hidden=${this.folded}><slot></slot></div>
    </section>`;
  }
}
