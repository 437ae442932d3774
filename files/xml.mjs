// In:  XML as bytes, then as chunks of text, cut anywhere.
// Out: calls of open, close and text, with names without their prefix; attributes are looked up in a tag when they are wanted.
// Source: XML 1.0 (5th edition) and Namespaces, as far as the parts of a workbook use them. A document type is refused: workbooks have none,
//      and it is what hostile files make text grow with.
import { FileProblem } from './problem.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */
/**
 * What hears a scanner. `open` gets the tag without its brackets, for attribute(); `text` is called only while `wantsText`, with entities resolved.
 * @typedef {{ wantsText: boolean, open(name: string, tag: string): void, close(name: string): void, text(text: string): void }} Listener
 */

/** A cell has 32,767 characters at most; what is longer than this between two marks is no workbook. */
const longest = 1 << 22;

/** The encoding an XML part is in. @param {Uint8Array} bytes its beginning */
function encodingOf(bytes) {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)) return 'utf-16le';
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c)) return 'utf-16be';
  const declared = /^[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(String.fromCharCode(...bytes.subarray(0, 200)))?.[1];
  return declared && !/^utf-?16/i.test(declared) ? declared : 'utf-8'; // readable as single bytes, so it is not UTF-16 whatever it says
}

/** @param {Uint8Array} bytes @param {string} name of the file, for the sentence */
function decoderFor(bytes, name) {
  try {
    return new TextDecoder(encodingOf(bytes));
  } catch {
    throw new FileProblem('broken_archive', { name });
  }
}

/** @type {Record<string, string>} */
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @param {string} code */
function character(code) {
  const point = code[0] === 'x' || code[0] === 'X' ? parseInt(code.slice(1), 16) : parseInt(code, 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}

/** Text as it is meant. @param {string} raw */
export function resolved(raw) {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(x[0-9a-f]+|\d+)|(\w+));/gi, (whole, code, name) => (code ? character(code) : (entities[name] ?? whole)));
}

/** @param {number} code of a character */
const isBlank = (code) => code === 32 || code === 10 || code === 13 || code === 9;

/** The value of an attribute by its local name, or null. @param {string} tag @param {string} wanted */
export function attribute(tag, wanted) {
  for (let at = 0; ; ) {
    const equals = tag.indexOf('=', at);
    if (equals < 0) return null;
    let end = equals;
    while (end > at && isBlank(tag.charCodeAt(end - 1))) end -= 1;
    let begin = end;
    while (begin > at && !isBlank(tag.charCodeAt(begin - 1))) begin -= 1;
    let quote = equals + 1;
    while (isBlank(tag.charCodeAt(quote))) quote += 1;
    const close = tag.indexOf(tag[quote] ?? '"', quote + 1);
    if (close < 0) return null;
    if (end - begin >= wanted.length && tag.startsWith(wanted, end - wanted.length)) {
      const own = end - wanted.length;
      if (own === begin || (tag[own - 1] === ':' && !tag.startsWith('xmlns:', begin))) return resolved(tag.slice(quote + 1, close));
    }
    at = close + 1;
  }
}

/** Where a tag that begins at `from` ends: the place of its '>', or -1. A '>' between quotes is none. @param {string} source @param {number} from */
function tagEnd(source, from) {
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 62) return at;
    if (code !== 34 && code !== 39) continue;
    at = source.indexOf(code === 34 ? '"' : "'", at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** The name in a tag, without its prefix. @param {string} source @param {number} from @param {number} end */
function localName(source, from, end) {
  let begin = from;
  let at = from;
  for (; at < end; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 58) begin = at + 1;
    else if (code === 47 || isBlank(code)) break;
  }
  return source.slice(begin, at);
}

class Scanner {
  #rest = '';
  #depth = 0;
  #name;
  #listener;

  /** @param {Listener} listener @param {string} name of the file, for the sentence */
  constructor(listener, name) {
    this.#listener = listener;
    this.#name = name;
  }

