// In:  a command and its arguments.
// Out: its output, or a Stop, whose message is one sentence a person can act on.
// Why: every step of the toolchain is a command of the system; this is the one place that starts them, so that a failure
//      always ends as a sentence and never as a stack trace.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Ends a command with one sentence: what is missing or went wrong, and what to do. */
export class Stop extends Error {}

/** What is being done, while it is done. On stderr: the stdout of some commands is data. */
export function say(text) {
  console.error(text);
}

/** The first executable file of that name on PATH, or null. */
export function which(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (folder && statSync(file).isFile()) return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Runs a command without showing it; answers {ok, out, err}. */
export function tryRun(command, args, options = {}) {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
  });
  return { ok: done.status === 0, out: done.stdout ?? '', err: done.stderr ?? String(done.error ?? '') };
}

/** tryRun() beside others: the answer is promised. */
export function tryRunAside(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env } });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
    child.on('error', (error) => resolve({ ok: false, ...said, err: String(error) }));
    child.on('close', (status) => resolve({ ok: status === 0, ...said }));
  });
}

/** Runs a command that has to succeed; what it said is shown only when it did not. */
export function run(command, args, { otherwise, ...options } = {}) {
  const done = tryRun(command, args, options);
  if (done.ok) return done.out;
  const said = `${done.out}\n${done.err}`.trim().split('\n').slice(-12).join('\n');
  if (said) console.error(said);
  throw new Stop(otherwise ?? `"${[command, ...args].join(' ')}" failed; what it said stands above.`);
}

/** Runs main() and ends the process as a command-line tool should: a Stop is a sentence and exit code 1. */
export async function asCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
