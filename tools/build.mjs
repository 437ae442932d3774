// In:  what a command wants built: the node packages, the native tests, the WebAssembly modules, the pages.
// Out: the paths of what was built.
// Why: npm start, npm test, the benchmark and the headless door all stand on these few functions. Each gets what it needs
//      first and does nothing when nothing changed: CMake and Ninja decide for C++, a hash of the content for the rest.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { provideCatch2 } from '../wasm/toolchain/catch2.mjs';
import { provideEmscripten } from '../wasm/toolchain/emscripten.mjs';
import { provideHeaders } from '../wasm/toolchain/headers.mjs';
import { provideBuildTools, provideNative } from '../wasm/toolchain/native.mjs';
import { root } from '../wasm/toolchain/places.mjs';
import { Stop, run, say } from '../wasm/toolchain/run.mjs';
import { hashOf } from './hash.mjs';
import { ninja } from './ninja.mjs';

const at = (...path) => join(root, ...path);

const isStamp = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

/** Installs exactly what package-lock.json says, if that changed since the last time. */
export function npmCi() {
  const modules = at('node_modules');
  const stamp = join(modules, '.lockfile-hash'); // npm ci empties the folder, so a stamp in it cannot outlive it
  const wanted = hashOf([at('package.json'), at('package-lock.json'), at('.npmrc')]);
  if (isStamp(stamp, wanted)) return modules;
  say('packages: npm ci …');
  // Under npm start, npm_execpath is the very npm that was called.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  run(npm[0], [...npm.slice(1), 'ci', '--loglevel=error'], {
    cwd: root,
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    otherwise: 'npm ci failed; please check the network and the npm registry setting, then run this again.',
  });
  writeStamp(stamp, wanted);
  return modules;
}

/** Configures a preset when that is needed: the first time, or when the preset or the tools behind it changed. */
function configure(preset, env, definitions) {
  const folder = at('build', preset);
  const [tools, options] = ['configured', 'defined'].map((name) => join(folder, name));
  const wanted = JSON.stringify([hashOf([at('CMakePresets.json')]), root, env.CXX, env.EMSCRIPTEN_ROOT]);
  const defined = JSON.stringify(definitions);
  const sameTools = isStamp(tools, wanted) && existsSync(join(folder, 'build.ninja'));
  if (sameTools && isStamp(options, defined)) return folder;
  say(`build: configuring ${preset} …`);
  // Other tools begin anew; what is built stays when there are only tests to be built, too.
  run('cmake', [...(sameTools ? [] : ['--fresh']), '--preset', preset, ...definitions], {
    cwd: root,
    env,
    otherwise: `CMake could not configure the ${preset} build; what it said stands above.`,
  });
  writeStamp(tools, wanted);
  writeStamp(options, defined);
  return folder;
}

const parallel = () => process.env.CMAKE_BUILD_PARALLEL_LEVEL ?? String(availableParallelism());

function hasTests(folder) {
  const cache = join(folder, 'CMakeCache.txt');
  return existsSync(cache) && readFileSync(cache, 'utf8').includes('LIFEWORTH_TESTS:BOOL=ON');
}

/** The tests of the core for this machine; preset is native or asan. With asan come the fuzz targets, by name. */
export async function buildNative(preset = 'native') {
  const { env } = provideNative();
  provideHeaders();
  provideCatch2();
  npmCi(); // simdjson is one of the packages
  const folder = configure(preset, env, []);
  await ninja({ folder, env, targets: ['all'], jobs: parallel(), name: preset });
  const names = readdirSync(at('tests/fuzz')).filter((name) => name.endsWith('.cpp')).map((name) => name.slice(0, -4));
  return { tests: join(folder, 'core_tests'), fuzz: preset === 'asan' ? names.map((name) => ({ name, program: join(folder, `fuzz_${name}`) })) : [] };
}

/** The modules that the pages ship and, if asked for, the tests of the core as WebAssembly. */
export async function buildWasm({ tests = false } = {}) {
  provideBuildTools();
  const { env } = provideEmscripten();
  provideHeaders();
  if (tests) provideCatch2();
  npmCi(); // simdjson, and the tsc that writes the typings
  // Once configured with tests it stays so: npm start after npm test must not configure anew.
  const withTests = tests || hasTests(at('build/wasm'));
  const folder = configure('wasm', env, [`-DLIFEWORTH_TESTS:BOOL=${withTests ? 'ON' : 'OFF'}`]);
  await ninja({ folder, env, targets: tests ? ['all'] : ['lifeworth_core', 'lifeworth_calculators'], jobs: parallel(), name: 'webassembly' });
  return {
    module: join(folder, 'lifeworth_core.mjs'),
    typings: join(folder, 'lifeworth_core.d.mts'),
    calculators: { module: join(folder, 'lifeworth_calculators.mjs'), wasm: join(folder, 'lifeworth_calculators.wasm'), typings: join(folder, 'lifeworth_calculators.d.mts') },
    tests: join(folder, 'core_tests.js'),
  };
}

/** The core with the benchmark of its models (tools/bench/models.cpp): a module of its own, so that none of it is in the page's. */
export async function buildBench() {
  await buildWasm();
  const { env } = provideEmscripten();
  await ninja({ folder: at('build/wasm'), env, targets: ['lifeworth_bench'], jobs: parallel(), name: 'benchmark' });
}

/** What is handed out, by the name web/vite.config.ts has for it: each is one file. */
const handedOut = { index: 'index.html', calculator: 'calculator.html', embed: 'embed.html', elements: 'calculators.js' };

/** The page and, beside it, what puts calculators on other people's pages. */
export async function buildPage() {
  const { module, typings, calculators } = await buildWasm();
  const folder = at('dist');
  const files = Object.values(handedOut).map((name) => join(folder, name));
  const built = { page: files[0], folder, module };
  const stamp = at('build', 'page-hash');
  const wanted = hashOf([at('web'), at('files'), at('wasm'), module, typings, ...Object.values(calculators), at('package-lock.json')]);
  if (files.every((file) => existsSync(file)) && isStamp(stamp, wanted)) return built;
  if (!existsSync(at('web', 'vite.config.ts'))) throw new Stop('There is no web/vite.config.ts to build the page with.');
  rmSync(stamp, { force: true }); // until all are built, what stands there is of two builds
  for (const [mode, name] of Object.entries(handedOut)) {
    say(`build: ${name} …`);
    const vite = [at('node_modules/vite/bin/vite.js'), 'build', at('web'), '--config', at('web/vite.config.ts'), '--mode', mode];
    run(process.execPath, [...vite, '--outDir', folder, '--logLevel', 'warn'], {
      cwd: root,
      otherwise: `Vite could not build ${name}; what it said stands above.`,
    });
  }
  writeStamp(stamp, wanted);
  return built;
}
