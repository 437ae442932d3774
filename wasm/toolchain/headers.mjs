// In:  nothing.
// Out: .toolchain/include with boost/ and nothing else.
// Why: Boost.Math is header-only and used by both toolchains. A folder of their own keeps the system's /usr/include, which
//      holds the native C library, off Emscripten's path.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasApt } from './apt.mjs';
import { downloadPackages, forgetDownloads } from './debian-archive.mjs';
import { once } from './once.mjs';
import { headers, versions } from './places.mjs';
import { Stop, run, say } from './run.mjs';

function fetchFromDebian() {
  say('toolchain: fetching the Boost headers …');
  const folder = downloadPackages('headers', [`libboost${versions.boost}-dev/bookworm`]);
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ./usr/include', 'sh', join(folder, file), unpacked]);
  }
  renameSync(join(unpacked, 'usr/include/boost'), join(headers, 'boost'));
  forgetDownloads('headers');
}

/** On a system without apt: link what the user has installed. */
function linkInstalled() {
  const places = [process.env.BOOST_ROOT && join(process.env.BOOST_ROOT, 'include'), '/opt/homebrew/include', '/usr/local/include', '/usr/include'];
  const found = places.find((place) => place && existsSync(join(place, 'boost')));
  if (!found) throw new Stop(`Please install the headers of Boost (${versions.boost} or newer); only on Debian can they be fetched for you.`);
  symlinkSync(join(found, 'boost'), join(headers, 'boost'));
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
