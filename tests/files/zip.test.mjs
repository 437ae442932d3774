// Zip files: which entries are tables, what comes out of them, and what is refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import { keyed } from '../../files/tables.mjs';
import { gzip, joined, problemOf, read, readOne, shop, tables, textOf, workbook, zip } from './support.mjs';

const two = '3,c@example.org,2025-02-05,30.00\n';
const table = { name: 'orders.csv', content: shop };

test('the tables of a zip come in the order of its directory', async () => {
  const found = await tables(zip([table, { name: 'deep/er/part 2.csv', content: two }]), 'export.zip');
  assert.equal(found.container, 'zip');
  assert.deepEqual(found.tables.map(({ name, size }) => [name, size]), [['orders.csv', shop.length], ['deep/er/part 2.csv', two.length]]);
  assert.deepEqual(found.left_out, []);
  assert.deepEqual(await read(zip([table, { name: 'b.csv', content: two }])), { 'orders.csv': shop, 'b.csv': two });
});

test('stored entries, data descriptors, ZIP64, comments and bytes in wide fields make no difference', async () => {
  for (const odd of [{ stored: true }, { descriptor: true }, { zip64: true }, { stored: true, zip64: true, descriptor: true }])
    for (const archive of [{}, { comment: 'made by a shop, PK\u0005\u0006' }, { zip64: true }])
      assert.equal(await readOne(zip([{ ...table, ...odd }], archive)), shop);
});

test('packed bytes are told as they are used', async () => {
  const long = shop.repeat(5000);
  const { tables: [first] } = await tables(zip([{ name: 'a.csv', content: long }, table]), 'a.zip');
  let told = 0;
  assert.equal(await textOf(first.stream((count) => (told += count))), long);
  assert.equal(told, first.packed);
});

test('what is no table is left out with a reason', async () => {
  const names = {
    'folder/': 'folder',
    '__MACOSX/._orders.csv': 'system_file',
    'folder/.DS_Store': 'system_file',
    '.hidden.csv': 'system_file',
    'Thumbs.db': 'system_file',
    'README.txt': 'read_me',
    'Liesmich.txt': 'read_me',
    'invoice.PDF': 'document',
    'page.html': 'document',
    'logo.png': 'image',
    'more.zip': 'archive',
    'old.tar.gz': 'archive',
    'book.xlsx': 'workbook',
  };
  const found = await tables(zip([...Object.keys(names).map((name) => ({ name, content: 'x' })), table, { name: 'blob.bin', content: Uint8Array.from({ length: 500 }, (_, at) => at % 256) }]), 'a.zip');
  assert.deepEqual(found.left_out, [...Object.entries(names).map(([name, why]) => ({ name, why })), { name: 'blob.bin', why: 'not_text' }]);
  assert.deepEqual(found.tables.map(({ name }) => name), ['orders.csv']);
});

