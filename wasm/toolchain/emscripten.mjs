// In:  nothing, or an emcc that is already on PATH.
// Out: { root, env }: Emscripten's folder and the environment its tools need.
// Why: Debian 12 has no Emscripten. Debian 13's is Python plus ready-made libraries, which run as they are on Debian 12's
//      LLVM 19; only Binaryen's tools are native, and they bring their own C library along.
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { hasApt, install } from './apt.mjs';
import { downloadPackages, forgetDownloads } from './debian-archive.mjs';
import { once } from './once.mjs';
import { emscripten, root, toolchain, versions } from './places.mjs';
import { Stop, run, say, tryRun, which } from './run.mjs';

const version = `${versions.emscripten} layout ${versions.layout}`;

// 1.6 GB of libraries in the package are for threads, sanitizers, link-time optimisation, dynamic linking, OpenGL and
// Emscripten's other file system. None of them is ever linked here.
const leftOut = [
  '*/emscripten/test', '*/doc', '*/man', '*/wasm32-emscripten/lto*', '*/wasm32-emscripten/pic', '*/wasm32-emscripten/thinlto*',
  '*/lib*-mt.a', '*/lib*-mt-*.a', '*/lib*-ww.a', '*/lib*-ww-*.a', '*/lib*san*.a', '*/libwasmfs*.a',
  '*/libwebgpu*.a', '*/libmimalloc*.a', '*/libstb_image*.a',
];

const atLeast = (have, want) => have.localeCompare(want, 'en', { numeric: true }) >= 0;

/** The user's own Emscripten if it is new enough; it comes with its own configuration. */
function onPath() {
  const emcc = which('emcc');
  if (!emcc) return null;
  const found = /(\d+\.\d+\.\d+)/.exec(tryRun(emcc, ['--version']).out)?.[1] ?? '0';
  if (!atLeast(found, versions.emscripten)) {
    say(`toolchain: the emcc on PATH is ${found}, older than ${versions.emscripten}; using our own`);
    return null;
  }
  const folder = tryRun('em-config', ['EMSCRIPTEN_ROOT']).out.trim() || dirname(emcc);
  return { root: folder, env: {} };
}

function unpack(folder, packageName, into, exclude = []) {
  const file = readdirSync(folder).find((name) => name.startsWith(`${packageName}_`));
  if (!file) throw new Stop(`The Debian mirror gave no ${packageName}; please put an emcc of at least ${versions.emscripten} on PATH.`);
  mkdirSync(into, { recursive: true });
  const skip = exclude.map((pattern) => `--exclude='${pattern}'`).join(' ');
  run('sh', ['-c', `dpkg-deb --fsys-tarfile "$1" | tar -x ${skip} -C "$2"`, 'sh', join(folder, file), into]);
}

/** Binaryen was built for a newer C library: start each tool through the C library unpacked beside it. */
function wrapBinaryen(prefix) {
  const libraries = readdirSync(join(prefix, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'));
  const loader = readdirSync(join(prefix, 'usr/lib', libraries)).find((name) => /^ld-linux.*\.so\.\d$/.test(name));
  const tools = join(prefix, 'binaryen/bin');
  mkdirSync(tools, { recursive: true });
  for (const tool of readdirSync(join(prefix, 'usr/bin')).filter((name) => name.startsWith('wasm'))) {
    const script = `#!/bin/sh
usr="$(dirname "$0")/../../usr"
exec "$usr/lib/${libraries}/${loader}" --library-path "$usr/lib/${libraries}" "$usr/bin/${tool}" "$@"
`;
    writeFileSync(join(tools, tool), script);
    chmodSync(join(tools, tool), 0o755);
  }
}

function writeConfig(prefix) {
  // Written relative to itself, so that a copied checkout still works.
  const config = `import os
here = os.path.dirname(os.path.abspath(os.environ['EM_CONFIG']))
LLVM_ROOT = '/usr/lib/llvm-${versions.llvm}/bin'
BINARYEN_ROOT = os.path.join(here, 'binaryen')
NODE_JS = os.environ.get('EM_NODE_JS', 'node')
CACHE = os.path.join(here, 'usr/share/emscripten/cache')
FROZEN_CACHE = True
`;
  writeFileSync(join(prefix, 'config.py'), config);
  // Emscripten's own .js tools are CommonJS; without this they would take "type": "module" from our package.json.
  writeFileSync(join(prefix, 'package.json'), '{ "type": "commonjs" }\n');
}

function fetchEmscripten() {
  say('toolchain: fetching Emscripten from Debian 13 (about 250 MB) …');
  const release = ['emscripten', 'binaryen', 'libc6', 'libstdc++6', 'libgcc-s1'].map((name) => `${name}/trixie`);
  const folder = downloadPackages('emscripten', release);
  say('toolchain: unpacking Emscripten …');
  const unpacking = `${emscripten}.unpacking`;
  rmSync(unpacking, { recursive: true, force: true });
  for (const name of ['binaryen', 'libc6', 'libstdc++6', 'libgcc-s1']) unpack(folder, name, unpacking, ['*/doc', '*/man', '*/gconv', '*/locale']);
  unpack(folder, 'emscripten', unpacking, leftOut);
  wrapBinaryen(unpacking);
  writeConfig(unpacking);
  rmSync(emscripten, { recursive: true, force: true });
  renameSync(unpacking, emscripten);
  forgetDownloads('emscripten');
}

/** The same settings for a shell: `. .toolchain/env.sh`, then cmake by hand. */
function writeShellEnvironment({ root: folder, env }) {
  const lines = Object.entries({ ...env, EMSCRIPTEN_ROOT: folder }).map(([name, value]) => `export ${name}='${value}'\n`);
  mkdirSync(toolchain, { recursive: true });
  writeFileSync(join(toolchain, 'env.sh'), `${lines.join('')}export CXX=clang++-${versions.llvm}\nexport PATH='${join(root, 'node_modules/.bin')}':"$PATH"\n`);
}

export function provideEmscripten() {
  let found = onPath();
  if (!found) {
    if (!hasApt()) throw new Stop(`Please install emsdk (emcc ${versions.emscripten} or newer), cmake, ninja and clang and put them on PATH.`);
    install([`clang-${versions.llvm}`, `lld-${versions.llvm}`, `llvm-${versions.llvm}`, 'python3']);
    once('emscripten', version, fetchEmscripten);
    found = { root: join(emscripten, 'usr/share/emscripten'), env: { EM_CONFIG: join(emscripten, 'config.py'), EM_NODE_JS: process.execPath } };
  }
  if (!existsSync(join(found.root, 'cmake/Modules/Platform/Emscripten.cmake'))) {
    throw new Stop(`The Emscripten in ${found.root} has no CMake files; please install it through emsdk.`);
  }
  // --emit-tsd looks for tsc on PATH.
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  writeShellEnvironment(found);
  return { root: found.root, env: { ...found.env, EMSCRIPTEN_ROOT: found.root, PATH: path } };
}
