// In:  a name, the versions it depends on, and the work that provides it.
// Out: the work done, once per version.
// Why: fetched things are kept in .toolchain; a stamp beside them says which version they are, and is written last, so a
//      fetch that was cut off is simply done again.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolchain } from './places.mjs';

const stampOf = (name) => join(toolchain, 'stamps', name);

export function isStamped(name, version) {
  try {
    return readFileSync(stampOf(name), 'utf8') === version;
  } catch {
    return false;
  }
}

export function once(name, version, work) {
  if (isStamped(name, version)) return;
  rmSync(stampOf(name), { force: true });
  work();
  mkdirSync(join(toolchain, 'stamps'), { recursive: true });
  writeFileSync(stampOf(name), version);
}
