// In:  the name of a fuzz target and how many seconds it may run (default 600).
// Out: libFuzzer's own report; an input that broke something is left in build/fuzz-found/ and the exit code is 1.
// Why: readers of other people's files are tried with what nobody would write. npm test tries each target for a short while, always with the same
//      inputs; this command goes on for as long as it is told and remembers what it learnt.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../wasm/toolchain/places.mjs';
import { asCommand, Stop, tryRun } from '../wasm/toolchain/run.mjs';
import { buildNative } from './build.mjs';

const made = (...path) => {
  const folder = join(root, ...path);
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Inputs to begin with, as files of one folder: the samples of the formats. */
function beginnings() {
  const folder = made('build', 'fuzz-corpus');
  const formats = join(root, 'core', 'formats');
  for (const format of readdirSync(formats)) {
    const files = readdirSync(join(formats, format)).filter((name) => name.startsWith('sample.') || name === 'format.json');
    for (const file of files) cpSync(join(formats, format, file), join(folder, `${format}-${file}`));
  }
  return folder;
}

const bounds = ['-max_len=8192', '-timeout=25', '-rss_limit_mb=4096'];

/** Inputs that once broke something: tests/fuzz/found/NAME. @param {string} name */
function foundBefore(name) {
  const folder = join(root, 'tests', 'fuzz', 'found', name);
  return existsSync(folder) ? [folder] : [];
}

/** Changes tried in a short run: a few seconds of each. */
const runs = { csv: 6000, json: 30_000, dates: 100_000, amounts: 100_000, formats: 20_000, session: 400 };

/** Tries a target with what broke it before, the beginnings and some changes of them, always the same; what it said if something broke. */
export function fuzzShortly({ name, program }) {
  rmSync(join(root, 'build', 'fuzz-short'), { recursive: true, force: true });
  const learnt = made('build', 'fuzz-short'); // libFuzzer writes into the first folder it is given
  const { ok, out, err } = tryRun(program, [...bounds, '-seed=1', `-runs=${runs[name] ?? 1000}`, `-artifact_prefix=${made('build', 'fuzz-found')}/${name}-`, learnt, ...foundBefore(name), beginnings()]);
  return ok ? '' : `fuzz ${name}:\n${out}${err.split('\n').slice(-60).join('\n')}`;
}

async function fuzzLong([name, seconds = '600']) {
  const { fuzz } = await buildNative('asan');
  const target = fuzz.find((each) => each.name === name);
  if (!target) throw new Stop(`Name one of the targets ${fuzz.map((each) => each.name).join(', ')}, and seconds if you like.`);
  const learnt = made('build', 'fuzz-learnt', name);
  const options = [...bounds, `-max_total_time=${Number(seconds)}`, '-print_final_stats=1', `-artifact_prefix=${made('build', 'fuzz-found')}/${name}-`];
  const { ok, out, err } = tryRun(target.program, [...options, learnt, ...foundBefore(name), beginnings()]);
  console.log(`${out}${err.split('\n').slice(-60).join('\n')}`);
  return ok ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) await asCommand(() => fuzzLong(process.argv.slice(2)));
