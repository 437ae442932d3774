// In:  a zip file.
// Out: its entries as the central directory at its end lists them, each with the stream of what it holds, checked against CRC-32 and size.
// Source: PKWARE APPNOTE 6.3.10. The directory is 80 lines and the browser's DecompressionStream inflates, so there is no library for zip:
//      the page stays small, and no size that a header claims is ever allocated. What an entry holds is read from its slice of the file.
import { bounded, checked, chunksOf, counted, inflated } from './chunks.mjs';
import { FileProblem } from './problem.mjs';
import { bytesOf, wholeOf } from './whole-file.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */
/** @typedef {{ name: string, method: number, encrypted: boolean, crc: number, packed: number, size: number, offset: number }} Entry */

const endSize = 22;
const longestComment = 0xffff;
const entrySize = 46;
const localSize = 30;
/** Real exports hold some dozens of files; a directory of hundreds of thousands is made to keep a reader busy. */
const limits = { entries: 100_000, directory: 64 * 2 ** 20 };

/** @param {Uint8Array} bytes @param {number[]} beginning */
export const beginsWith = (bytes, beginning) => bytes.length >= beginning.length && beginning.every((byte, at) => bytes[at] === byte);

export const zipBeginnings = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6], // without entries
  [0x50, 0x4b, 7, 8], // of several parts once
];
/** @param {Uint8Array} bytes */
export const isZip = (bytes) => zipBeginnings.some((beginning) => beginsWith(bytes, beginning));

/** @param {Uint8Array} bytes */
const fieldsOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** @param {DataView} fields @param {number} at */
const wide = (fields, at) => fields.getUint32(at, true) + fields.getUint32(at + 4, true) * 2 ** 32;

/** The upper half of code page 437, which names without the UTF-8 flag are in. */
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** @param {Uint8Array} bytes */
function nameOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // some writers forget the flag, and other bytes are hardly ever valid UTF-8
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : codePage437[byte - 128])).join('');
  }
}

/** The sizes and places that are too large for the entry's own fields. @param {Uint8Array} extra @param {Entry} entry */
function widen(extra, entry) {
  const fields = fieldsOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + fields.getUint16(at + 2, true)) {
    if (fields.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const end = Math.min(extra.length, next + fields.getUint16(at + 2, true));
    for (const key of /** @type {const} */ (['size', 'packed', 'offset'])) {
      if (entry[key] !== 0xffffffff || next + 8 > end) continue;
      entry[key] = wide(fields, next);
      next += 8;
    }
  }
}

/** Where the directory is and how many entries it has. @param {Blob} blob @param {string} name */
async function findDirectory(blob, name) {
  const from = Math.max(0, blob.size - endSize - longestComment);
  const tail = await bytesOf(blob, from, blob.size, name);
  const fields = fieldsOf(tail);
  for (let at = tail.length - endSize; at >= 0; at -= 1) {
    if (fields.getUint32(at, true) !== 0x06054b50 || at + endSize + fields.getUint16(at + 20, true) > tail.length) continue;
    const [size, offset] = [fields.getUint32(at + 12, true), fields.getUint32(at + 16, true)];
    const found = { entries: fields.getUint16(at + 10, true), size, offset, end: from + at };
    const locator = await bytesOf(blob, Math.max(0, found.end - 20), found.end, name);
    if (locator.length < 20 || fieldsOf(locator).getUint32(0, true) !== 0x07064b50) return found;
    const place = wide(fieldsOf(locator), 8);
    const wideEnd = await bytesOf(blob, place, place + 56, name);
    if (wideEnd.length < 56 || fieldsOf(wideEnd).getUint32(0, true) !== 0x06064b50) throw new FileProblem('broken_archive', { name });
    const wideFields = fieldsOf(wideEnd);
    return { entries: wide(wideFields, 32), size: wide(wideFields, 40), offset: wide(wideFields, 48), end: place };
  }
  throw new FileProblem('truncated_archive', { name });
}

/**
 * Entries that share bytes are a way to make a small file grow without end.
 * @param {Entry[]} entries @param {number} directory where it begins @param {string} name
 */
