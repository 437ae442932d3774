// In:  chunks of bytes as they come.
// Out: the bytes held and not yet taken, as many as asked for, and where in the whole they stand.
// Why: what is read in fields (a header, a footer) or must look ahead wants bytes in one piece, whatever the chunks are.
import { chunksOf } from './chunks.mjs';

export class ByteFeed {
  #chunks;

  /** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
  constructor(stream) {
    this.#chunks = chunksOf(stream);
    this.held = new Uint8Array(0);
    /** Where held[0] stands in the stream. */
    this.position = 0;
    /** Nothing comes behind what is held. */
    this.ended = false;
    /** Behind the last byte seen that is not zero. */
    this.zerosFrom = 0;
  }

  /** Holds at least so many bytes, or all there are. @param {number} count */
  async fill(count) {
    while (this.held.length < count && !this.ended) {
      const { done, value } = await this.#chunks.next();
      if (done) {
        this.ended = true;
        return;
      }
      const last = value.findLastIndex((byte) => byte !== 0);
      if (last >= 0) this.zerosFrom = this.position + this.held.length + last + 1;
      if (this.held.length === 0) {
        this.held = value;
      } else {
        const joined = new Uint8Array(this.held.length + value.length);
        joined.set(this.held);
        joined.set(value, this.held.length);
        this.held = joined;
      }
    }
  }

  /** The next bytes, of those held. @param {number} count */
  take(count) {
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    this.position += taken.length;
    return taken;
  }

  /** Goes on to a later position. @param {number} position */
  async skipTo(position) {
    while (this.position < position) {
      await this.fill(1);
      if (this.held.length === 0) return;
      this.take(Math.min(position - this.position, this.held.length));
    }
  }

  async close() {
    await this.#chunks.return();
  }
}
