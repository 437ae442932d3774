// In:  nothing.
// Out: an instance of the very WebAssembly module that the page ships, running under node, built first if need be.
// Why: the headless door and the benchmark's file writer ask the same core, so the one trick it takes stands here once.
import { pathToFileURL } from 'node:url';
import { buildWasm } from './build.mjs';

export async function loadCore() {
  const { module } = await buildWasm();
  // The module is built for a worker, as the page has it; this is all it asks a worker for.
  globalThis.self ??= { location: { href: '' } };
  const { default: createCore } = await import(pathToFileURL(module).href);
  return createCore();
}
