// <lw-calculators>: the calculators' view: which calculator, its state, its link. In: the reckoner and, if a file was read, what it measured. The state
// of the calculator that is shown stands in the page's address, so that a copied address opens the same.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { Asked } from '../asked';
import { onAddress, readAddress, writeAddress } from '../address';
import { applyTheme, appliedTheme, onTheme } from '../controls/theme-choice';
import type { Engine } from '../engine';
import { language, useLanguage } from '../localization';
import type { ContractChosen, Catalogue, Measured, MeasuredBeside, Settings, SurveyFile } from '../protocol';
import { UiElement, ui } from '../ui';
import './calculator';
import { formatLink, parseLink, type LinkState, type ParsedLink } from './link';
import { brokenLink, exampleOf, unknownInLink } from './link-state';
import type { Reckoner } from './reckoner';
import './share-panel';
import { calculatorTag, calculatorTitle } from './words';

/** What stands in for the numbers of orders where there are none. */
const without = ({ currency, minor_digits, period }: MeasuredBeside, { margin }: Settings): Measured => ({ currency, minor_digits, margin: period && margin, quantities: {}, caveats: [] });

const withBeside = (measured: Measured, { sources, lacking, period, instead_of }: MeasuredBeside): Measured => ({
  ...measured,
  quantities: Object.assign({}, measured.quantities, ...sources.map(({ quantities }) => quantities)),
  caveats: measured.caveats.filter(({ code }) => !instead_of.includes(code)),
  sources,
  lacking,
  period,
});

