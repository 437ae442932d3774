// <lw-app>: the page. It lays out two views, the reader's data (loading.ts holds their state) and the calculators; the address says which.
// Both stay as they are while the other is shown.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { msg, str } from '@lit/localize';
import { onAddress, readAddress, writeAddress } from './address';
import './calculators/calculators';
import { parseLink } from './calculators/link';
import { Reckoner } from './calculators/reckoner';
import './controls/language-choice';
import './controls/theme-choice';
import './panels/account-panel';
import './panels/currency-panel';
import './panels/drop-zone';
import './panels/files-panel';
import './panels/progress-panel';
import './panels/table-list';
import './panels/welcome';
import { said } from './controls/said';
import { newEngine } from './core-engine';
import { type CurrencyQuestion, refusedCurrencies, shownCurrencies } from './currencies';
import { foreign } from './foreign';
import { type Loaded, Loading, type SampleBusiness, type Source, withChange } from './loading';
import type { MappingChange, OpenedFiles, Sentence, Summary, TableChange } from './protocol';
import { type Readings, ResultsView } from './results-view';
import { type SurveysChosen, afterChoice, noneChosen, surveyOf, surveysOf } from './surveys';
import { UiElement, ui } from './ui';

type View = 'calculators' | 'data';

/** A link to a calculator opens the calculators; it is for them to say if it is broken. */
const viewOf = (address: string): View => (address === 'calculators' || parseLink(address).kind !== 'none' ? 'calculators' : 'data');

@customElement('lw-app')
export class App extends UiElement {
  static override styles = [
    ui,
    css`
      .page {
        max-width: var(--page);
        margin: 0 auto;
        padding: var(--space-4) clamp(var(--space-4), 4vw, var(--space-6)) var(--space-7);
        display: grid;
        gap: var(--space-5);
        grid-template-columns: minmax(0, 1fr);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
      }
      .brand {
        font-family: var(--font-display);
        font-size: var(--size-title);
        font-weight: 600;
        letter-spacing: 0.01em;
      }
      .brand span {
        color: var(--accent);
      }
      nav {
        flex: 1 0 auto;
        gap: var(--space-1);
      }
      nav a {
        display: grid;
        align-items: center;
        min-height: 2.5rem;
        padding-inline: var(--space-3);
        border-radius: 999px;
        color: var(--ink);
        text-decoration: none;
      }
      nav a:hover {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      nav a[aria-current],
      nav a.over {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      .page.wide {
        max-width: 84rem;
      }
      .page.presenting {
        max-width: none;
      }
      .page.presenting > :is(header, footer) {
        display: none;
      }
      @media print {
        .page.wide {
          padding: 0;
          gap: var(--space-3);
        }
        .page.wide > :is(header, footer) {
          display: none; /* the page says by itself where it is from */
        }
      }
      .stack[hidden] {
        display: none;
      }
      .failure {
        border-color: var(--bad);
        background: var(--bad-soft);
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: start;
        justify-content: space-between;
      }
      .failure p {
        flex: 1 1 20rem;
      }
      .file {
        justify-content: space-between;
      }
      .two {
        display: grid;
        gap: var(--space-5);
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
        align-items: start;
      }
      footer {
        border-top: 1px solid var(--line);
        padding-top: var(--space-4);
      }
    `,
  ];

