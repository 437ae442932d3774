// In:  read FILE [--table NAME] · compute REQUEST.json [--map CHANGE.json] [--format FORMAT.json] [--table NAME]… FILE… · --serve (one JSON request a line on standard input).
// Out: JSON on standard output; a refusal of the core is one sentence on standard error and exit code 3.
// Why: scripts and checks ask the very WebAssembly that the page ships, without a browser. core/README.md documents the JSON.
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { FileProblem } from '../files/problem.mjs';
import { peekTable, readTables, source } from '../wasm/read-tables.mjs';
import { holdsOrders, mustAsk } from '../files/several-tables.mjs';
import { keyed, tablesOf } from '../files/tables.mjs';
import { openSession, peekBytes, Refusal } from '../wasm/door.mjs';
import { loadCore } from './core.mjs';

const usage = `Usage:
  npm run --silent lifeworth -- read FILE [--table NAME]
  npm run --silent lifeworth -- compute REQUEST.json [--map CHANGE.json] [--format FORMAT.json] [--table NAME]... FILE...
  npm run --silent lifeworth -- --serve`;

/** What the caller did wrong, in one line; exit code 2. */
class Misuse extends Error {}

/** What the files room asks of a Blob, over a file on disk: pieces of any size are read when they are asked for. */
class DiskBlob {
  constructor(file, from = 0, to = statSync(file).size) {
    Object.assign(this, { file, from, to, size: to - from });
  }

  slice(from = 0, to = this.size) {
    const place = (at) => Math.min(this.to, this.from + Math.max(0, at < 0 ? this.size + at : at));
    return new DiskBlob(this.file, place(from), Math.max(place(from), place(to)));
  }

  async arrayBuffer() {
    const bytes = new Uint8Array(this.size);
    const handle = openSync(this.file, 'r');
    try {
      const count = readSync(handle, bytes, 0, this.size, this.from);
      return bytes.buffer.slice(0, count);
    } finally {
      closeSync(handle);
    }
  }

  stream() {
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const piece = this.slice(at, at + peekBytes);
        if (piece.size === 0) return controller.close();
        at += piece.size;
        controller.enqueue(new Uint8Array(await piece.arrayBuffer()));
      },
    });
  }
}

const quoted = (names) => names.map((name) => `“${name}”`).join(', ');

/** The tables of a file that are meant: those that are named, else those the page would read. */
async function tablesIn(file, named) {
  if (!existsSync(file)) missing(file);
  const found = await tablesOf(new DiskBlob(file), basename(file));
  const all = keyed(found, basename(file));
  const meant = all.filter(({ table, read }) => (named.length ? named.includes(table.name) : read));
  if (named.length && !meant.length) throw new Misuse(`There is no table ${quoted(named)} in ${file}; there are ${quoted(all.map(({ table }) => table.name))}.`);
  return { container: found.container, tables: meant.map(({ table }) => table) };
}

async function readFile(core, file, change, named = []) {
  const session = openSession(core);
  try {
    const { container, tables } = await tablesIn(file, named);
    if (tables.length > 1) throw new Misuse(`${file} holds several tables: ${quoted(tables.map(({ name }) => name))}. Name one with --table.`);
    const from = source(tables[0], { ...change, keep_rows: true });
    const { header, rows, blank_lines, preamble_lines, repaired_bytes } = await readTables(session, [from]);
    const { text, dialect, has_header, encoding } = await peekTable(session, from);
    return { header, rows, reading: { container, encoding, text, dialect, has_header, blank_lines, preamble_lines, repaired_bytes } };
  } finally {
    session.close();
  }
}

/** Where the page would ask which tables of an archive are meant, a script must say so. */
async function refuseRivals(session, sources, opened) {
  const looked = [];
  for (const [place, each] of opened.entries()) looked.push({ ...each, reading: await peekTable(session, sources[place]).catch(() => null) }); // reading it says why not
  if (!mustAsk({ tables: looked })) return;
  const names = quoted(looked.filter(holdsOrders).map(({ table }) => table.name));
  throw new Misuse(`Several tables hold orders or payments, with different columns: ${names}. If one repeats the money of another, it counts twice. Name those to read with --table.`);
}

/** A session with these files loaded, and what it says of them. */
async function load(core, files, { change, formats = [], named = [] }) {
  const session = openSession(core);
  try {
    for (const format of formats) session.addFormat(readFileSync(format, 'utf8'));
    const sources = [];
    const opened = [];
    for (const file of files) {
      const { container, tables } = await tablesIn(file, named);
      for (const table of tables) {
        sources.push(source(table, { ...change }));
        opened.push({ container, table, skipped: false });
      }
    }
    if (!named.length && opened.length > 1) await refuseRivals(session, sources, opened);
    return { session, summary: await readTables(session, sources) };
  } catch (error) {
    session.close();
    throw error;
  }
}

const missing = (file) => {
  throw new Misuse(`There is no file ${file}.`);
};

const json = (file) => {
  if (!existsSync(file)) throw new Misuse(`There is no file ${file}.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Misuse(`${file} is not valid JSON.`);
  }
};

/** The word behind an option, taken out of the words. */
function option(words, name) {
  const at = words.indexOf(name);
  return at >= 0 ? (words.splice(at, 2)[1] ?? '') : undefined;
}

/** The words behind an option that may come several times. */
function options(words, name) {
  const found = [];
  for (let each; (each = option(words, name)) !== undefined; ) found.push(each);
  return found;
}

async function compute(core, words) {
  const mapFile = option(words, '--map');
  const formatFile = option(words, '--format');
  const named = options(words, '--table');
  const change = mapFile === undefined ? undefined : json(mapFile);
  if (formatFile !== undefined && !existsSync(formatFile)) missing(formatFile);
  const [requestFile, ...files] = words;
  if (!requestFile) throw new Misuse(usage);
  const request = json(requestFile);
  if (files.length === 0) return openSession(core).compute(request);
  const { session, summary } = await load(core, files, { change, named, formats: formatFile === undefined ? [] : [formatFile] });
  return request.kind === 'summary' ? summary : session.compute(request);
}

/** {"do":"read","file":…}, {"do":"load","files":[…],"map":{…}}, or a compute request on what was loaded last. */
async function serve(core) {
  let session = openSession(core);
  const answer = async (request) => {
    if (request.do === 'read') return readFile(core, request.file, request.map, request.table === undefined ? [] : [request.table]);
    if (request.do !== 'load') return session.compute(request);
    const loaded = await load(core, request.files ?? [], { change: request.map, named: request.tables }); // the one before stays when this one is refused
    session.close();
    session = loaded.session;
    return loaded.summary;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    let result;
    try {
      result = await answer(JSON.parse(line));
    } catch (error) {
      if (error instanceof Refusal || error instanceof FileProblem) result = { error: error.sentence };
      else result = { error: { code: 'bad_request', message: error instanceof SyntaxError ? 'The line is not valid JSON.' : error.message } };
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

async function main([command, ...words]) {
  const known = ['read', 'compute', '--serve'];
  if (!known.includes(command)) throw new Misuse(usage);
  const named = command === 'read' ? options(words, '--table') : [];
  if (command === 'read' && words.length !== 1) throw new Misuse(usage);
  const core = await loadCore();
  if (command === '--serve') return serve(core);
  const result = await (command === 'read' ? readFile(core, words[0], undefined, named) : compute(core, words));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Refusal || error instanceof FileProblem) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 3;
  } else if (error instanceof Misuse) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
