// Runs the headless door as a script would, and writes small files for it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'lifeworth-'));

export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}

export function lifeworth(words, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/lifeworth.mjs'), ...words], { encoding: 'utf8', input, cwd: root, maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

/** What a command printed, as an object. */
export const answer = (...words) => JSON.parse(lifeworth(words).stdout);

export const shop = ['order_id,email,order_date,total,currency', '1,a@example.org,2025-01-05,100.00,EUR', '2,b@example.org,2025-01-20,50.00,EUR', '3,A@example.org ,2025-02-05,30.00,EUR', '4,a@example.org,2025-02-10,-10.00,EUR', '5,c@example.org,2025-02-30,20.00,EUR', ''].join('\r\n');