  @state() private view: View = viewOf(readAddress());
  /** Before an audience: nothing but the calculator. */
  @state() private presenting = false;
  @state() private readings: Readings = { contract: null, surveys: noneChosen };
  /** The calculators are made when they are first wanted, with engines of their own. */
  #calculatorsWanted = false;
  #reckoner: Reckoner | null = null;
  #loading = new Loading(this, {
    begun: () => this.#showData(),
    asked: () => void this.#focus('#settle'),
    shown: () => {
      this.readings = { ...this.readings, surveys: noneChosen }; // of other files
      void this.#focus('#file');
    },
    cleared: () => void this.#focus('lw-welcome'),
  });
  #leaveAddress = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveAddress = onAddress((address) => {
      this.view = viewOf(address);
      void this.#focus(...(this.view === 'data' ? ['#file', 'lw-welcome', 'h1'] : ['lw-calculators']));
    });
  }

  override disconnectedCallback(): void {
    this.#leaveAddress();
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    this.#calculatorsWanted ||= this.view === 'calculators';
    if (this.#calculatorsWanted) this.#reckoner ??= new Reckoner(newEngine);
  }

  /** Wherever a file is dropped, it is shown in its view. */
  #showData(): void {
    if (this.view === 'data') return;
    this.view = 'data';
    writeAddress('data');
  }

  /** What had the focus is gone; a reader by ear or keyboard goes on at the heading of what came instead: the first of these there is. */
  async #focus(...selectors: string[]): Promise<void> {
    await this.updateComplete;
    const found = selectors.map((selector) => this.renderRoot.querySelector<HTMLElement>(selector)).find((element) => element !== null);
    found?.focus({ preventScroll: false });
  }

  // ------------------------------------------------------------------ what is shown

  override render() {
    const { announced, loaded } = this.#loading.state;
    return html`<div class="page ${this.view === 'calculators' ? (this.presenting ? 'presenting' : 'wide') : ''}">
      <header>
        <div class="brand">Life<span>worth</span></div>
        ${this.#nav()}
        <div class="row no-print"><lw-language-choice></lw-language-choice><lw-theme-choice></lw-theme-choice></div>
      </header>
      <main class="stack">
        ${this.#failureCard()}
        <div class="stack" ?hidden=${this.view !== 'data'}>${this.#data()}</div>
        ${this.#calculatorsWanted ? html`<lw-calculators ?hidden=${this.view !== 'calculators'} .reckoner=${this.#reckoner} .measured=${loaded?.results?.measured ?? null} .engine=${loaded?.engine ?? null} .settings=${loaded?.settings ?? null} .survey=${loaded ? surveyOf(loaded.summary, this.readings.surveys) : null} .contract=${this.readings.contract} @failed=${(event: CustomEvent<unknown>) => this.#loading.failed(msg('Calculators', { id: 'view-calculators' }), event.detail)} @presenting=${({ detail }: CustomEvent<boolean>) => (this.presenting = detail)}></lw-calculators>` : nothing}
      </main>
      <footer class="small muted">
        <p>${msg('Lifeworth computes in this page. Nothing you drop here is sent anywhere: the page forbids its own connections, and the browser enforces it.', { id: 'footer' })}</p>
      </footer>
      <div class="visually-hidden" role="status" aria-live="polite">${announced}</div>
    </div>`;
  }

  #nav() {
    const { over } = this.#loading.state;
    return html`<nav class="row no-print">
      ${this.#link('calculators', msg('Calculators', { id: 'view-calculators' }))} ${this.#link('data', msg('Your data', { id: 'view-data' }), over ? 'over' : '')}
    </nav>`;
  }

  #link(view: View, name: string, look = '') {
    return html`<a class=${look} href="#${view}" aria-current=${this.view === view ? 'page' : nothing}>${name}</a>`;
  }

  #data() {
    const { loaded, pending, unsettled } = this.#loading.state;
    const empty = !loaded && !pending && !unsettled;
    return html`${empty ? nothing : html`<h1 class="visually-hidden" tabindex="-1">${msg('Your data', { id: 'view-data' })}</h1>`}
      ${pending ? html`<lw-progress-panel .name=${pending.source.name} .progress=${pending.progress} @cancel=${this.#loading.cancel}></lw-progress-panel>` : nothing}
      ${unsettled && !pending ? this.#settle(unsettled) : nothing} ${empty ? html`<lw-welcome>${this.#dropZone(false)}</lw-welcome>` : nothing}
      ${loaded ? this.#shown(loaded) : nothing} ${empty || pending ? nothing : this.#dropZone(true)}`;
  }

  #dropZone(compact: boolean) {
    return html`<lw-drop-zone
      class="no-print"
      ?compact=${compact}
      ?over=${this.#loading.state.over}
      @files=${(event: CustomEvent<File[]>) => this.#loading.take(event.detail)}
      @sample=${({ detail }: CustomEvent<SampleBusiness>) => void this.#loading.sample(detail)}
    ></lw-drop-zone>`;
  }

  #failureCard() {
    const { failure } = this.#loading.state;
    if (!failure) return nothing;
    const { name, sentence } = failure;
    return html`<div class="card failure" role="alert">
      <p><span class="muted">${foreign(name)}:</span> ${said(sentence)}</p>
      ${this.#refusedCurrencies(sentence)}
      <button @click=${this.#loading.dismiss}>${msg('Close', { id: 'close' })}</button>
    </div>`;
  }

  /** Two currencies: the choice stands where the refusal is read. */
  #refusedCurrencies(sentence: Sentence) {
    const { unsettled } = this.#loading.state;
    const question = unsettled && refusedCurrencies(sentence, unsettled.opened);
    return question ? this.#currency(question, unsettled.source) : nothing;
  }

  #currency(question: CurrencyQuestion, source: Source) {
    return html`<lw-currency-panel class="no-print" .question=${question} @choose=${({ detail }: CustomEvent<MappingChange>) => this.#loading.changeAll(withChange(source, question.keys, detail))}></lw-currency-panel>`;
  }

  /** Which of several tables are read. */
  #tables(source: Source, opened: OpenedFiles) {
    if (opened.tables.length < 2) return nothing;
    return html`<lw-table-list
      class="no-print"
      .opened=${opened}
      @change=${({ detail }: CustomEvent<{ key: string; change: TableChange }>) => this.#loading.changeAll(withChange(source, [detail.key], detail.change))}
    ></lw-table-list>`;
  }

  #files(source: Source, opened: OpenedFiles, summary: Summary | null) {
    return keyed(
      this.#loading.state.attempts,
      html`<lw-files-panel
        .opened=${opened}
        .summary=${summary}
        @change=${({ detail }: CustomEvent<{ key: string; change: TableChange }>) => this.#loading.changeMapping(source, opened, detail.key, detail.change)}
      ></lw-files-panel>`,
    );
  }

  #settle({ source, opened }: { source: Source; opened: OpenedFiles }) {
    return html`<section class="card stack" aria-labelledby="settle">
      <h2 id="settle" tabindex="-1">${msg(str`How should ${foreign(source.name)} be read?`, { id: 'settle-title' })}</h2>
      ${this.#tables(source, opened)}
      ${source.tables === 'asked'
        ? html`<div class="row"><button class="primary" @click=${() => this.#loading.changeAll({ ...source, tables: 'settled' })}>${msg('Read the checked tables', { id: 'settle-read' })}</button></div>`
        : nothing}
      ${this.#files(source, opened, null)}
    </section>`;
  }

  #title({ name, sample }: Source): string {
    if (sample === 'shop') return msg('Sample data: a made-up shop', { id: 'sample-title' });
    return sample === 'subscriptions' ? msg('Sample data: made-up subscriptions', { id: 'sample-subscriptions-title' }) : foreign(name);
  }

  #shown(loaded: Loaded) {
    const { source, engine, opened, summary, leftOut } = loaded;
    return html`<section class="card stack" aria-labelledby="file">
        <div class="row file">
          <h2 id="file" tabindex="-1">${this.#title(source)}</h2>
          <button @click=${this.#loading.clear}>${msg('Clear data', { id: 'clear' })}</button>
        </div>
        <lw-account-panel
          .engine=${engine}
          .summary=${summary}
          .leftOut=${leftOut}
          @list=${this.#loading.listLeftOut}
          @failed=${(event: CustomEvent<unknown>) => this.#loading.failed(source.name, event.detail)}
        ></lw-account-panel>
        ${this.#loading.state.unsettled ? nothing : html`${shownCurrencies(summary, opened).map((question) => this.#currency(question, source))} ${this.#tables(source, opened)}`}
        ${this.#loading.state.unsettled ? html`<p class="muted">${msg('What follows is the previous reading.', { id: 'previous-reading' })}</p>` : nothing}
        <details class="no-print" ?hidden=${this.#loading.state.unsettled !== null}>
          <summary>${msg('How the file was read; change it', { id: 'mapping-open' })}</summary>
          ${this.#files(source, opened, summary)}
        </details>
      </section>
      ${this.#results(loaded)}`;
  }

  #chooseSurveys(change: Partial<SurveysChosen>): void {
    this.readings = { ...this.readings, surveys: { ...this.readings.surveys, ...change } };
  }

  #results(loaded: Loaded) {
    return new ResultsView(
      loaded,
      {
        failed: (event) => this.#loading.failed(loaded.source.name, event.detail),
        settings: ({ detail }) => void this.#loading.changeSettings(detail),
        activeDays: ({ detail }) => void this.#loading.changeActiveDays(detail),
        contract: ({ detail }) => (this.readings = { ...this.readings, contract: detail }),
        survey: (shown) => this.#chooseSurveys(afterChoice(surveysOf(loaded.summary), this.readings.surveys, shown)),
        reading: (file, reading) => this.#chooseSurveys({ readings: { ...this.readings.surveys.readings, [file]: reading } }),
      },
      this.readings,
    ).render();
  }
}
