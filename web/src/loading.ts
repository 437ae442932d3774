// What is loaded, being read, refused or to be settled. In: files dropped anywhere on the page, chosen or pasted, and a person's
// corrections. Out: the state the page lays out, one of empty → reading → (mapping) → shown, with a failure beside any of them. What was
// loaded before stays until a new file has been read to the end: each file has an engine of its own.
import { msg, str } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { newEngine } from './core-engine';
import { type Engine, Refused, isAbort, pageSentence } from './engine';
import type { Cohorts, LeftOutRows, MappingChange, Measured, Prediction, Progress, Reading, Realised, Sentence, Settings, Summary } from './protocol';

/** A file, or several parts of one, with the corrections a person made to how it is read. */
export interface Source {
  name: string;
  parts: Blob[];
  change: MappingChange;
  sample: boolean;
}

interface Results {
  realised: Realised;
  cohorts: Cohorts;
  prediction: Prediction;
  /** For the calculators. */
  measured: Measured;
}

export interface Loaded {
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

interface State {
  loaded: Loaded | null;
  pending: Pending | null;
  failure: { name: string; sentence: Sentence } | null;
  /** A file whose columns a person must settle before it can be read. */
  unsettled: { source: Source; reading: Reading } | null;
  /** A file is held over the page. */
  over: boolean;
  /** For a reader by ear. */
  announced: string;
}

/** What the page does when the state takes a turn: it shows the data, and moves the focus on from what is gone. */
export interface Turns {
  begun: () => void;
  shown: () => void;
  cleared: () => void;
}

const defaults: Settings = { margin: 0.3, discount: 0.1, horizon_months: 12 };

export class Loading implements ReactiveController {
  #state: State = { loaded: null, pending: null, failure: null, unsettled: null, over: false, announced: '' };
  #wanted: Settings | null = null;
  /** Counts what was asked to be loaded. */
  #turn = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly turns: Turns,
  ) {
    host.addController(this);
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.host.requestUpdate();
  }

