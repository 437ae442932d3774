// In:  nothing.
// Out: .toolchain/catch2, the source of Catch2 3.
// Why: the tests are built by two toolchains, so the framework is wanted as source; Debian 12's package is the retired 2.x.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasApt } from './apt.mjs';
import { downloadSource, forgetDownloads } from './debian-archive.mjs';
import { once } from './once.mjs';
import { catch2, versions } from './places.mjs';
import { Stop, run, say } from './run.mjs';

function fetchSource() {
  say('toolchain: fetching the source of Catch2 …');
  const folder = downloadSource('catch2', 'catch2/trixie');
  const tarball = readdirSync(folder).find((name) => name.includes('.orig.tar.'));
  if (!tarball?.startsWith(`catch2_${versions.catch2}.`)) {
    throw new Stop(`The Debian mirror gave ${tarball ?? 'no source of Catch2'} instead of Catch2 ${versions.catch2}; please unpack its source into .toolchain/catch2.`);
  }
  rmSync(catch2, { recursive: true, force: true });
  mkdirSync(catch2, { recursive: true });
  run('tar', ['-xf', join(folder, tarball), '--strip-components=1', '-C', catch2]);
  forgetDownloads('catch2');
}

/** The folder with the source, or null where CMake has to take it from its repository. */
export function provideCatch2() {
  if (!hasApt()) return null;
  once('catch2', `${versions.catch2} layout ${versions.layout}`, fetchSource);
  return catch2;
}
