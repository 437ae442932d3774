// In:  a file as a blob (of which only size, slice, stream and arrayBuffer are used), and its name.
// Out: the tables in it as streams of text for the core, and what was left out; or a FileProblem with the sentence that says what is wrong.
// Why: gzip, zip and workbooks are opened here, outside the core, because browsers and node inflate themselves (DecompressionStream): no library
//      is needed, and the page stays small. Only what both have is used, so the page's worker and the headless door share these files.
import { bounded, chunksOf, counted, streamOf, toldOnce } from './chunks.mjs';
import { gunzipped, isGzip } from './gzip.mjs';
import { isExcelOfOldKind } from './old-excel.mjs';
import { FileProblem } from './problem.mjs';
import { officeKind, sheetsOf } from './workbook.mjs';
import { bytesOf, wholeOf } from './whole-file.mjs';
import { beginsWith, contentOf, entriesOf, isZip, zipBeginnings } from './zip-directory.mjs';
import { sorted } from './zip-tables.mjs';
import { bookReader } from './zip-workbooks.mjs';

export { decodedText } from './decoded-text.mjs';
export { FileProblem } from './problem.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */
/** @typedef {import('./zip-directory.mjs').Entry} Entry */
/** @typedef {(bytes: number) => void} OnBytes  is told how many packed bytes were used since it was told last */
/**
 * @typedef {object} Table
 * @property {string} name
 * @property {number | null} size  bytes of text, where the file says so; it may be wrong until all is read
 * @property {number} packed  bytes of the file that it takes: what onBytes adds up to
 * @property {boolean} [hidden]  a sheet that Excel does not show
 * @property {boolean} [further]  a workbook's sheet behind the first: often notes and pivots of it
 * @property {{ delimiter: string, date_numbers?: '1904' }} [told]  how a workbook's sheet is to be read: corrections of the mapping that need no person
 * @property {(onBytes?: OnBytes) => ReadableStream<Uint8Array<ArrayBuffer>>} stream  from the beginning, at every call; a plain file's
 *   tells nothing: the bytes read are the bytes used
 * @property {Blob} [blob]  where those are the bytes of a file, from which a reader may begin in the middle
 */
/** @typedef {import('./zip-tables.mjs').LeftOut} LeftOut */
/** @typedef {{ container: 'none' | 'gzip' | 'zip' | 'xlsx', tables: Table[], left_out: LeftOut[] }} Tables */

/** A tar file has its mark behind the first name's fields (POSIX ustar). @param {Uint8Array} bytes */
const isTar = (bytes) => beginsWith(bytes.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);

/** Bytes at which all that is looked for can be seen. */
const headSize = 512;

/** @param {Blob} blob @param {string} name @returns {Promise<Tables>} */
export async function tablesOf(blob, name) {
  const head = await bytesOf(blob, 0, headSize, name);
  if (isGzip(head)) return gzipTable(blob, name);
  if (isZip(head)) return zipTables(blob, name);
  if (isTar(head)) throw new FileProblem('other_archive', { name, kind: 'tar' });
  if (await isExcelOfOldKind(blob, head, name)) throw new FileProblem('old_or_encrypted_excel', { name });
  if (isStubOfArchive(head, name)) throw new FileProblem('truncated_archive', { name });
  return { container: 'none', tables: [plainTable(blob, name)], left_out: [] };
}

/** Too few bytes to say what they are; then the name does. @param {Uint8Array} head @param {string} name */
function isStubOfArchive(head, name) {
  if (head.length === 0 || head.length > 3 || !/\.(zip|gz|xls[xm])$/i.test(name)) return false;
  return [[0x1f, 0x8b, 8], ...zipBeginnings].some((beginning) => head.every((byte, at) => byte === beginning[at]));
}

/** The fast path: nothing is unpacked or counted for. @param {Blob} blob @param {string} name @returns {Table} */
const plainTable = (blob, name) => ({ name, size: blob.size, packed: blob.size, blob, stream: () => wholeOf(blob, name) });

/** @param {string} name */
const withoutGz = (name) => name.replace(/\.gz$/i, '');

/**
 * A gzip file's text.
 * @param {(onBytes: OnBytes) => Chunks} content the gzip file from its beginning
 * @param {string} name @param {number} packed @param {OnBytes} [onBytes]
 * @returns {Chunks}
 */
function unpacked(content, name, packed, onBytes = () => undefined) {
  const told = toldOnce(onBytes);
  return bounded(gunzipped(() => streamOf(content(told())), name), packed, name);
}

/** Archives inside gzip are named, not opened. @param {Chunks} text @param {string} name */
async function refuseArchiveInside(text, name) {
  let head = new Uint8Array(0);
  for await (const chunk of text) {
    const joined = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length >= headSize) break;
  }
  const kind = isTar(head) ? 'tar' : isZip(head) ? 'zip' : isGzip(head) ? 'gzip' : null;
  if (kind) throw new FileProblem('other_archive', { name, kind });
}

