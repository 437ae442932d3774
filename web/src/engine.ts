// The page's side of a worker. In: the worker, files and requests. Out: promises of the core's answers. Cancelling ends the worker at
// once; what was loaded before lives in another worker and is not touched. A worker that dies answers everything, now and later, with a sentence.
import { worthTwo, type PartProgress } from '../../wasm/read-parts.mjs';
import type { Answers, Job, OpenedFiles, PartJob, PartMessage, Progress, Sentence, Summary, TableChange, WorkerMessage } from './protocol';

/** The core, the browser or the file said no; `sentence` says why. */
export class Refused extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.message);
  }
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
  progress?: (progress: never) => void;
}

/** One worker with one session of the core, or with calculators alone. */
export class Engine {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #number = 0;
  /** Why nothing will be answered any more. */
  #over: unknown = null;
  #watch = new AbortController();
  /** Reads large files together with the worker, from their middle on. */
  #second: Engine | null = null;

  /** `another`: makes the second worker. Without it one reads alone. */
  constructor(
    worker: Worker,
    private readonly another: (() => Engine) | null = null,
  ) {
    this.#worker = worker;
    this.#worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#receive(data);
    // An error that nobody caught is a fault of the page; after it the worker's session cannot be trusted.
    this.#worker.onerror = ({ message }: ErrorEvent) => this.#finish(new Refused(message && !/memory/i.test(message) ? pageSentence('page_fault', message) : pageSentence('worker_died')));
    this.#worker.addEventListener('messageerror', this.#died); // not all browsers have the property
  }

  /** It has died or was ended; another must be made. */
  get over(): boolean {
    return this.#over !== null;
  }

  /** Makes ready while nobody waits for an answer; whatever is asked next comes first. */
  prepare(): void {
    this.#ask({ do: 'prepare' }).catch(() => undefined); // who asks for more is told
    this.#makeSecond()?.prepare();
  }

  /** Finds the tables in the files; nothing is read yet. */
  open(parts: { blob: Blob; name: string }[], changes: Record<string, TableChange>, formats: string[]): Promise<OpenedFiles> {
    // It takes a moment to start: now, while a person's settings are looked up.
    const second = parts.some(({ blob }) => blob.size >= worthTwo) ? this.#portToSecond() : null;
    if (!second) this.#endSecond();
    return this.#ask({ do: 'open', parts, changes, formats, second }, undefined, second ? [second] : []);
  }

  read(progress: (progress: Progress) => void): Promise<Summary> {
    return this.#ask<Summary>({ do: 'read' }, progress).finally(() => this.#endSecond());
  }

  readPart(job: Omit<PartJob, 'do'>, progress: (progress: PartProgress) => void): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#ask({ do: 'read_part', ...job }, progress);
  }

  compute<Kind extends keyof Answers>(kind: Kind, request: Answers[Kind]['request']): Promise<Answers[Kind]['result']> {
    return this.#ask({ do: 'compute', request: { kind, ...request } });
  }

  /** Ends the worker; whatever was asked is answered with an AbortError. */
  end(): void {
    this.#finish(new DOMException('cancelled', 'AbortError'));
    this.#endSecond();
  }

  #makeSecond(): Engine | null {
    try {
      this.#second ??= this.another?.() ?? null;
    } catch {
      // no second worker is to be had
    }
    return this.#second;
  }

  /** What is asked there is answered by the second worker; null when it fails in any way, for the first one can always read alone. */
  #portToSecond(): MessagePort | null {
    const second = this.#makeSecond();
    if (!second) return null;
    const { port1, port2 } = new MessageChannel();
    const tell = (message: PartMessage, transfer: Transferable[] = []) => port2.postMessage(message, transfer);
    port2.onmessage = async ({ data }: MessageEvent<Omit<PartJob, 'do'>>) => {
      const part = await second.readPart(data, (progress) => tell({ progress })).catch(() => null);
      tell({ part }, part ? [part.buffer] : []);
    };
    return port1;
  }

  #endSecond(): void {
    this.#second?.end();
    this.#second = null;
  }

  #ask<Result>(job: Job, progress?: (progress: never) => void, transfer: Transferable[] = []): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const number = ++this.#number;
      this.#waiting.set(number, { resolve, reject, progress });
      this.#worker.postMessage({ number, job }, transfer);
    });
  }

  #died = (): void => this.#finish(new Refused(pageSentence('worker_died')));

  #receive(message: WorkerMessage): void {
    // A worker that the browser ends says nothing itself; its lock is free then.
    if ('lifeline' in message) return void navigator.locks.request(message.lifeline, { signal: this.#watch.signal }, this.#died).catch(() => undefined);
    const waiting = this.#waiting.get(message.number);
    if (!waiting) return;
    if ('progress' in message) return waiting.progress?.(message.progress as never);
    this.#waiting.delete(message.number);
    if ('refusal' in message) waiting.reject(new Refused(message.refusal));
    else waiting.resolve(message.result as never);
  }

  #finish(reason: unknown): void {
    if (this.#over) return;
    this.#over = reason;
    this.#worker.terminate();
    this.#watch.abort();
    for (const waiting of this.#waiting.values()) waiting.reject(reason);
    this.#waiting.clear();
  }
}

/** A sentence that does not come from the core; its words stand in sentences.ts. */
export function pageSentence(code: string, detail = ''): Sentence {
  return { code, message: detail, wrong: '', saw: '', hint: '', arguments: { detail } };
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
