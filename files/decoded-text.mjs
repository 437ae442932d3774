// In:  text in an encoding that the core does not know (shift_jis, gb18030, big5, euc-kr, euc-jp …), as a stream of bytes.
// Out: the same text as UTF-8. What the encoding does not have becomes U+FFFD and is counted.
// Source: WHATWG Encoding; its tables are in the browser and in node, so none is shipped.
import { chunksOf, streamOf } from './chunks.mjs';

/** @param {string} text */
function replacedIn(text) {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {string} encodingName a label of the Encoding standard; an unknown one throws a RangeError
 * @param {(count: number) => void} [onReplaced] is told how many characters could not be read, as they are met
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
export function decodedText(stream, encodingName, onReplaced) {
  const decoder = new TextDecoder(encodingName);
  const encoder = new TextEncoder();
  /** @param {string} text */
  const encoded = (text) => {
    const replaced = onReplaced ? replacedIn(text) : 0;
    if (replaced > 0) onReplaced?.(replaced);
    return encoder.encode(text);
  };
  async function* chunks() {
    for await (const chunk of chunksOf(stream)) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield encoded(text);
    }
    const rest = decoder.decode();
    if (rest !== '') yield encoded(rest);
  }
  return streamOf(chunks());
}