  #broken() {
    return new FileProblem('broken_archive', { name: this.#name });
  }

  /** @param {string} chunk */
  push(chunk) {
    const source = this.#rest === '' ? chunk : this.#rest + chunk;
    let at = 0;
    for (;;) {
      const mark = source.indexOf('<', at);
      if (mark < 0) break;
      if (mark > at && this.#listener.wantsText) this.#listener.text(resolved(source.slice(at, mark)));
      at = mark;
      const end = this.#mark(source, mark);
      if (end < 0) break;
      at = end;
    }
    if (source.length - at > longest) throw this.#broken();
    this.#rest = source.slice(at);
  }

  /** Handles what begins with '<'; gives where it ends, or -1 while its end has not come. @param {string} source @param {number} mark */
  #mark(source, mark) {
    const next = source.charCodeAt(mark + 1);
    if (next === 33) return this.#declaration(source, mark);
    if (next === 63) {
      const close = source.indexOf('?>', mark + 2);
      return close < 0 ? -1 : close + 2;
    }
    if (next === 47) {
      const close = source.indexOf('>', mark + 2);
      if (close < 0) return -1;
      this.#depth -= 1;
      if (this.#depth < 0) throw this.#broken();
      this.#listener.close(localName(source, mark + 2, close));
      return close + 1;
    }
    const close = tagEnd(source, mark + 1);
    if (close < 0) return -1;
    const name = localName(source, mark + 1, close);
    const closed = source.charCodeAt(close - 1) === 47;
    this.#listener.open(name, source.slice(mark + 1, closed ? close - 1 : close));
    if (closed) this.#listener.close(name);
    else this.#depth += 1;
    return close + 1;
  }

  /** A comment, or text as it stands. @param {string} source @param {number} mark */
  #declaration(source, mark) {
    if (source.length < mark + 9) return -1;
    if (source.startsWith('<!--', mark)) {
      const close = source.indexOf('-->', mark + 4);
      return close < 0 ? -1 : close + 3;
    }
    if (!source.startsWith('<![CDATA[', mark)) throw this.#broken();
    const close = source.indexOf(']]>', mark + 9);
    if (close < 0) return -1;
    if (this.#listener.wantsText) this.#listener.text(source.slice(mark + 9, close));
    return close + 3;
  }

  end() {
    if (this.#depth !== 0 || this.#rest.trim() !== '') throw this.#broken();
  }
}

/**
 * Reads XML; after each chunk the caller may take what the listener has made of it.
 * @param {Chunks} chunks
 * @param {Listener} listener
 * @param {string} name of the file, for the sentence
 * @returns {AsyncGenerator<void, void, undefined>}
 */
export async function* scanned(chunks, listener, name) {
  const scanner = new Scanner(listener, name);
  let head = new Uint8Array(0);
  /** @type {TextDecoder | null} */
  let decoder = null;
  /** @param {Uint8Array} bytes */
  const start = (bytes) => {
    decoder = decoderFor(bytes, name);
    scanner.push(decoder.decode(bytes, { stream: true }));
  };
  for await (const chunk of chunks) {
    if (decoder) {
      scanner.push(/** @type {TextDecoder} */ (decoder).decode(chunk, { stream: true }));
    } else {
      const joined = new Uint8Array(head.length + chunk.length);
      joined.set(head);
      joined.set(chunk, head.length);
      head = joined;
      if (head.length < 200) continue; // the declaration tells the encoding
      start(head);
    }
    yield;
  }
  if (!decoder) start(head);
  scanner.push(/** @type {TextDecoder} */ (/** @type {unknown} */ (decoder)).decode());
  scanner.end();
  yield;
}

/** Reads a part from beginning to end. @param {Chunks} chunks @param {Listener} listener @param {string} name */
export async function readXml(chunks, listener, name) {
  for await (const _ of scanned(chunks, listener, name));
}

/**
 * Reads a part in which all that counts are tags.
 * @param {Chunks} chunks @param {Pick<Listener, 'open'> & Partial<Listener>} listener @param {string} name
 */
export const readTags = (chunks, listener, name) => readXml(chunks, { wantsText: false, close: () => {}, text: () => {}, ...listener }, name);
