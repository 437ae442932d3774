// In:  Chromium and a number of customers.
// Out: how long the fits of every model, the scores of everybody and the tracking curve take in one warm worker, with customers a second, as lines of a
//      table. A model that does not fit ends the benchmark: the shop is made to have its maximum.
// Why: a person waits for these when a file is read and whenever a setting changes. Fits are what the page runs, from the same sources.
import { buildBench } from './build.mjs';
import { launchOptions } from './bench-reading.mjs';
import { serve } from './static-server.mjs';
import { root } from '../wasm/toolchain/places.mjs';
import { Stop } from '../wasm/toolchain/run.mjs';

const titles = {
  merge: 'equal histories merged',
  bg_nbd: 'BG/NBD fitted',
  mbg_nbd: 'MBG/NBD fitted',
  pareto_nbd: 'Pareto/NBD fitted',
  mbg_cnbd_k: 'MBG/CNBD-k fitted, k = 2 and more',
  gamma_gamma: 'gamma-gamma fitted',
  scores: 'everybody scored, base with intervals',
  intervals: 'each one’s CLV with its own interval',
  tracking: 'tracking curve of all models',
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** In the page: all runs in a worker. */
function measured(request) {
  const worker = new Worker('/tools/bench/models-worker.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
    worker.postMessage(request);
  });
}

export async function benchModels(chromium, executablePath, customers, runs) {
  await buildBench();
  const server = await serve({ folder: root });
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}tools/bench/contender.html`);
    const answer = await page.evaluate(measured, { customers, runs });
    const lines = [
      `${customers.toLocaleString('en')} made-up customers over two years, ${answer.histories.toLocaleString('en')} different histories; median of ${runs} runs, warm, one worker`,
      `${'models'.padEnd(40)}${'seconds'.padStart(10)}${'customers/s'.padStart(16)}`,
    ];
    answer.runs[0].forEach(({ name, customers: n }, index) => {
      const seconds = answer.runs.map((run) => run[index].seconds);
      if (seconds.includes(null)) throw new Stop(`${titles[name]}: nothing came of it, so there is nothing to time.`);
      lines.push(`${titles[name].padEnd(40)}${median(seconds).toFixed(3).padStart(10)}${Math.round(n / median(seconds)).toLocaleString('en').padStart(16)}`);
    });
    return lines;
  } finally {
    await browser.close();
    await server.close();
  }
}
