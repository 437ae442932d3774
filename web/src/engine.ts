// The page's side of a worker. In: the worker, files and requests. Out: promises of the core's answers. Cancelling ends the worker at
// once; what was loaded before lives in another worker and is not touched. A worker that dies answers everything, now and later, with a sentence.
import type { Answers, Job, OpenedFiles, Progress, Sentence, Summary, TableChange, WorkerMessage } from './protocol';

/** The core, the browser or the file said no; `sentence` says why. */
export class Refused extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.message);
  }
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
  progress?: (progress: Progress) => void;
}

/** One worker with one session of the core, or with calculators alone. */
export class Engine {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #number = 0;
  /** Why nothing will be answered any more. */
  #over: unknown = null;
  #watch = new AbortController();

  constructor(worker: Worker) {
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

  /** Finds the tables in the files; nothing is read yet. */
  open(parts: { blob: Blob; name: string }[], changes: Record<string, TableChange>, formats: string[]): Promise<OpenedFiles> {
    return this.#ask({ do: 'open', parts, changes, formats });
  }

  read(progress: (progress: Progress) => void): Promise<Summary> {
    return this.#ask({ do: 'read' }, progress);
  }

  compute<Kind extends keyof Answers>(kind: Kind, request: Answers[Kind]['request']): Promise<Answers[Kind]['result']> {
    return this.#ask({ do: 'compute', request: { kind, ...request } });
  }

  /** Ends the worker; whatever was asked is answered with an AbortError. */
  end(): void {
    this.#finish(new DOMException('cancelled', 'AbortError'));
  }

  #ask<Result>(job: Job, progress?: (progress: Progress) => void): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const number = ++this.#number;
      this.#waiting.set(number, { resolve, reject, progress });
      this.#worker.postMessage({ number, job });
    });
  }

  #died = (): void => this.#finish(new Refused(pageSentence('worker_died')));

  #receive(message: WorkerMessage): void {
    // A worker that the browser ends says nothing itself; its lock is free then.
    if ('lifeline' in message) return void navigator.locks.request(message.lifeline, { signal: this.#watch.signal }, this.#died).catch(() => undefined);
    const waiting = this.#waiting.get(message.number);
    if (!waiting) return;
    if ('progress' in message) return waiting.progress?.(message.progress);
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
