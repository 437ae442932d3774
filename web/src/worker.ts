// The page's worker, which alone touches the whole core. In: jobs (protocol.ts). Out: the core's answers, progress while files are read.
// One worker holds one session: new files get a new worker, and cancelling is ending the worker.
import createCore from '../../build/wasm/lifeworth_core.mjs';
import { FileProblem } from '../../files/problem.mjs';
import { readSecondPart, worthTwo, type PartProgress, type SecondReader } from '../../wasm/read-parts.mjs';
import { peekTable, readTables, source } from '../../wasm/read-tables.mjs';
import { keyed, tablesOf } from '../../files/tables.mjs';
import { asRefusal, openSession, Refusal } from '../../wasm/door.mjs';
import { answerJobs, othersWait, post } from './answer-jobs';
import { warmUp } from './warm-up';
import type { Job, OpenedFiles, OpenedTable, PartJob, PartMessage, Summary } from './protocol';

const module = createCore();
const session = module.then(openSession);

/** Tables that will be read, in the order of their files. */
let sources: ReturnType<typeof source>[] = [];
let total = 0;
/** A person's own, that the core was told. */
let ownFormats: string[] = [];
/** The way to the worker that reads large files from the middle on, while it is of help. */
let second: MessagePort | null = null;

/** The files room throws sentences of its own. */
const refusalOf = (error: unknown): Refusal => (error instanceof FileProblem ? new Refusal(error.sentence) : asRefusal(error));

/** One of several tables that cannot be read stands in nobody's way: it need not be used. */
async function looked(core: Awaited<typeof session>, from: ReturnType<typeof source>): Promise<Pick<OpenedTable, 'reading' | 'problem'>> {
  try {
    return { reading: await peekTable(core, from), problem: null };
  } catch (error) {
    return { reading: null, problem: refusalOf(error).sentence };
  }
}

/** Finds the tables in the files and looks at the beginning of each. Nothing is read yet. */
async function open({ parts, changes, formats, second: port }: Extract<Job, { do: 'open' }>): Promise<OpenedFiles> {
  const core = await session;
  second?.close();
  second = port;
  ownFormats = formats;
  for (const format of formats) core.addFormat(format);
  const tables: OpenedTable[] = [];
  const leftOut: OpenedFiles['left_out'] = [];
  sources = [];
  total = 0;
  for (const { blob, name } of parts) {
    const found = await tablesOf(blob, name);
    leftOut.push(...found.left_out);
    for (const { table, key, read } of keyed(found, name)) {
      const { skip = !read, ...change } = changes[key] ?? {};
      const from = source(table, change);
      if (!skip) {
        sources.push(from);
        total += table.packed;
      }
      tables.push({ key, container: found.container, skipped: skip, table: table.name, hidden: table.hidden ?? false, ...(await looked(core, from)) });
    }
  }
  const [first] = tables;
  if (tables.length === 1 && first?.problem) throw new Refusal(first.problem);
  return { tables, left_out: leftOut };
}

/** Has the second part of a table read by the other worker. */
function askSecond({ table: { blob, name }, change, encoding }: ReturnType<typeof source>): SecondReader | null {
  const port = second;
  if (!port || !blob || blob.size < worthTwo || encoding) return null;
  const end = () => {
    port.close();
    second = null;
  };
  let progress: PartProgress | null = null;
  const part = new Promise<Uint8Array | null>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<PartMessage>) => {
      if ('progress' in data) progress = data.progress;
      else resolve(data.part);
    };
  });
  port.postMessage({ blob, name, change, formats: ownFormats } satisfies Omit<PartJob, 'do'>);
  return { progress: () => progress, part, end };
}

/** The other worker's side of it. */
async function readPart(number: number, { blob, name, change, formats }: PartJob): Promise<Uint8Array<ArrayBuffer> | null> {
  const core = await session;
  for (const format of formats) core.addFormat(format);
  const from = source({ stream: () => blob.stream() }, change);
  await peekTable(core, from);
  return from.encoding ? null : readSecondPart(core, { blob, name }, (progress) => post({ number, progress }));
}

async function read(number: number): Promise<Summary> {
  const core = await session;
  let told = performance.now();
  let last = 0;
  const before = sources.map((_, index) => sources.slice(0, index).reduce((sum, { table }) => sum + table.packed, 0));
  const tell = ({ table, bytes, rows }: { table: number; bytes: number; rows: number }) => {
    const all = before[table]! + bytes;
    const ends = all === total && last !== total; // told in any case: what follows is computing
    if (!ends && performance.now() - told < 60) return;
    told = performance.now();
    last = all;
    post({ number, progress: { bytes: all, total, rows } });
  };
  return readTables(core, sources, tell, askSecond);
}

answerJobs(async ({ number, job }) => {
  try {
    if (job.do === 'prepare') return await warmUp(openSession(await module), othersWait);
    if (job.do === 'open') return await open(job);
    if (job.do === 'read') return await read(number);
    if (job.do === 'read_part') return await readPart(number, job);
  } catch (error) {
    throw refusalOf(error);
  }
  return (await session).compute(job.request);
});
