// In:  a file that may be a compound file (OLE2).
// Out: whether it is an Excel file of before 2007, or one of today that is locked with a password: both are compound files.
// Source: [MS-CFB] §2.2 (header) and §2.6 (directory entries: 128 bytes, the first 64 the name in UTF-16), [MS-XLS] §2.1.2, [MS-OFFCRYPTO] §2.1.
import { bytesOf } from './whole-file.mjs';

/** Word and Outlook write compound files too; the core says what those are. */
const excelNames = ['Workbook', 'Book', 'EncryptedPackage'];
const directoryEntries = 32;

/** @param {Blob} blob @param {Uint8Array<ArrayBuffer>} head its first 512 bytes @param {string} name */
export async function isExcelOfOldKind(blob, head, name) {
  const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  if (head.length < 8 || !signature.every((byte, at) => head[at] === byte)) return false;
  if (/\.xl\w{1,2}$/i.test(name) || head.length < 52) return true;
  const fields = new DataView(head.buffer, head.byteOffset, head.length);
  const begin = (fields.getUint32(48, true) + 1) * 2 ** (fields.getUint16(30, true) & 15);
  const directory = await bytesOf(blob, begin, begin + directoryEntries * 128, name);
  for (let at = 0; at + 64 <= directory.length; at += 128) {
    const entry = new TextDecoder('utf-16le').decode(directory.subarray(at, at + 64));
    if (excelNames.includes(entry.slice(0, entry.indexOf('\0')))) return true;
  }
  return false;
}
