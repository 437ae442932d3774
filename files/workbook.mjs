// In:  the entries of a zip file that may be a workbook.
// Out: its worksheets as tables, what is no worksheet, or the sentence that says what the file is instead.
// Source: ECMA-376 part 2 (the package and its relationships: the names of the parts are nowhere fixed) and part 1 §18.2, §18.4, §18.8.
import { bounded } from './chunks.mjs';
import { kindOfBuiltIn, kindOfFormat } from './cell-text.mjs';
import { FileProblem } from './problem.mjs';
import { csvCell, hasValues, sheetCsv, unescaped } from './sheet.mjs';
import { attribute, readTags, readXml } from './xml.mjs';
import { contentOf } from './zip-directory.mjs';

/** @typedef {import('./chunks.mjs').Chunks} Chunks */
/** @typedef {import('./cell-text.mjs').CellKind} CellKind */
/** @typedef {import('./zip-directory.mjs').Entry} Entry */
/** @typedef {{ target: string, type: string }} Relationship */
/** @typedef {{ name: string, hidden: boolean, since1904: boolean, packed: number, csv(onBytes?: (bytes: number) => void): Chunks }} Sheet */
/** @typedef {import('./zip-tables.mjs').LeftOut} LeftOut */

/** The parts of a package, by their names in lower case: writers do not agree on the case. */
class Package {
  /** @param {Blob} blob @param {Entry[]} entries @param {string} name of the file */
  constructor(blob, entries, name) {
    this.blob = blob;
    this.name = name;
    this.parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  /** @param {string} path */
  entry(path) {
    return this.parts.get(path.toLowerCase());
  }

  /** @param {string} path @param {(bytes: number) => void} [onBytes] @returns {Chunks} */
  async *content(path, onBytes) {
    const { name } = this;
    const entry = this.entry(path);
    if (!entry) throw new FileProblem('broken_archive', { name });
    try {
      yield* contentOf(this.blob, entry, onBytes);
    } catch (error) {
      // Nobody knows the parts by name, so the sentence names the file.
      throw error instanceof FileProblem ? new FileProblem(error.code, { ...error.detail, name }) : error;
    }
  }

  /** What a part refers to, by id. @param {string} path of the part; '' for the package */
  async relationships(path) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    /** @type {Map<string, Relationship>} */
    const found = new Map();
    const file = `${folder}_rels/${path.slice(folder.length)}.rels`;
    if (!this.entry(file)) return found;
    /** @param {string} name @param {string} tag */
    const open = (name, tag) => {
      const target = attribute(tag, 'Target') ?? '';
      if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
      const type = attribute(tag, 'Type') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : absolute(folder + target);
      found.set(attribute(tag, 'Id') ?? '', { target: path, type: type.slice(type.lastIndexOf('/') + 1) });
    };
    await readTags(this.content(file), { open }, this.name);
    return found;
  }
}

