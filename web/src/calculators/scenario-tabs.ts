// <lw-scenario-tabs>: the scenarios of a calculator: choose one, name it, add (a copy of the one shown), remove. Out: "choose" (index), "names" (all),
// "add", "remove" (index).
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { UiElement, ui } from '../ui';
import { scenarioLetter } from './compare-panel';

const most = 4;

@customElement('lw-scenario-tabs')
export class ScenarioTabs extends UiElement {
  static override styles = [
    ui,
    css`
      .row {
        gap: var(--space-2);
      }
      input {
        min-height: 2.25rem;
        width: 12rem;
        font-size: var(--size-small);
      }
      button {
        min-height: 2.25rem;
        padding: var(--space-1) var(--space-3);
        font-size: var(--size-small);
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) names: string[] = [];
  @property({ type: Number }) active = 0;
  /** Only choosing. */
  @property({ type: Boolean }) fixed = false;

  override render() {
    const { names, active, fixed } = this;
    const several = names.length > 1;
    return html`<div class="row" role="group" aria-label=${msg('Scenarios', { id: 'scenarios' })}>
      ${several ? names.map((name, index) => html`<button aria-pressed=${index === active} @click=${() => this.#tell('choose', index)}>${name || scenarioLetter(index)}</button>`) : nothing}
      ${several && !fixed
        ? html`<input
              type="text"
              maxlength="40"
              autocomplete="off"
              aria-label=${msg('Name of this scenario', { id: 'scenario-name' })}
              placeholder=${msg('Name of this scenario', { id: 'scenario-name' })}
              .value=${names[active] ?? ''}
              @input=${(event: Event) => this.#tell('names', names.map((name, index) => (index === active ? (event.target as HTMLInputElement).value : name)))}
            />
            <button @click=${() => this.#tell('remove', active)}>${msg(str`Remove ${names[active] || scenarioLetter(active)}`, { id: 'scenario-remove' })}</button>`
        : nothing}
      ${names.length < most && !fixed ? html`<button @click=${() => this.#tell('add', null)}>${several ? msg('Add another', { id: 'scenario-add' }) : msg('Compare with another scenario', { id: 'scenario-compare' })}</button>` : nothing}
    </div>`;
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
