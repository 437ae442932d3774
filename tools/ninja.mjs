// In:  a configured build folder and the targets wanted.
// Out: the targets built, with a line of progress now and then; nothing is said when nothing had to be done.
// Why: a hundred compiler lines say less than one line every few seconds; they are shown only when the build fails.
import { spawn } from 'node:child_process';
import { Stop, say } from '../wasm/toolchain/run.mjs';

const secondsBetweenLines = 10;

export function ninja({ folder, env, targets, jobs, name }) {
  const child = spawn('ninja', ['-C', folder, '-j', jobs, ...targets], {
    env: { ...process.env, ...env, NINJA_STATUS: '[%f/%t] ' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let nextLine = 0;
  child.stdout.on('data', (bytes) => {
    output += bytes;
    const [, done, total] = /^\[(\d+)\/(\d+)\] (?:Building|Linking)/m.exec(String(bytes)) ?? [];
    if (!total || Date.now() < nextLine) return;
    say(`build: ${name}, step ${done} of ${total} …`);
    nextLine = Date.now() + 1000 * secondsBetweenLines;
  });
  child.stderr.on('data', (bytes) => (output += bytes));
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Stop('Please install ninja and put it on PATH.')));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      console.error(failures(output));
      reject(new Stop(`The ${name} build failed; what the compiler said stands above.`));
    });
  });
}

/** Ninja's output without the lines of the steps that went well. */
function failures(output) {
  const lines = output.split('\n').filter((line) => !/^\[\d+\/\d+\] |^ninja: Entering/.test(line));
  return lines.slice(0, 200).join('\n').trim();
}
