// In:  read FILE · compute REQUEST.json [--map CHANGE.json] FILE… · --serve (one JSON request a line on standard input).
// Out: JSON on standard output; a refusal of the core is one sentence on standard error and exit code 3.
// Why: scripts and checks ask the very WebAssembly that the page ships, without a browser. core/README.md documents the JSON.
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openSession, peekBytes, Refusal } from '../wasm/door.mjs';
import { loadCore } from './core.mjs';

const usage = `Usage:
  npm run --silent lifeworth -- read FILE
  npm run --silent lifeworth -- compute REQUEST.json [--map CHANGE.json] FILE...
  npm run --silent lifeworth -- --serve`;

/** What the caller did wrong, in one line; exit code 2. */
class Misuse extends Error {}

/** Peeks at a file, corrects the guess where asked, and pushes all its bytes. */
function readInto(session, file, change) {
  if (!existsSync(file)) throw new Misuse(`There is no file ${file}.`);
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const chunk = new Uint8Array(peekBytes);
    const first = chunk.subarray(0, readSync(handle, chunk, 0, peekBytes, 0));
    let reading = session.peek(first, first.length === size);
    if (change) reading = session.map(change);
    for (let at = 0, count; (count = readSync(handle, chunk, 0, chunk.length, at)) > 0; at += count) session.push(chunk.subarray(0, count));
    return reading;
  } finally {
    closeSync(handle);
  }
}

function readFile(core, file, change) {
  const session = openSession(core);
  try {
    const reading = readInto(session, file, { ...change, keep_rows: true });
    const { header, rows, blank_lines, repaired_bytes } = session.finish();
    const { encoding, text, dialect, has_header } = reading;
    return { header, rows, reading: { encoding, text, dialect, has_header, blank_lines, repaired_bytes } };
  } finally {
    session.close();
  }
}

/** A session with these files loaded, and what it says of them. */
function load(core, files, change) {
  const session = openSession(core);
  try {
    for (const file of files) readInto(session, file, change);
    return { session, summary: session.finish() };
  } catch (error) {
    session.close();
    throw error;
  }
}

const json = (file) => {
  if (!existsSync(file)) throw new Misuse(`There is no file ${file}.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Misuse(`${file} is not valid JSON.`);
  }
};

function compute(core, words) {
  const at = words.indexOf('--map');
  const change = at >= 0 ? json(words.splice(at, 2)[1] ?? '') : undefined;
  const [requestFile, ...files] = words;
  if (!requestFile) throw new Misuse(usage);
  const request = json(requestFile);
  if (files.length === 0) return openSession(core).compute(request);
  const { session, summary } = load(core, files, change);
  return request.kind === 'summary' ? summary : session.compute(request);
}

/** {"do":"read","file":…}, {"do":"load","files":[…],"map":{…}}, or a compute request on what was loaded last. */
async function serve(core) {
  let session = openSession(core);
  const answer = (request) => {
    if (request.do === 'read') return readFile(core, request.file, request.map);
    if (request.do !== 'load') return session.compute(request);
    const loaded = load(core, request.files ?? [], request.map); // the one before stays when this one is refused
    session.close();
    session = loaded.session;
    return loaded.summary;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    let result;
    try {
      result = answer(JSON.parse(line));
    } catch (error) {
      if (error instanceof Refusal) result = { error: error.sentence };
      else result = { error: { code: 'bad_request', message: error instanceof SyntaxError ? 'The line is not valid JSON.' : error.message } };
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

async function main([command, ...words]) {
  const known = ['read', 'compute', '--serve'];
  if (!known.includes(command)) throw new Misuse(usage);
  if (command === 'read' && words.length !== 1) throw new Misuse(usage);
  const core = await loadCore();
  if (command === '--serve') return serve(core);
  const result = command === 'read' ? readFile(core, words[0]) : compute(core, words);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Refusal) {
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
