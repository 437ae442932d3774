// The workers' side of the page. In: jobs (protocol.ts), one after the other: a session is one conversation. Out: what `answer` makes of each,
// or the sentence that refuses it.
import { Refusal } from '../../wasm/door.mjs';
import type { JobMessage, Sentence, WorkerMessage } from './protocol';

export const post = (message: WorkerMessage, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

export function answerJobs(answer: (message: JobMessage) => Promise<unknown>): void {
  let line: Promise<void> = Promise.resolve();
  self.onmessage = ({ data }: MessageEvent<JobMessage>) => {
    line = line.then(async () => {
      try {
        const result = await answer(data);
        post({ number: data.number, result }, result instanceof Uint8Array ? [result.buffer] : []);
      } catch (error) {
        const refusal: Sentence = error instanceof Refusal ? error.sentence : { code: 'page_fault', message: String(error), wrong: '', saw: '', hint: '', arguments: { detail: String(error) } };
        post({ number: data.number, refusal });
      }
    });
  };
}
