// Every format of core/formats on its sample, in the module that the page ships: recognised and read as reasoned by hand (expected.json), the same
// when a person gives the mapping, the same with the columns in another order, the same after what was read is exported as the core's own generic
// table (records_csv) and that is read. And the generic tables of tests/data, which no format describes.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../../tools/core.mjs';
import { openSession, Refusal } from '../../wasm/door.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const core = await loadCore();

const folders = (room) =>
  readdirSync(join(root, room))
    .map((name) => join(root, room, name))
    .filter((folder) => existsSync(join(folder, 'expected.json')));
const sampleIn = (folder) => readFileSync(join(folder, readdirSync(folder).find((name) => name.startsWith('sample.'))));
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** How a session reads bytes, and what it makes of them. `change` is what a person sets, given the first reading. */
function read(bytes, change) {
  const session = openSession(core);
  try {
    let reading = session.peek(bytes, true);
    if (change) reading = session.map(change(reading));
    session.push(bytes);
    return { reading, summary: session.finish() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.sentence.code };
    throw error;
  } finally {
    session.close();
  }
}

/** Of a summary, what expected.json speaks of, in its own words. */
function asExpected(summary, expected) {
  const own = expected.kind === 'orders' ? summary : summary.records[0];
  const values = {};
  for (const [role, facts] of Object.entries(expected.values ?? {})) {
    const read = own.values?.[role] ?? {};
    values[role] = Object.fromEntries(Object.keys(facts).map((fact) => [fact, fact === 'count' && 'sum' in facts ? read.numbers : read[fact]]));
  }
  const leftOut = Object.fromEntries(summary.left_out.map(({ reason, rows }) => [reason, rows]));
  const told = { rows_read: summary.rows_read, rows_used: summary.rows_used, left_out: leftOut };
  for (const fact of ['line_items']) if (fact in expected) told[fact] = summary[fact];
  for (const fact of ['customers', 'currency', 'first_day', 'last_day', 'total', 'orders', 'refunds', 'refunded']) {
    if (!(fact in expected)) continue;
    told[fact] = expected[fact] === null && own[fact] === '' ? null : own[fact];
  }
  if (expected.values) told.values = values;
  return told;
}

const wanted = (expected) => {
  const { format, kind, columns, source, note, ...facts } = expected;
  return facts;
};

const mappedColumns = (reading, roles) =>
  Object.fromEntries(roles.map((role) => [role, reading.mapping[role]?.column == null ? null : reading.header[reading.mapping[role].column]]));

const linesAddUp = ({ lines, rows_read }) => lines.all === 0 || lines.all === lines.preamble + lines.header + rows_read + lines.blank + lines.continued;

/** The same table with its columns in reverse order: only for samples that are one plain table. */
function turned(session, bytes) {
  const { header, rows } = session;
  if (!header || rows.some((row) => row.length > header.length)) return null;
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const line = (cells) => [...header.keys()].reverse().map((column) => cell(cells[column] ?? '')).join(',');
  return Buffer.from([line(header), ...rows.map(line)].join('\n') + '\n');
}

function keptRows(bytes) {
  const session = openSession(core);
  try {
    session.peek(bytes, true);
    session.map({ keep_rows: true });
    session.push(bytes);
    return session.finish();
  } finally {
    session.close();
  }
}

/** What a session read, as its own generic table; `form` says how cells and decimals are parted. */
function exported(bytes, form) {
  const session = openSession(core);
  try {
    session.peek(bytes, true);
    session.push(bytes);
    session.finish();
    return session.compute({ kind: 'records_csv', limit: 100_000, ...form });
  } finally {
    session.close();
  }
}

/** One row in any order: what a customer did on one day has none. */
const rowsOf = (csv) => csv.split('\r\n').sort();

/**
 * Read, exported, read again without help. Compared with expected.json, reasoned by hand: customers, currency, first and last day, total, refunds and
 * their sum, the counts and sums of every role. A row used is a row of the table, but: a line that repeats no amount is none, a refund in a column
 * of its own becomes a row, and lines of one order (item_rows) are orders now, for numbers of orders are not kept. Then row by row, that customer, day,
 * amount and words are those of the first reading: the export of what was exported has the same rows.
 */