@customElement('lw-calculators')
export class Calculators extends UiElement {
  static override styles = [
    ui,
    css`
      .view {
        display: grid;
        gap: var(--space-5);
        grid-template-columns: 15rem minmax(0, 1fr);
        align-items: start;
      }
      nav {
        display: grid;
        gap: var(--space-1);
        position: sticky;
        top: var(--space-4);
      }
      nav button {
        text-align: start;
        border-color: transparent;
        border-radius: var(--radius);
        line-height: 1.25;
        padding: var(--space-2) var(--space-3);
      }
      nav button:hover {
        border-color: var(--line);
      }
      nav button[aria-current] {
        background: var(--accent-soft);
        font-weight: 600;
      }
      nav span {
        display: block;
        font-weight: 400;
      }
      .narrow {
        display: none;
      }
      .note {
        background: var(--note-soft);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        max-width: none;
      }
      @media (max-width: 60rem) {
        .view {
          grid-template-columns: minmax(0, 1fr);
        }
        nav {
          display: none;
        }
        .narrow {
          display: grid;
        }
      }
      :host([presenting]) .view {
        grid-template-columns: minmax(0, 1fr);
      }
      :host([presenting]) :is(nav, .narrow) {
        display: none;
      }
      @media print {
        .view {
          grid-template-columns: minmax(0, 1fr);
        }
        nav,
        .narrow {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) reckoner!: Reckoner;
  @property({ attribute: false }) measured: Measured | null = null;
  /** That measured it, with its settings and its survey: asked for what else the files give. */
  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) settings: Settings | null = null;
  @property({ attribute: false }) survey: SurveyFile | null = null;
  /** What a person said of contracts, in the files it was said of. */
  @property({ attribute: false }) contract: ContractChosen | null = null;
  @property({ type: Boolean, reflect: true }) presenting = false;
  @state() private catalogue: Catalogue | null = null;
  @state() private chosen = '';
  /** What the link could not give, in the language of the moment. */
  @state() private note: (() => string) | null = null;
  /** Of each calculator that was opened, so that going back to one finds it as it was. */
  #states = new Map<string, LinkState>();
  readonly #beside = new Asked(this, 'measured_beside');
  #numbers: { of: [Measured | null, MeasuredBeside | null]; all: Measured | null } = { of: [null, null], all: null };
  #leaveAddress = (): void => {};
  #leaveTheme = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveAddress = onAddress((address) => this.#open(address));
    this.#leaveTheme = onTheme(() => this.requestUpdate()); // it stands in the link
  }

  override disconnectedCallback(): void {
    this.#leaveAddress();
    this.#leaveTheme();
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('engine')) this.#beside.answer = null; // another file
    if (this.engine && this.settings && !this.hidden) void this.#beside.ask(this.engine, { ...this.settings, ...this.survey, ...(this.contract?.engine === this.engine && { setting: this.contract.setting, period: this.contract.period }) });
    if (!changed.has('reckoner')) return;
    this.reckoner.catalogue.then(
      (catalogue) => {
        this.catalogue = catalogue;
        this.#open(readAddress());
      },
      (error: unknown) => this.dispatchEvent(new CustomEvent('failed', { detail: error })),
    );
  }

  /** All that the files give; the same object as long as it is the same. */
  #measured(): Measured | null {
    const { measured } = this;
    const beside = this.#beside.answer;
    const [was, wasBeside] = this.#numbers.of;
    if (measured !== was || beside !== wasBeside) {
      this.#numbers = { of: [measured, beside], all: beside && this.settings ? withBeside(measured ?? without(beside, this.settings), beside) : measured };
    }
    return this.#numbers.all;
  }

  /** Opens what a link says; without one, the first calculator with its example. */
  #open(address: string): void {
    const { catalogue } = this;
    if (!catalogue) return;
    const link: ParsedLink = parseLink(address, catalogue);
    this.note = null;
    if (link.kind === 'link') {
      const { unknown, kind: _, ...opened } = link;
      if (unknown.length) this.note = () => unknownInLink(unknown);
      if (opened.language && opened.language !== language()) void useLanguage(opened.language);
      if (opened.theme) applyTheme(opened.theme);
      this.#show(opened);
      return;
    }
    if (link.kind === 'broken') this.note = () => brokenLink(link.reason);
    this.#choose(this.chosen || catalogue.calculators[0]!.name);
  }

  #choose(name: string): void {
    this.#show(this.#states.get(name) ?? exampleOf(this.catalogue!.calculators.find((each) => each.name === name)!));
  }

  #chosenByReader(name: string): void {
    this.note = null;
    this.#choose(name);
  }

  #show(shown: LinkState): void {
    this.#states.set(shown.calculator, shown);
    this.chosen = shown.calculator;
    this.presenting = shown.present;
    this.dispatchEvent(new CustomEvent('presenting', { detail: shown.present }));
    this.requestUpdate();
  }

  #fragment(shown: LinkState): string {
    const theme = appliedTheme();
    return formatLink({ ...shown, language: language(), theme: theme === 'auto' ? null : theme });
  }

  override updated(): void {
    const shown = this.#states.get(this.chosen);
    // The reader may have gone to the data a moment ago, before this view was hidden.
    if (shown && !this.hidden && readAddress() !== 'data') writeAddress(this.#fragment(shown));
  }

  /** The title, for a reader who goes on here. */
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  override render() {
    const { catalogue } = this;
    const shown = this.#states.get(this.chosen);
    // One template from the first: the heading may have the focus when the catalogue comes.
    return html`<h1 class="visually-hidden" tabindex="-1">${msg('Calculators', { id: 'view-calculators' })}</h1>
      ${catalogue && shown ? this.#view(catalogue, shown) : nothing}`;
  }

  #view(catalogue: Catalogue, shown: LinkState) {
    const { chosen } = this;
    return html`<div class="view">
        <nav aria-label=${msg('Calculators', { id: 'view-calculators' })}>
          ${catalogue.calculators.map(
            ({ name }) => html`<button aria-current=${name === chosen ? 'true' : nothing} @click=${() => this.#chosenByReader(name)}>${calculatorTitle(name)}<span class="small muted">${calculatorTag(name)}</span></button>`,
          )}
        </nav>
        <label class="narrow no-print"
          >${msg('Calculator', { id: 'calculator' })}
          <select @change=${(event: Event) => this.#chosenByReader((event.target as HTMLSelectElement).value)}>
            ${catalogue.calculators.map(({ name }) => html`<option value=${name} .selected=${name === chosen}>${calculatorTitle(name)}</option>`)}
          </select></label
        >
        <div class="stack">
          ${this.note ? html`<p class="note" role="alert">${this.note()}</p>` : nothing}
          <lw-calculator
            .reckoner=${this.reckoner}
            .state=${shown}
            .measured=${this.#measured()}
            ?presenting=${shown.present}
            @state=${({ detail }: CustomEvent<LinkState>) => this.#show(detail)}
          >
            <lw-share-panel slot="tools" ?presenting=${shown.present} .fragment=${this.#fragment(shown)} @present=${() => this.#show({ ...shown, present: !shown.present })}></lw-share-panel>
          </lw-calculator>
        </div>
      </div>`;
  }
}
