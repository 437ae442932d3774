// What a person set about tables, remembered by their headers: next month's export has the same columns. In: opened tables and changes.
// Out: changes for tables whose header is known. Kept in this browser only, under a hash of the header: no names, no data.
import * as memory from './memory';
import type { OpenedFiles, OpenedTable, TableChange } from './protocol';

const most = 50;

/** FNV-1a over the column names. */
function keyOf({ reading }: OpenedTable): `mapping.${string}` {
  let hash = 0xcbf29ce484222325n;
  for (const letter of reading.header.join('\u0000')) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n);
  return `mapping.${hash.toString(16)}`;
}

/** What holds for another file with the same columns; another sheet, encoding or currency is this file's own. */
function lasting({ skip, table, encoding, currency_code, ...rest }: TableChange): TableChange {
  return rest;
}

export function remember(opened: OpenedFiles, key: string, change: TableChange): void {
  const table = opened.tables.find((each) => each.key === key);
  const kept = lasting(change);
  if (!table?.reading.has_header || !Object.keys(kept).length) return;
  memory.remember(keyOf(table), JSON.stringify(kept));
  memory.forgetBeyond('mapping.', most);
}

/** Changes with those of known headers added, or null when none is known. */
export function recall(opened: OpenedFiles, changes: Record<string, TableChange>): Record<string, TableChange> | null {
  const found: Record<string, TableChange> = {};
  for (const table of opened.tables) {
    const kept = changes[table.key] ? null : memory.recall(keyOf(table));
    if (kept) found[table.key] = JSON.parse(kept) as TableChange;
  }
  return Object.keys(found).length ? { ...changes, ...found } : null;
}
