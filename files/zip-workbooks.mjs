// In:  an entry of a zip file that begins as a zip itself.
// Out: its worksheets, when it is a workbook; why it is left out, when it is something else; or a FileProblem.
// Why: people pack the workbooks that they were sent. One is unpacked as a whole, for its directory stands at its end; what is inside it is looked at as a
//      workbook's parts alone, so nothing is opened deeper than this, and an archive inside an archive stays closed.
import { FileProblem } from './problem.mjs';
import { officeKind, sheetsOf } from './workbook.mjs';
import { contentOf, entriesOf } from './zip-directory.mjs';

/** @typedef {import('./zip-directory.mjs').Entry} Entry */
/** @typedef {import('./zip-tables.mjs').LeftOutReason} LeftOutReason */
/** @typedef {Awaited<ReturnType<typeof sheetsOf>>} Book */

/** Bytes of all workbooks of an archive together; a year of large ones has a tenth. */
const mostUnpacked = 2 ** 30;

/** A reader of the workbooks of one archive. @param {Blob} blob */
export function bookReader(blob) {
  let unpacked = 0;
  return async (/** @type {Entry} */ entry) => {
    const { name } = entry;
    unpacked += entry.size;
    if (unpacked > mostUnpacked) throw new FileProblem('archive_bomb', { name });
    const parts = [];
    for await (const chunk of contentOf(blob, entry)) parts.push(chunk);
    const file = new Blob(parts);
    const entries = await entriesOf(file, name);
    const office = officeKind(entries);
    return office === 'workbook' ? sheetsOf(file, entries, name) : reasonFor(office);
  };
}

/** @param {'archive' | { kind: string }} office @returns {LeftOutReason} */
function reasonFor(office) {
  if (office === 'archive') return 'archive';
  return /^(Excel|Numbers|OpenDocument)/.test(office.kind) ? 'workbook' : 'document';
}
