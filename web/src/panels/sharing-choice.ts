// <lw-sharing-choice>: what may go into files and onto paper. In: "emails" or "all": what it asks. The choice is one for the whole page.
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { type Sharing, onSharing, share, shared } from '../sharing';
import { UiElement, ui } from '../ui';

@customElement('lw-sharing-choice')
export class SharingChoice extends UiElement {
  static override styles = [ui];

  @property() asks: 'emails' | 'all' = 'all';
  #leave = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = onSharing(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#leave();
    super.disconnectedCallback();
  }

  #box(name: keyof Sharing, label: string) {
    return html`<label class="check"><input type="checkbox" name=${name} .checked=${shared()[name]} @change=${({ target }: Event) => share({ [name]: (target as HTMLInputElement).checked })} />${label}</label>`;
  }

  override render() {
    const emails = this.#box('emails', msg('E-mail addresses in full', { id: 'sharing-emails' }));
    if (this.asks === 'emails') return html`<div class="no-print">${emails}</div>`;
    return html`<fieldset class="no-print">
      <legend>${msg('In saved files and on paper', { id: 'sharing-title' })}</legend>
      <div class="row">${emails} ${this.#box('smallCells', msg('Groups of fewer than 5 customers, too (for my own eyes)', { id: 'sharing-small' }))}</div>
      <p class="small muted">
        ${msg('Unless you check them, saved lists name a***17@example.org instead of ana@example.org (17 is the customer’s number while these files are open, so that several lists still match), paper names a***@example.org, and grouped tables leave small groups out: numbers of so few people may give somebody away.', { id: 'sharing-why' })}
      </p>
    </fieldset>`;
  }
}
