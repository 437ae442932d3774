// Makes archives and workbooks in memory, as different programs write them, and reads tables as text.
import assert from 'node:assert/strict';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { crc32 } from '../../files/crc32.mjs';
import { FileProblem, tablesOf } from '../../files/tables.mjs';

export const bytesOf = (content) => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
export const joined = (...parts) => new Uint8Array(Buffer.concat(parts.map(bytesOf)));
export const gzip = (content, options) => new Uint8Array(gzipSync(bytesOf(content), options));

const u16 = (value) => [value & 255, (value >>> 8) & 255];
const u32 = (value) => [...u16(value & 65535), ...u16(value >>> 16)];
const u64 = (value) => [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];

/**
 * A zip file. An entry is { name, content } and, where it is to be odd: stored, rawName, utf8, encrypted, method, descriptor, zip64, crc, size, offset, packed.
 * The archive: comment, zip64, count, behind (bytes between the entries and the directory).
 */
export function zip(entries, { comment = '', zip64 = false, count } = {}) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const content = bytesOf(entry.content ?? '');
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const packed = entry.packed ?? (entry.stored ? content : new Uint8Array(deflateRawSync(content)));
    const name = entry.rawName ?? bytesOf(entry.name);
    const flags = (entry.utf8 ? 0x800 : 0) | (entry.encrypted ? 1 : 0) | (entry.descriptor ? 8 : 0);
    const crc = entry.crc ?? crc32(content);
    const size = entry.size ?? content.length;
    const sizes = entry.descriptor ? [...u32(0), ...u32(0), ...u32(0)] : [...u32(crc), ...u32(packed.length), ...u32(size)];
    const local = [...u32(0x04034b50), ...u16(20), ...u16(flags), ...u16(method), ...u32(0), ...sizes, ...u16(name.length), ...u16(4), ...name, 0xfe, 0xca, 0, 0];
    const behind = entry.descriptor ? [...u32(0x08074b50), ...u32(crc), ...u32(packed.length), ...u32(size)] : [];
    const extra = entry.zip64 ? [...u16(1), ...u16(24), ...u64(size), ...u64(packed.length), ...u64(offset)] : [];
    const own = entry.zip64 ? [...u32(0xffffffff), ...u32(0xffffffff)] : [...u32(packed.length), ...u32(size)];
    const place = entry.zip64 ? 0xffffffff : (entry.offset ?? offset);
    directory.push(
      Uint8Array.from([...u32(0x02014b50), ...u16(20), ...u16(20), ...u16(flags), ...u16(method), ...u32(0), ...u32(crc), ...own]),
      Uint8Array.from([...u16(name.length), ...u16(extra.length), ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(place), ...name, ...extra]),
    );
    parts.push(Uint8Array.from(local), packed, Uint8Array.from(behind));
    offset += local.length + packed.length + behind.length;
  }
  const list = joined(...directory);
  const number = count ?? entries.length;
  const wide = [...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0), ...u64(number), ...u64(number), ...u64(list.length), ...u64(offset)];
  const locator = [...u32(0x07064b50), ...u32(0), ...u64(offset + list.length), ...u32(1)];
  const fields = zip64 ? [...u16(65535), ...u16(65535), ...u32(0xffffffff), ...u32(0xffffffff)] : [...u16(number), ...u16(number), ...u32(list.length), ...u32(offset)];
  const end = [...u32(0x06054b50), ...u16(0), ...u16(0), ...fields, ...u16(bytesOf(comment).length), ...bytesOf(comment)];
  return joined(...parts, list, Uint8Array.from(zip64 ? [...wide, ...locator] : []), Uint8Array.from(end));
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const relationships = (list) =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/**
 * A workbook as Excel packs it. A sheet is { name, xml | data, state, type }, where data is what stands in sheetData.
 * Parts can be replaced or added by name: { 'xl/styles.xml': … }; null leaves one out.
 */
export function workbook(sheets, { strings, styles, properties = '', parts = {} } = {}) {
  const files = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${sheets
      .map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map(({ type = 'worksheet' }, at) => [`rId${at + 1}`, type, `worksheets/sheet${at + 1}.xml`]),
      ...(styles ? [['rId98', 'styles', 'styles.xml']] : []),
      ...(strings ? [['rId99', 'sharedStrings', 'sharedStrings.xml']] : []),
    ]),
    ...Object.fromEntries(sheets.map(({ xml, data }, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml ?? sheetXml(data)])),
    ...(styles && { 'xl/styles.xml': styles }),
    ...(strings && { 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((each) => `<si>${each}</si>`).join('')}</sst>` }),
    ...parts,
  };
  return zip(
    Object.entries(files)
      .filter(([, content]) => content !== null)
      .map(([name, content]) => ({ name, content })),
  );
}

export const sheetXml = (data) => `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>${data}</sheetData></worksheet>`;

/** Styles whose cell formats are these, each an id or a code of its own. */
export function styles(...formats) {
  const own = formats.filter((format) => typeof format === 'string');
  const idOf = (format) => (typeof format === 'string' ? 164 + own.indexOf(format) : format);
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="${own.length}">${own.map((code) => `<numFmt numFmtId="${idOf(code)}" formatCode="${escaped(code)}"/>`).join('')}</numFmts>
    <cellStyleXfs count="1"><xf numFmtId="14" fontId="0"/></cellStyleXfs>
    <cellXfs count="${formats.length}">${formats.map((format) => `<xf numFmtId="${idOf(format)}" fontId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;
}

export const tables = (bytes, name) => tablesOf(new Blob([bytes]), name);

export async function textOf(stream) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

/** All tables of a file as { name: text }. */
export async function read(bytes, name = 'export.zip') {
  const found = await tables(bytes, name);
  const texts = {};
  for (const table of found.tables) texts[table.name] = await textOf(table.stream());
  return texts;
}

/** The one table of a file. */
export const readOne = async (bytes, name) => {
  const texts = Object.values(await read(bytes, name));
  assert.equal(texts.length, 1);
  return texts[0];
};

/** The sheet with these rows of cells as XML, as CSV. */
export const readSheet = (data, options) => readOne(workbook([{ name: 'Orders', data }], options), 'orders.xlsx');

/** The problem with which reading all tables ends. */
export async function problemOf(bytes, name = 'export.zip') {
  try {
    await read(bytes, name);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  return assert.fail('it was read');
}

/** Numbers that look random and are the same at every run. */
export function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const shop = 'order_id,email,order_date,total\n1,a@example.org,2025-01-05,100.00\n2,b@example.org,2025-01-20,50.00\n';
