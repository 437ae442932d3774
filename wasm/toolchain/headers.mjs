// In:  nothing.
// Out: .toolchain/include with boost/ and fast_float/ and nothing else.
// Why: both are header-only and are used by both toolchains. A folder of their own keeps the system's /usr/include, which
//      holds the native C library, off Emscripten's path.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasApt } from './apt.mjs';
import { downloadPackages, forgetDownloads } from './debian-archive.mjs';
import { once } from './once.mjs';
import { headers, versions } from './places.mjs';
import { Stop, run, say } from './run.mjs';

const folders = ['boost', 'fast_float'];

function fetchFromDebian() {
  say('toolchain: fetching the Boost and fast_float headers …');
  const folder = downloadPackages('headers', [`libboost${versions.boost}-dev/bookworm`, 'libfast-float-dev/bookworm']);
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ./usr/include', 'sh', join(folder, file), unpacked]);
  }
  for (const name of folders) renameSync(join(unpacked, 'usr/include', name), join(headers, name));
  forgetDownloads('headers');
}

/** On a system without apt: link what the user has installed. */
function linkInstalled() {
  const places = [process.env.BOOST_ROOT && join(process.env.BOOST_ROOT, 'include'), '/opt/homebrew/include', '/usr/local/include', '/usr/include'];
  for (const name of folders) {
    const found = places.find((place) => place && existsSync(join(place, name)));
    if (!found) throw new Stop(`Please install the headers of ${name === 'boost' ? `Boost (${versions.boost} or newer)` : name}; only on Debian can they be fetched for you.`);
    symlinkSync(join(found, name), join(headers, name));
  }
}

export function provideHeaders() {
  once('headers', `boost ${versions.boost} layout ${versions.layout}`, () => {
    rmSync(headers, { recursive: true, force: true });
    mkdirSync(headers, { recursive: true });
    if (hasApt()) fetchFromDebian();
    else linkInstalled();
  });
  return headers;
}
