// What a person set about tables, remembered by their headers: next month's export has the same columns. In: opened tables and changes.
// Out: changes for tables whose header is known. Kept in this browser only, under a hash of the header: no names, no data.
import * as memory from './memory';
import type { OpenedFiles, TableChange } from './protocol';

const most = 50;

/** FNV-1a over the column names. */
function keyOf(header: string[]): `mapping.${string}` {
  let hash = 0xcbf29ce484222325n;
  for (const letter of header.join('\u0000')) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n);
  return `mapping.${hash.toString(16)}`;
}

/** What holds for another file with the same columns; encoding and currency are this file's own, and a rate is of its day. */
function lasting({ skip, encoding, currency_code, rates, ...rest }: TableChange): TableChange {
  return rest;
}

/** To be called when the table was read with it: what reading failed with must not come back with the next file. */
export function remember(opened: OpenedFiles, key: string, change: TableChange): void {
  const reading = opened.tables.find((each) => each.key === key)?.reading;
  const kept = lasting(change);
  if (!reading?.has_header || !Object.keys(kept).length) return;
  memory.remember(keyOf(reading.header), JSON.stringify(kept));
  memory.forgetBeyond('mapping.', most);
}

/** Changes with those of known headers added, or null when none is known. */
export const recall = (opened: OpenedFiles, changes: Record<string, TableChange>): Record<string, TableChange> | null =>
  added(opened, changes, (header) => read(memory.recall(keyOf(header))));

/** Changes with what was set about one table added to those with the same columns, as parts of one export have them. */
export function shared(opened: OpenedFiles, changes: Record<string, TableChange>, key: string): Record<string, TableChange> {
  const reading = opened.tables.find((each) => each.key === key)?.reading;
  if (!reading?.has_header) return changes;
  const columns = keyOf(reading.header);
  return added(opened, changes, (header) => (keyOf(header) === columns ? lasting(changes[key]!) : null)) ?? changes;
}

/** What is known of its header goes to a table of which nothing that lasts was set; null where there is no such table. */
function added(opened: OpenedFiles, changes: Record<string, TableChange>, known: (header: string[]) => TableChange | null): Record<string, TableChange> | null {
  const found: [string, TableChange][] = []; // names of files are any words, __proto__ too
  for (const { key, reading } of opened.tables) {
    const set = Object.hasOwn(changes, key) ? changes[key]! : {}; // that a sheet is wanted says nothing of its columns
    const kept = !reading || Object.keys(lasting(set)).length ? null : known(reading.header);
    if (kept) found.push([key, { ...kept, ...set }]);
  }
  return found.length ? { ...changes, ...Object.fromEntries(found) } : null;
}

/** What another program wrote under our key is as good as nothing. */
function read(kept: string | null): TableChange | null {
  try {
    const change = JSON.parse(kept ?? 'null') as unknown;
    return typeof change === 'object' && change !== null && !Array.isArray(change) ? lasting(change) : null;
  } catch {
    return null;
  }
}
