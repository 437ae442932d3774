// <lw-snippet>: puts a calculator on somebody's page. In: the address, which may name a calculator with numbers. Out: the two texts to copy, a frame or a
// custom element, and the frame live, as that page would have it.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { msg, str } from '@lit/localize';
import { readAddress } from '../address';
import { newCalculatorEngine } from '../calculators/calculator-engine';
import '../calculators/inputs-panel';
import { type LinkState, type ParsedLink, formatLink, parseLink } from '../calculators/link';
import { brokenLink, exampleOf, unknownInLink } from '../calculators/link-state';
import { Reckoner } from '../calculators/reckoner';
import { calculatorTitle } from '../calculators/words';
import '../controls/language-choice';
import { said } from '../controls/said';
import '../controls/theme-choice';
import { Refused, pageSentence } from '../engine';
import type { Catalogue, Inputs, Sentence } from '../protocol';
import { UiElement, ui } from '../ui';
import './copy-field';
import { elementSnippet, frameSnippet } from './snippet-text';
import { layout } from './snippet-layout';

/** Numbers change quickly while they are typed; the frame is loaded anew when they rest. */
const rest = 400;
const lowest = 200;
const highest = 5000;

/** This page's folder, if it has an address that others can reach. */
const ownFolder = (): string => (document.baseURI.startsWith('file:') ? '' : new URL('.', document.baseURI).href);

@customElement('lw-snippet')
export class Snippet extends UiElement {
  static override styles = [ui, layout];

