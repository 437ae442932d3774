// <lw-app>: the page. Its state is one of empty → reading → (mapping) → shown, with a failure beside any of them. What was loaded
// before stays until a new file has been read to the end: each file has an engine of its own.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import './controls/language-choice';
import './controls/theme-choice';
import './panels/account-panel';
import './panels/cohort-panel';
import './panels/concentration-panel';
import './panels/customer-table';
import './panels/drop-zone';
import './panels/headline-panel';
import './panels/mapping-panel';
import './panels/method-panel';
import './panels/progress-panel';
import './panels/welcome';
import { said } from './controls/said';
import { Engine, Refused, isAbort, pageSentence } from './engine';
import type { Cohorts, LeftOutRows, MappingChange, Prediction, Progress, Reading, Realised, Sentence, Settings, Summary } from './protocol';
import { UiElement, ui } from './ui';

/** A file, or several parts of one, with the corrections a person made to how it is read. */
interface Source {
  name: string;
  parts: Blob[];
  change: MappingChange;
  sample: boolean;
}

interface Results {
  realised: Realised;
  cohorts: Cohorts;
  prediction: Prediction;
}

interface Loaded {
  source: Source;
  engine: Engine;
  reading: Reading;
  summary: Summary;
  settings: Settings;
  results: Results;
  leftOut: LeftOutRows | null;
}

interface Pending {
  source: Source;
  engine: Engine;
  progress: Progress | null;
}

