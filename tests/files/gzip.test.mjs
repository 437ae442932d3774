// Gzip files: what comes out, and that nothing shorter ever comes out of a damaged one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../files/crc32.mjs';
import { tablesOf } from '../../files/tables.mjs';
import { bytesOf, gzip, joined, problemOf, randomNumbers, read, readOne, shop, tables, textOf } from './support.mjs';

const long = Array.from({ length: 20000 }, (_, row) => `${row},customer${(row * 7919) % 10007}@example.org,${(row * 37) % 5000}\n`).join('');

/** A member with a header of one's own. */
function member(content, flags, fields) {
  const footer = new DataView(new ArrayBuffer(8));
  footer.setUint32(0, crc32(new TextEncoder().encode(content)), true);
  footer.setUint32(4, content.length, true);
  return joined(Uint8Array.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255]), fields, deflateRawSync(content), new Uint8Array(footer.buffer));
}

test('a gzip file is one table, named without .gz', async () => {
  const found = await tables(gzip(shop), 'orders.csv.gz');
  assert.equal(found.container, 'gzip');
  assert.deepEqual(found.tables.map(({ name, size }) => [name, size]), [['orders.csv', null]]);
  assert.equal(await readOne(gzip(long), 'orders.csv.gz'), long);
});

test('a table can be streamed twice, and onBytes adds up to the whole file each time', async () => {
  const bytes = joined(gzip(long), gzip(shop));
  const { tables: [table] } = await tables(bytes, 'orders.csv.gz');
  for (let time = 0; time < 2; time += 1) {
    let told = 0;
    assert.equal(await textOf(table.stream((count) => (told += count))), long + shop);
    assert.equal(told, table.packed);
    assert.equal(told, bytes.length);
  }
});

test('several members are one text, even when they are the same', async () => {
  assert.equal(await readOne(joined(gzip(shop), gzip(shop), gzip(shop)), 'a.gz'), shop.repeat(3));
  assert.equal(await readOne(joined(gzip(long), gzip(''), gzip(long), gzip(shop)), 'a.gz'), long + long + shop);
  const small = Array.from({ length: 300 }, (_, at) => `${at}\n`);
  assert.equal(await readOne(joined(...small.map((line) => gzip(line))), 'a.gz'), small.join(''));
});

test('zeros behind the end are padding', async () => {
  for (const content of ['', 'a', shop, long]) {
    for (const zeros of [1, 3, 8, 500, 70000]) assert.equal(await readOne(joined(gzip(content), new Uint8Array(zeros)), 'a.gz'), content);
    assert.equal(await readOne(joined(gzip(shop), gzip(content), new Uint8Array(512)), 'a.gz'), shop + content);
  }
});

test('a header may have a name, a comment, extra fields and a checksum', async () => {
  assert.equal(await readOne(member(shop, 0b11110, joined(Uint8Array.from([3, 0, 1, 2, 3]), 'orders.csv\0', 'a comment\0', Uint8Array.from([7, 7]))), 'a.gz'), shop);
  assert.equal(await readOne(member(shop, 8, 'orders.csv\0'), 'a.gz'), shop);
});

test('what looks like a header inside the data is not the end', async () => {
  const inner = gzip('inner');
  const text = joined(shop, inner, inner, shop);
  const stored = gzip(text, { level: 0 }); // stored blocks hold the inner gzip files as they are
  const { tables: [table] } = await tables(stored, 'odd.gz');
  let told = 0;
  const decoder = new TextDecoder('latin1');
  let out = '';
  for await (const chunk of table.stream((count) => (told += count))) out += decoder.decode(chunk);
  assert.equal(out, decoder.decode(text));
  assert.equal(told, stored.length);
});

test('a file that is cut off at any byte is refused, never a shorter table', async () => {
  const whole = gzip(shop);
  for (let size = 1; size < whole.length; size += 1) {
    if (size < 3) continue; // too short to be known as gzip; see damaged.test.mjs
    assert.equal((await problemOf(whole.subarray(0, size), 'orders.csv.gz')).code, 'truncated_archive', `cut at ${size}`);
  }
  const half = gzip(long);
  assert.equal((await problemOf(half.subarray(0, half.length >> 1))).code, 'truncated_archive');
  assert.equal((await problemOf(joined(half, half.subarray(0, half.length >> 1)))).code, 'truncated_archive');
});

test('a file whose second member is cut off gives no table, but for a cut right between the members', async () => {
  const first = gzip(shop);
  const both = joined(first, gzip('2025-03-01'));
  for (let size = first.length + 1; size < both.length; size += 1) {
    const { code } = await problemOf(both.subarray(0, size), 'orders.csv.gz');
    assert.match(code, /^(truncated|broken)_archive$/, `cut at ${size}`);
  }
});

