// Builds each thing that is handed out as one file: scripts, styles, worker and WebAssembly inside; pages under a policy that lets nothing out.
// `vite build --mode …` says which: index (the product), calculator (for frames), embed (makes the snippets), elements (for other people's pages).
import { join } from 'node:path';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { type Plugin, type UserConfig, defineConfig } from 'vite';
import { contentSecurityPolicy } from './content-security-policy';
import { forOtherPages } from './for-other-pages';
import { leftOut } from './left-out';
import { packedWasm } from './packed-wasm';

const at = (file: string) => join(import.meta.dirname, file);

const page = (file: string, rules: string[] = [], plugins: Plugin[] = []): UserConfig => ({
  plugins: [...plugins, viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy(file, rules)],
  build: { rollupOptions: { input: at(file) } },
});

const outputs: Record<string, UserConfig> = {
  index: page('index.html'),
  calculator: page('calculator.html', [], [leftOut()]),
  embed: page('embed.html', ["frame-src 'self'"]),
  elements: {
    plugins: [leftOut(), forOtherPages()],
    build: { lib: { entry: at('src/embed/elements.ts'), formats: ['iife'], name: 'lifeworthCalculators', fileName: () => 'calculators.js' } },
  },
};

const common = {
  root: import.meta.dirname,
  base: './',
  worker: { format: 'iife' as const, plugins: (): Plugin[] => [packedWasm()] },
  esbuild: { legalComments: 'none' as const },
};

export default defineConfig(({ mode }) => {
  const output = outputs[mode] ?? outputs['index']!;
  const build = { target: 'es2022', assetsInlineLimit: Number.MAX_SAFE_INTEGER, chunkSizeWarningLimit: 4096, modulePreload: false as const, emptyOutDir: false };
  return { ...common, ...output, build: { ...build, ...output.build } };
});
