// In:  a file as a blob.
// Out: its bytes, as many as it had when it was chosen; or the sentence that it has changed since (file_unreadable).
// Why: a file may be rewritten, cut or deleted while it is read. Some browsers say so with errors of their own, some just give fewer bytes; a table
//      must never end there in silence.
import { byteReader } from './chunks.mjs';
import { FileProblem } from './problem.mjs';

/** Browsers have several names for it, even “network error”. @param {string} name @returns {(error: unknown) => never} */
const refusal = (name) => (error) => {
  throw error instanceof RangeError ? error : new FileProblem('file_unreadable', { name }); // a RangeError is about memory
};

/** A small part, as long as it must be. @param {Blob} blob @param {number} from @param {number} to @param {string} name of the file, for the sentence */
export async function bytesOf(blob, from, to, name) {
  const part = blob.slice(from, to);
  const bytes = new Uint8Array(await part.arrayBuffer().catch(refusal(name)));
  if (bytes.length !== part.size) throw new FileProblem('file_unreadable', { name });
  return bytes;
}

/**
 * Readers that wait for their bytes. Chromium's garbage collection takes a byte reader to which nothing leads but its own unanswered read, and then that
 * read is never answered: a file would stand still for ever. What stands here, something leads to.
 * @type {Set<ReadableStreamBYOBReader>}
 */
const waiting = new Set();

/** All of it; a reader may bring buffers of its own where the blob's stream fills them. @param {Blob} blob @param {string} name of the file, for the sentence @returns {ReadableStream<Uint8Array<ArrayBuffer>>} */
export function wholeOf(blob, name) {
  const stream = blob.stream();
  let missing = blob.size;
  /** @template {{ done: boolean, value?: Uint8Array }} Read @param {Promise<Read>} reading */
  const sound = async (reading) => {
    const read = await reading.catch(refusal(name));
    missing -= read.value?.length ?? 0;
    if (missing < 0 || (read.done && missing > 0)) throw new FileProblem('file_unreadable', { name });
    // A browser compares a file with what was chosen when it opens it, and it opened it once: what was written over meanwhile shows when it opens it again.
    if (read.done) await bytesOf(blob, 0, 1, name);
    return read;
  };
  const filled = byteReader(stream);
  if (filled) {
    return new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: 1 << 18,
      async pull(controller) {
        const request = controller.byobRequest;
        if (!request?.view) return;
        waiting.add(filled);
        const reading = filled.read(new Uint8Array(request.view.buffer, request.view.byteOffset, request.view.byteLength));
        const read = await sound(reading).finally(() => waiting.delete(filled));
        if (read.done) controller.close();
        if (read.value) request.respondWithNewView(read.value);
        else request.respond(0);
      },
      cancel: () => filled.cancel(),
    });
  }
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const read = await sound(reader.read());
        if (read.done) controller.close();
        else controller.enqueue(read.value);
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  );
}
