// In: an import of "….wasm?packed". Out: the module's bytes, gzipped, as base64. Gzipped once more on its way over the network, that is hardly more
// than the gzipped module itself, while plain base64 hides its repetitions from gzip.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const mark = '?packed';

export function packedWasm(): Plugin {
  return {
    name: 'packed-wasm',
    enforce: 'pre',
    load: (id) => (id.endsWith(`.wasm${mark}`) ? `export default '${gzipSync(readFileSync(id.slice(0, -mark.length)), { level: 9 }).toString('base64')}';` : null),
  };
}
