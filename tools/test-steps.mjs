// In:  nothing.
// Out: the list of test steps, each { name, title, work, onlyByName? }, where work() runs one kind of test and counts its cases.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { provideBrowser } from '../wasm/toolchain/browser.mjs';
import { root, versions } from '../wasm/toolchain/places.mjs';
import { Stop, tryRun, tryRunAside } from '../wasm/toolchain/run.mjs';
import { buildNative, buildPage, buildWasm } from './build.mjs';
import { fuzzShortly } from './fuzz.mjs';

const at = (...path) => join(root, ...path);

const show = (text) => console.log(text.trim());

/** A fresh place for a report, so that an old one is never read as this run's. */
function reportFile(name) {
  mkdirSync(at('build/reports'), { recursive: true });
  const file = at('build/reports', name);
  rmSync(file, { force: true });
  return file;
}

const countOf = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

/** node's own test runner over every *.test.mjs below a folder. */
function nodeTests(folder) {
  if (!existsSync(at(folder))) return { passed: 0, failed: 0, skipped: 0 };
  const files = readdirSync(at(folder), { recursive: true }).filter((name) => name.endsWith('.test.mjs')).sort();
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const { ok, out, err } = tryRun(process.execPath, ['--test', '--test-reporter=tap', ...files.map((name) => at(folder, name))], { cwd: root });
  const number = (word) => countOf(out, new RegExp(`^# ${word} (\\d+)$`, 'm'));
  const failed = number('fail') + number('cancelled');
  if (!ok) show(out + err);
  return { passed: number('pass'), failed: ok ? failed : Math.max(failed, 1), skipped: number('skipped') + number('todo') };
}

/** Each tsconfig of the page counts as one case. */
async function typeChecks() {
  await buildWasm(); // the page is checked against the typings of the very module it ships
  const configs = existsSync(at('web')) ? readdirSync(at('web')).filter((name) => /^tsconfig\..+\.json$/.test(name)) : [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const config of configs) {
    const { ok, out } = tryRun(process.execPath, [at('node_modules/typescript/bin/tsc'), '--noEmit', '-p', at('web', config)], { cwd: root });
    counts[ok ? 'passed' : 'failed'] += 1;
    if (!ok) show(out);
  }
  return counts;
}

/** The cases of one report of Catch2; of a program that crashed, those it came to, and one failure. */
function casesOf({ ok, report }) {
  const xml = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const total = /<OverallResultsCases ([^>]*)>/.exec(xml)?.[1];
  if (total === undefined) {
    return { passed: xml.split('<OverallResult success="true"').length - 1, failed: xml.split('<OverallResult success="false"').length, skipped: 0 };
  }
  const number = (word) => countOf(total, new RegExp(`${word}="(\\d+)"`));
  const failed = number('failures');
  // Sanitizers speak up at the end of a program too, when all cases have passed.
  return { passed: number('successes') + number('expectedFailures'), failed: ok ? failed : Math.max(failed, 1), skipped: number('skips') };
}

/** Many more than processors, for some cases take a minute and stand together. */
const shards = 24;

/** Runs a Catch2 program in shares, as many at once as there are processors, and counts its test cases. */
async function catch2Tests(name, command) {
  const symbolizer = `/usr/lib/llvm-${versions.llvm}/bin/llvm-symbolizer`;
  const env = { UBSAN_OPTIONS: 'print_stacktrace=1', ...(existsSync(symbolizer) && { ASAN_SYMBOLIZER_PATH: symbolizer }) };
  const waiting = Array.from({ length: shards }, (_, shard) => shard);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const runNext = async () => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      const report = reportFile(`core-${name}-${shard}.xml`);
      const share = ['--shard-count', String(shards), '--shard-index', String(shard)];
      const reporters = ['--reporter', 'console', '--reporter', `xml::out=${report}`, '--colour-mode', 'none'];
      const { ok, out, err } = await tryRunAside(command[0], [...command.slice(1), ...share, ...reporters, '--order', 'decl', '--durations', 'yes'], { cwd: root, env });
      if (!ok) show(out + err);
      for (const [kind, cases] of Object.entries(casesOf({ ok, report }))) total[kind] += cases;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runNext));
  return total;
}