  hostConnected(): void {
    document.addEventListener('dragover', this.#dragOver);
    document.addEventListener('dragleave', this.#dragLeave);
    document.addEventListener('drop', this.#drop);
    document.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    document.removeEventListener('dragover', this.#dragOver);
    document.removeEventListener('dragleave', this.#dragLeave);
    document.removeEventListener('drop', this.#drop);
    document.removeEventListener('paste', this.#paste);
  }

  // ------------------------------------------------------------------ what comes in

  #dragOver = (event: DragEvent): void => {
    event.preventDefault();
    if (!this.#state.over) this.#set({ over: true });
  };

  #dragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#set({ over: false });
  };

  #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.#set({ over: false });
    if (event.dataTransfer?.files.length) this.take([...event.dataTransfer.files]);
  };

  #paste = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (event.clipboardData?.files.length) this.take([...event.clipboardData.files]);
    else if (text) void this.#load({ name: msg('pasted cells', { id: 'pasted' }), parts: [new Blob([text])], change: {}, sample: false });
  };

  take(files: File[]): void {
    void this.#load({ name: files.map((file) => file.name).join(', '), parts: files, change: {}, sample: false });
  }

  sample = async (): Promise<void> => {
    const engine = newEngine();
    const turn = ++this.#turn;
    try {
      const { csv, file_name } = await engine.compute('sample', {});
      if (turn !== this.#turn) return; // a file came meanwhile
      await this.#load({ name: file_name, parts: [new Blob([csv])], change: {}, sample: true });
    } catch (error) {
      this.failed('sample-orders.csv', error);
    } finally {
      engine.end();
    }
  };

  // ------------------------------------------------------------------ reading

  async #load(source: Source): Promise<void> {
    this.cancel();
    this.#turn += 1;
    const engine = newEngine();
    this.#set({ pending: { source, engine, progress: null }, failure: null, announced: msg(str`Reading ${source.name} …`, { id: 'progress-reading' }) });
    this.turns.begun();
    let reading: Reading | null = null;
    try {
      reading = await engine.open(source.parts, source.change);
      if (reading.missing.length > 0) {
        this.#set({ unsettled: { source, reading } });
        throw new Refused(reading.missing[0]!);
      }
      const begun = performance.now();
      const summary = await engine.read((progress) => {
        if (this.#state.pending?.engine === engine) this.#set({ pending: { source, engine, progress } });
      });
      performance.measure('lifeworth: read', { start: begun });
      this.#set({ pending: { source, engine, progress: { bytes: 1, total: 1, rows: summary.rows_read } } });
      const before = this.#state.loaded;
      const settings = before ? { ...before.settings, observation_end: null, calibration_end: null } : defaults;
      const results = await this.#results(engine, settings);
      this.#state.loaded?.engine.end();
      this.#wanted = null;
      this.#set({
        loaded: { source, engine, reading, summary, settings, results, leftOut: null },
        unsettled: null,
        pending: null,
        announced: msg('The results are shown.', { id: 'announce-shown' }),
      });
      if (Object.keys(source.change).length === 0) this.turns.shown();
    } catch (error) {
      engine.end();
      if (this.#state.pending?.engine === engine) this.#set({ pending: null });
      // What can be corrected by choosing other columns or a currency keeps the file at hand.
      if (reading && !isAbort(error)) this.#set({ unsettled: { source, reading } });
      this.failed(source.name, error);
    }
  }

  failed(name: string, error: unknown): void {
    if (isAbort(error)) return;
    const sentence = error instanceof Refused ? error.sentence : pageSentence('page_fault', String(error));
    this.#set({ failure: { name, sentence }, announced: '' }); // the alert speaks for itself
  }

  cancel = (): void => {
    if (!this.#state.pending) return;
    this.#state.pending.engine.end();
    this.#set({ pending: null, announced: msg('Cancelled.', { id: 'announce-cancelled' }) });
  };

  async #results(engine: Engine, settings: Settings): Promise<Results> {
    const { observation_end } = settings;
    const begun = performance.now();
    const [realised, cohorts, prediction, measured] = await Promise.all([
      engine.compute('realised', { observation_end }),
      engine.compute('cohorts', { observation_end }),
      engine.compute('prediction', settings),
      engine.compute('measured', { observation_end, margin: settings.margin }),
    ]);
    performance.measure('lifeworth: compute', { start: begun });
    return { realised, cohorts, prediction, measured };
  }

  // ------------------------------------------------------------------ what a person changes

  /** Changes may come faster than answers: each builds on the last one wanted, and only the last answer is shown. */
  async changeSettings(change: Partial<Settings>): Promise<void> {
    const { loaded } = this.#state;
    if (!loaded) return;
    const wanted = { ...(this.#wanted ?? loaded.settings), ...change };
    this.#wanted = wanted;
    const last = () => this.#wanted === wanted && this.#state.loaded?.engine === loaded.engine;
    try {
      const results = await this.#results(loaded.engine, wanted);
      if (!last()) return;
      this.#set({ failure: null, loaded: { ...this.#state.loaded!, settings: wanted, results } });
    } catch (error) {
      if (!last()) return;
      this.#wanted = null;
      this.failed(loaded.source.name, error);
    }
  }

  changeMapping(source: Source, change: MappingChange): void {
    void this.#load({ ...source, change: { ...source.change, ...change } });
  }

  listLeftOut = async (): Promise<void> => {
    const { loaded } = this.#state;
    if (!loaded) return;
    try {
      const leftOut = await loaded.engine.compute('left_out', {});
      if (this.#state.loaded?.engine === loaded.engine) this.#set({ loaded: { ...this.#state.loaded, leftOut } });
    } catch (error) {
      this.failed(loaded.source.name, error);
    }
  };

  /** Closes the failure, and the question that came with it. */
  dismiss = (): void => this.#set({ failure: null, unsettled: null });

  clear = (): void => {
    this.cancel();
    this.#state.loaded?.engine.end();
    this.#set({ loaded: null, unsettled: null, failure: null, announced: msg('All data are cleared.', { id: 'announce-cleared' }) });
    this.turns.cleared();
  };
}
