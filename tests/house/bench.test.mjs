// The benchmark's peers stay in the benchmark: the page, the core's door and the toolchain never see them, and their versions are pinned.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const peers = ['papaparse', '@duckdb/duckdb-wasm', 'udsv'];
const text = (file) => readFileSync(join(root, file), 'utf8');

test('what the benchmark compares with is no part of the page', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', 'web', 'wasm'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(ts|mjs|js|html)$/.test(file));
  assert.ok(files.length > 20, 'the page was found');
  for (const file of files) assert.doesNotMatch(text(file), /papaparse|duckdb|udsv|tools\/bench/i, file);
});

test('the versions compared with are exact, and installed by the benchmark alone', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json'));
  const compared = JSON.parse(text('tools/bench/package.json')).dependencies;
  for (const name of peers) {
    assert.ok(!(name in dependencies) && !(name in devDependencies), `${name} is no part of what npm start installs`);
    assert.match(compared[name], /^\d+\.\d+\.\d+$/, name);
  }
});
