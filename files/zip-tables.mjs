// In:  the entries of a zip file.
// Out: which of them are tables, and for what reason the others are not.
// Why: people pack what they were sent: a notice, a logo and what their system hides beside the export. A name tells most of it; what has a
//      name nobody knows is looked into.
import { firstOf } from './chunks.mjs';
import { FileProblem } from './problem.mjs';
import { contentOf, isZip, obstacleOf } from './zip-directory.mjs';

/** @typedef {import('./zip-directory.mjs').Entry} Entry */
/** @typedef {keyof typeof import('./sentences.mjs').leftOutReasons} LeftOutReason */
/** @typedef {{ name: string, why: LeftOutReason }} LeftOut */

/** @param {string} words */
const list = (words) => new Set(words.split(' '));
const tables = list('csv tsv tab psv txt asc prn dat json ndjson jsonl geojson');
/** Under .xls comes also text, and today's kind of workbook. */
const workbooks = list('xlsx xlsm xltx xltm xls');
/** @type {[LeftOutReason, Set<string>][]} */
const others = [
  ['document', list('pdf doc docx docm rtf odt pages md html htm xhtml mht xml rels eml msg ppt pptx odp key epub log ini cfg css js sql')],
  ['image', list('png jpg jpeg gif svg webp bmp ico tif tiff heic avif ai eps psd mp3 mp4 mov avi wav webm')],
  ['workbook', list('xlsb ods fods numbers')],
  ['archive', list('zip 7z rar tar tgz bz2 tbz xz zst lz4 jar gz')],
];

/** @param {string} name */
const extensionOf = (name) => /\.([^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** A reason to leave it out, 'table', 'book', or null where the name does not tell. @param {string} path @returns {LeftOutReason | 'table' | 'book' | null} */
function kindByName(path) {
  if (path.endsWith('/')) return 'folder';
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/(^|\/)__MACOSX\//.test(path) || /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i.test(name) || /(^|\/)\./.test(path)) return 'system_file';
  if (/^(read[ _-]?me|licen[cs]e|notice|liesmich|lee?me|lisez[ _-]?moi)\b/i.test(name) && /(\.(txt|md)|^[^.]*)$/i.test(name)) return 'read_me';
  const extension = extensionOf(name);
  if (tables.has(extension) || (extension === 'gz' && tables.has(extensionOf(name.slice(0, -3))))) return 'table';
  if (workbooks.has(extension)) return 'book';
  return others.find(([, names]) => names.has(extension))?.[0] ?? null;
}

/** Text of any encoding: few control characters, and zeros only where UTF-16 has them. @param {Uint8Array} bytes */
function looksLikeText(bytes) {
  const sample = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) odd += 1;
  });
  return odd * 50 <= sample.length && Math.min(...zeros) * 50 <= sample.length;
}

/** Looks into an entry. @param {Blob} blob @param {Entry} entry */
async function contentKind(blob, entry) {
  try {
    const bytes = await firstOf(contentOf(blob, entry));
    return isZip(bytes) ? 'zip' : looksLikeText(bytes) ? 'text' : null;
  } catch (error) {
    if (error instanceof FileProblem) return 'damaged';
    throw error;
  }
}

/** What an entry is to be read as, or why it is not. @param {Blob} blob @param {Entry} entry @returns {Promise<LeftOutReason | 'table' | 'book'>} */
async function kindOf(blob, entry) {
  const kind = kindByName(entry.name);
  if (kind !== null && kind !== 'book') return kind;
  const content = await contentKind(blob, entry);
  if (content === 'damaged') return kind ?? 'table'; // whoever chooses it hears what is wrong
  if (content === 'zip') return 'book';
  if (content === 'text' && (kind === null || extensionOf(entry.name) === 'xls')) return 'table';
  return kind === null ? 'not_text' : 'workbook';
}

/** Why an entry that may be a table cannot be unpacked. @param {Entry} entry */
const closed = (entry) => (['table', 'book', null].includes(kindByName(entry.name)) ? obstacleOf(entry) : null);

/**
 * @param {Blob} blob @param {Entry[]} entries
 * @returns {Promise<{ tables: { entry: Entry, isBook: boolean }[], leftOut: LeftOut[], obstacle: FileProblem | null }>}
 *   isBook: it is a zip itself, maybe a workbook; obstacle: why the first table that cannot be read cannot
 */
export async function sorted(blob, entries) {
  /** @type {Awaited<ReturnType<typeof sorted>>} */
  const found = { tables: [], leftOut: [], obstacle: null };
  for (const entry of entries) {
    const { name } = entry;
    const obstacle = closed(entry);
    if (obstacle) {
      found.obstacle ??= obstacle;
      found.leftOut.push({ name, why: obstacle.code === 'encrypted_archive' ? 'encrypted' : 'unsupported_compression' });
      continue;
    }
    const kind = await kindOf(blob, entry);
    if (kind === 'table' || kind === 'book') found.tables.push({ entry, isBook: kind === 'book' });
    else found.leftOut.push({ name, why: kind });
  }
  return found;
}
