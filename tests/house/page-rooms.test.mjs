// The page's side of the house: who touches WebAssembly, who may reach out (nobody), and one list of words in two languages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'web/src');
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'));
const text = (name) => readFileSync(join(folder, name), 'utf8');
const code = (name) => text(name).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/[^\n]*/g, '$1');

test('only the workers touch the core, each its own module', () => {
  const workers = { 'worker.ts': /lifeworth_core/, 'calculators/calculator-worker.ts': /lifeworth_calculators/ };
  const configured = (name) => JSON.parse(readFileSync(join(root, `web/tsconfig.${name}.json`), 'utf8'));
  for (const name of files.filter((each) => !(each in workers)))
    assert.doesNotMatch(text(name), name === 'answer-jobs.ts' ? /build\/wasm/ : /build\/wasm|lifeworth_(core|calculators)|wasm\/door/, name); // what both workers share names a refusal
  for (const [name, module] of Object.entries(workers)) {
    assert.match(text(name), module);
    for (const [, found] of text(name).matchAll(/build\/wasm\/(\w+)/g)) assert.match(found, module, name);
    assert.ok(configured('worker').files.includes(`src/${name}`), `${name} is checked as a worker`);
    assert.ok(configured('page').exclude.includes(`src/${name}`), `${name} is not checked as a page`);
  }
});

