// What the custom elements need of the build because the page around them is not ours. A name that is taken must not throw (decorators.ts), and
// that page may have made its rem any size, so ours become the pixels they are by default.
import { join } from 'node:path';
import type { Plugin } from 'vite';

const sources = join(import.meta.dirname, 'src');
const decorators = join(sources, 'embed/decorators.ts');

export function forOtherPages(): Plugin {
  return {
    name: 'for-other-pages',
    enforce: 'pre',
    resolveId: (id, importer) => (id === 'lit/decorators.js' && importer !== decorators ? decorators : null),
    transform: (code, id) => (id.startsWith(sources) ? code.replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * 16}px`) : null),
  };
}
