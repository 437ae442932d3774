// The page's worker, which alone touches the whole core. In: jobs (protocol.ts). Out: the core's answers, progress while files are read.
// One worker holds one session: new files get a new worker, and cancelling is ending the worker.
import createCore from '../../build/wasm/lifeworth_core.mjs';
import { FileProblem } from '../../files/problem.mjs';
import { peekTable, readTables, source } from '../../wasm/read-tables.mjs';
import { keyed, tablesOf } from '../../files/tables.mjs';
import { asRefusal, openSession, Refusal } from '../../wasm/door.mjs';
import { answerJobs, post } from './answer-jobs';
import type { Job, OpenedFiles, OpenedTable, Summary } from './protocol';

const session = createCore().then(openSession);

/** Tables that will be read, in the order of their files. */
let sources: ReturnType<typeof source>[] = [];
let total = 0;

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
async function open({ parts, changes, formats }: Extract<Job, { do: 'open' }>): Promise<OpenedFiles> {
  const core = await session;
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

async function read(number: number): Promise<Summary> {
  const core = await session;
  let told = performance.now();
  let last = 0;
  const before = sources.map((_, index) => sources.slice(0, index).reduce((sum, { table }) => sum + table.packed, 0));
  return readTables(core, sources, ({ table, bytes, rows }) => {
    const all = before[table]! + bytes;
    const ends = all === total && last !== total; // told in any case: what follows is computing
    if (!ends && performance.now() - told < 60) return;
    told = performance.now();
    last = all;
    post({ number, progress: { bytes: all, total, rows } });
  });
}

answerJobs(async ({ number, job }) => {
  try {
    if (job.do === 'open') return await open(job);
    if (job.do === 'read') return await read(number);
  } catch (error) {
    throw refusalOf(error);
  }
  return (await session).compute(job.request);
});
