// In:  the XML of a worksheet, the workbook's strings and the kinds of its cell styles.
// Out: the sheet as CSV: UTF-8, commas, quotes where needed, LF. Cells stand where their references say; empty rows only between data; what is
//      empty at the end of a row or of the sheet costs nothing.
// Source: ECMA-376 part 1 §18.3.1 (sheetData, row, c, v, is) and §22.9.2.19 (ST_Xstring: _x000D_).
import { isoText, numberText, serialText } from './cell-text.mjs';
import { FileProblem } from './problem.mjs';
import { attribute, scanned } from './xml.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */
/** @typedef {import('./cell-text.mjs').CellKind} CellKind */
/** @typedef {{ strings: string[], kinds: CellKind[], since1904: boolean, name: string }} Book  strings as csvCell() writes them */

const mostRows = 1048576;
const mostColumns = 16384;
/** How much text is encoded at once. */
const batch = 1 << 16;

/** Resolves the characters that XML cannot hold. @param {string} text */
export function unescaped(text) {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/** A cell in CSV. Marks that other dialects use are quoted too, so that nobody can take them for the delimiter. @param {string} text */
export const csvCell = (text) => (/[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The column of a reference such as B3, from 0, or -1. @param {string | null} reference */
function columnOf(reference) {
  let column = 0;
  for (let at = 0; reference !== null && at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column <= mostColumns ? column - 1 : -1;
}

/** Makes lines of what a sheet's XML says. */
class Lines {
  #book;
  #row = 0;
  #lastWithData = 0;
  #column = -1;
  #tag = '';
  #inPhonetic = false;
  #value = '';
  /** @type {string[]} */
  #cells = [];
  #width = 0;

  /** @param {Book} book */
  constructor(book) {
    this.#book = book;
    this.wantsText = false;
    this.out = '';
  }

  /** @param {string} name @param {string} tag */
  open(name, tag) {
    switch (name) {
      case 'c':
        this.#startCell(tag);
        break;
      case 'v':
        this.wantsText = true;
        break;
      case 't':
        this.wantsText = !this.#inPhonetic;
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'row':
        this.#startRow(tag);
        break;
    }
  }

  /** @param {string} name */
  close(name) {
    switch (name) {
      case 'v':
      case 't':
        this.wantsText = false;
        break;
      case 'c':
        if (this.#value !== '') this.#put(this.#text());
        break;
      case 'rPh':
        this.#inPhonetic = false;
        break;
      case 'row':
        this.#endRow();
        break;
    }
  }

  /** @param {string} text */
  text(text) {
    this.#value = this.#value === '' ? text : this.#value + text;
  }

  /** @param {string} tag */
  #startRow(tag) {
    const row = Number(attribute(tag, 'r') ?? 0);
    this.#row = Number.isInteger(row) && row > 0 && row <= mostRows ? row : this.#row + 1;
    this.#column = -1;
    this.#width = 0;
  }

  /** @param {string} tag */
  #startCell(tag) {
    const column = columnOf(attribute(tag, 'r'));
    this.#column = column >= 0 ? column : this.#column + 1;
    if (this.#column >= mostColumns) throw new FileProblem('broken_archive', { name: this.#book.name });
    this.#tag = tag;
    this.#value = '';
  }

  /** The cell as CSV. */
  #text() {
    const { strings, kinds, since1904, name } = this.#book;
    const value = this.#value;
    switch (attribute(this.#tag, 't')) {
      case 's': {
        const text = strings[Number(value)];
        if (text === undefined) throw new FileProblem('broken_archive', { name });
        return text;
      }
      case 'inlineStr':
      case 'str':
        return csvCell(unescaped(value));
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return csvCell(value);
      case 'd':
        return csvCell(isoText(value));
      default: {
        const kind = kinds[Number(attribute(this.#tag, 's') ?? 0)] ?? 'number';
        return csvCell(kind === 'number' ? numberText(value) : serialText(value, kind, since1904));
      }
    }
  }

  /** @param {string} text */
  #put(text) {
    if (text === '') return;
    while (this.#width <= this.#column) this.#cells[this.#width++] = '';
    this.#cells[this.#column] = text;
  }

  #endRow() {
    if (this.#width === 0) return;
    if (this.#lastWithData > 0 && this.#row > this.#lastWithData + 1) this.out += '\n'.repeat(this.#row - this.#lastWithData - 1);
    this.#cells.length = this.#width;
    this.out += `${this.#cells.join(',')}\n`;
    this.#lastWithData = Math.max(this.#row, this.#lastWithData);
    this.#width = 0;
  }
}

/** @param {Chunks} xml @param {Book} book @returns {Chunks} */
export async function* sheetCsv(xml, book) {
  const lines = new Lines(book);
  const encoder = new TextEncoder();
  for await (const _ of scanned(xml, lines, book.name)) {
    if (lines.out.length < batch) continue;
    yield encoder.encode(lines.out);
    lines.out = '';
  }
  if (lines.out !== '') yield encoder.encode(lines.out);
}

/** How many chunks of a sheet are looked through for a value: some megabytes; a sheet that is empty so far is taken as it is. */
const chunksLookedAt = 256;

/** Whether a sheet has a cell with a value, as far as its beginning tells. @param {Chunks} xml @param {string} name */
export async function hasValues(xml, name) {
  let found = false;
  const listener = {
    wantsText: false,
    /** @param {string} element */
    open: (element) => void (listener.wantsText = element === 'v' || element === 't'),
    close: () => void (listener.wantsText = false),
    /** @param {string} text */
    text: (text) => void (found ||= text !== ''),
  };
  let chunks = 0;
  for await (const _ of scanned(xml, listener, name)) if (found || (chunks += 1) > chunksLookedAt) return true;
  return found;
}
