// Text of other encodings as UTF-8, whatever the chunks.
import assert from 'node:assert/strict';
import test from 'node:test';
import { decodedText } from '../../files/tables.mjs';
import { textOf } from './support.mjs';

const streamed = (...chunks) => new Blob(chunks.map((chunk) => Uint8Array.from(chunk))).stream();
const inPieces = (bytes, cut) =>
  new ReadableStream({
    start(controller) {
      for (const piece of [bytes.slice(0, cut), bytes.slice(cut)]) if (piece.length > 0) controller.enqueue(Uint8Array.from(piece));
      controller.close();
    },
  });

/** Bytes by the published tables: JIS X 0208, GB 18030, KS X 1001, Big5. */
const texts = {
  shift_jis: [[0x93, 0xfa, 0x96, 0x7b, 0x2c, 0xb1, 0x0a], '日本,ｱ\n'],
  'euc-jp': [[0xc6, 0xfc, 0xcb, 0xdc, 0x2c, 0x31], '日本,1'],
  gb18030: [[0xd6, 0xd0, 0xce, 0xc4, 0x2c, 0x94, 0x39, 0xda, 0x33], '中文,💩'],
  big5: [[0xa4, 0xa4, 0xa4, 0xe5, 0x2c, 0x31], '中文,1'],
  'iso-2022-jp': [[0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42, 0x2c, 0x31], '日本,1'],
  'euc-kr': [[0xc7, 0xd1, 0xb1, 0xdb, 0x2c, 0x31], '한글,1'],
};

for (const [encoding, [bytes, text]] of Object.entries(texts)) {
  test(`${encoding} is read, cut anywhere`, async () => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      let replaced = 0;
      assert.equal(await textOf(decodedText(inPieces(bytes, cut), encoding, (count) => (replaced += count))), text, `cut at ${cut}`);
      assert.equal(replaced, 0);
    }
  });
}

test('what cannot be read is replaced and counted, also at the very end', async () => {
  let replaced = 0;
  const text = await textOf(decodedText(streamed([0x61, 0xff, 0x62], [0x93]), 'shift_jis', (count) => (replaced += count)));
  assert.equal(text, 'a\ufffdb\ufffd');
  assert.equal(replaced, 2);
});

test('an encoding nobody knows is a mistake of the caller', () => {
  assert.throws(() => decodedText(streamed([0x61]), 'klingon'), RangeError);
});
