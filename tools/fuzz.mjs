// In:  the name of a fuzz target and how many seconds it may run (default 600).
// Out: libFuzzer's own report; an input that broke something is left in build/fuzz-found/ and the exit code is 1.
// Why: readers of other people's files are tried with what nobody would write. Inputs to begin with are the samples of the formats.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../wasm/toolchain/places.mjs';
import { asCommand, Stop, tryRun } from '../wasm/toolchain/run.mjs';
import { buildFuzz } from './build.mjs';

/** Samples of the formats, as files of one folder. */
function beginnings() {
  const folder = join(root, 'build', 'fuzz-corpus');
  mkdirSync(folder, { recursive: true });
  const formats = join(root, 'core', 'formats');
  for (const format of readdirSync(formats)) {
    const files = readdirSync(join(formats, format)).filter((name) => name.startsWith('sample.') || name === 'format.json');
    for (const file of files) cpSync(join(formats, format, file), join(folder, `${format}-${file}`));
  }
  return folder;
}

/** Runs a target; true if nothing broke. What it said is shown. */
function fuzz(folder, name, options) {
  const found = join(root, 'build', 'fuzz-found');
  const learnt = join(root, 'build', 'fuzz-learnt', name);
  for (const each of [found, learnt]) mkdirSync(each, { recursive: true });
  const { ok, out, err } = tryRun(join(folder, `fuzz_${name}`), [...options, '-max_len=8192', '-timeout=25', `-artifact_prefix=${found}/${name}-`, learnt, beginnings()]);
  console.log(`${out}${err.split('\n').slice(-60).join('\n')}`);
  return ok;
}

await asCommand(async () => {
  const [name, seconds = '600'] = process.argv.slice(2);
  const { folder, names } = await buildFuzz();
  if (!name || !existsSync(join(folder, `fuzz_${name}`))) throw new Stop(`Name one of the targets ${names.join(', ')}, and seconds if you like.`);
  return fuzz(folder, name, [`-max_total_time=${Number(seconds)}`, '-print_final_stats=1']) ? 0 : 1;
});