function refuseOverlaps(entries, directory, name) {
  let end = 0;
  for (const { offset, packed } of [...entries].sort((one, other) => one.offset - other.offset)) {
    if (offset < end) throw new FileProblem('archive_bomb', { name });
    end = offset + localSize + packed;
  }
  if (end > directory) throw new FileProblem('broken_archive', { name });
}

/** @param {Blob} blob @param {string} name of the file, for the sentence @returns {Promise<Entry[]>} */
export async function entriesOf(blob, name) {
  const broken = new FileProblem('broken_archive', { name });
  const directory = await findDirectory(blob, name);
  if (directory.entries > limits.entries || directory.size > limits.directory) throw new FileProblem('archive_bomb', { name });
  if (directory.offset + directory.size > directory.end) throw broken;
  const bytes = await bytesOf(blob, directory.offset, directory.offset + directory.size, name);
  const fields = fieldsOf(bytes);
  /** @type {Entry[]} */
  const entries = [];
  for (let at = 0; entries.length < directory.entries; ) {
    if (at + entrySize > bytes.length || fields.getUint32(at, true) !== 0x02014b50) throw broken;
    const nameEnd = at + entrySize + fields.getUint16(at + 28, true);
    const extraEnd = nameEnd + fields.getUint16(at + 30, true);
    const end = extraEnd + fields.getUint16(at + 32, true);
    if (end > bytes.length) throw broken;
    const entry = {
      name: nameOf(bytes.subarray(at + entrySize, nameEnd)).replaceAll('\\', '/'),
      method: fields.getUint16(at + 10, true),
      encrypted: (fields.getUint16(at + 8, true) & 1) === 1,
      crc: fields.getUint32(at + 16, true),
      packed: fields.getUint32(at + 20, true),
      size: fields.getUint32(at + 24, true),
      offset: fields.getUint32(at + 42, true),
    };
    widen(bytes.subarray(nameEnd, extraEnd), entry);
    entries.push(entry);
    at = end;
  }
  refuseOverlaps(entries, directory.offset, name);
  return entries;
}

/** Names of the ways of packing that are met beside stored (0) and deflate (8). @type {Record<number, string>} */
const methods = { 1: 'Shrink', 6: 'Implode', 9: 'Deflate64', 12: 'BZIP2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ', 98: 'PPMd' };

/** What keeps an entry from being read, if anything does. @param {Entry} entry */
export function obstacleOf({ name, method, encrypted }) {
  if (encrypted || method === 99) return new FileProblem('encrypted_archive', { name });
  if (method !== 0 && method !== 8) return new FileProblem('unsupported_compression', { name, method: methods[method] ?? String(method) });
  return null;
}

/**
 * What an entry holds.
 * @param {Blob} blob @param {Entry} entry @param {(bytes: number) => void} [onBytes] is told of packed bytes as they are used
 * @returns {Chunks}
 */
export async function* contentOf(blob, entry, onBytes) {
  const { name, method, packed, offset, crc, size } = entry;
  const obstacle = obstacleOf(entry);
  if (obstacle) throw obstacle;
  const local = await bytesOf(blob, offset, offset + localSize, name);
  if (local.length < localSize || fieldsOf(local).getUint32(0, true) !== 0x04034b50) throw new FileProblem('broken_archive', { name });
  const begin = offset + localSize + fieldsOf(local).getUint16(26, true) + fieldsOf(local).getUint16(28, true);
  if (begin + packed > blob.size) throw new FileProblem('truncated_archive', { name });
  const raw = chunksOf(wholeOf(blob.slice(begin, begin + packed), name));
  const slice = onBytes ? counted(raw, onBytes) : raw;
  yield* checked(method === 8 ? bounded(inflatedWhole(slice, name), packed, name) : slice, { crc, size, name });
}

/**
 * A zip says where each entry ends, so a stream that does not end there is damaged, not cut off.
 * @param {Chunks} chunks @param {string} name @returns {Chunks}
 */
async function* inflatedWhole(chunks, name) {
  try {
    yield* inflated(chunks, name);
  } catch (error) {
    throw error instanceof FileProblem && error.code === 'truncated_archive' ? new FileProblem('broken_archive', { name }) : error;
  }
}
