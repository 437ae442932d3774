// What is loaded, being read, refused or to be settled. In: files dropped anywhere on the page, chosen or pasted, and a person's
// corrections. Out: the state the page lays out, one of empty → reading → (mapping) → shown, with a failure beside any of them. What was
// loaded before stays until a new file has been read to the end: each file has an engine of its own.
import { msg, str } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { mustAsk } from '../../files/several-tables.mjs';
import { newEngine, prepareEngine } from './core-engine';
import { foreign } from './foreign';
import { type Engine, Refused, isAbort, pageSentence } from './engine';
import type { Cohorts, LeftOutRows, Measured, OpenedFiles, Prediction, ProfitBy, Progress, Realised, Repeat, Sentence, Settings, Summary, TableChange } from './protocol';
import { profitSettings } from './panels/profit-words';
import { recall, remember, shared } from './remembered';

/** Made-up businesses, with the core's names of their files. */
const sampleTables = { shop: ['orders', 'spend', 'answers', 'tickets', 'effort'], subscriptions: ['payments'] } as const;
export type SampleBusiness = keyof typeof sampleTables;

/** Files that are read together, with what a person set about their tables, by the tables' keys. */
export interface Source {
  name: string;
  parts: { blob: Blob; name: string }[];
  changes: Record<string, TableChange>;
  /** Which made-up business they are of, if they are. */
  sample: SampleBusiness | null;
  /** Tables that a person corrected and that were not read since: what was set is remembered when they are. */
  corrected?: string[];
  /** A person is asked which tables to read, or has said so. */
  tables?: 'asked' | 'settled';
}

interface Results {
  realised: Realised;
  cohorts: Cohorts;
  repeat: Repeat;
  prediction: Prediction;
  /** For the calculators. */
  measured: Measured;
}

export interface Loaded {
  source: Source;
  engine: Engine;
  opened: OpenedFiles;
  summary: Summary;
  settings: Settings;
  /** Nothing where no file holds orders. */
  results: Results | null;
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
  unsettled: { source: Source; opened: OpenedFiles } | null;
  /** Counts readings that failed: what was chosen for them is not how the shown file was read. */
  attempts: number;
  /** A file is held over the page. */
  over: boolean;
  /** For a reader by ear. */
  announced: string;
}

/** What the page does when the state takes a turn: it shows the data, and moves the focus on from what is gone. */
export interface Turns {
  begun: () => void;
  asked: () => void;
  shown: () => void;
  cleared: () => void;
}

const single = (name: string, blob: Blob): Source => ({ name, parts: [{ blob, name }], changes: {}, sample: null });

/** One change of some tables more. */
export function withChange(source: Source, keys: string[], change: TableChange): Source {
  return { ...source, changes: { ...source.changes, ...Object.fromEntries(keys.map((key) => [key, { ...source.changes[key], ...change }])) } };
}

/** Files of one name from several folders are told apart. */
function named(files: File[]): Source['parts'] {
  const seen = new Map<string, number>();
  return files.map((blob) => {
    const count = (seen.get(blob.name) ?? 0) + 1;
    seen.set(blob.name, count);
    return { blob, name: count === 1 ? blob.name : `${blob.name} (${count})` };
  });
}

/** The text of a file that describes a format, or null. */
async function formatIn(file: File): Promise<string | null> {
  if (!/\.json$/i.test(file.name) || file.size > 200_000) return null;
  try {
    const text = await file.text();
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && 'signature' in value && 'columns' in value ? text : null;
  } catch {
    return null; // whatever it is, the core says
  }
}

/** Whether another choice of columns, letters or currency can help. */
const isCorrectable = (error: unknown): boolean => error instanceof Refused && !['file_unreadable', 'out_of_memory', 'core_fault', 'worker_died', 'page_fault'].includes(error.sentence.code);

