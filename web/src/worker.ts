// The page's worker, which alone touches the whole core. In: jobs (protocol.ts). Out: the core's answers, progress while a file is read.
// One worker holds one session: a new file gets a new worker, and cancelling is ending the worker.
import createCore from '../../build/wasm/lifeworth_core.mjs';
import { openSession, peekBytes, Refusal } from '../../wasm/door.mjs';
import { answerJobs, post } from './answer-jobs';
import type { Job, MappingChange, Reading, Sentence, Summary } from './protocol';

const session = createCore().then(openSession);
let parts: Blob[] = [];
let change: MappingChange = {};
/** Column names of the first part: a person's corrections hold for the parts that have the same. */
let firstHeader = '';

/** A sentence of the page's own: the core never saw the file. */
function unreadable(error: unknown): Refusal {
  const detail = error instanceof Error ? error.name : String(error);
  return new Refusal({ code: 'file_unreadable', message: detail, wrong: '', saw: '', hint: '', arguments: { detail } } satisfies Sentence);
}

async function bytesOf(part: Blob, from: number, to: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.slice(from, to).arrayBuffer());
  } catch (error) {
    throw unreadable(error);
  }
}

async function peek(part: Blob): Promise<Reading> {
  const core = await session;
  const first = await bytesOf(part, 0, peekBytes);
  const reading: Reading = core.peek(first, first.length === part.size);
  const header = JSON.stringify(reading.header);
  firstHeader ||= header;
  const own = header === firstHeader ? change : {};
  return Object.keys(own).length ? core.map(own) : reading;
}

async function open(job: Extract<Job, { do: 'open' }>): Promise<Reading> {
  ({ parts, change } = job);
  return peek(parts[0]!);
}

/** Streams all parts through the core. Every part after the first is peeked at on its own. */
async function read(number: number): Promise<Summary> {
  const core = await session;
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  let bytes = 0;
  let told = performance.now();
  for (const [index, part] of parts.entries()) {
    if (index > 0) await peek(part);
    const reader = part.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw unreadable(error);
      });
      if (done) break;
      const { rows } = core.push(value);
      bytes += value.length;
      if (performance.now() - told > 60) {
        told = performance.now();
        post({ number, progress: { bytes, total, rows } });
      }
    }
  }
  return core.finish();
}

answerJobs(async ({ number, job }) => {
  if (job.do === 'open') return open(job);
  if (job.do === 'read') return read(number);
  return (await session).compute(job.request);
});
