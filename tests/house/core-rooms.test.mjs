// The rules of the house that can be read off the text: who may include whom, and what the core must never use.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const tracked = (pattern) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...pattern], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .filter((file) => readable(file));
const readable = (file) => {
  try {
    readFileSync(join(root, file));
    return true;
  } catch {
    return false; // deleted in the working tree
  }
};
const text = (file) => readFileSync(join(root, file), 'utf8');
const withoutComments = (source) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*/g, '');

/** A room may include itself and the rooms it names. */
const rooms = {
  base: [],
  read: ['base'],
  schema: ['base', 'read'],
  customers: ['base', 'read', 'schema'],
  metrics: ['base', 'read', 'schema', 'customers'],
  models: ['base'],
  sample: ['base', 'models'],
  results: ['base', 'read', 'schema', 'customers', 'metrics', 'models', 'sample', 'scenarios'],
  formats: [],
  scenarios: ['base', 'models'],
};

const coreFiles = tracked(['core/*.h', 'core/*.cpp', 'core/**/*.h', 'core/**/*.cpp', 'core/**/*.def']);
const roomOf = (file) => (file.split('/').length > 2 ? file.split('/')[1] : 'door');

test('every folder of the core is a room with a rule', () => {
  assert.ok(coreFiles.length > 20, 'the core was found');
  for (const file of coreFiles) assert.ok(roomOf(file) === 'door' || roomOf(file) in rooms, `${file} is in no room`);
});

test('a room includes only rooms to its left', () => {
  for (const file of coreFiles) {
    const room = roomOf(file);
    for (const [, header] of text(file).matchAll(/^#include "([^"]+)"/gm)) {
      const from = header.includes('/') ? header.split('/')[0] : 'door';
      const allowed = room === 'door' || from === room || rooms[room].includes(from);
      assert.ok(allowed, `${file} includes ${header}: ${room} may not see ${from}`);
    }
  }
});

test('the doors see nothing of the core but session.h or calculators.h', () => {
  for (const file of tracked(['wasm/*.cpp', 'wasm/*.h']))
    for (const [, header] of text(file).matchAll(/^#include "([^"]+)"/gm)) assert.match(header, /^(session|calculators)\.h$/, `${file} includes ${header}`);
});

const forbidden = [
  [/#include <(emscripten|iostream|fstream|filesystem|thread|mutex|locale|ctime|time\.h|unistd\.h|random|regex)/, 'a header the core must not use'],
  [/\b(system_clock|steady_clock|high_resolution_clock|time\(|clock\(|getenv|setlocale)\b/, 'a clock, the environment or a locale'],
  [/\bthrow\b|\bcatch\s*\(|\btry\s*\{/, 'exceptions'],
  [/std::\w+_distribution|std::mt19937|std::random_device/, 'random numbers that differ between machines'],
  [/\bfopen\b|\bprintf\(|\bstd::cout\b/, 'input or output'],
];

test('the core knows no browser, no disk, no clock, no locale, and throws nothing', () => {
  for (const file of coreFiles) {
    const source = withoutComments(text(file)).replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
    const includes = text(file);
    for (const [pattern, what] of forbidden) {
      const place = pattern.exec(pattern.source.startsWith('#include') ? includes : source.replace(/s?n?printf\(/g, (call) => (call === 'printf(' ? call : 'format(')));
      assert.ok(!place, `${file} uses ${what}: ${place?.[0]}`);
    }
  }
});

test('models see numbers only: no text, columns or formats', () => {
  for (const file of coreFiles.filter((name) => roomOf(name) === 'models')) {
    assert.doesNotMatch(text(file), /#include <string|std::string/, `${file} handles text`);
  }
});

test('no loop walks a hash map: results must not depend on its order', () => {
  for (const file of coreFiles) {
    const source = withoutComments(text(file));
    for (const [, name] of source.matchAll(/std::unordered_(?:map|set)<[^;]*>\s+(\w+)\s*;/g))
      assert.doesNotMatch(source, new RegExp(`for \\([^)]*: ${name}\\)`), `${file} walks ${name}`);
  }
});

test('files and functions stay small, or say in their first comment why not', () => {
  for (const file of [...coreFiles, ...tracked(['web/src/*.ts', 'web/src/**/*.ts', 'tools/*.mjs', 'files/*.mjs', 'wasm/*.mjs', 'wasm/**/*.mjs'])]) {
    const lines = text(file).split('\n');
    if (file.startsWith('web/src/locales/')) continue; // lists of words
    assert.ok(lines.length <= 420, `${file} has ${lines.length} lines`);
  }
});

test('every source file opens with a comment that says what comes in and what goes out', () => {
  const sources = [...coreFiles.filter((file) => file.endsWith('.h')), ...tracked(['web/src/**/*.ts', 'web/src/*.ts', 'tools/*.mjs', 'files/*.mjs', 'wasm/*.mjs', 'wasm/*.cpp'])];
  for (const file of sources) assert.match(text(file), /^(\/\/|\/\*)/, `${file} does not say what it is for`);
});

test('git holds no build output, no fetched code, no path of a machine and no registry host', () => {
  const files = tracked(['.']);
  for (const file of files) {
    assert.doesNotMatch(file, /^(build|dist|node_modules|\.toolchain)\//, file);
    assert.doesNotMatch(file, /\.(o|a|wasm|zip|gz)$/, file);
    if (/\.(png|jpg|woff2?)$/.test(file)) continue;
    const content = text(file);
    assert.doesNotMatch(content, /https?:\/\/(registry|deb|archive|security)\.[a-z]/, `${file} names a registry host`);
    if (file !== relative(root, fileURLToPath(import.meta.url))) assert.doesNotMatch(content, /(^|[\s"'(=])\/(work|home|root)\//, `${file} names a path of a machine`);
  }
  assert.doesNotMatch(text('package-lock.json'), /"resolved"/);
});