  @state() private catalogue: Catalogue | null = null;
  @state() private link: ParsedLink = { kind: 'none' };
  @state() private shown: LinkState | null = null;
  @state() private height = 900;
  @state() private folder = ownFolder();
  @state() private fault: Sentence | null = null;
  /** What the live frame shows, and how high it says it is. */
  @state() private live = '';
  @state() private told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.#hear);
    const reckoner = new Reckoner(newCalculatorEngine);
    reckoner.catalogue
      .then(
        (catalogue) => {
          this.catalogue = catalogue;
          this.link = parseLink(readAddress(), catalogue);
          if (this.link.kind !== 'link') return this.#show(exampleOf(catalogue.calculators[0]!));
          const { kind: _, unknown: __, ...opened } = this.link;
          this.#show({ ...opened, present: false });
        },
        (error: unknown) => (this.fault = error instanceof Refused ? error.sentence : pageSentence('page_fault', String(error))),
      )
      .finally(() => reckoner.end());
  }

  override disconnectedCallback(): void {
    window.removeEventListener('message', this.#hear);
    super.disconnectedCallback();
  }

  #show(shown: LinkState): void {
    const first = this.shown === null;
    this.shown = shown;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.live = formatLink(shown)), first ? 0 : rest);
  }

  /** Only the frame here may set its height; that of another is not ours to change. */
  #hear = ({ source, data }: MessageEvent<unknown>): void => {
    const frame = this.renderRoot.querySelector('iframe');
    const { type, height } = (data ?? {}) as { type?: unknown; height?: unknown };
    if (source === null || source !== frame?.contentWindow || type !== 'lifeworth:height' || typeof height !== 'number') return;
    this.told = Math.min(Math.max(height, 0), 20_000);
  };

  // ------------------------------------------------------------------ what is shown

  override render() {
    const { catalogue, shown, link } = this;
    const note = link.kind === 'broken' ? brokenLink(link.reason) : link.kind === 'link' && link.unknown.length ? unknownInLink(link.unknown) : '';
    return html`<header>
        <a class="brand" href="index.html">Life<span>worth</span></a>
        <div class="row"><lw-language-choice></lw-language-choice><lw-theme-choice></lw-theme-choice></div>
      </header>
      <main class="stack">
        <h1>${msg('Put a calculator on your page', { id: 'snippet-title' })}</h1>
        <p class="muted">
          ${msg('Copy one of the two texts into your page. The calculator computes in your readers’ browsers; nothing they type is sent anywhere, and nothing is loaded from us.', { id: 'snippet-lead' })}
        </p>
        ${this.fault ? html`<p role="alert" class="card">${said(this.fault)}</p>` : nothing} ${note ? html`<p class="note" role="alert">${note}</p>` : nothing}
        ${catalogue && shown ? html`${this.#choices(catalogue, shown)} ${this.#texts(catalogue, shown)} ${this.#preview(shown)}` : nothing}
      </main>`;
  }

  #choices(catalogue: Catalogue, shown: LinkState) {
    const about = catalogue.calculators.find(({ name }) => name === shown.calculator)!;
    const [first] = shown.scenarios;
    const inputs = first!.inputs as Inputs;
    const currency = shown.currency ?? '';
    const form = { currency, minorDigits: catalogue.currencies.find(({ code }) => code === currency)?.minor_digits ?? 2, period: inputs['period'] === 'month' ? ('month' as const) : ('year' as const) };
    return html`<section class="card stack" aria-label=${msg('Choices', { id: 'snippet-choices' })}>
      <div class="choices">
        ${this.#choice(msg('Calculator', { id: 'calculator' }), shown.calculator, catalogue.calculators.map(({ name }) => [name, calculatorTitle(name)]), (name) => {
          const { language, theme, currency: kept } = shown;
          this.#show({ ...exampleOf(catalogue.calculators.find((each) => each.name === name)!), language, theme, currency: kept });
        })}
        ${this.#choice(
          msg('Language', { id: 'language' }),
          shown.language ?? '',
          [['', msg('the reader’s', { id: 'snippet-reader-language' })], ['en', 'English'], ['es', 'Español']],
          (language) => this.#show({ ...shown, language: (language || null) as LinkState['language'] }),
        )}
        ${this.#choice(
          msg('Theme', { id: 'theme' }),
          shown.theme ?? '',
          [['', msg('as the reader’s system', { id: 'snippet-reader-theme' })], ['light', msg('light', { id: 'snippet-light' })], ['dark', msg('dark', { id: 'snippet-dark' })]],
          (theme) => this.#show({ ...shown, theme: (theme || null) as LinkState['theme'] }),
        )}
        ${this.#choice(
          msg('Currency', { id: 'calculator-currency' }),
          currency,
          [['', msg('none', { id: 'none' })], ...catalogue.currencies.map(({ code }): [string, string] => [code, code])],
          (code) => this.#show({ ...shown, currency: code || null }),
        )}
        <label
          >${msg('Height until it tells its own, in pixels', { id: 'snippet-height' })}
          <input type="number" min=${lowest} max=${highest} step="10" .value=${String(this.height)} @change=${this.#setHeight}
        /></label>
      </div>
      <details>
        <summary>${msg('Numbers it begins with', { id: 'snippet-numbers' })}</summary>
        <lw-inputs-panel
          .calculator=${about}
          .inputs=${inputs}
          .form=${form}
          @inputs=${({ detail }: CustomEvent<Inputs>) => this.#show({ ...shown, scenarios: [{ ...first!, inputs: detail as LinkState['scenarios'][number]['inputs'] }, ...shown.scenarios.slice(1)] })}
        ></lw-inputs-panel>
      </details>
    </section>`;
  }

  #choice(label: string, value: string, options: [string, string][], choose: (value: string) => void) {
    return html`<label
      >${label}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${options.map(([each, name]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`)}
      </select></label
    >`;
  }

  #setHeight = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.height = Math.min(Math.max(Math.round(input.valueAsNumber) || this.height, lowest), highest);
    input.value = String(this.height);
  };

  #texts(catalogue: Catalogue, shown: LinkState) {
    const { folder, height } = this;
    const title = calculatorTitle(shown.calculator);
    return html`<section class="card stack" aria-label=${msg('Texts to copy', { id: 'snippet-texts' })}>
      <label
        >${msg('Where calculator.html and calculators.js stand on the web', { id: 'snippet-folder' })}
        <input type="url" .value=${folder} @input=${(event: Event) => (this.folder = (event.target as HTMLInputElement).value.trim())} />
      </label>
      ${folder ? nothing : html`<p class="small">${msg('This page was opened from disk, where nobody else finds it: put both files on your web site and write their address above.', { id: 'snippet-from-disk' })}</p>`}
      <lw-copy-field .label=${msg('As a frame: works on any page that takes HTML, and sees nothing of it', { id: 'snippet-frame' })} .text=${frameSnippet(shown, title, folder, height)}></lw-copy-field>
      <lw-copy-field
        .label=${msg('As an element: for pages you build yourself; it is part of the page', { id: 'snippet-element' })}
        .text=${elementSnippet(shown, catalogue.calculators.find(({ name }) => name === shown.calculator)!, folder)}
      ></lw-copy-field>
      <p class="small muted">
        ${msg('In the frame the script at its end is for the height alone; where a page takes no scripts, leave it out and set the height yourself.', { id: 'snippet-script' })}
      </p>
    </section>`;
  }

  #preview(shown: LinkState) {
    const title = calculatorTitle(shown.calculator);
    return html`<section class="stack" aria-labelledby="live">
      <h2 id="live">${msg('As your readers see it', { id: 'snippet-live' })}</h2>
      ${this.live
        ? keyed(this.live, html`<iframe title=${title} sandbox="allow-scripts" height=${this.told || this.height} src="calculator.html#${this.live}"></iframe>`)
        : nothing}
      <p class="small muted" role="status">${this.told ? msg(str`The frame says it is ${this.told} pixels high.`, { id: 'snippet-told' }) : ''}</p>
    </section>`;
  }
}