const defaults: Settings = { margin: 0.3, discount: 0.1, horizon_months: 12 };

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
        justify-content: space-between;
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
      .file h2 {
        overflow-wrap: anywhere;
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

  @state() private loaded: Loaded | null = null;
  @state() private pending: Pending | null = null;
  @state() private failure: { name: string; sentence: Sentence } | null = null;
  /** A file whose columns a person must settle before it can be read. */
  @state() private unsettled: { source: Source; reading: Reading } | null = null;
  @state() private over = false;
  @state() private announced = '';
  #wanted: Settings | null = null;
  /** Counts what was asked to be loaded. */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('dragover', this.#dragOver);
    document.addEventListener('dragleave', this.#dragLeave);
    document.addEventListener('drop', this.#drop);
    document.addEventListener('paste', this.#paste);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('dragover', this.#dragOver);
    document.removeEventListener('dragleave', this.#dragLeave);
    document.removeEventListener('drop', this.#drop);
    document.removeEventListener('paste', this.#paste);
    super.disconnectedCallback();
  }

  // ------------------------------------------------------------------ what comes in

  #dragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  #dragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.over = false;
  };

  #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    if (event.dataTransfer?.files.length) this.#take([...event.dataTransfer.files]);
  };

  #paste = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (event.clipboardData?.files.length) this.#take([...event.clipboardData.files]);
    else if (text) void this.#load({ name: msg('pasted cells', { id: 'pasted' }), parts: [new Blob([text])], change: {}, sample: false });
  };

  #take(files: File[]): void {
    void this.#load({ name: files.map((file) => file.name).join(', '), parts: files, change: {}, sample: false });
  }

  #sample = async (): Promise<void> => {
    const engine = new Engine();
    const turn = ++this.#turn;
    try {
      const { csv, file_name } = await engine.compute('sample', {});
      if (turn !== this.#turn) return; // a file came meanwhile
      await this.#load({ name: file_name, parts: [new Blob([csv])], change: {}, sample: true });
    } catch (error) {
      this.#failed('sample-orders.csv', error);
    } finally {
      engine.end();
    }
  };

  // ------------------------------------------------------------------ reading

  async #load(source: Source): Promise<void> {
    this.#cancel();
    this.#turn += 1;
    const engine = new Engine();
    this.pending = { source, engine, progress: null };
    this.failure = null;
    this.announced = msg(str`Reading ${source.name} …`, { id: 'progress-reading' });
    let reading: Reading | null = null;
    try {
      reading = await engine.open(source.parts, source.change);
      if (reading.missing.length > 0) {
        this.unsettled = { source, reading };
        throw new Refused(reading.missing[0]!);
      }
      const begun = performance.now();
      const summary = await engine.read((progress) => {
        if (this.pending?.engine === engine) this.pending = { source, engine, progress };
      });
      performance.measure('lifeworth: read', { start: begun });
      this.pending = { source, engine, progress: { bytes: 1, total: 1, rows: summary.rows_read } };
      const settings = this.loaded?.settings ? { ...this.loaded.settings, observation_end: null, calibration_end: null } : defaults;
      const results = await this.#results(engine, settings);
      this.loaded?.engine.end();
      this.#wanted = null;
      this.loaded = { source, engine, reading, summary, settings, results, leftOut: null };
      this.unsettled = null;
      this.pending = null;
      this.announced = msg('The results are shown.', { id: 'announce-shown' });
      if (Object.keys(source.change).length === 0) await this.#focus('#file');
    } catch (error) {
      engine.end();
      if (this.pending?.engine === engine) this.pending = null;
      // What can be corrected by choosing other columns or a currency keeps the file at hand.
      if (reading && !isAbort(error)) this.unsettled = { source, reading };
      this.#failed(source.name, error);
    }
  }

  #failed(name: string, error: unknown): void {
    if (isAbort(error)) return;
    const sentence = error instanceof Refused ? error.sentence : pageSentence('page_fault', String(error));
    this.failure = { name, sentence };
    this.announced = ''; // the alert speaks for itself
  }

  #cancel = (): void => {
    if (!this.pending) return;
    this.pending.engine.end();
    this.pending = null;
    this.announced = msg('Cancelled.', { id: 'announce-cancelled' });
  };

  async #results(engine: Engine, settings: Settings): Promise<Results> {
    const { observation_end } = settings;
    const begun = performance.now();
    const [realised, cohorts, prediction] = await Promise.all([
      engine.compute('realised', { observation_end }),
      engine.compute('cohorts', { observation_end }),
      engine.compute('prediction', settings),
    ]);
    performance.measure('lifeworth: compute', { start: begun });
    return { realised, cohorts, prediction };
  }

  /** Changes may come faster than answers: each builds on the last one wanted, and only the last answer is shown. */
  #changeSettings = async ({ detail }: CustomEvent<Partial<Settings>>): Promise<void> => {
    const { loaded } = this;
    if (!loaded) return;
    const wanted = { ...(this.#wanted ?? loaded.settings), ...detail };
    this.#wanted = wanted;
    const last = () => this.#wanted === wanted && this.loaded?.engine === loaded.engine;
    try {
      const results = await this.#results(loaded.engine, wanted);
      if (!last()) return;
      this.failure = null;
      this.loaded = { ...this.loaded!, settings: wanted, results };
    } catch (error) {
      if (!last()) return;
      this.#wanted = null;
      this.#failed(loaded.source.name, error);
    }
  };

  #changeMapping(source: Source, change: MappingChange): void {
    void this.#load({ ...source, change: { ...source.change, ...change } });
  }

  #listLeftOut = async (): Promise<void> => {
    const { loaded } = this;
    if (!loaded) return;
    try {
      const leftOut = await loaded.engine.compute('left_out', {});
      if (this.loaded?.engine === loaded.engine) this.loaded = { ...this.loaded, leftOut };
    } catch (error) {
      this.#failed(loaded.source.name, error);
    }
  };

  #clear = (): void => {
    this.#cancel();
    this.loaded?.engine.end();
    this.loaded = null;
    this.unsettled = null;
    this.failure = null;
    this.announced = msg('All data are cleared.', { id: 'announce-cleared' });
    void this.#focus('lw-welcome');
  };

  /** What had the focus is gone; a reader by ear or keyboard goes on at the heading of what came instead. */
  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: false });
  }

  // ------------------------------------------------------------------ what is shown

  override render() {
    const { loaded, pending, unsettled } = this;
    const empty = !loaded && !pending && !unsettled;
    return html`<div class="page">
      <header>
        <div class="brand">Life<span>worth</span></div>
        <div class="row no-print"><lw-language-choice></lw-language-choice><lw-theme-choice></lw-theme-choice></div>
      </header>
      <main class="stack">
        ${empty ? nothing : html`<h1 class="visually-hidden">Lifeworth</h1>`} ${this.#failureCard()}
        ${pending ? html`<lw-progress-panel .name=${pending.source.name} .progress=${pending.progress} @cancel=${this.#cancel}></lw-progress-panel>` : nothing}
        ${unsettled && !pending ? this.#settle(unsettled) : nothing} ${empty ? html`<lw-welcome>${this.#dropZone(false)}</lw-welcome>` : nothing}
        ${loaded ? this.#shown(loaded) : nothing} ${empty || pending ? nothing : this.#dropZone(true)}
      </main>
      <footer class="small muted">
        <p>${msg('Lifeworth computes in this page. Nothing you drop here is sent anywhere: the page forbids its own connections, and the browser enforces it.', { id: 'footer' })}</p>
      </footer>
      <div class="visually-hidden" role="status" aria-live="polite">${this.announced}</div>
    </div>`;
  }

  #dropZone(compact: boolean) {
    return html`<lw-drop-zone
      class="no-print"
      ?compact=${compact}
      ?over=${this.over}
      @files=${(event: CustomEvent<File[]>) => this.#take(event.detail)}
      @sample=${this.#sample}
    ></lw-drop-zone>`;
  }

  #failureCard() {
    if (!this.failure) return nothing;
    const { name, sentence } = this.failure;
    return html`<div class="card failure" role="alert">
      <p><span class="muted"><bdi>${name}</bdi>:</span> ${said(sentence)}</p>
      ${this.#currencies(sentence)}
      <button
        @click=${() => {
          this.failure = null;
          this.unsettled = null;
        }}
      >
        ${msg('Close', { id: 'close' })}
      </button>
    </div>`;
  }

  /** Two currencies: the choice as buttons, where the refusal is read. */
  #currencies(sentence: Sentence) {
    const { unsettled } = this;
    if (sentence.code !== 'two_currencies' || !unsettled) return nothing;
    const codes = String(sentence.arguments['currencies']).match(/\b[A-Z]{3}\b/g) ?? [];
    return codes.map(
      (code) => html`<button class="primary" @click=${() => this.#changeMapping(unsettled.source, { currency_code: code })}>${msg(str`Only ${code}`, { id: 'only-currency' })}</button>`,
    );
  }

  #settle({ source, reading }: { source: Source; reading: Reading }) {
    return html`<section class="card stack" aria-labelledby="settle">
      <h2 id="settle">${msg(str`How should ${source.name} be read?`, { id: 'settle-title' })}</h2>
      <lw-mapping-panel .reading=${reading} @change=${(event: CustomEvent<MappingChange>) => this.#changeMapping(source, event.detail)}></lw-mapping-panel>
    </section>`;
  }

  #shown({ source, engine, reading, summary, settings, results, leftOut }: Loaded) {
    const { realised, cohorts, prediction } = results;
    return html`<section class="card stack" aria-labelledby="file">
        <div class="row file">
          <h2 id="file" tabindex="-1">${source.sample ? msg('Sample data: a made-up shop', { id: 'sample-title' }) : source.name}</h2>
          <button @click=${this.#clear}>${msg('Clear data', { id: 'clear' })}</button>
        </div>
        <lw-account-panel .summary=${summary} .leftOut=${leftOut} @list=${this.#listLeftOut}></lw-account-panel>
        ${this.unsettled ? html`<p class="muted">${msg('What follows is the previous reading.', { id: 'previous-reading' })}</p>` : nothing}
        <details class="no-print" ?hidden=${this.unsettled !== null}>
          <summary>${msg('How the file was read; change it', { id: 'mapping-open' })}</summary>
          <lw-mapping-panel .reading=${reading} .summary=${summary} @change=${(event: CustomEvent<MappingChange>) => this.#changeMapping(source, event.detail)}></lw-mapping-panel>
        </details>
      </section>
      <lw-headline-panel
        .realised=${realised}
        .prediction=${prediction}
        .settings=${settings}
        .summary=${summary}
        @settings=${this.#changeSettings}
      ></lw-headline-panel>
      <div class="two">
        <lw-concentration-panel .realised=${realised}></lw-concentration-panel>
        <lw-method-panel .prediction=${prediction}></lw-method-panel>
      </div>
      <lw-cohort-panel .cohorts=${cohorts}></lw-cohort-panel>
      <lw-customer-table @failed=${(event: CustomEvent<unknown>) => this.#failed(source.name, event.detail)} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-customer-table>`;
  }
}