test('nothing in the page can reach out', () => {
  for (const name of files)
    assert.doesNotMatch(code(name), /\bfetch\s*\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts|new Image\b|https?:\/\//, name);
});

test('nothing in the page navigates or opens a frame: no policy could forbid the one, and the other has constructors of its own', () => {
  const exempt = {
    'export.ts': /document\.createElement\('a'\)/, // its blob: link
    'embed/snippet.ts': /<iframe(?= title=\$\{title\} sandbox="allow-scripts" height=\$\{[^}]*\} src="calculator\.html#)/, // its one frame: the live calculator
    'address.ts': /\blocation\.(hash|search|pathname)\b(?!\s*[-+|&?]{0,2}=[^=])|\bhistory\.replaceState\b/g, // reads it, and writes within the page
  };
  for (const name of files) {
    const source = code(name).replace(exempt[name] ?? /$^/, '');
    assert.doesNotMatch(source, /\blocation\b|\bhistory\b|\bnavigation\b|window\.open|<iframe|createElement\('(iframe|a|form|object|embed)'|http-equiv|\.submit\(/, name);
  }
});

test('nothing in the page writes markup from text', () => {
  for (const name of files) assert.doesNotMatch(code(name), /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\b|new Function/, name);
});

test('charts and panels hold no models of their own: rooms of the page import only what stands below them', () => {
  const allowed = { charts: /^(\.\/|\.\.\/(format|protocol|ui)$)/, controls: /^(\.\/|\.\.\/(memory|localization|protocol|sentences|ui|format)$)/ };
  for (const name of files) {
    const rule = allowed[name.split('/')[0]];
    if (!rule) continue;
    for (const [, from] of text(name).matchAll(/from '(\.[^']+)'/g)) assert.match(from, rule, `${name} imports ${from}`);
  }
});

/** Ids of messages in the code with the number of their places. */
function messagesInCode() {
  const found = new Map();
  for (const name of files.filter((each) => !each.startsWith('locales/'))) {
    for (const [, tagged, body, id] of text(name).matchAll(/msg\(\s*(str)?(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')\s*,\s*\{\s*id: '([^']+)',?\s*\}/g)) {
      const places = tagged ? (body.match(/\$\{/g) ?? []).length : 0;
      const words = tagged ? body.replace(/\$\{[^}]*\}/g, '{}') : body;
      const before = found.get(id);
      if (before) assert.equal(before.words.replace(/\{\}/g, ''), words.replace(/\{\}/g, ''), `${id} stands for two texts`);
      found.set(id, { places, words });
    }
    const calls = (code(name).match(/\bmsg\(/g) ?? []).length;
    const withId = [...text(name).matchAll(/\bmsg\((?:[^)]|\)(?!\s*[;,}\]]))*?id: '/g)].length;
    assert.ok(withId <= calls, name);
  }
  return found;
}

test('every message has a Spanish text with as many places, and no Spanish text is left over', () => {
  const inCode = messagesInCode();
  assert.ok(inCode.size > 60, `only ${inCode.size} messages were found`);
  const spanish = new Map();
  for (const [, quoted, plain, tagged, body] of ['es', 'es-calculators', 'es-panels'].map((name) => text(`locales/${name}.ts`)).join('').matchAll(/^\s+(?:'([^']+)'|(\w+)):\s*(str)?(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/gm))
    spanish.set(quoted ?? plain, tagged ? (body.match(/\$\{/g) ?? []).length : 0);
  for (const [id, { places }] of inCode) {
    assert.ok(spanish.has(id), `${id} has no Spanish text`);
    assert.equal(spanish.get(id), places, `${id} has another number of places in Spanish`);
  }
  for (const id of spanish.keys()) assert.ok(inCode.has(id), `the Spanish text ${id} is not used`);
});

/** The modules of the page that some of them import, and they themselves. */
function reachedFrom(entries) {
  const reached = new Set();
  for (const waiting = [...entries]; waiting.length > 0; ) {
    const name = waiting.pop();
    if (reached.has(name)) continue;
    reached.add(name);
    const imported = [...text(name).matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)/g)].map(([, from]) => `${join(dirname(name), from)}.ts`);
    waiting.push(...imported.filter((each) => files.includes(each)));
  }
  return reached;
}

test('calculators say nothing whose Spanish they leave out', () => {
  const leftOut = new Set([...text('locales/es-panels.ts').matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, id]) => id));
  const reached = [...reachedFrom(['embed/main.ts', 'embed/elements.ts'])].filter((name) => !name.startsWith('locales/'));
  assert.ok(leftOut.size > 100 && reached.length > 30);
  for (const name of reached) for (const [, id] of text(name).matchAll(/\bid: '([^']+)'/g)) assert.ok(!leftOut.has(id), `${name} says ${id}`);
});

test('no message goes without an id', () => {
  for (const name of files) {
    const source = code(name);
    for (let at = source.indexOf('msg('); at >= 0; at = source.indexOf('msg(', at + 1)) {
      if (/\w/.test(source[at - 1] ?? '')) continue;
      let depth = 0;
      let end = at + 3;
      do {
        depth += source[end] === '(' ? 1 : source[end] === ')' ? -1 : 0;
        end += 1;
      } while (depth > 0 && end < source.length);
      assert.match(source.slice(at, end), /id: '/, `${name}: ${source.slice(at, end)}`);
    }
  }
});

test('every sentence of the core has its Spanish, with the same places', () => {
  const english = new Map();
  const places = (words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [, name, ...parts] of readFileSync(join(root, 'core/base/sentences.def'), 'utf8').concat(readFileSync(join(root, 'core/base/data_sentences.def'), 'utf8')).matchAll(/^SENTENCE\((\w+), "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\)/gm))
    english.set(name, parts);
  assert.ok(english.size > 40);
  const source = text('locales/es-core.ts') + text('locales/es-data.ts');
  const spanish = new Map();
  for (const [, name, call] of source.matchAll(/^ {2}(\w+): says\(([\s\S]*?)\),\n/gm))
    spanish.set(name, [...call.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, words]) => words));
  for (const [name, parts] of english) {
    const translated = spanish.get(name);
    assert.ok(translated, `${name} has no Spanish`);
    parts.forEach((words, part) => {
      const own = translated[part] ?? '';
      assert.equal(words === '', own === '', `${name}: part ${part} is missing on one side`);
      // Spanish may leave a place out (a size nobody needs), never invent one.
      for (const place of places(own)) assert.ok(places(words).includes(place), `${name}: {${place}} is not given by the core`);
    });
  }
  for (const name of spanish.keys()) assert.ok(english.has(name), `${name} is no sentence of the core`);
});

test('types only in the protocol', () => {
  assert.doesNotMatch(code('protocol.ts'), /^export (const|function|class|let)/m);
});

test('the tests run on what git would commit', () => {
  const untracked = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '--', 'build', 'dist'], { cwd: root, encoding: 'utf8' });
  assert.equal(untracked, '');
});
