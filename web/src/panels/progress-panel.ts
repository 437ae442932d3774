// <lw-progress-panel>: how far reading has come, in bytes and rows, and a way to stop it. Out: "cancel".
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { foreign } from '../foreign';
import { size, whole } from '../format';
import type { Progress } from '../protocol';
import { UiElement, ui } from '../ui';

@customElement('lw-progress-panel')
export class ProgressPanel extends UiElement {
  static override styles = [
    ui,
    css`
      progress {
        width: 100%;
        height: 0.75rem;
        accent-color: var(--accent);
      }
    `,
  ];

  @property() name = '';
  @property({ attribute: false }) progress: Progress | null = null;

  override render() {
    const { progress } = this;
    const done = progress !== null && progress.bytes >= progress.total;
    return html`<section class="card stack" aria-label=${msg('Reading', { id: 'progress-title' })}>
      <div class="row">
        <h2>${done ? msg('Computing …', { id: 'progress-computing' }) : msg(str`Reading ${foreign(this.name)} …`, { id: 'progress-reading' })}</h2>
      </div>
      <progress aria-label=${msg('Progress of reading', { id: 'progress-label' })} max="1" value=${done ? nothing : progress ? progress.bytes / Math.max(1, progress.total) : 0}></progress>
      ${progress
        ? html`<p class="muted">
            ${msg(str`${size(progress.bytes)} of ${size(progress.total)}, ${whole(progress.rows)} rows`, { id: 'progress-count' })}
          </p>`
        : nothing}
      <div class="row"><button @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${msg('Cancel', { id: 'cancel' })}</button></div>
    </section>`;
  }
}
