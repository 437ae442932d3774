// In:  streams of bytes, or generators of byte chunks.
// Out: the same inflated, counted, checked or bounded; and streams again. Everything between the file and the core is such a generator:
//      it works when it is asked, holds one chunk, and lets go of what stands behind it when it is no longer wanted.
import { crc32 } from './crc32.mjs';
import { FileProblem } from './problem.mjs';

/** @typedef {AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>} Chunks */

const ignore = () => undefined;

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @returns {Chunks} */
export async function* chunksOf(stream) {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      if (value.length > 0) yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(ignore);
  }
}

/** Enough that a call costs nothing beside its bytes, and little enough for the processor's caches. */
const largeChunk = 1 << 19;

/**
 * The same in large chunks, with the next one being read while one is worked on. A chunk is gone when the next one is asked for: there are two
 * buffers, filled in turn.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @returns {Chunks}
 */
export async function* largeChunksOf(stream) {
  const reader = byteReader(stream);
  if (!reader) return yield* chunksOf(stream);
  const read = (/** @type {ArrayBuffer} */ buffer) => {
    const reading = reader.read(new Uint8Array(buffer));
    reading.catch(ignore); // it is told when it is waited for
    return reading;
  };
  let ended = false;
  try {
    let ahead = read(new ArrayBuffer(largeChunk));
    let free = new ArrayBuffer(largeChunk);
    for (;;) {
      const { done, value } = await ahead;
      ended = done;
      if (done || !value) return;
      ahead = read(free);
      yield value;
      free = value.buffer;
    }
  } finally {
    if (!ended) await reader.cancel().catch(ignore);
  }
}

/** Only some streams fill a buffer of ours: a file's does in browsers. @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
export function byteReader(stream) {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

/** A stream that asks the generator only when it is read. @param {Chunks} chunks @returns {ReadableStream<Uint8Array<ArrayBuffer>>} */
export function streamOf(chunks) {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Tells how many bytes went by. @param {Chunks} chunks @param {(bytes: number) => void} told @returns {Chunks} */
export async function* counted(chunks, told) {
  for await (const chunk of chunks) {
    told(chunk.length);
    yield chunk;
  }
}

/** Counters of bytes for a source that may be read again from its beginning: each byte is told once. @param {(bytes: number) => void} told */
export function toldOnce(told) {
  let furthest = 0;
  return () => {
    let position = 0;
    return (/** @type {number} */ bytes) => {
      position += bytes;
      if (position <= furthest) return;
      told(position - furthest);
      furthest = position;
    };
  };
}

/** What an inflater is given at once: deflate grows by 1032 at most, and what it makes of one piece stands in memory. */
const largestPiece = 1 << 16;

/** @param {Chunks} chunks @returns {Chunks} */
async function* piecesOf(chunks) {
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += largestPiece) yield chunk.subarray(at, at + largestPiece);
}

/** Loses a race against all that has happened already. */
const notYet = Promise.resolve(undefined);

/**
 * Inflates raw deflate data. Refuses data that are no deflate stream (broken_archive) or end before the stream does (truncated_archive).
 * The inflater is given a piece only when it has nothing left to read: not all engines would make a writer wait.
 * @param {Chunks} packed
 * @param {string} name of the file, for the sentence
 * @returns {Chunks}
 */
export async function* inflated(packed, name) {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const pieces = piecesOf(packed);
  let allGiven = false;
  /** @returns {never} */
  const refuse = () => {
    throw new FileProblem(allGiven ? 'truncated_archive' : 'broken_archive', { name });
  };
  const feed = async () => {
    const { done, value } = await pieces.next(); // what goes wrong here, such as a file that is gone, is not the inflater's
    allGiven = done === true;
    await (done ? writer.close() : writer.write(value)).catch(refuse);
    return undefined;
  };
  const read = () => reader.read().catch(refuse);
  /** @type {ReturnType<typeof read> | null} */
  let reading = null;
  /** @type {Promise<undefined> | null} */
  let feeding = null;
  try {
    for (;;) {
      if (!reading) (reading = read()).catch(ignore);
      let result = await Promise.race([reading, notYet]);
      if (!result && (feeding || !allGiven)) {
        if (!feeding) (feeding = feed()).catch(ignore);
        result = await Promise.race([reading, feeding]);
        if (!result) {
          feeding = null;
          continue;
        }
      }
      result ??= await reading;
      reading = null;
      if (result.done) return;
      yield /** @type {Uint8Array<ArrayBuffer>} */ (result.value);
    }
  } finally {
    await reader.cancel().catch(ignore);
    await writer.abort().catch(ignore);
    await pieces.return();
  }
}

/** No export comes near: its text packs 5 to 30 times, and 8 GiB are more than a browser can work with. */
const limits = { ratio: 200, always: 256 * 2 ** 20, never: 8 * 2 ** 30 };

/**
 * Stops what grows beyond all measure (archive_bomb).
 * @param {Chunks} chunks
 * @param {number} packed bytes of the file they come from
 * @param {string} name
 * @returns {Chunks}
 */
export async function* bounded(chunks, packed, name) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.never || (bytes > limits.always && bytes > limits.ratio * packed)) throw new FileProblem('archive_bomb', { name });
    yield chunk;
  }
}

/**
 * At the end, all must be what was packed (broken_archive).
 * @param {Chunks} chunks
 * @param {{ crc: number, size: number, name: string }} packed what the archive says of it
 * @returns {Chunks}
 */
export async function* checked(chunks, { crc, size, name }) {
  let ownCrc = 0;
  let ownSize = 0;
  for await (const chunk of chunks) {
    ownCrc = crc32(chunk, ownCrc);
    ownSize += chunk.length;
    if (ownSize > size) throw new FileProblem('broken_archive', { name });
    yield chunk;
  }
  if (ownSize !== size || ownCrc !== crc) throw new FileProblem('broken_archive', { name });
}

/** The first chunk of some, with which the generator ends. @param {Chunks} chunks */
export async function firstOf(chunks) {
  for await (const chunk of chunks) return chunk;
  return new Uint8Array(0);
}
