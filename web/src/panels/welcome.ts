// <lw-welcome>: what the page is for and what it promises, around the place where a file is dropped (its slot); for who has
// none, the way to the calculators.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { UiElement, ui } from '../ui';

@customElement('lw-welcome')
export class Welcome extends UiElement {
  static override styles = [
    ui,
    css`
      .hero {
        display: grid;
        gap: var(--space-4);
        padding-block: var(--space-5) var(--space-3);
      }
      .hero h1 {
        font-size: var(--size-hero);
        max-width: 18ch;
        letter-spacing: -0.01em;
      }
      .hero p {
        font-size: var(--size-lead);
      }
      .promise {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
        gap: var(--space-5);
      }
      .promise h2 {
        font-size: var(--size-lead);
        margin-bottom: var(--space-1);
      }
    `,
  ];

  /** The title, for a reader who goes on here. */
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  override render() {
    return html`<div class="stack">
      <div class="hero">
      <h1 tabindex="-1">${msg('See what your customers are worth.', { id: 'hero-title' })}</h1>
      <p>
        ${msg('From one orders export: what each customer has brought, who is still with you, and what they will bring in the twelve months after it (customer lifetime value, CLV). Every estimate with its uncertainty.', {
          id: 'hero-lead',
        })}
        ${msg('From answers to a survey: NPS, satisfaction or effort; with orders beside them, what those who answered did next. From spend on advertising beside orders: what a new customer costs.', { id: 'hero-others' })}
      </p>
    </div>
      <slot></slot>
      <p>
        ${msg('No export at hand?', { id: 'calculators-lead' })}
        <a href="#calculators">${msg('Try the calculators with numbers of your own.', { id: 'calculators-link' })}</a>
      </p>
      <div class="promise">
      <div>
        <h2>${msg('Nothing leaves', { id: 'promise-private' })}</h2>
        <p class="muted">${msg('The file is read in this page. Turn off the network and try: it works the same.', { id: 'promise-private-why' })}</p>
      </div>
      <div>
        <h2>${msg('Nothing hidden', { id: 'promise-counted' })}</h2>
        <p class="muted">${msg('Every row is used or counted by the reason it was left out. Guesses are shown and can be changed.', { id: 'promise-counted-why' })}</p>
      </div>
      <div>
        <h2>${msg('Nothing overstated', { id: 'promise-honest' })}</h2>
        <p class="muted">${msg('Estimates carry intervals, and where your data cannot support one, the page says so.', { id: 'promise-honest-why' })}</p>
      </div>
    </div>
    </div>`;
  }
}
