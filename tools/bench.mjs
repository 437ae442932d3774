// In:  nothing, or which part (reading, models, calculators), numbers of rows or customers, shapes (wide, narrow); --runs N (3); --only NAME of a contender, repeated.
// Out: reading an orders export to the finished customer table, beside the same work done by the libraries people would take, all in headless
//      Chromium from a File chosen through the file input (bench-reading.mjs); then the models on a made-up shop (bench-models.mjs), and the calculators (bench-calculators.mjs).
// Why: "fast" is measured where people wait for it. Timing never decides a test; a wrong answer of anybody ends the benchmark.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { provideBrowser } from '../wasm/toolchain/browser.mjs';
import { asCommand, say, Stop } from '../wasm/toolchain/run.mjs';
import { benchCalculators } from './bench-calculators.mjs';
import { ordersFile } from './bench-files.mjs';
import { benchModels } from './bench-models.mjs';
import { benchReading, contenders } from './bench-reading.mjs';
import { buildPage } from './build.mjs';
import { pathToFileURL } from 'node:url';

const parts = ['reading', 'models', 'calculators'];
const shapes = ['wide', 'narrow'];

/** What was asked for; a word that means nothing is refused, so that a slip does not start ten minutes of something else. */
function asked() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '3' }, only: { type: 'string', multiple: true, default: [] } },
  });
  const among = (words) => positionals.filter((word) => words.includes(word));
  const rows = positionals.filter((word) => /^\d+$/.test(word)).map(Number);
  const names = contenders.map(({ name }) => name);
  const odd = [...positionals.filter((word) => !/^\d+$/.test(word) && !parts.includes(word) && !shapes.includes(word)), ...values.only.filter((name) => !names.includes(name))];
  if (odd.length) throw new Stop(`“${odd[0]}” means nothing here; there are ${[...parts, ...shapes].join(', ')}, numbers of rows, and --only ${names.join(', ')}.`);
  if (!(Number(values.runs) >= 1)) throw new Stop('--runs wants a number from 1.');
  const some = (list, all) => (list.length ? list : all);
  return { parts: some(among(parts), parts), shapes: some(among(shapes), shapes), rows: some(rows, [1_000_000]), runs: Number(values.runs), only: values.only };
}

await asCommand(async () => {
  const wanted = asked();
  const { page } = await buildPage();
  const executablePath = provideBrowser();
  const { chromium } = await import('@playwright/test');
  if (wanted.parts.includes('reading')) {
    for (const rows of wanted.rows) {
      for (const shape of wanted.shapes) {
        const orders = ordersFile(shape, rows);
        say(`bench: load of the machine ${loadavg()[0].toFixed(1)}`);
        for (const line of await benchReading(chromium, executablePath, page, orders, wanted)) console.log(line);
        console.log('');
      }
    }
  }
  if (wanted.parts.includes('models')) {
    for (const customers of wanted.rows) {
      say(`bench: load of the machine ${loadavg()[0].toFixed(1)}`);
      for (const line of await benchModels(chromium, executablePath, customers, wanted.runs)) console.log(line);
      console.log('');
    }
  }
  if (wanted.parts.includes('calculators')) for (const line of await benchCalculators(chromium, executablePath, pathToFileURL(page).href)) console.log(line);
});