test('a table is known by its text when its name says nothing', async () => {
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${shop}`, 'utf16le'));
  const found = await tables(zip([{ name: 'export', content: shop }, { name: 'data.2025', content: utf16 }, { name: 'readme_orders.csv', content: shop }]), 'a.zip');
  assert.deepEqual(found.tables.map(({ name }) => name), ['export', 'data.2025', 'readme_orders.csv']);
});

test('names come in UTF-8, with and without the flag, and in code page 437', async () => {
  const found = await tables(
    zip([
      { name: 'pedidos_año.csv', utf8: true },
      { name: 'größe.csv' },
      { name: '?', rawName: Uint8Array.from([0x61, 0xa4, 0x6f, 0x84, 0x2e, 0x63, 0x73, 0x76]) },
      { name: 'windows\\orders.csv' },
    ]),
    'a.zip',
  );
  assert.deepEqual(found.tables.map(({ name }) => name), ['pedidos_año.csv', 'größe.csv', 'añoä.csv', 'windows/orders.csv']);
});

test('a gzip file in a zip is opened too', async () => {
  for (const stored of [true, false]) assert.deepEqual(await read(zip([{ name: 'orders.csv.gz', content: joined(gzip(shop), gzip(two)), stored }])), { 'orders.csv': shop + two });
  const half = gzip(shop);
  assert.equal((await problemOf(zip([{ name: 'orders.csv.gz', content: half.subarray(0, half.length - 5) }]))).code, 'truncated_archive');
});

const cells = (...values) => `<row r="1">${values.map((value, at) => `<c r="${'ABC'[at]}1"><v>${value}</v></c>`).join('')}</row>`;

test('a workbook in a zip is read like one alone: its first sheet unless more are wanted', async () => {
  const book = workbook([{ name: 'January', data: cells(1, 2) }, { name: 'February', data: cells(3) }, { name: 'Chart', data: '', type: 'chartsheet' }]);
  for (const stored of [true, false]) {
    const archive = zip([table, { name: 'in/book.xlsx', content: book, stored }, { name: 'single', content: workbook([{ name: 'Only', data: cells(4) }]) }]);
    assert.deepEqual(await read(archive), { 'orders.csv': shop, 'in/book.xlsx/January': '1,2\n', 'in/book.xlsx/February': '3\n', single: '4\n' });
    const found = await tables(archive, 'a.zip');
    assert.equal(found.container, 'zip');
    assert.deepEqual(found.left_out, [{ name: 'in/book.xlsx/Chart', why: 'no_worksheet' }]);
    assert.deepEqual(keyed(found, 'a.zip').map(({ key, read }) => [key, read]), [['a.zip/orders.csv', true], ['a.zip/in/book.xlsx/January', true], ['a.zip/in/book.xlsx/February', false], ['a.zip/single', true]]);
    assert.equal(found.tables[1].told.delimiter, ',');
    let told = 0;
    await textOf(found.tables[1].stream((count) => (told += count)));
    assert.equal(told, found.tables[1].packed);
  }
});

test('what is called .xls in a zip is looked into: text is a table, the old kind is left out', async () => {
  const old = Uint8Array.from({ length: 600 }, (_, at) => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][at] ?? at % 7);
  const found = await tables(zip([{ name: 'export.xls', content: shop }, { name: 'new.xls', content: workbook([{ name: 'S', data: cells(1) }]) }, { name: 'old.xls', content: old }, { name: 'locked.xlsx', content: old }]), 'a.zip');
  assert.deepEqual(found.tables.map(({ name }) => name), ['export.xls', 'new.xls']);
  assert.deepEqual(found.left_out, [{ name: 'old.xls', why: 'workbook' }, { name: 'locked.xlsx', why: 'workbook' }]);
});

test('an archive inside an archive stays closed, whatever it is called, and a damaged workbook says so', async () => {
  const book = workbook([{ name: 'S', data: cells(1) }]);
  const inner = zip([{ name: 'orders.csv', content: shop }, { name: 'book.xlsx', content: book }]);
  const word = zip([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: 'word/document.xml', content: '<w/>' }]);
  const found = await tables(zip([table, { name: 'inner.zip', content: inner }, { name: 'inner.xlsx', content: inner }, { name: 'letter', content: word }, { name: 'empty.xlsx', content: workbook([{ name: 'S', data: '' }]) }]), 'a.zip');
  assert.deepEqual(found.tables.map(({ name }) => name), ['orders.csv']);
  assert.deepEqual(found.left_out, [{ name: 'inner.zip', why: 'archive' }, { name: 'inner.xlsx', why: 'archive' }, { name: 'letter', why: 'document' }, { name: 'empty.xlsx', why: 'empty_sheet' }]);
  assert.equal((await problemOf(zip([{ name: 'inner.zip', content: inner }]))).code, 'no_table_in_archive');
  for (const damaged of [{ content: book.subarray(0, book.length - 30) }, { content: book, crc: 1 }, { content: book, size: 5 }]) {
    const problem = await problemOf(zip([table, { name: 'book.xlsx', ...damaged }]));
    assert.match(problem.code, /^(truncated|broken)_archive$/);
    assert.equal(problem.detail.name, 'book.xlsx');
  }
  assert.equal((await problemOf(zip([{ name: 'a.xlsx', content: book, size: 2 ** 31 - 1 }]))).code, 'archive_bomb');
});

test('an archive without a table says what is in it', async () => {
  const problem = await problemOf(zip([{ name: 'terms.pdf' }, { name: 'img/' }, { name: 'img/logo.png' }, { name: '.DS_Store' }]));
  assert.equal(problem.code, 'no_table_in_archive');
  assert.equal(problem.detail.inside, 'terms.pdf, img/logo.png');
  assert.match(problem.message, /It holds terms\.pdf, img\/logo\.png\./);
  assert.equal((await problemOf(zip([]))).code, 'empty_archive');
  assert.equal((await problemOf(zip([{ name: 'folder/' }]))).code, 'empty_archive');
});

test('locked and oddly packed tables are named; beside a table that can be read they are left out', async () => {
  assert.equal((await problemOf(zip([{ ...table, encrypted: true }]))).code, 'encrypted_archive');
  assert.equal((await problemOf(zip([{ ...table, method: 99 }]))).code, 'encrypted_archive');
  const odd = await problemOf(zip([{ ...table, method: 9 }]));
  assert.equal(odd.code, 'unsupported_compression');
  assert.match(odd.message, /“orders\.csv” was packed with Deflate64/);
  const found = await tables(zip([{ name: 'a.csv', content: shop, encrypted: true }, { name: 'b.csv', content: shop, method: 14 }, table]), 'a.zip');
  assert.deepEqual(found.left_out, [{ name: 'a.csv', why: 'encrypted' }, { name: 'b.csv', why: 'unsupported_compression' }]);
});

test('a wrong checksum, a wrong size and a damaged stream are found', async () => {
  for (const odd of [{ crc: 1 }, { size: shop.length - 1 }, { size: shop.length + 1 }, { packed: Uint8Array.from([0xff, 1, 2, 3]) }, { crc: 1, stored: true }, { size: 5, stored: true }])
    assert.equal((await problemOf(zip([{ ...table, ...odd }]))).code, 'broken_archive', JSON.stringify(odd));
});

test('an archive that is cut off says so', async () => {
  const whole = zip([table]);
  for (let size = 4; size < whole.length; size += 1) assert.equal((await problemOf(whole.subarray(0, size))).code, 'truncated_archive', `cut at ${size}`);
});

test('entries that share bytes, too many entries and what grows without end are refused', async () => {
  assert.equal((await problemOf(zip([table, { ...table, name: 'b.csv', offset: 0 }]))).code, 'archive_bomb');
  assert.equal((await problemOf(zip([table, { ...table, name: 'b.csv', offset: 7 }]))).code, 'archive_bomb');
  assert.equal((await problemOf(zip([table], { zip64: true, count: 10_000_000 }))).code, 'archive_bomb');
  assert.equal((await problemOf(zip([{ name: 'a.csv', content: new Uint8Array(300 * 2 ** 20) }]))).code, 'archive_bomb');
});

test('places that are claimed beyond the file are no harm', async () => {
  assert.equal((await problemOf(zip([{ ...table, offset: 0x7fffffff }]))).code, 'broken_archive');
  assert.equal((await problemOf(zip([table], { count: 5 }))).code, 'broken_archive');
});
