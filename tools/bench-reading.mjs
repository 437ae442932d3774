// In:  Chromium, the built page, and an orders file of bench-files.mjs with its answer.
// Out: for each contender the time from the file in its hands to the finished customer table and the peak memory it took, as lines of a table.
//      A contender whose answer is not the file's ends the benchmark: speed without the same result means nothing.
// Why: Lifeworth is measured as people meet it, the others beside it in the same run, each in a browser of its own so that memory is its own, and
//      by turns so that a slow minute of the machine falls on all. What the peers must load first (34 MB of DuckDB) is not counted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../wasm/toolchain/places.mjs';
import { run as runCommand, say, Stop } from '../wasm/toolchain/run.mjs';
import { serve } from './static-server.mjs';

const patience = 600_000;

/** In the order of the table. `bytes`: reads and does nothing else. */
export const contenders = [
  { name: 'byob', title: 'bytes alone, BYOB reader', bytes: true },
  { name: 'stream', title: 'bytes alone, stream reader', bytes: true },
  { name: 'lifeworth', title: 'Lifeworth', own: true, processors: 1 },
  { name: 'lifeworth-two', title: 'Lifeworth, two workers', own: true, processors: 4 },
  { name: 'duckdb-told', title: 'duckdb-wasm, told the types' },
  { name: 'duckdb', title: 'duckdb-wasm, by itself' },
  { name: 'udsv', title: 'uDSV' },
  { name: 'papaparse', title: 'PapaParse' },
];

export const launchOptions = (executablePath) => ({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The largest resident size any of the browser's page processes ever had, in MB (Linux). */
async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter(existsSync)
    .map((status) => (Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1024) / 1e6);
  return peaks.length ? Math.max(...peaks) : NaN;
}

// ---------------------------------------------------------------------------------------------------- Lifeworth's own page

/** In the page, before its scripts: when the file was chosen, and the worker with its summary; the page is as it is. */
function listenIn() {
  window.bench = {};
  document.addEventListener('input', () => (window.bench.chosen = performance.now()), true);
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data.result?.kind === 'summary') window.bench = { ...window.bench, summary: data.result, worker: this };
      });
    }
  };
}

/** In the page: the sums over the core's own customer table, which the page exports as CSV. */
async function tableSums() {
  const { worker } = window.bench;
  const ask = (request) =>
    new Promise((resolve, reject) => {
      const number = 1_000_000_000 + request.offset; // the page's own jobs count from 1
      const listen = ({ data }) => {
        if (data.number !== number) return;
        worker.removeEventListener('message', listen);
        if (data.result) resolve(data.result);
        else reject(new Error(JSON.stringify(data.refusal)));
      };
      worker.addEventListener('message', listen);
      worker.postMessage({ number, job: { do: 'compute', request } });
    });
  const sums = { customers: 0, cents: 0, firstDays: 0, lastDays: 0 };
  const days = (text) => Date.parse(text) / 86_400_000;
  let columns = [];
  for (let offset = 0, total = 1; offset < total; offset += 50_000) {
    const { csv, total: all } = await ask({ kind: 'customers_csv', sort: 'customer', descending: false, offset, limit: 50_000, delimiter: ',', decimal_mark: '.' });
    const lines = csv.split('\r\n').filter(Boolean).map((line) => line.split(','));
    if (offset === 0) columns = lines.shift();
    const [first, last, revenue] = ['first_day', 'last_day', 'revenue'].map((name) => columns.indexOf(name));
    for (const line of lines) {
      sums.customers += 1;
      sums.cents += Math.round(Number(line[revenue]) * 100);
      sums.firstDays += days(line[first]);
      sums.lastDays += days(line[last]);
    }
    total = all;
  }
  return sums;
}

/** Nobody chooses a file sooner, in ms: the page makes itself ready meanwhile, as the peers did before they are measured. */
const lookingForFile = 1500;

async function lifeworth(browser, pageUrl, { file }, processors) {
  const page = await browser.newPage();
  if (processors) await page.addInitScript((count) => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count }), processors);
  await page.addInitScript(listenIn);
  await page.goto(pageUrl);
  await page.locator('lw-drop-zone').waitFor();
  await page.waitForTimeout(lookingForFile);
  const before = await peakMemory(browser);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('lw-customer-table').waitFor({ timeout: patience });
  const memory = (await peakMemory(browser)) - before;
  const times = await page.evaluate(() => {
    const [read] = performance.getEntriesByName('lifeworth: read');
    const [compute] = performance.getEntriesByName('lifeworth: compute');
    return { milliseconds: read.duration, chosen: read.startTime + read.duration - window.bench.chosen, compute: compute.duration, summary: window.bench.summary };
  });
  const { rows_used: rows, customers, total } = times.summary;
  const sums = await page.evaluate(tableSums);
  return { ...times, memory, before, answers: [{ rows, customers, cents: total }, sums] };
}

