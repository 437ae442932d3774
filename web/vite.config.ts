// Builds the page as one HTML file: scripts, styles, worker and WebAssembly inside, under a policy that lets nothing out.
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './content-security-policy';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
  build: { target: 'es2022', assetsInlineLimit: Number.MAX_SAFE_INTEGER, chunkSizeWarningLimit: 4096, modulePreload: false },
  worker: { format: 'iife' },
  esbuild: { legalComments: 'none' },
});
