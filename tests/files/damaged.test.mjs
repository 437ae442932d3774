// Archives cut at every byte, with any byte changed, and no archives at all: the whole table or a sentence, never a crash and never a hang.
import assert from 'node:assert/strict';
import test from 'node:test';
import { FileProblem } from '../../files/tables.mjs';
import { gzip, joined, randomNumbers, read, shop, styles, workbook, zip } from './support.mjs';

const files = {
  'orders.csv.gz': joined(gzip(shop), new Uint8Array(20)),
  'export.zip': zip([{ name: 'orders.csv', content: shop }, { name: 'part2.csv.gz', content: gzip(shop), stored: true }, { name: 'notes', content: 'x,y\n' }], { comment: 'c' }),
  'export64.zip': zip([{ name: 'orders.csv', content: shop, zip64: true, descriptor: true }], { zip64: true }),
  'orders.xlsx': workbook([{ name: 'Orders', data: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45658</v></c></row>' }, { name: 'Empty', data: '' }], { strings: ['<t>a</t>'], styles: styles(0, 14) }),
};

/** The tables, or the code of the problem. Anything else that is thrown fails the test. */
async function outcome(bytes, name) {
  try {
    return await read(bytes, name);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    assert.ok(error.sentence.wrong && error.sentence.saw && error.sentence.hint && !/[{}]|undefined/.test(error.message), error.message);
    return error.code;
  }
}

for (const [name, whole] of Object.entries(files)) {
  test(`${name} cut at every byte is the whole table or a problem`, async () => {
    const expected = await outcome(whole, name);
    assert.equal(typeof expected, 'object');
    for (let size = 1; size < whole.length; size += 1) {
      const found = await outcome(whole.subarray(0, size), name);
      if (typeof found === 'object') assert.deepEqual(found, expected, `cut at ${size}`);
    }
  });

  test(`${name} with any byte changed ends, and what it gives is never a part of a table`, async () => {
    const pick = randomNumbers(7);
    const expected = Object.values(await outcome(whole, name));
    for (let at = 4; at < whole.length; at += name.endsWith('xlsx') ? 3 : 1) {
      const changed = Uint8Array.from(whole);
      changed[at] ^= 1 + pick(255);
      const found = await outcome(changed, name);
      // Names, and which entries count as tables, stand in fields without a checksum; what a table holds does not.
      if (typeof found === 'object') for (const text of Object.values(found)) assert.ok(expected.includes(text), `changed at ${at}: ${text}`);
    }
  });
}

test('random bytes behind each beginning are refused or go through as they are', async () => {
  const pick = randomNumbers(3);
  const beginnings = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6], [0x1f, 0x8b, 8, 0], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], []];
  for (let time = 0; time < 300; time += 1) {
    const bytes = joined(Uint8Array.from(beginnings[time % beginnings.length]), Uint8Array.from({ length: pick(400) }, () => pick(256)));
    const found = await outcome(bytes, 'random.bin');
    if (time % beginnings.length === 4) assert.equal(typeof found, 'object');
  }
});

test('random parts of a workbook end in a table or a problem', async () => {
  const pick = randomNumbers(11);
  const marks = ['<row>', '</row>', '<c r="B2" t="s">', '<c>', '</c>', '<v>', '1', '</v>', '<is><t>', 'x', '</t></is>', '<!--', '-->', '&#x;', '&lt;', '<![CDATA[', ']]>', '<', '>', '"', "='", '/'];
  for (let time = 0; time < 400; time += 1) {
    const data = Array.from({ length: pick(30) }, () => marks[pick(marks.length)]).join('');
    await outcome(workbook([{ name: 'S', data }], { strings: ['<t>a</t>'] }), 'a.xlsx');
  }
});