// ---------------------------------------------------------------------------------------------------- everybody else

async function contender(browser, serverUrl, name, { file, columns }) {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(`${serverUrl}tools/bench/contender.html`);
  await page.waitForFunction(() => window.contender);
  await page.setInputFiles('#file', file);
  const before = await peakMemory(browser);
  await page.evaluate((which) => window.contender.prepare(which), name);
  const { milliseconds, answer } = await page.evaluate((which) => window.contender.read(which), columns);
  return { milliseconds, memory: (await peakMemory(browser)) - before, before, answers: [answer] };
}

/** Every number that a contender told must be the file's. */
function check(title, answers, expected) {
  for (const answer of answers)
    for (const [key, value] of Object.entries(answer))
      if (value !== expected[key]) throw new Stop(`${title} found ${value} for “${key}”, but the file has ${expected[key]}.`);
}

async function oneRun(chromium, executablePath, places, { name, title, bytes, own, processors }, orders) {
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const result = own ? await lifeworth(browser, places.page, orders, processors) : await contender(browser, places.server, name, orders);
    check(title, result.answers, bytes ? { bytes: Math.round(orders.megabytes * 1e6) } : orders.answer);
    return result;
  } finally {
    await browser.close();
  }
}

function line(title, cells) {
  return [title.padEnd(30), ...cells.map((text) => String(text).padStart(10))].join('');
}

function table(orders, runs, results) {
  const of = (name, key) => median(results.get(name).map((result) => result[key]));
  const present = contenders.filter(({ name }) => results.has(name));
  const bytes = Math.min(...present.filter((each) => each.bytes).map(({ name }) => of(name, 'milliseconds')));
  const own = present.some((each) => each.own) ? Math.min(...present.filter((each) => each.own).map(({ name }) => of(name, 'milliseconds'))) : NaN;
  const speed = (ms) => ((orders.megabytes / ms) * 1000).toFixed(0);
  const ratio = (number) => (Number.isFinite(number) ? number.toFixed(2) : '–');
  const lines = [
    `${orders.answer.rows.toLocaleString('en')} rows, ${orders.shape}, ${orders.megabytes.toFixed(1)} MB, ${orders.answer.customers.toLocaleString('en')} customers; median of ${runs} runs`,
    line('to the finished customer table', ['ms', 'MB/s', '× bytes', '× ours', 'peak MB']),
  ];
  for (const { name, title, own: ours } of present) {
    const ms = of(name, 'milliseconds');
    lines.push(line(title, [ms.toFixed(0), speed(ms), ratio(ms / bytes), ratio(ms / own), `+${of(name, 'memory').toFixed(0)}`]));
    if (!ours) continue;
    const chosen = of(name, 'chosen');
    lines.push(line('  from the file chosen', [chosen.toFixed(0), speed(chosen), ratio(chosen / bytes), ratio(chosen / own), '']));
    lines.push(line('  then fits and forecasts', [of(name, 'compute').toFixed(0), '', '', '', '']));
  }
  lines.push('peak MB: of the page’s process, above what it had before the file; Lifeworth’s until its results are shown.');
  return lines;
}

/** The peers, installed beside the benchmark: nothing else needs their megabytes. */
function installPeers() {
  const folder = join(root, 'tools', 'bench');
  if (existsSync(join(folder, 'node_modules', 'papaparse'))) return;
  say('bench: installing what it compares with …');
  runCommand('npm', ['ci', '--loglevel=error'], { cwd: folder, otherwise: 'npm ci failed; please check the network, then run this again.' });
}

/** Lines of the table. `only`: names of contenders, all if empty. */
export async function benchReading(chromium, executablePath, page, orders, { runs, only }) {
  const chosen = contenders.filter(({ name }) => only.length === 0 || only.includes(name));
  installPeers();
  const server = await serve({ folder: root });
  const results = new Map(chosen.map(({ name }) => [name, []]));
  try {
    for (let run = 0; run < runs; run += 1) {
      for (const each of chosen) {
        const result = await oneRun(chromium, executablePath, { page: pathToFileURL(page).href, server: server.url }, each, orders);
        say(`bench: run ${run + 1} of ${runs}: ${each.title}, ${result.milliseconds.toFixed(0)} ms, ${result.memory.toFixed(0)} MB`);
        results.get(each.name).push(result);
      }
    }
  } finally {
    await server.close();
  }
  return table(orders, runs, results);
}
