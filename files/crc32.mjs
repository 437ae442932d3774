// In:  bytes, piece by piece.
// Out: their CRC-32 as gzip and zip store it.
// Source: RFC 1952 §8 (polynomial 0xEDB88320, reflected); eight bytes at a time with eight tables ("slicing-by-8", Kounavis and Berry 2005).

const tables = new Uint32Array(8 * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  tables[byte] = value;
}
for (let at = 256; at < tables.length; at += 1) {
  const before = tables[at - 256];
  tables[at] = (before >>> 8) ^ tables[before & 255];
}

/**
 * The CRC of all bytes so far.
 * @param {Uint8Array} bytes the next piece
 * @param {number} [before] the CRC of the pieces before it
 */
export function crc32(bytes, before = 0) {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
    crc =
      tables[1792 + (low & 255)] ^
      tables[1536 + ((low >>> 8) & 255)] ^
      tables[1280 + ((low >>> 16) & 255)] ^
      tables[1024 + (low >>> 24)] ^
      tables[768 + bytes[at + 4]] ^
      tables[512 + bytes[at + 5]] ^
      tables[256 + bytes[at + 6]] ^
      tables[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ tables[(crc ^ bytes[at]) & 255];
  return ~crc >>> 0;
}