test('a changed byte is found, or changes nothing', async () => {
  const whole = gzip(shop);
  const pick = randomNumbers(1);
  for (let time = 0; time < 300; time += 1) {
    const changed = Uint8Array.from(whole);
    const at = 10 + pick(whole.length - 10);
    changed[at] ^= 1 << pick(8);
    try {
      assert.equal(await readOne(changed, 'a.gz'), shop); // the last bits of a deflate stream mean nothing
    } catch (problem) {
      assert.match(problem.code, /^(truncated|broken)_archive$/);
    }
  }
});

test('other bytes behind the end are refused', async () => {
  assert.equal((await problemOf(joined(gzip(shop), 'rubbish behind the end'), 'a.gz')).code, 'broken_archive');
  assert.equal((await problemOf(joined(gzip(shop), new Uint8Array(40), 'rubbish'), 'a.gz')).code, 'broken_archive');
});

test('an archive inside gzip is named', async () => {
  const tar = new Uint8Array(1024);
  tar.set(new TextEncoder().encode('orders.csv'));
  tar.set(new TextEncoder().encode('ustar'), 257);
  const problem = await problemOf(gzip(tar), 'export.tar.gz');
  assert.equal(problem.code, 'other_archive');
  assert.deepEqual(problem.detail, { name: 'export.tar.gz', kind: 'tar' });
  assert.equal((await problemOf(tar, 'export.tar')).code, 'other_archive');
  assert.equal((await problemOf(gzip(gzip(shop)), 'a.csv.gz')).detail.kind, 'gzip');
});

test('a bomb is stopped', async () => {
  const bomb = gzip(new Uint8Array(300 * 2 ** 20));
  assert.equal((await problemOf(bomb, 'a.csv.gz')).code, 'archive_bomb');
});

test('a stream that is cancelled stops inflating', async () => {
  const bytes = gzip(long.repeat(40));
  const blob = new Blob(Array.from({ length: Math.ceil(bytes.length / 65536) }, (_, part) => bytes.subarray(part * 65536, (part + 1) * 65536))); // a file comes in such pieces
  const { tables: [table] } = await tablesOf(blob, 'a.csv.gz');
  let told = 0;
  const reader = table.stream((count) => (told += count)).getReader();
  assert.equal((await reader.read()).done, false);
  await reader.cancel();
  const then = told;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(told, then);
  assert.ok(told < 300_000, `${told} of ${bytes.length} bytes were used`);
});

test('a file that vanishes while it is read is told in a sentence, whatever the system calls it', async () => {
  const bytes = gzip(long);
  const gone = new DOMException('gone', 'NotReadableError');
  const blob = new Blob([bytes]);
  const half = { size: bytes.length, slice: (from, to) => blob.slice(from, to), stream: () => failing() };
  const failing = () => {
    let given = false;
    return new ReadableStream({
      pull(controller) {
        if (given) controller.error(gone);
        else controller.enqueue(bytes.subarray(0, bytes.length >> 1));
        given = true;
      },
    });
  };
  await assert.rejects(async () => {
    const { tables: [table] } = await tablesOf(half, 'a.csv.gz');
    await textOf(table.stream());
  }, { code: 'file_unreadable', detail: { name: 'a.csv.gz' } });
});

for (const [what, given] of [['fewer', shop.slice(0, -9)], ['more', `${shop}x`], ['no', '']])
  test(`a file that gives ${what} bytes than it had when it was chosen never ends as a table`, async () => {
    for (const [name, whole, now] of [['a.csv', bytesOf(shop), bytesOf(given)], ['a.csv.gz', gzip(shop), gzip(shop).subarray(0, given.length ? -9 : 0)]]) {
      const blob = new Blob([whole]);
      const changed = { size: whole.length, slice: (from, to) => blob.slice(from, to), stream: () => new Blob([now]).stream() };
      await assert.rejects(async () => textOf((await tablesOf(changed, name)).tables[0].stream()), { code: 'file_unreadable' });
    }
  });

test('a part that is shorter than it must be is told as a changed file, too', async () => {
  const blob = new Blob([shop]);
  const changed = { size: blob.size, slice: () => ({ size: 512, arrayBuffer: async () => new ArrayBuffer(3) }), stream: () => blob.stream() };
  await assert.rejects(tablesOf(changed, 'a.csv'), { code: 'file_unreadable' });
});

test('plain files go through untouched', async () => {
  const blob = new Blob([shop]);
  const chunk = bytesOf(shop);
  blob.stream = () => new ReadableStream({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  });
  const found = await tablesOf(blob, 'orders.csv');
  assert.equal(found.container, 'none');
  const { value } = await found.tables[0].stream().getReader().read();
  assert.equal(value, chunk); // the very bytes the system gave, not a copy
  assert.equal(found.tables[0].size, shop.length);
  assert.deepEqual(await read(new Uint8Array(0), 'empty.zip'), { 'empty.zip': '' });
});
