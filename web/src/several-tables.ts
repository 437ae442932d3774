// How the tables that are checked stand to each other. In: the tables found in the files. Out: one of three words, on which hangs whether a person must be
// asked before anything is computed.
import type { OpenedFiles, OpenedTable } from './protocol';

/**
 * alike: the same columns, as parts of one export have. different: each records something else, or all but one do. rivals: several tables of orders with
 * other columns, such as orders and their payments, whose money would count twice.
 */
export type Relation = 'alike' | 'different' | 'rivals';

const columnsOf = ({ reading }: OpenedTable): string => reading?.header.join('\u0000') ?? '';

export function relation({ tables }: OpenedFiles): Relation {
  const used = tables.filter(({ skipped, reading }) => !skipped && reading);
  const orders = used.filter(({ reading }) => reading?.mapping.kind.value === 'orders' && !reading.missing.length);
  if (new Set(used.map(columnsOf)).size < 2) return 'alike';
  return new Set(orders.map(columnsOf)).size > 1 ? 'rivals' : 'different';
}

/** Of an archive nobody has looked into its tables; files that were chosen one by one were meant. */
export const mustAsk = (opened: OpenedFiles): boolean => relation(opened) === 'rivals' && opened.tables.some(({ container, skipped }) => container === 'zip' && !skipped);
