// In:  names of packages of this Debian release.
// Out: the packages, installed on the system.
// Why: compilers and the browser come from the distribution, with its signatures and its security updates. The system's
//      package configuration is used as it is and never written.
import { spawnSync } from 'node:child_process';
import { Stop, run, say, tryRun, which } from './run.mjs';

export const hasApt = () => which('apt-get') !== null && which('dpkg-query') !== null;

function isInstalled(name) {
  const { ok, out } = tryRun('dpkg-query', ['-W', '-f', '${db:Status-Status}', name]);
  return ok && out === 'installed';
}

function isKnown(name) {
  return /Candidate: [^(]/.test(tryRun('apt-cache', ['policy', name]).out);
}

/** apt-get as root: directly, or through sudo, which may ask for the password on the terminal. */
function aptAsRoot(args, wanted) {
  const command = ['apt-get', '-q', '-y', '-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=300', ...args];
  const asRoot = process.getuid() === 0 ? ['env'] : ['sudo', ...(process.stdin.isTTY ? [] : ['-n'])];
  if (asRoot[0] === 'sudo' && !which('sudo')) {
    throw new Stop(`Please have an administrator run "apt-get install ${wanted.join(' ')}"; there is no sudo here to do it.`);
  }
  const done = spawnSync(asRoot[0], [...asRoot.slice(1), 'DEBIAN_FRONTEND=noninteractive', ...command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  return { ok: done.status === 0, said: `${done.stdout ?? ''}${done.stderr ?? ''}`.trim() };
}

/** Fetches the system's package lists anew; needed only when they are empty or too old. */
export function updateLists(wanted) {
  say('packages: refreshing the list of Debian packages …');
  const { ok, said } = aptAsRoot(['update'], wanted);
  if (!ok) console.error(said.split('\n').slice(-6).join('\n'));
}

/** Installs those of the packages that are not there yet. */
export function install(names) {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (!missing.every(isKnown)) updateLists(missing);
  say(`packages: installing ${missing.join(', ')} …`);
  const command = ['install', '--no-install-recommends', ...missing];
  let { ok, said } = aptAsRoot(command, missing);
  if (!ok) {
    // Lists older than the last security update name files that the mirror no longer has.
    updateLists(missing);
    ({ ok, said } = aptAsRoot(command, missing));
  }
  if (ok) return;
  console.error(said.split('\n').slice(-12).join('\n'));
  throw new Stop(`Please install ${missing.join(', ')} (apt-get install ${missing.join(' ')}), then run this again.`);
}

export const architecture = () => run('dpkg', ['--print-architecture']).trim();
