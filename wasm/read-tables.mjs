// In:  a session of the core and tables (tables.mjs), each with what a person has set about it.
// Out: how a table will be read; the summary of all of them.
// Why: the page's worker and the shell read files in the same way, so the way stands here once: look at the beginning, let the host decode what the
//      core has no tables for, push the rest, and read again where the end of a file showed that its letters are of another encoding.
import { decodedText } from '../files/decoded-text.mjs';
import { peekBytes } from './door.mjs';
import { pushStream, pushWithSecond } from './read-parts.mjs';

/** Sets of two and more bytes a character: TextDecoder knows them, the core does not. */
const decodedByHost = new Set(['shift_jis', 'euc-jp', 'gb18030', 'euc-kr', 'big5', 'iso-2022-jp']);

/** @typedef {import('./read-parts.mjs').SecondReader} SecondReader */

/** Up to `peekBytes` from the start of a stream, and whether that is all of it. @param {ReadableStream<Uint8Array>} stream */
async function beginning(stream) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  let whole = false;
  while (length < peekBytes) {
    const { done, value } = await reader.read();
    if (done) {
      whole = true;
      break;
    }
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes: bytes.subarray(0, peekBytes), whole: whole && length <= peekBytes };
}

/**
 * A table to be read. `change` is what a person has set; `encoding` is what the host must decode ('' = nothing).
 * @param {any} table one of tablesOf
 * @param {any} [change]
 */
export const source = (table, change = {}) => ({ table, change, encoding: '' });

/** The bytes the core gets. @param {ReturnType<typeof source>} from @param {(bytes: number) => void} [onBytes] */
const streamOf = (from, onBytes) => {
  const stream = from.table.stream(onBytes);
  return from.encoding ? decodedText(stream, from.encoding) : stream;
};

/** What is told to the core: an encoding that the host decodes is none of its business. @param {ReturnType<typeof source>} from */
function toldTheCore(from) {
  const { encoding, ...change } = from.change;
  return { ...from.table.told, ...change, ...(encoding && !from.encoding ? { encoding } : {}) };
}

/** Which source a session looked at last and has not read yet: it need not look again. @type {WeakMap<object, ReturnType<typeof source>>} */
const lookedAt = new WeakMap();

/** Looks at the beginning of a table: how it will be read. @param {any} core a session @param {ReturnType<typeof source>} from */
export async function peekTable(core, from) {
  lookedAt.delete(core);
  const told = from.change.encoding;
  if (told && decodedByHost.has(told)) from.encoding = told;
  let { bytes, whole } = await beginning(streamOf(from));
  let reading = core.peek(bytes, whole);
  if (!told && decodedByHost.has(reading.encoding)) {
    from.encoding = reading.encoding;
    ({ bytes, whole } = await beginning(streamOf(from)));
    reading = core.peek(bytes, whole);
  }
  const change = toldTheCore(from);
  if (Object.keys(change).length) reading = core.map(change);
  lookedAt.set(core, from);
  return from.encoding ? { ...reading, encoding: from.encoding } : reading;
}

/**
 * Pushes all bytes of the table that was peeked at last.
 * @param {any} core @param {ReturnType<typeof source>} from @param {(told: {bytes: number, rows: number}) => void} tell
 * @param {SecondReader | null} second
 */
async function pushTable(core, from, tell, second) {
  if (second && from.table.blob && !from.encoding) return pushWithSecond(core, from.table, second, tell);
  second?.end();
  let packed = 0;
  let counted = false;
  const stream = streamOf(from, (bytes) => {
    counted = true;
    packed += bytes;
  });
  await pushStream(core, stream, (bytes, rows) => {
    if (!counted) packed += bytes;
    tell({ bytes: packed, rows });
  });
}

/**
 * Reads tables into one session and finishes it.
 * @param {any} core a session
 * @param {ReturnType<typeof source>[]} from
 * @param {(told: {table: number, bytes: number, rows: number}) => void} [tell]
 * @param {(from: ReturnType<typeof source>) => SecondReader | null} [askSecond] for the second part of a large table
 */
export async function readTables(core, from, tell = () => undefined, askSecond = () => null) {
  for (let round = 1; ; round += 1) {
    for (const [table, each] of from.entries()) {
      const second = askSecond(each);
      if (lookedAt.get(core) !== each) await peekTable(core, each);
      lookedAt.delete(core);
      await pushTable(core, each, ({ bytes, rows }) => tell({ table, bytes, rows }), second);
    }
    const summary = core.finish();
    const files = summary.files ?? [summary];
    const better = from.map((each, table) => (each.change.encoding ? '' : (files[table]?.better_encoding ?? '')));
    if (round > 1 || !better.some(Boolean)) return summary;
    from.forEach((each, table) => {
      if (better[table]) each.change = { ...each.change, encoding: better[table] };
    });
  }
}
