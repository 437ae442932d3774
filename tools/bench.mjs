// In:  nothing, or a number of orders (default a million).
// Out: for a synthetic orders file read by the page in headless Chromium: MB/s to the finished customer table, the time of fits and
//      forecasts, and the peak memory of the page's process; each the median of three runs, beside the time the browser needs
//      merely to read the same bytes. Then the calculators (bench-calculators.mjs).
// Why: "fast" is measured where people wait for it, from a File chosen through the file input. Timing never decides a test.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideBrowser } from '../wasm/toolchain/browser.mjs';
import { root } from '../wasm/toolchain/places.mjs';
import { asCommand, say } from '../wasm/toolchain/run.mjs';
import { openSession } from '../wasm/door.mjs';
import { benchCalculators } from './bench-calculators.mjs';
import { buildPage } from './build.mjs';
import { loadCore } from './core.mjs';

const runs = 3;
const ordersPerCustomer = 4.65; // of the sample's customers, on average

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A file of about so many orders, written once. */
async function ordersFile(orders) {
  const file = join(root, 'build', 'bench', `orders-${orders}.csv`);
  if (existsSync(file)) return file;
  say(`bench: writing ${orders} orders …`);
  mkdirSync(join(root, 'build', 'bench'), { recursive: true });
  const session = openSession(await loadCore());
  const { csv } = session.compute({ kind: 'sample', sample_customers: Math.round(orders / ordersPerCustomer), seed: 7 });
  writeFileSync(file, csv);
  return file;
}

/** The largest resident size any of the browser's page processes ever had, in MB (Linux). */
async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter(existsSync)
    .map((status) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024);
  return peaks.length ? Math.max(...peaks) : NaN;
}

/** Milliseconds the browser needs to read the file's bytes, without looking at them. */
const readBytes = (page) =>
  page.evaluate(async () => {
    const input = document.querySelector('#bytes');
    const begin = performance.now();
    const reader = input.files[0].stream().getReader();
    while (!(await reader.read()).done);
    return performance.now() - begin;
  });

async function oneRun(chromium, executablePath, pageUrl, file) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const empty = await browser.newPage();
    await empty.goto('about:blank');
    await empty.setContent('<input type="file" id="bytes">');
    await empty.setInputFiles('#bytes', file);
    const bytes = await readBytes(empty);
    await empty.close();
    const page = await browser.newPage();
    await page.goto(pageUrl);
    await page.locator('lw-drop-zone').waitFor();
    const memoryBefore = await peakMemory(browser);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('lw-customer-table').waitFor({ timeout: 300_000 });
    const times = await page.evaluate(() => Object.fromEntries(performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration])));
    return { bytes, read: times['lifeworth: read'], compute: times['lifeworth: compute'], memory: await peakMemory(browser), memoryBefore };
  } finally {
    await browser.close();
  }
}

await asCommand(async () => {
  const orders = Number(process.argv[2] ?? 1_000_000);
  const { page } = await buildPage();
  const executablePath = provideBrowser();
  const { chromium } = await import('@playwright/test');
  const file = await ordersFile(orders);
  const megabytes = statSync(file).size / 1e6;
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    say(`bench: run ${run + 1} of ${runs} …`);
    results.push(await oneRun(chromium, executablePath, pathToFileURL(page).href, file));
  }
  const of = (key) => median(results.map((result) => result[key]));
  console.log(`${orders} orders, ${megabytes.toFixed(1)} MB, median of ${runs} runs in Chromium`);
  console.log(`bytes alone            ${of('bytes').toFixed(0)} ms, ${((megabytes / of('bytes')) * 1000).toFixed(0)} MB/s`);
  console.log(`to customer table      ${of('read').toFixed(0)} ms, ${((megabytes / of('read')) * 1000).toFixed(0)} MB/s, ${(of('read') / of('bytes')).toFixed(1)} times the bytes alone`);
  console.log(`fits and forecasts     ${of('compute').toFixed(0)} ms`);
  console.log(`peak memory            ${of('memory').toFixed(0)} MB, of which ${of('memoryBefore').toFixed(0)} MB before the file`);
  for (const line of await benchCalculators(chromium, executablePath, pathToFileURL(page).href)) console.log(line);
});