/** What the finished library asks of the system: no files, streams, clocks, threads, environment, locale or exceptions. */
const neverAsked = /^(open|fopen|fread|fwrite|printf|puts|socket|getenv|setlocale|time|clock|clock_gettime|gettimeofday|pthread_\w+|__cxa_throw|__cxa_begin_catch)$|basic_[io]stream|basic_filebuf|std::.*locale|chrono::\w+_clock/;

function symbolsCheck(library) {
  const nm = `/usr/lib/llvm-${versions.llvm}/bin/llvm-nm`;
  const { ok, out, err } = tryRun(existsSync(nm) ? nm : 'nm', ['-u', '-C', library]);
  const asked = out.split('\n').map((line) => line.replace(/^\s*U\s+/, '').replace(/\(.*/, '').trim());
  const wrong = [...new Set(asked.filter((symbol) => neverAsked.test(symbol)))];
  if (!ok) show(err);
  if (wrong.length) show(`The core uses ${wrong.join(', ')}.`);
  return ok && asked.length > 20 && wrong.length === 0;
}

async function wasmTests() {
  const { tests } = await buildWasm({ tests: true });
  const counts = await catch2Tests('wasm', [process.execPath, tests]);
  counts[symbolsCheck(join(dirname(tests), 'libcore.a')) ? 'passed' : 'failed'] += 1;
  return counts;
}

/** Each fuzz target counts as one case. */
async function fuzzTests() {
  const { fuzz } = await buildNative('asan');
  const broken = fuzz.map(fuzzShortly).filter(Boolean);
  broken.forEach(show);
  return { passed: fuzz.length - broken.length, failed: broken.length, skipped: 0 };
}

async function browserTests() {
  const config = at('tests/web/playwright.config.ts');
  if (!existsSync(config)) return { passed: 0, failed: 0, skipped: 0 };
  await buildPage();
  const browser = provideBrowser();
  const report = reportFile('web.json');
  const { ok, out, err } = tryRun(
    process.execPath,
    [at('node_modules/@playwright/test/cli.js'), 'test', '--config', config, '--reporter=line,json'],
    { cwd: root, env: { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', FORCE_COLOR: '0' } },
  );
  if (!ok) show(out + err);
  if (!existsSync(report)) throw new Stop('Playwright wrote no report.');
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only when tried again.`);
  return { passed: stats.expected + stats.flaky, failed: ok ? stats.unexpected : Math.max(stats.unexpected, 1), skipped: stats.skipped };
}

// Sanitizers and WebAssembly run the same cases: between them they see what an optimised native build would. That one is for those who
// change the core, since it answers soonest: `npm test -- native`.
export const steps = [
  { name: 'house', title: 'House rules', work: () => nodeTests('tests/house') },
  { name: 'types', title: 'Types of the page', work: typeChecks },
  { name: 'files', title: 'Archives and workbooks', work: () => nodeTests('tests/files') },
  // Without the slow cases: most count how often an interval holds, on ways that quicker ones have gone.
  { name: 'asan', title: 'Core, native, under sanitizers', work: async () => catch2Tests('asan', [(await buildNative('asan')).tests, '~[.]~[slow]']) },
  { name: 'fuzz', title: 'Fuzz targets, a short run', work: fuzzTests },
  { name: 'wasm', title: 'Core, WebAssembly under node', work: wasmTests },
  {
    name: 'cli',
    title: 'Headless door',
    work: async () => {
      if (existsSync(at('tests/cli'))) await buildWasm();
      return nodeTests('tests/cli');
    },
  },
  { name: 'web', title: 'Page in Chromium', work: browserTests },
  { name: 'native', title: 'Core, native', onlyByName: true, work: async () => catch2Tests('native', [(await buildNative('native')).tests]) },
];
