// In:  tables, each with how the core would read it.
// Out: how those that are to be read stand to each other, in one of three words, and whether a person must say which of them are meant before anything is computed.
// Why: the page asks and the shell refuses for the same reason, so it stands here once.

/** @typedef {{ header: string[], missing: unknown[], mapping: { kind: { value: string } } }} Reading */
/** @typedef {{ container: string, skipped: boolean, reading: Reading | null }} Opened */

/** @param {Opened} table */
const columnsOf = ({ reading }) => reading?.header.join('\u0000') ?? '';

/**
 * alike: the same columns, as parts of one export have. different: each records something else, or all but one do. rivals: several tables of orders with
 * other columns, such as orders and their payments, whose money would count twice.
 * @param {{ tables: Opened[] }} opened
 * @returns {'alike' | 'different' | 'rivals'}
 */
export function relation({ tables }) {
  const used = tables.filter(({ skipped, reading }) => !skipped && reading);
  if (new Set(used.map(columnsOf)).size < 2) return 'alike';
  return new Set(used.filter(holdsOrders).map(columnsOf)).size > 1 ? 'rivals' : 'different';
}

/** @param {Opened} table */
export const holdsOrders = ({ reading }) => reading?.mapping.kind.value === 'orders' && !reading.missing.length;

/** Of an archive nobody has looked into its tables; files that were chosen one by one were meant. @param {{ tables: Opened[] }} opened */
export const mustAsk = (opened) => relation(opened) === 'rivals' && opened.tables.some(({ container, skipped }) => container === 'zip' && !skipped);
