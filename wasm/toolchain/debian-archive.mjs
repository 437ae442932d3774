// In:  packages of a named Debian release ("trixie" is 13, "bookworm" is 12).
// Out: their files, downloaded into a folder; nothing is installed.
// Why: Debian 12 has no new enough Emscripten and no Catch2 3, Debian 13 has. A private apt (own sources, own lists, own
//      cache, all in .toolchain) reads the second release from the same mirror and checks it with the same keys, without
//      one change to the system's configuration, and without root.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasApt, updateLists } from './apt.mjs';
import { toolchain } from './places.mjs';
import { Stop, run, say, tryRun } from './run.mjs';

const home = join(toolchain, 'apt');
const debianKeys = '/usr/share/keyrings/debian-archive-keyring.gpg';

function fields(stanza) {
  return Object.fromEntries(stanza.split('\n').map((line) => line.split(/: (.*)/s)).filter((pair) => pair.length > 1));
}

function systemIndexes() {
  return tryRun('apt-get', ['indextargets', 'Created-By: Packages']).out.split(/\n\n+/).map(fields);
}

/** Where this system gets Debian itself (not its security or backports archive) from. */
function mainArchive() {
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const find = () =>
    systemIndexes().find((index) => index.Component === 'main' && [index.Codename, index.Release].includes(codename));
  let index = find();
  if (!index) {
    updateLists(['emscripten']); // a release named by its role ("stable") is known by name only after an update
    index = find();
  }
  if (!index) throw new Stop('Please add the Debian archive to your apt sources, or put an emcc of at least 3.1.69 and clang, cmake and ninja on PATH.');
  return index;
}

/** The keyring that the source's own entry names, or Debian's; an empty answer means all keys that apt trusts. */
function keyringOf(index) {
  const [, file, line] = /^(.*):(\d+)$/.exec(index.Sourcesentry ?? '') ?? [];
  const keys = [];
  if (file && existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n');
    if (file.endsWith('.sources')) {
      const rest = lines.slice(Number(line) - 1);
      const end = rest.findIndex((text, i) => i > 0 && text.trim() === '');
      const stanza = rest.slice(0, end < 0 ? undefined : end).join('\n');
      keys.push(/^Signed-By:\s*(\/\S+)/im.exec(stanza)?.[1]);
    } else {
      keys.push(/signed-by=([^\]\s]+)/i.exec(lines[Number(line) - 1] ?? '')?.[1]);
    }
  }
  return [...keys, debianKeys].find((key) => key && existsSync(key)) ?? '';
}

function writeConfiguration() {
  const index = mainArchive();
  const keyring = keyringOf(index);
  const option = keyring ? `[signed-by=${keyring}] ` : '';
  for (const folder of ['lists/partial', 'cache/archives/partial', 'none']) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, 'status'), ''); // an empty system: what is installed here must not change what is downloaded
  writeFileSync(
    join(home, 'sources.list'),
    ['deb', 'deb-src'].map((kind) => `${kind} ${option}${index['Repo-URI']} trixie main\n`).join('') +
      `deb ${option}${index['Repo-URI']} bookworm main\n`,
  );
}

const options = () =>
  Object.entries({
    'Dir::State::Lists': join(home, 'lists'),
    'Dir::State::status': join(home, 'status'),
    'Dir::Cache': join(home, 'cache'),
    'Dir::Etc::sourcelist': join(home, 'sources.list'),
    'Dir::Etc::sourceparts': join(home, 'none'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': join(home, 'none'),
    'APT::Sandbox::User': process.getuid() === 0 ? 'root' : '', // else apt warns that _apt cannot write into the project
    'APT::Update::Post-Invoke::': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);

let ready = false;

function privateApt(args, cwd) {
  if (!hasApt()) throw new Stop('Please install emsdk (emcc 3.1.69 or newer), cmake, ninja, clang 19 and Boost and put them on PATH; only on Debian can they be fetched for you.');
  const otherwise = `The Debian mirror did not give "${args.slice(1).join(' ')}"; please check the network, or put an emcc of at least 3.1.69 on PATH.`;
  if (!ready) {
    say('toolchain: reading the lists of Debian 12 and 13 …');
    writeConfiguration();
    run('apt-get', ['-q', ...options(), 'update'], { otherwise });
    ready = true;
  }
  run('apt-get', ['-q', ...options(), ...args], { cwd, otherwise });
}

function emptyFolder(name) {
  const folder = join(toolchain, 'downloads', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Downloads binary packages, each given as "name/release", and answers the folder with the .deb files. */
export function downloadPackages(name, packages) {
  const folder = emptyFolder(name);
  privateApt(['download', ...packages], folder);
  return folder;
}

/** Downloads a source package, given as "name/release", and answers the folder with its tarballs. */
export function downloadSource(name, source) {
  const folder = emptyFolder(name);
  privateApt(['source', '--download-only', source], folder);
  return folder;
}

/** Throws away the downloads once they are unpacked: the unpacked files are the cache. */
export function forgetDownloads(name) {
  rmSync(join(toolchain, 'downloads', name), { recursive: true, force: true });
}
