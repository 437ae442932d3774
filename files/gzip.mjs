// In:  a gzip file that can be opened again and again: of one member or several, with zeros behind it or not.
// Out: the text inside, each member checked against its CRC-32 and size; a file that is cut off never ends as a shorter table.
// Source: RFC 1952. Why members are looked for: the inflater of a browser does not say where a deflate stream ended, and refuses what stands
//      behind it (other engines ignore it). So each place that looks like the next member's header is tried as the end of this one, and the
//      footer in front of it decides; a look-alike inside the data costs inflating again up to there, and nothing is told twice.
import { ByteFeed } from './byte-feed.mjs';
import { inflated } from './chunks.mjs';
import { crc32 } from './crc32.mjs';
import { FileProblem } from './problem.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */

const headerSize = 10;
const footerSize = 8;
/** How many bytes are looked at together. */
const window = 1 << 15;
/** Random data look like a header once in 2^38 bytes; a file that does so more often for one member is damaged. */
const mostLookAlikes = 4;
/** A footer can end in zeros of its own: the upper bytes of a small size, even all of it. */
const mostZerosInFooter = 8;

/** Where a member may end, if zeros stand from here on. @param {number} zerosFrom */
const possibleEnds = (zerosFrom) => Array.from({ length: mostZerosInFooter + 1 }, (_, zeros) => zerosFrom + zeros);

/** Whether a gzip header as writers write it begins here. @param {Uint8Array} bytes @param {number} at */
function looksLikeHeader(bytes, at) {
  const [, , method, flags, , , , , level, system] = bytes.subarray(at, at + headerSize);
  return method === 8 && (flags & 0xe0) === 0 && (level === 0 || level === 2 || level === 4) && (system <= 13 || system === 255);
}

/** @param {Uint8Array} bytes */
export const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/**
 * Goes behind a member's header; false where the file ends.
 * @param {ByteFeed} feed @param {string} name @param {boolean} first
 */
async function skipHeader(feed, name, first) {
  const truncated = new FileProblem('truncated_archive', { name });
  await feed.fill(headerSize);
  if (!first && (feed.held.length === 0 || feed.held[0] === 0)) {
    while (feed.held.length > 0) {
      if (feed.take(feed.held.length).some((byte) => byte !== 0)) throw new FileProblem('broken_archive', { name });
      await feed.fill(1);
    }
    return false;
  }
  if (feed.held.length < headerSize) throw truncated;
  const header = feed.take(headerSize);
  const flags = header[3];
  if (!isGzip(header) || flags & 0xe0) throw new FileProblem('broken_archive', { name });
  if (flags & 4) {
    await feed.fill(2);
    if (feed.held.length < 2) throw truncated;
    const length = feed.held[0] | (feed.held[1] << 8);
    await feed.fill(2 + length);
    feed.take(2 + length);
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue; // a file name, a comment
    await feed.fill(1 << 16);
    const end = feed.held.indexOf(0);
    if (end < 0) throw feed.ended ? truncated : new FileProblem('broken_archive', { name });
    feed.take(end + 1);
  }
  if (flags & 2) {
    await feed.fill(2);
    feed.take(2);
  }
  return true;
}

/** One try at reading a member: what it gave, and whether the footer agrees. */
class Attempt {
  /**
   * @param {ByteFeed} feed standing at the member's data
   * @param {Set<number>} lookAlikes places that are no headers after all
   * @param {number} end where the member ends at the latest
   */
  constructor(feed, lookAlikes, end) {
    this.feed = feed;
    this.lookAlikes = lookAlikes;
    this.latestEnd = end;
    this.begin = feed.position;
    /** Where the member was taken to end. */
    this.end = 0;
    this.endsAtHeader = false;
    this.size = 0;
    this.crc = 0;
    /** @type {Uint8Array | null} */
    this.footer = null;
  }

  /** The next member's place in what is held, or -1. */
  #nextHeader() {
    const { feed, begin, lookAlikes } = this;
    const { held, position } = feed;
    const earliest = Math.max(0, begin + footerSize + 2 - position);
    for (let at = held.indexOf(0x1f, earliest); at >= 0 && at + headerSize <= held.length; at = held.indexOf(0x1f, at + 1))
      if (held[at + 1] === 0x8b && looksLikeHeader(held, at) && !lookAlikes.has(position + at)) return position + at;
    return -1;
  }

  /** The deflate data, up to the footer. @returns {Chunks} */
  async *data() {
    const { feed } = this;
    for (;;) {
      await feed.fill(window);
      const header = this.#nextHeader();
      const known = feed.position + feed.held.length;
      const end = header >= 0 ? header : Math.min(known, this.latestEnd);
      if (header >= 0 || feed.ended || known >= this.latestEnd) {
        this.end = end;
        this.endsAtHeader = header >= 0;
        const rest = end - footerSize - feed.position;
        if (rest > 0) yield feed.take(rest);
        if (rest >= 0) this.footer = feed.take(footerSize);
        return;
      }
      yield feed.take(feed.held.length - headerSize - footerSize); // a footer and the beginning of a header may stand at the end
    }
  }

  /** @param {string} name @returns {Chunks} */
  async *text(name) {
    for await (const chunk of inflated(this.data(), name)) {
      this.size += chunk.length;
      this.crc = crc32(chunk, this.crc);
      yield chunk;
    }
    const { footer } = this;
    if (!footer || footer.length < footerSize) throw new FileProblem('truncated_archive', { name });
    const fields = new DataView(footer.buffer, footer.byteOffset, footerSize);
    const same = fields.getUint32(0, true) === this.crc && fields.getUint32(4, true) === this.size % 2 ** 32;
    if (!same) throw new FileProblem('broken_archive', { name });
  }
}

/**
 * @param {() => ReadableStream<Uint8Array<ArrayBuffer>>} open gives the file from its beginning
 * @param {string} name of the file, for the sentence
 * @returns {Chunks}
 */
export async function* gunzipped(open, name) {
  let feed = new ByteFeed(open());
  try {
    for (let first = true; await skipHeader(feed, name, first); first = false) {
      const begin = feed.position;
      /** @type {Set<number>} */
      const lookAlikes = new Set();
      /** @type {number[] | null} */
      let otherEnds = null;
      let latestEnd = Infinity;
      for (let told = 0; ; ) {
        const attempt = new Attempt(feed, lookAlikes, latestEnd);
        try {
          let position = 0;
          for await (const chunk of attempt.text(name)) {
            const fresh = chunk.subarray(Math.max(0, told - position));
            position += chunk.length;
            told = Math.max(told, position);
            if (fresh.length > 0) yield fresh;
          }
          break;
        } catch (problem) {
          if (!(problem instanceof FileProblem)) throw problem;
          if (attempt.endsAtHeader) {
            lookAlikes.add(attempt.end);
            if (lookAlikes.size > mostLookAlikes) throw problem;
          } else {
            await feed.skipTo(Infinity);
            otherEnds ??= possibleEnds(feed.zerosFrom).filter((end) => end < feed.position && end > begin + footerSize);
            const end = otherEnds.shift();
            if (end === undefined) throw problem;
            latestEnd = end;
          }
          await feed.close();
          feed = new ByteFeed(open());
          await feed.skipTo(begin);
        }
      }
    }
  } finally {
    await feed.close();
  }
}