/** @param {Blob} blob @param {string} name @returns {Promise<Tables>} */
async function gzipTable(blob, name) {
  const chunks = (/** @type {OnBytes | undefined} */ onBytes) => unpacked((told) => counted(chunksOf(wholeOf(blob, name)), told), name, blob.size, onBytes);
  await refuseArchiveInside(chunks(undefined), name);
  /** @type {Table} */
  const table = { name: withoutGz(name), size: null, packed: blob.size, stream: (onBytes) => streamOf(chunks(onBytes)) };
  return { container: 'gzip', tables: [table], left_out: [] };
}

/** What is inside, for a sentence: some names and an ellipsis. @param {{ name: string }[]} files */
const namesOf = (files) => files.slice(0, 5).map(({ name }) => name).join(', ') + (files.length > 5 ? ' …' : '');

/** @param {Blob} blob @param {Entry} entry @returns {Table} */
function zipTable(blob, entry) {
  const { name, packed, size } = entry;
  if (!/\.gz$/i.test(name)) return { name, size, packed, stream: (onBytes) => streamOf(contentOf(blob, entry, onBytes)) };
  const text = (/** @type {OnBytes | undefined} */ onBytes) => unpacked((told) => contentOf(blob, entry, told), name, packed, onBytes);
  return { name: withoutGz(name), size: null, packed, stream: (onBytes) => streamOf(text(onBytes)) };
}

/** @param {import('./workbook.mjs').Sheet} sheet @param {number} place @returns {Table} */
function sheetTable({ name, hidden, since1904, packed, csv }, place) {
  /** @type {Table['told']} */
  const told = { delimiter: ',', ...(since1904 && { date_numbers: '1904' }) }; // of cells without a style for dates
  return { name, size: null, packed, ...(hidden && { hidden }), ...(place > 0 && { further: true }), told, stream: (onBytes) => streamOf(csv(onBytes)) };
}

/**
 * The tables of a file, each with the key by which what a person sets about it is known, and whether it is read unless they say otherwise: of a workbook
 * the first sheet; of everything else all, for the tables of an archive belong together.
 * @param {Tables} found @param {string} file its name
 */
export function keyed({ container, tables }, file) {
  const inside = container === 'zip' || tables.length > 1;
  return tables.map((table) => ({ table, key: inside ? `${file}/${table.name}` : file, read: !table.further }));
}

/**
 * The sheets of a workbook inside an archive; of one that is damaged, a table that says so when it is read.
 * @param {ReturnType<typeof bookReader>} read @param {Entry} entry
 * @returns {Promise<{ tables: Table[], leftOut: LeftOut[] }>}
 */
async function tablesOfBook(read, entry) {
  const { name, packed, size } = entry;
  try {
    const book = await read(entry);
    if (typeof book === 'string') return { tables: [], leftOut: [{ name, why: book }] };
    const alone = book.sheets.length === 1;
    const tables = book.sheets.map((sheet, place) => sheetTable({ ...sheet, name: alone ? name : `${name}/${sheet.name}` }, place));
    return { tables, leftOut: book.leftOut.map((sheet) => ({ ...sheet, name: `${name}/${sheet.name}` })) };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.code === 'empty_workbook') return { tables: [], leftOut: [{ name, why: 'empty_sheet' }] };
    return { tables: [{ name, size, packed, stream: () => new ReadableStream({ pull: (controller) => controller.error(error) }) }], leftOut: [] };
  }
}

/** @param {Blob} blob @param {string} name @returns {Promise<Tables>} */
async function zipTables(blob, name) {
  const entries = await entriesOf(blob, name);
  const office = officeKind(entries);
  if (office === 'workbook') {
    const { sheets, leftOut } = await sheetsOf(blob, entries, name);
    return { container: 'xlsx', tables: sheets.map(sheetTable), left_out: leftOut };
  }
  if (office !== 'archive') throw new FileProblem('not_excel_sheet', { name, kind: office.kind });
  const { tables: inside, leftOut, obstacle } = await sorted(blob, entries);
  const readBook = bookReader(blob);
  /** @type {Table[]} */
  const tables = [];
  for (const { entry, isBook } of inside) {
    const found = isBook ? await tablesOfBook(readBook, entry) : { tables: [zipTable(blob, entry)], leftOut: [] };
    tables.push(...found.tables);
    leftOut.push(...found.leftOut);
  }
  if (tables.length === 0) {
    if (obstacle) throw obstacle;
    const others = leftOut.filter(({ why }) => why !== 'folder' && why !== 'system_file');
    throw others.length ? new FileProblem('no_table_in_archive', { name, inside: namesOf(others) }) : new FileProblem('empty_archive', { name });
  }
  return { container: 'zip', tables, left_out: leftOut };
}
