// The files room, which the page's worker and the headless door share: what it may import and use, and its sentences in two languages.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileSentences, leftOutReasons } from '../../files/sentences.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'files');
const files = readdirSync(folder, { recursive: true }).map(String);
const text = (name) => readFileSync(join(folder, name), 'utf8');
const code = (name) => text(name).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/[^\n]*/g, '$1');

test('the files room is plain modules that import only each other', () => {
  assert.ok(files.length > 8);
  for (const name of files) {
    assert.match(name, /^[a-z0-9-]+\.mjs$/);
    for (const [, from] of code(name).matchAll(/\bfrom '([^']+)'/g)) assert.match(from, /^\.\/[a-z0-9-]+\.mjs$/, `${name} imports ${from}`);
    assert.doesNotMatch(code(name), /\bimport\s*\(|\brequire\b/, name);
  }
});

test('the files room reaches out to nobody and uses only what browsers and node both have', () => {
  for (const name of files) {
    assert.doesNotMatch(code(name), /\bfetch\b|XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts|https?:\/\//, name);
    assert.doesNotMatch(code(name), /\b(process|Buffer|document|window|self|globalThis|localStorage|indexedDB)\b\s*[.(]/, name);
    assert.doesNotMatch(code(name), /\bpostMessage\b|\beval\b|new Function/, name);
  }
});

test('the files room is type-checked with the page', () => {
  const config = JSON.parse(readFileSync(join(root, 'web/tsconfig.files.json'), 'utf8'));
  assert.deepEqual(config.include, ['../files/*.mjs']);
  assert.equal(config.compilerOptions.checkJs, true);
});

test('every sentence about files has its Spanish, with places that the English has', () => {
  const source = readFileSync(join(root, 'web/src/locales/es-files.ts'), 'utf8');
  const spanish = new Map();
  for (const [, name, call] of source.matchAll(/^ {2}(\w+): says\(([\s\S]*?)\),\n/gm))
    spanish.set(name, [...call.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, words]) => words));
  const places = (words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [name, { wrong, saw, hint }] of Object.entries(fileSentences)) {
    const translated = spanish.get(name);
    assert.equal(translated?.length, 3, `${name} has no Spanish`);
    [wrong, saw, hint].forEach((words, part) => assert.deepEqual(places(translated[part]), places(words), name));
  }
  assert.equal(spanish.size, Object.keys(fileSentences).length);
  for (const reason of Object.keys(leftOutReasons)) assert.match(source, new RegExp(`^ {2}${reason}: '[^']+',$`, 'm'));
});

test('no sentence about files has the code of a sentence of the core', () => {
  const core = ['sentences.def', 'data_sentences.def'].map((name) => readFileSync(join(root, 'core/base', name), 'utf8')).join('');
  for (const name of Object.keys(fileSentences)) assert.doesNotMatch(core, new RegExp(`^SENTENCE\\(${name},`, 'm'));
});
