// In:  words of the names of studies (default: all of them).
// Out: how often 95 % intervals held the truth in thousands of simulated shops; the exit code is 1 where a total's interval promises too much.
// Why: npm test simulates a few shops of each kind, which shows large faults; how near to 95 % the intervals are takes minutes to see. core/README.md
//      has the results.
import { spawnSync } from 'node:child_process';
import { asCommand } from '../wasm/toolchain/run.mjs';
import { buildNative } from './build.mjs';

async function study(words) {
  const { tests } = await buildNative();
  const names = words.length ? words.map((word) => `*${word}*[.study]`).join(',') : '[.study]';
  return spawnSync(tests, [names, '--reporter', 'compact'], { stdio: 'inherit' }).status ?? 1;
}

await asCommand(() => study(process.argv.slice(2)));
