// <lw-drop-zone>: a place to drop a file that is also a button. Out: "files" (FileList) and "sample" (which made-up business). Dropping anywhere on the
// page and pasting are heard by the app; this is the part one sees.
import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import type { SampleBusiness } from '../loading';
import { UiElement, ui } from '../ui';

/** What the browser's list of files shows first; whatever else is chosen or dropped is read, too, or named in a sentence. */
const accepted = '.csv,.tsv,.tab,.txt,.json,.ndjson,.jsonl,.xlsx,.xlsm,.gz,.zip,text/csv,application/json';

@customElement('lw-drop-zone')
export class DropZone extends UiElement {
  static override styles = [
    ui,
    css`
      .zone {
        display: grid;
        justify-items: start;
        gap: var(--space-4);
        border: 2px dashed var(--edge);
        border-radius: var(--radius);
        background: var(--surface);
        padding: var(--space-6) var(--space-5);
      }
      :host([compact]) .zone {
        padding: var(--space-4) var(--space-5);
      }
      .zone.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .lead {
        font-size: var(--size-lead);
      }
      input {
        display: none;
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) compact = false;
  @property({ type: Boolean }) over = false;
  @query('input') private input!: HTMLInputElement;

  override render() {
    return html`<div class="zone ${this.over ? 'over' : ''}">
      <p class="lead">${msg('Drop an export of orders or of answers to a survey here, or paste cells with Ctrl+V.', { id: 'drop-lead' })}</p>
      <div class="row">
        <button class="primary" @click=${() => this.input.click()}>${msg('Choose a file', { id: 'drop-choose' })}</button>
        <button @click=${() => this.#sample('shop')}>${msg('Try with sample data', { id: 'drop-sample' })}</button>
        <button @click=${() => this.#sample('subscriptions')}>${msg('Try sample subscriptions', { id: 'drop-sample-subscriptions' })}</button>
      </div>
      <p class="small muted">${msg('CSV, TSV, Excel (.xlsx) or JSON, also packed with gzip or zip, with one row per order: a customer, a date and an amount are enough.', { id: 'drop-formats' })} ${msg('Beside orders or alone: answers to a survey (a date and a score). Beside orders: support contacts, subscriptions and what advertising cost; several files at once are matched on the customer.', { id: 'drop-others' })}</p>
      <input type="file" multiple accept=${accepted} @change=${this.#chosen} />
    </div>`;
  }

  #sample(business: SampleBusiness): void {
    this.dispatchEvent(new CustomEvent<SampleBusiness>('sample', { detail: business }));
  }

  #chosen(): void {
    if (this.input.files?.length) this.dispatchEvent(new CustomEvent('files', { detail: [...this.input.files] }));
    this.input.value = ''; // the same file can be chosen again
  }
}
