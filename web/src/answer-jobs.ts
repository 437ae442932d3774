// The workers' side of the page. In: jobs (protocol.ts), one after the other: a session is one conversation. Out: what `answer` makes of each,
// or the sentence that refuses it.
import { asRefusal } from '../../wasm/door.mjs';
import type { JobMessage, WorkerMessage } from './protocol';

export const post = (message: WorkerMessage, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

/** A lock held as long as the worker lives: the page asks for it, too, and gets it when the worker is no more, whatever ended it. */
function holdLifeline(): void {
  if (!navigator.locks) return; // only where the page came safely
  const lifeline = `lifeworth ${crypto.randomUUID()}`;
  const held = () => {
    post({ lifeline });
    return new Promise(() => undefined);
  };
  navigator.locks.request(lifeline, held).catch(() => undefined); // not in a sandboxed frame
}

/** Jobs that were asked for and not yet begun. */
let waiting = 0;
export const othersWait = (): boolean => waiting > 0;

export function answerJobs(answer: (message: JobMessage) => Promise<unknown>): void {
  holdLifeline();
  let line: Promise<void> = Promise.resolve();
  self.onmessage = ({ data }: MessageEvent<JobMessage>) => {
    waiting += 1;
    line = line.then(async () => {
      waiting -= 1;
      try {
        const result = await answer(data);
        post({ number: data.number, result }, result instanceof Uint8Array ? [result.buffer] : []);
      } catch (error) {
        post({ number: data.number, refusal: asRefusal(error).sentence });
      }
    });
  };
}
