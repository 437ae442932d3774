// @ts-check
// In:  a large plain file, a session of the core that reads it from its start, and somebody else who reads it from the middle on.
// Out: the first session as if it had read the whole file by itself, sooner.
// Why: two workers read a file in little more than half the time. The second guesses where a row begins; whether it guessed right the first one
//      knows when it gets there. If it did not, or is of no help in any other way, the first reads on alone.
import { largeChunksOf } from '../files/chunks.mjs';
import { bytesOf, wholeOf } from '../files/whole-file.mjs';

/** From this size on a second reader is worth its start. */
export const worthTwo = 16 << 20;

/** Share of the file that the first reader reads: the second one begins later, and has to hand over what it read. */
const firstShare = 0.57;

/** @typedef {{ blob: Blob, name: string }} PlainFile */

/** @param {Blob} blob */
const middleOf = (blob) => Math.floor(blob.size * firstShare);

/** Bytes among which a row is looked for. */
const lookedAt = 1 << 16;

/** @typedef {{ start: number, bytes: number, rows: number }} PartProgress  where the part begins, and what was read of it */
/**
 * Somebody who reads the second part of a file, as the first reader sees it.
 * @typedef {object} SecondReader
 * @property {() => PartProgress | null} progress  nothing until the start is known
 * @property {Promise<Uint8Array | null>} part  null where there is none
 * @property {() => void} end  it is not needed any longer
 */

/** @param {any} core a session @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {(bytes: number, rows: number) => void} tell */
export async function pushStream(core, stream, tell) {
  for await (const chunk of largeChunksOf(stream)) {
    const { rows } = core.push(chunk);
    tell(chunk.length, rows);
  }
}

/**
 * The second reader's work, after it peeked at the file as the first one did. Null where the file cannot be read from the middle.
 * @param {any} core a session of its own @param {PlainFile} file @param {(told: PartProgress) => void} tell
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
 */
export async function readSecondPart(core, { blob, name }, tell) {
  const middle = middleOf(blob);
  const offset = core.beginPart(await bytesOf(blob, middle, middle + lookedAt, name));
  if (offset === null) return null;
  const start = middle + offset;
  let bytes = 0;
  tell({ start, bytes, rows: 0 });
  await pushStream(core, wholeOf(blob.slice(start), name), (more, rows) => {
    bytes += more;
    tell({ start, bytes, rows });
  });
  return core.finishPart();
}

/**
 * The first reader's work: up to where the second began, and on from there where that was no row's beginning.
 * @param {any} core a session that peeked at the file @param {PlainFile} file @param {SecondReader} second
 * @param {(told: { bytes: number, rows: number }) => void} tell
 */
export async function pushWithSecond(core, { blob, name }, second, tell) {
  let bytes = 0;
  const push = (/** @type {number} */ from, /** @type {number} */ to) =>
    pushStream(core, wholeOf(blob.slice(from, to), name), (more, rows) => {
      bytes += more;
      const other = second.progress() ?? { bytes: 0, rows: 0 };
      tell({ bytes: Math.min(bytes + other.bytes, blob.size), rows: rows + other.rows });
    });
  const middle = middleOf(blob);
  await push(0, middle);
  const start = second.progress()?.start;
  if (start === undefined) {
    second.end(); // so late, it would not be done before this one
    return push(middle, blob.size);
  }
  await push(middle, start);
  const part = await second.part;
  if (!part || !core.joinPart(part)) await push(start, blob.size);
}
