// Custom elements for other people's pages: <clv-calculator>, <retention-profit-calculator>, <nps-calculator>, <clv-cac-calculator>, and
// <lifeworth-calculator calculator="…"> for any of them. In: attributes: lang, theme (light, dark; else as the page around), currency, and one for
// each input (order_value="60" or order-value="60", a range as "60~50~70"). Out: the calculator; the event "state" when a person changes it.
// Nothing outside their shadow trees is touched, and a name that is taken is left alone.
import { LitElement, css, html, nothing, unsafeCSS } from 'lit';
import { state } from 'lit/decorators.js';
import { msg, str, updateWhenLocaleChanges } from '@lit/localize';
import '../calculators/calculator';
import { newCalculatorEngine } from '../calculators/calculator-engine';
import { type LinkState, type ParsedLink, parseLink } from '../calculators/link';
import { Reckoner } from '../calculators/reckoner';
import { language, speak, spoken } from '../localization';
import type { Catalogue } from '../protocol';
import tokens from '../tokens.css?inline';

/** What is written for a page of ours, for a shadow tree: the theme stands in an attribute of the host. */
const tokensInside = tokens
  .replaceAll('data-theme', 'theme')
  .replace(/:root(\[[^\]]*\])/g, ':host($1)')
  .replace(/:root|\b(?:html|body)(?=\s*\{)/g, ':host');

/** One for all calculators of the page. */
let shared: Reckoner | null = null;

abstract class PageCalculator extends LitElement {
  static override styles = [
    css`
      :host {
        all: initial;
      }
    `,
    unsafeCSS(tokensInside),
    css`
      :host {
        display: block;
        color-scheme: inherit;
        font-size: 16px;
        padding: var(--space-4);
        border-radius: var(--radius);
      }
      :host([hidden]) {
        display: none;
      }
      .note {
        background: var(--note-soft);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
      }
    `,
  ];

  abstract readonly calculator: string;
  @state() private catalogue: Catalogue | null = null;
  @state() private link: ParsedLink = { kind: 'none' };
  @state() private shown: LinkState | null = null;
  @state() private failed = false;
  #reckoner = (shared ??= new Reckoner(newCalculatorEngine));
  #watch = new MutationObserver(() => this.#read());
  #said = '';

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this, { attributes: true });
    this.#speak();
    this.#reckoner.catalogue.then(
      (catalogue) => {
        this.catalogue = catalogue;
        this.#read();
      },
      () => (this.failed = true),
    );
  }

  override disconnectedCallback(): void {
    this.#watch.disconnect();
    super.disconnectedCallback();
  }

  /** The attributes say it as a link does; what a person typed stays until they say something new. */
  #read(): void {
    this.#speak();
    if (!this.catalogue) return;
    const inputs = this.catalogue.calculators.find(({ name }) => name === this.calculator)?.inputs ?? [];
    const pairs = [...this.attributes].flatMap(({ name, value }) => {
      const key = name === 'currency' ? 'cur' : name.replaceAll('-', '_');
      return key === 'cur' || inputs.some((input) => input.name === key) ? [`${key}=${encodeURIComponent(value)}`] : [];
    });
    const text = [`c=${encodeURIComponent(this.calculator)}`, ...pairs].join('&');
    if (text === this.#said) return;
    this.#said = text;
    this.link = parseLink(text, this.catalogue);
    if (this.link.kind !== 'link') return;
    const { kind: _, unknown: __, ...opened } = this.link;
    this.shown = opened;
  }

  /** All calculators of a page speak one language: that of the one that was read last. */
  #speak(): void {
    const wanted = spoken([this.lang, this.closest<HTMLElement>('[lang]')?.lang ?? '', ...navigator.languages]);
    if (wanted !== language()) void speak(wanted);
  }

  #changed = ({ detail }: CustomEvent<LinkState>): void => {
    this.shown = detail;
    this.dispatchEvent(new CustomEvent('state', { detail }));
  };

  override render() {
    const note = this.#note();
    return html`<div lang=${language()}>
      ${note ? html`<p class="note" role="alert">${note}</p>` : nothing}
      ${this.shown && this.link.kind === 'link' ? html`<lw-calculator embedded .reckoner=${this.#reckoner} .state=${this.shown} @state=${this.#changed}></lw-calculator>` : nothing}
    </div>`;
  }

  /** For the person who wrote the attributes. */
  #note(): string {
    const { link, catalogue } = this;
    if (this.failed)
      return msg('The calculator could not start. The policy of this page may forbid it: it needs a worker from a blob: address, and WebAssembly. The calculator in a frame needs no permission.', { id: 'element-failed' });
    if (link.kind === 'broken') return msg(str`There is no calculator “${this.calculator}”. There are: ${catalogue!.calculators.map(({ name }) => name).join(', ')}.`, { id: 'element-none' });
    return link.kind === 'link' && link.unknown.length ? msg(str`Attributes that were not understood and left out: ${link.unknown.join(', ')}.`, { id: 'element-unknown' }) : '';
  }
}

function define(name: string, calculator: (element: HTMLElement) => string): void {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends PageCalculator {
      get calculator(): string {
        return calculator(this);
      }
    },
  );
}

define('lifeworth-calculator', (element) => (element.getAttribute('calculator') ?? '').replaceAll('-', '_'));
define('clv-calculator', () => 'simple_clv');
define('retention-profit-calculator', () => 'retention_profit');
define('nps-calculator', () => 'nps_conversion');
define('clv-cac-calculator', () => 'clv_cac');