function testExport(name, bytes, expected, itemRows) {
  for (const form of [
    { delimiter: ',', decimal_mark: '.' },
    { delimiter: ';', decimal_mark: ',' },
  ])
    test(`${name}: the same after its export is read, parted by “${form.delimiter}”`, () => {
      const { csv, total } = exported(bytes, form);
      const file = Buffer.from(`\uFEFF${csv}`); // as the page saves it
      const { reading, summary, refused } = read(file);
      assert.equal(refused, undefined);
      assert.equal(reading.mapping.format, '');
      assert.equal(reading.mapping.kind.value, expected.kind);
      const { rows_read: _, rows_used: used, left_out: leftOut, line_items: __, orders, ...facts } = asExpected(summary, expected);
      const { rows_read: ___, rows_used: wantedUsed, left_out: ____, line_items: lines = 0, orders: wantedOrders, ...wantedFacts } = wanted(expected);
      assert.deepEqual(facts, wantedFacts);
      assert.deepEqual(leftOut, {});
      const items = itemRows ? lines : 0;
      assert.equal(used, expected.kind === 'orders' ? wantedOrders + items + expected.refunds : wantedUsed);
      if (expected.kind === 'orders') assert.equal(orders, wantedOrders + items);
      assert.equal(total, used);
      assert.deepEqual(rowsOf(exported(file, form).csv), rowsOf(csv));
      assert.ok(linesAddUp(summary), JSON.stringify(summary.lines));
    });
}

for (const folder of folders('core/formats')) {
  const name = folder.split('/').at(-1);
  const expected = json(join(folder, 'expected.json'));
  const format = json(join(folder, 'format.json'));
  const bytes = sampleIn(folder);

  if (expected.refused) {
    // An export that names no customers is known, and says so.
    test(`${name}: recognised, and refused with a sentence`, () => assert.equal(read(bytes).refused, expected.refused));
    continue;
  }

  test(`${name}: recognised and read as reasoned by hand`, () => {
    const { reading, summary, refused } = read(bytes);
    assert.equal(refused, undefined);
    assert.equal(reading.mapping.format, name);
    assert.deepEqual(mappedColumns(reading, Object.keys(expected.columns)), expected.columns);
    assert.deepEqual(asExpected(summary, expected), wanted(expected));
    assert.ok(linesAddUp(summary), JSON.stringify(summary.lines));
  });

  test(`${name}: the same when a person gives the mapping`, () => {
    const { reading, summary, refused } = read(bytes, (guess) => ({
      format: '',
      kind: expected.kind,
      rules: format.rules ?? [],
      ...Object.fromEntries(guess.mapping.roles.map((role) => [role, null])),
      ...Object.fromEntries(Object.entries(expected.columns).map(([role, column]) => [role, guess.header.indexOf(column)])),
      ...(format.date_order ? { date_order: format.date_order } : {}),
      ...(format.decimal_mark ? { decimal_mark: format.decimal_mark } : {}),
      ...(format.minor_units ? { minor_units: true } : {}),
      ...(format.refund_rows ? { refund_rows: true } : {}),
      ...(format.item_rows ? { item_rows: true } : {}),
      ...(expected.currency && !expected.columns.currency ? { currency_code: expected.currency } : {}),
    }));
    assert.equal(refused, undefined);
    assert.equal(reading.mapping.format, '');
    assert.deepEqual(asExpected(summary, expected), wanted(expected));
  });

  test(`${name}: the same with its columns in another order`, (context) => {
    if (!['csv', 'txt', 'tsv'].some((ending) => readdirSync(folder).includes(`sample.${ending}`))) return context.skip('JSON has no order of columns');
    if (read(bytes).reading.header_rows > 1) return context.skip('its questions stand on header lines of their own');
    const table = turned(keptRows(bytes));
    if (!table) return context.skip('the sample is no plain table');
    const { summary, refused } = read(table);
    assert.equal(refused, undefined);
    // Titles, notes and totals are not written again: only rows of the table are compared.
    const { rows_read: _, left_out: leftOut, ...facts } = asExpected(summary, expected);
    const { rows_read: __, left_out: wantedLeftOut, ...wantedFacts } = wanted(expected);
    assert.deepEqual(facts, wantedFacts);
    for (const layout of ['total_row', 'note', 'repeated_header', 'other_table', 'damaged']) delete wantedLeftOut[layout], delete leftOut[layout];
    assert.deepEqual(leftOut, wantedLeftOut);
  });

  testExport(name, bytes, expected, format.item_rows);
}

for (const folder of folders('tests/data/generic')) {
  const expected = json(join(folder, 'expected.json'));
  test(`${folder.split('/').at(-1)}: read without a format`, () => {
    const { reading, summary, refused } = read(sampleIn(folder));
    assert.equal(refused, undefined);
    assert.equal(reading.mapping.format, '');
    assert.equal(reading.mapping.kind.value, expected.kind);
    assert.deepEqual(mappedColumns(reading, Object.keys(expected.columns)), expected.columns);
    assert.deepEqual(asExpected(summary, expected), wanted(expected));
    assert.ok(linesAddUp(summary), JSON.stringify(summary.lines));
  });

  testExport(folder.split('/').at(-1), sampleIn(folder), expected, 'quantity' in expected.columns);
}