/** The files read as remembered, or null where that cannot be: another program may have written over what we remembered. */
async function openedWith(engine: Engine, source: Source, changes: Source['changes'], formats: string[]): Promise<OpenedFiles | null> {
  try {
    return await engine.open(source.parts, changes, formats);
  } catch (error) {
    if (isCorrectable(error)) return null;
    throw error;
  }
}

const defaults: Settings = { margin: 0.3, discount: 0.1, horizon_months: 12 };

/** A column of costs, unless it is of fees alone, says more than a margin nobody gave; what a person gave or chose stays. */
const profitBy = ({ costs }: Summary, before: Settings | undefined): ProfitBy | undefined =>
  costs && (before?.profit_by ?? (costs.fees || (before && before.margin !== defaults.margin) ? 'margin' : 'cost_column'));

export class Loading implements ReactiveController {
  #state: State = { loaded: null, pending: null, failure: null, unsettled: null, attempts: 0, over: false, announced: '' };
  #wanted: Settings | null = null;
  /** Days without a purchase after which a person takes a customer for lost; null as the data say. */
  #activeDays: number | null = null;
  /** Formats of a person's own, the newest first. */
  #formats: string[] = [];
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
    prepareEngine();
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
    else if (text) void this.#load(single(msg('pasted cells', { id: 'pasted' }), new Blob([text])));
  };

  take(files: File[]): void {
    void this.#take(files);
  }

  /** A format of a person's own among the files is learnt; with nothing else, what is loaded is read again with it. */
  async #take(files: File[]): Promise<void> {
    const turn = ++this.#turn;
    const formats = await Promise.all(files.map(formatIn));
    if (turn !== this.#turn) return; // other files came meanwhile
    const learnt = formats.filter((format) => format !== null);
    if (learnt.length) this.#formats = [...learnt, ...this.#formats];
    const tables = files.filter((_, index) => formats[index] === null);
    const before = this.#state.unsettled?.source ?? this.#state.loaded?.source;
    if (tables.length) void this.#load({ name: tables.map((file) => file.name).join(', '), parts: named(tables), changes: {}, sample: null });
    else if (before) void this.#load(before);
    else this.#set({ announced: msg('The format is known now. Add a file.', { id: 'announce-format' }) });
  }

  sample = async (business: SampleBusiness): Promise<void> => {
    const engine = newEngine();
    const turn = ++this.#turn;
    try {
      const files = await Promise.all(sampleTables[business].map((table) => engine.compute('sample', { table })));
      if (turn !== this.#turn) return engine.end(); // a file came meanwhile
      const parts = files.map(({ csv, file_name }) => ({ blob: new Blob([csv]), name: file_name }));
      await this.#load({ name: parts.map(({ name }) => name).join(', '), parts, changes: {}, sample: business }, false, engine);
    } catch (error) {
      engine.end();
      this.failed(`sample-${sampleTables[business][0]}.csv`, error);
    }
  };

  // ------------------------------------------------------------------ reading

  async #load(given: Source, changed = false, engine = newEngine()): Promise<void> {
    let source = given;
    this.cancel();
    this.#turn += 1;
    this.#set({ pending: { source, engine, progress: null }, failure: null, announced: msg(str`Reading ${foreign(source.name)} …`, { id: 'progress-reading' }) });
    this.turns.begun();
    let opened: OpenedFiles | null = null;
    let about = source.name;
    try {
      opened = await engine.open(source.parts, source.changes, this.#formats);
      // What was set for a file with the same header holds, unless something is set now.
      const recalled = recall(opened, source.changes);
      const known = recalled && (await openedWith(engine, source, recalled, this.#formats));
      if (known) {
        source = { ...source, changes: recalled };
        opened = known;
      } else if (recalled) opened = await engine.open(source.parts, source.changes, this.#formats);
      if (source.tables === 'asked' || (!source.tables && mustAsk(opened))) {
        engine.end();
        this.#set({ pending: null, unsettled: { source: { ...source, tables: 'asked' }, opened }, announced: '' });
        if (!source.tables) this.turns.asked();
        return;
      }
      for (const { key, skipped, problem, reading } of opened.tables) {
        const asks = problem ?? reading?.missing[0];
        if (skipped || !asks) continue;
        if (opened.tables.length > 1) about = key;
        this.#set({ unsettled: { source, opened } });
        throw new Refused(asks);
      }
      const begun = performance.now();
      const summary = await engine.read((progress) => {
        if (this.#state.pending?.engine === engine) this.#set({ pending: { source, engine, progress } });
      });
      performance.measure('lifeworth: read', { start: begun });
      for (const key of source.corrected ?? []) remember(opened, key, source.changes[key]!);
      source = { ...source, corrected: [] };
      const read = this.#state.pending?.progress;
      if (read) this.#set({ pending: { source, engine, progress: { ...read, bytes: read.total, rows: summary.rows_read } } });
      const before = this.#state.loaded;
      this.#activeDays = null;
      const settings = { ...(before ? { ...before.settings, observation_end: null, calibration_end: null } : defaults), profit_by: profitBy(summary, before?.settings) };
      const results = summary.has_orders ? await this.#results(engine, settings) : null;
      this.#state.loaded?.engine.end();
      this.#wanted = null;
      this.#set({
        loaded: { source, engine, opened, summary, settings, results, leftOut: null },
        unsettled: null,
        pending: null,
        announced: msg('The results are shown.', { id: 'announce-shown' }),
      });
      if (!changed) this.turns.shown();
    } catch (error) {
      engine.end();
      if (this.#state.pending?.engine === engine) this.#set({ pending: null });
      // What can be corrected by choosing other columns or a currency keeps the file at hand; else what was shown before stands, and its own choices.
      if (opened && isCorrectable(error)) this.#set({ unsettled: { source, opened } });
      else this.#set({ attempts: this.#state.attempts + 1 });
      this.failed(about, error);
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
    const [realised, cohorts, repeat, prediction, measured] = await Promise.all([
      engine.compute('realised', { observation_end }),
      engine.compute('cohorts', { observation_end, ...profitSettings(settings) }),
      engine.compute('repeat', { observation_end, active_days: this.#activeDays }),
      engine.compute('prediction', settings),
      engine.compute('measured', { observation_end, ...profitSettings(settings) }),
    ]);
    performance.measure('lifeworth: compute', { start: begun });
    return { realised, cohorts, repeat, prediction, measured };
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
      const results = loaded.results && (await this.#results(loaded.engine, wanted));
      if (!last()) return;
      this.#set({ failure: null, loaded: { ...this.#state.loaded!, settings: wanted, results } });
    } catch (error) {
      if (!last()) return;
      this.#wanted = null;
      this.failed(loaded.source.name, error);
    }
  }

  /** Another rule for who is still a customer: of the results only those that rest on it are asked for anew. */
  async changeActiveDays(days: number | null): Promise<void> {
    const { loaded } = this.#state;
    if (!loaded?.results) return;
    this.#activeDays = days;
    const { observation_end } = this.#wanted ?? loaded.settings;
    try {
      const repeat = await loaded.engine.compute('repeat', { observation_end, active_days: days });
      const now = this.#state.loaded;
      if (this.#activeDays === days && now?.engine === loaded.engine && now.results) this.#set({ loaded: { ...now, results: { ...now.results, repeat } } });
    } catch (error) {
      this.failed(loaded.source.name, error);
    }
  }

  changeMapping(source: Source, opened: OpenedFiles, key: string, change: TableChange): void {
    const changed = withChange(source, [key], change);
    void this.#load({ ...changed, changes: shared(opened, changed.changes, key), corrected: [...(source.corrected ?? []), key] }, true);
  }

  changeAll(source: Source): void {
    void this.#load(source, true);
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
