// <lw-embedded>: one calculator in a frame of someone's page. In: the page's address. Out: the calculator it names, with its numbers; a sentence where
// the link cannot be opened as it stands.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { onAddress, readAddress } from '../address';
import '../calculators/calculator';
import { newCalculatorEngine } from '../calculators/calculator-engine';
import { type LinkState, type ParsedLink, parseLink } from '../calculators/link';
import { brokenLink, exampleOf, unknownInLink } from '../calculators/link-state';
import { Reckoner } from '../calculators/reckoner';
import { calculatorTitle } from '../calculators/words';
import { said } from '../controls/said';
import { Refused, pageSentence } from '../engine';
import type { Catalogue, Sentence } from '../protocol';
import { UiElement, ui } from '../ui';

@customElement('lw-embedded')
export class Embedded extends UiElement {
  static override styles = [
    ui,
    css`
      main {
        max-width: var(--page);
        margin: 0 auto;
        padding: var(--space-4);
      }
      .note {
        background: var(--note-soft);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        max-width: none;
      }
    `,
  ];

  @state() private link: ParsedLink = { kind: 'none' };
  @state() private shown: LinkState | null = null;
  @state() private fault: Sentence | null = null;
  #reckoner = new Reckoner(newCalculatorEngine);
  #catalogue: Catalogue | null = null;
  #leaveAddress = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveAddress = onAddress((address) => this.#open(address));
    this.#reckoner.catalogue.then(
      (catalogue) => {
        this.#catalogue = catalogue;
        this.#open(readAddress());
      },
      (error: unknown) => (this.fault = error instanceof Refused ? error.sentence : pageSentence('page_fault', String(error))),
    );
  }

  override disconnectedCallback(): void {
    this.#leaveAddress();
    super.disconnectedCallback();
  }

  /** Opens what the link says, else an example. */
  #open(address: string): void {
    if (!this.#catalogue) return;
    this.link = parseLink(address, this.#catalogue);
    if (this.link.kind !== 'link') this.shown = exampleOf(this.#catalogue.calculators[0]!);
    else {
      const { kind: _, unknown: __, ...opened } = this.link;
      this.shown = { ...opened, present: false };
    }
  }

  override updated(): void {
    if (this.shown) document.title = calculatorTitle(this.shown.calculator);
  }

  override render() {
    const note = this.#note();
    // With a name: it is one more landmark in the page around the frame.
    return html`<main class="stack" aria-label=${this.shown ? calculatorTitle(this.shown.calculator) : nothing}>
      <h1 class="visually-hidden">${msg('Calculator', { id: 'calculator' })}</h1>
      ${this.fault ? html`<p role="alert" class="card">${said(this.fault)}</p>` : nothing} ${note ? html`<p class="note" role="alert">${note}</p>` : nothing}
      ${this.shown
        ? html`<lw-calculator embedded .reckoner=${this.#reckoner} .state=${this.shown} @state=${({ detail }: CustomEvent<LinkState>) => (this.shown = detail)}></lw-calculator>`
        : nothing}
      <p class="small muted">${msg('Lifeworth computes in this frame. Nothing you type is sent anywhere.', { id: 'embed-footer' })}</p>
    </main>`;
  }

  #note(): string {
    const { link } = this;
    if (link.kind === 'broken') return brokenLink(link.reason);
    return link.kind === 'link' && link.unknown.length ? unknownInLink(link.unknown) : '';
  }
}
