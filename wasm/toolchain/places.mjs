// In:  nothing.
// Out: where things are, and which versions are wanted.
// Why: a version in one place only; every stamp is made of these, so raising one fetches anew.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const toolchain = join(root, '.toolchain');
export const headers = join(toolchain, 'include');
export const catch2 = join(toolchain, 'catch2');
export const emscripten = join(toolchain, 'emscripten');

export const versions = {
  emscripten: '3.1.69', // the oldest that has every flag we use; also what Debian 13 has
  llvm: '19', // what Emscripten 3.1.69 was made for
  catch2: '3.7.1',
  boost: '1.81',
  layout: '1', // raise it when what is unpacked, or where to, changes
};