/** @param {string} path with . and .. in it */
function absolute(path) {
  /** @type {string[]} */
  const steps = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** Files that are zips and no archives, by a part that each has. @type {[RegExp, string][]} */
const otherFiles = [
  [/^xl\/workbook\.bin$/i, 'Excel binary (.xlsb)'],
  [/^word\//i, 'Word (.docx)'],
  [/^ppt\//i, 'PowerPoint (.pptx)'],
  [/^visio\//i, 'Visio (.vsdx)'],
  [/^Index(\/Document\.iwa|\.zip)$/i, 'Numbers (.numbers)'],
  [/^META-INF\/manifest\.xml$/i, 'OpenDocument (.ods)'],
];

/** Whether the zip is a document of an office program, and which. @param {Entry[]} entries @returns {'workbook' | 'archive' | { kind: string }} */
export function officeKind(entries) {
  const names = entries.map(({ name }) => name);
  const has = (/** @type {RegExp} */ pattern) => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\d*\.xml$/i)) return 'workbook';
  const kind = otherFiles.find(([part]) => has(part))?.[1];
  if (has(/^\[Content_Types\]\.xml$/i) && has(/^xl\//i) && !kind) return 'workbook'; // of other names, or without the part that lists its sheets
  if (kind === 'OpenDocument (.ods)' && !(has(/^mimetype$/) && has(/^content\.xml$/))) return 'archive'; // a program's own archive
  const office = has(/^\[Content_Types\]\.xml$/i) || /^(Numbers|OpenDocument)/.test(kind ?? '');
  return kind && office ? { kind } : 'archive';
}

/** Characters of strings that are kept: what a browser can hold; a sheet of a million rows has a tenth of it. */
const mostCharacters = 2 ** 29;

/** The workbook's strings as CSV cells. @param {Chunks} xml @param {string} name @returns {Promise<string[]>} */
async function readStrings(xml, name) {
  /** @type {string[]} */
  const strings = [];
  let text = '';
  let characters = 0;
  let inPhonetic = false;
  const listener = {
    wantsText: false,
    /** @param {string} element */
    open(element) {
      if (element === 't') listener.wantsText = !inPhonetic;
      else if (element === 'rPh') inPhonetic = true;
      else if (element === 'si') text = '';
    },
    /** @param {string} element */
    close(element) {
      if (element === 't') listener.wantsText = false;
      else if (element === 'rPh') inPhonetic = false;
      else if (element === 'si') {
        characters += text.length + 1;
        if (characters > mostCharacters) throw new FileProblem('archive_bomb', { name });
        strings.push(csvCell(unescaped(text)));
      }
    },
    /** @param {string} more */
    text: (more) => void (text = text === '' ? more : text + more),
  };
  await readXml(xml, listener, name);
  return strings;
}

/** What each cell style makes of a number. @param {Chunks} xml @param {string} name @returns {Promise<CellKind[]>} */
async function readKinds(xml, name) {
  /** @type {CellKind[]} */
  const kinds = [];
  /** @type {Map<number, CellKind>} */
  const own = new Map();
  let inCells = false;
  await readTags(
    xml,
    {
      open(element, tag) {
        if (element === 'numFmt') own.set(Number(attribute(tag, 'numFmtId')), kindOfFormat(attribute(tag, 'formatCode') ?? ''));
        else if (element === 'cellXfs') inCells = true;
        else if (element === 'xf' && inCells) {
          const id = Number(attribute(tag, 'numFmtId') ?? 0);
          kinds.push(own.get(id) ?? kindOfBuiltIn(id));
        }
      },
      close: (element) => void (inCells &&= element !== 'cellXfs'),
    },
    name,
  );
  return kinds;
}

/** The workbook's list of sheets, and which day its serial numbers count from. @param {Package} files @param {string} path */
async function readList(files, path) {
  /** @type {{ name: string, hidden: boolean, id: string }[]} */
  const sheets = [];
  let since1904 = false;
  /** @param {string} element @param {string} tag */
  const open = (element, tag) => {
    if (element === 'workbookPr') since1904 = ['1', 'true', 'on'].includes(attribute(tag, 'date1904') ?? '');
    if (element !== 'sheet') return;
    const hidden = /hidden/i.test(attribute(tag, 'state') ?? ''); // hidden or veryHidden
    sheets.push({ name: attribute(tag, 'name') ?? '', hidden, id: attribute(tag, 'id') ?? '' });
  };
  await readTags(files.content(path), { open }, files.name);
  return { sheets, since1904 };
}

/**
 * The tables of a workbook: visible sheets first, then hidden ones, empty ones not at all.
 * @param {Blob} blob @param {Entry[]} entries @param {string} name of the file
 * @returns {Promise<{ sheets: Sheet[], leftOut: LeftOut[] }>}
 */
export async function sheetsOf(blob, entries, name) {
  const files = new Package(blob, entries, name);
  const roots = [...(await files.relationships('')).values()];
  const path = roots.find(({ type, target }) => type === 'officeDocument' && files.entry(target))?.target ?? 'xl/workbook.xml';
  const { sheets, since1904 } = await readList(files, path);
  const parts = await files.relationships(path);
  // A part that is spoken of and not there is damage: without its styles a workbook's dates would silently be numbers.
  const partOf = (/** @type {string} */ wanted) => [...parts.values()].find(({ type }) => type === wanted)?.target;
  const [styles, texts] = [partOf('styles'), partOf('sharedStrings')];
  const kinds = styles ? await readKinds(files.content(styles), name) : [];

  /** Shared by all sheets: read with the first. @type {Promise<string[]> | null} */
  let strings = null;
  const textsPacked = texts ? (files.entry(texts)?.packed ?? 0) : 0;
  /** @param {string} target @param {number} packed @param {(bytes: number) => void} [onBytes] @returns {Chunks} */
  async function* csv(target, packed, onBytes) {
    if (strings) onBytes?.(textsPacked);
    strings ??= texts ? readStrings(files.content(texts, onBytes), name) : Promise.resolve([]);
    const book = { strings: await strings, kinds, since1904, name };
    yield* bounded(sheetCsv(files.content(target, onBytes), book), packed, name);
  }

  /** @type {Sheet[]} */
  const found = [];
  /** @type {LeftOut[]} */
  const leftOut = [];
  for (const sheet of sheets) {
    const { target = '', type = '' } = parts.get(sheet.id) ?? {};
    const packed = textsPacked + (files.entry(target)?.packed ?? 0);
    if (type !== '' && type !== 'worksheet') leftOut.push({ name: sheet.name, why: 'no_worksheet' });
    else if (!(await withValues(files, target))) leftOut.push({ name: sheet.name, why: 'empty_sheet' });
    else found.push({ name: sheet.name, hidden: sheet.hidden, since1904, packed, csv: (onBytes) => csv(target, packed, onBytes) });
  }
  if (found.length === 0) throw new FileProblem('empty_workbook', { name });
  return { sheets: [...found.filter(({ hidden }) => !hidden), ...found.filter(({ hidden }) => hidden)], leftOut };
}

/** A damaged sheet counts as one with values, so that whoever chooses it hears what is wrong. @param {Package} files @param {string} target */
async function withValues(files, target) {
  try {
    return await hasValues(files.content(target), files.name);
  } catch (error) {
    if (error instanceof FileProblem) return true;
    throw error;
  }
}
