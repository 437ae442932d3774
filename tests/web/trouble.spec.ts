// When things go wrong, the page says a sentence and goes on: memory that runs out, a worker that dies, a file that changes under the reader.
import { appendFileSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import { gzip } from '../files/support.mjs';
import { aheadOfWorkers, beforeEachRead, chooseText, expect, manyOrders, openPage, places, showSample, smallShop, test } from './page';

interface Watched {
  /** Runs before the script of each worker that is made from now on. */
  ahead: string;
  /** Those that were asked anything; one that reads a large file from the middle on is asked by the way. */
  workers: (Worker & { said: Record<string, unknown>[]; ended: boolean })[];
}

/** The page with its workers in view: what they said, whether they were ended, and trouble of our own before their script. */
async function openWatched(page: Page, prelude = ''): Promise<void> {
  await aheadOfWorkers(page, prelude);
  await page.addInitScript(() => {
    const watched = Object.assign(window as unknown as Watched, { workers: [] });
    window.Worker = class extends Worker {
      said: Record<string, unknown>[] = [];
      ended = false;
      constructor(...how: ConstructorParameters<typeof Worker>) {
        super(...how);
        this.addEventListener('message', ({ data }) => this.said.push(data as Record<string, unknown>));
      }
      override postMessage(message: { job?: { do: string } }, ...how: [Transferable[]?]): void {
        if (message.job?.do !== 'read_part' && !watched.workers.includes(this)) watched.workers.push(this);
        super.postMessage(message, ...(how as [Transferable[]]));
      }
      override terminate(): void {
        this.ended = true;
        super.terminate();
      }
    };
  });
  await openPage(page, places[0]!.url());
}

const lastWorker = <Result>(page: Page, ask: (worker: Watched['workers'][number]) => Result): Promise<Result> =>
  page.evaluate(`(${String(ask)})(window.workers.at(-1))`) as Promise<Result>;

const shown = (page: Page) => page.locator('lw-customer-table tbody tr.data').first();
const byCustomer = (page: Page) => page.locator('lw-customer-table').getByRole('button', { name: 'Customer', exact: true });

/** A sentence is said, nothing is under way, and the next file is read without more ado. */
async function saidAndGoesOn(page: Page, ...words: string[]): Promise<void> {
  for (const each of words) await expect(page.getByRole('alert')).toContainText(each);
  await expect(page.locator('lw-progress-panel')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /^How should/ })).toHaveCount(0); // no other column would help
  await page.evaluate(() => ((window as unknown as Watched).ahead = ''));
  await chooseText(page, 'another shop.csv', smallShop);
  await expect(page.getByRole('heading', { name: 'another shop.csv' })).toBeVisible();
  await expect(page.locator('lw-account-panel')).toContainText('7 rows read = 5 used + 2 left out.');
  await expect(page.getByRole('alert')).toHaveCount(0);
}

// ------------------------------------------------------------------ memory

/** From the first job of this kind on, the browser gives the core no more memory. */
const noMoreMemory = (job: string) => `{
  let none = false;
  addEventListener('message', ({ data }) => (none ||= data.job?.do === '${job}'));
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (none) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
    return grow.call(this, pages);
  };
}`;

const manyCustomers = Array.from({ length: 250_000 }, (_, row) => `customer-${row},2025-0${1 + (row % 9)}-1${row % 10},${(row % 500) + 1}.50`);

for (const job of ['read', 'compute'])
  test(`memory that runs out in “${job}” is said, and the page goes on`, async ({ page }) => {
    await openWatched(page, noMoreMemory(job));
    await chooseText(page, 'large.csv', ['customer,date,amount', ...manyCustomers].join('\n'));
    await saidAndGoesOn(page, 'large.csv', 'There is no more memory for this file.', 'Close other tabs or programs, or export a shorter period.');
  });

test('memory that is refused from the beginning is said', async ({ page, complaints }) => {
  await openWatched(page, `WebAssembly.instantiate = () => Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory'));`);
  await chooseText(page, 'small shop.csv', smallShop);
  await expect(page.getByRole('alert')).toContainText('There is no more memory for this file.');
  await saidAndGoesOn(page, 'small shop.csv');
  for (const each of complaints.splice(0)) expect(each).toMatch(/Out of memory|Aborted/);
});

test('a trap in the core is said to be ours', async ({ page }) => {
  await openWatched(page, `Uint8Array.prototype.set = () => { throw new WebAssembly.RuntimeError('unreachable'); };`);
  await chooseText(page, 'small shop.csv', smallShop);
  await saidAndGoesOn(page, 'The computation broke off. It is a fault of ours: unreachable');
});

// ------------------------------------------------------------------ workers

/** Reading stops at the fourth piece of the file, whichever kind of reader asks for it, until the word is given. */
const slow = `{
  let paused = false;
  let go;
  const going = new Promise((done) => (go = done));
  addEventListener('message', (event) => {
    if (event.data === 'go') (event.stopImmediatePropagation(), go());
    else paused ||= event.data.job?.do === 'read';
  });
  let calls = 0;
  ${beforeEachRead(`if (paused && (calls += 1) === 4) {
    postMessage({ number: -1, paused: true });
    await going;
  }`)}
}`;

const untilPaused = (page: Page) => expect.poll(() => lastWorker(page, (worker) => worker.said.some(({ paused }) => paused === true))).toBe(true);

test('a worker that is ended while it reads is missed, and the page goes on', async ({ page }) => {
  await openWatched(page, slow);
  await chooseText(page, 'large.csv', manyOrders(200_000));
  await untilPaused(page);
  await lastWorker(page, (worker) => worker.terminate());
  await saidAndGoesOn(page, 'large.csv', 'The computation stopped.', 'try again');
});

for (const packed of [false, true]) {
  test(`a ${packed ? 'packed ' : ''}file that is read while the browser tidies its memory is read to its end`, async ({ page }) => {
    await openWatched(page, beforeEachRead('setTimeout(gc);')); // while the read is unanswered: Chromium forgot readers then
    const orders = Buffer.from(manyOrders(300_000));
    await chooseText(page, packed ? 'large.csv.gz' : 'large.csv', packed ? gzip(orders) : orders);
    await expect(page.locator('lw-account-panel')).toContainText('300,000 rows read = 300,000 used');
  });
}

test('a worker that is ended behind shown results is missed when something is asked', async ({ page }) => {
  await openWatched(page);
  await showSample(page);
  await expect(shown(page)).toBeVisible();
  await lastWorker(page, (worker) => worker.terminate());
  await expect.poll(async () => {
    await byCustomer(page).click();
    return page.getByRole('alert').count();
  }).toBe(1);
  await saidAndGoesOn(page, 'The computation stopped.');
});

test('a script error in a worker is said, and the page goes on', async ({ page, complaints }) => {
  await openWatched(page, `setTimeout(() => { throw new Error('a fault for the test'); }, 0);${slow}`);
  await chooseText(page, 'large.csv', manyOrders(200_000));
  await saidAndGoesOn(page, 'Something in this page went wrong.', 'a fault for the test');
  for (const each of complaints.splice(0)) expect(each).toContain('a fault for the test');
});

test('a worker whose script does not even begin is said', async ({ page, complaints }) => {
  await openWatched(page, 'this is no script;');
  await chooseText(page, 'small shop.csv', smallShop);
  await saidAndGoesOn(page, 'small shop.csv', 'Something in this page went wrong.');
  for (const each of complaints.splice(0)) expect(each).toContain('SyntaxError');
});

test('a message that cannot be understood ends the worker with a sentence', async ({ page }) => {
  await openWatched(page, slow);
  await chooseText(page, 'large.csv', manyOrders(200_000));
  await untilPaused(page);
  await lastWorker(page, (worker) => worker.dispatchEvent(new MessageEvent('messageerror')));
  expect(await lastWorker(page, (worker) => worker.ended)).toBe(true);
  await saidAndGoesOn(page, 'The computation stopped.');
});

test('calculators whose worker died get another with the next number', async ({ page }) => {
  await openWatched(page);
  await page.getByRole('link', { name: 'Calculators', exact: true }).click();
  const number = page.locator('lw-number-field #text').first();
  const result = page.locator('lw-result-panel [data-output]').first();
  await expect(result).toBeVisible();
  await page.evaluate(() => (window as unknown as Watched).workers.forEach((worker) => worker.dispatchEvent(new MessageEvent('messageerror'))));
  const before = await result.innerText();
  await number.fill('123');
  await number.press('Enter');
  await expect(result).not.toHaveText(before);
});

// ------------------------------------------------------------------ files

const changes: Record<string, (path: string) => void> = {
  'rewritten': (path) => writeFileSync(path, smallShop.replace('100.00', '9100.00')),
  'appended to': (path) => appendFileSync(path, '8,a@example.org,2025-03-05,1.00,EUR\n'),
  'cut off': (path) => truncateSync(path, 120),
  'deleted': (path) => unlinkSync(path),
};

const file = (info: TestInfo, text: string) => {
  const path = info.outputPath('shop.csv');
  writeFileSync(path, text);
  const longAgo = new Date(2025, 0, 1); // browsers compare times of change by the second
  utimesSync(path, longAgo, longAgo);
  return path;
};
const hasChanged = ['The file can no longer be read.', '“shop.csv” was changed, moved or deleted', 'Choose the file again.'];

for (const [what, change] of Object.entries(changes))
  test(`a file that was ${what} before it is read again is said to have changed; what is shown stays, and so do its choices`, async ({ page }, info) => {
    await openWatched(page);
    const path = file(info, smallShop);
    await page.locator('input[type=file]').setInputFiles(path);
    await expect(shown(page)).toBeVisible();
    change(path);
    await page.getByText('How the file was read; change it').click();
    await page.getByLabel('Order in dates').selectOption('dmy');
    for (const words of hasChanged) await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.locator('lw-headline-panel article').first()).toContainText('€190.00');
    await expect(page.getByLabel('Order in dates')).toHaveValue('auto'); // as what is shown was read
    await saidAndGoesOn(page, ...hasChanged);
  });

for (const what of ['appended to', 'cut off'])
  test(`a file that is ${what} while it is read is said to have changed`, async ({ page }, info) => {
    await openWatched(page, slow);
    const path = file(info, manyOrders(1_000_000));
    await page.locator('input[type=file]').setInputFiles(path);
    await untilPaused(page);
    changes[what]!(path);
    await lastWorker(page, (worker) => worker.postMessage('go'));
    await saidAndGoesOn(page, ...hasChanged);
  });

for (const { name, content } of [{ name: 'shop.csv', content: smallShop }, { name: 'shop.csv.gz', content: Buffer.from(gzip(smallShop)) }])
  test(`${name}: fewer bytes than there were are noticed even where the browser says nothing`, async ({ page }) => {
    await openWatched(page, `{ const { stream } = Blob.prototype; Blob.prototype.stream = function () { return stream.call(this.slice(0, this.size - 30)); }; }`);
    await chooseText(page, name, content);
    await saidAndGoesOn(page, 'The file can no longer be read.');
  });

// ------------------------------------------------------------------ progress

interface PanelsSeen {
  panelsSeen: { text: string; indeterminate: boolean }[];
}

/** Keeps what the progress panel showed, frame by frame. */
const watchPanel = () => {
  const seen: PanelsSeen['panelsSeen'] = [];
  Object.assign(window, { panelsSeen: seen });
  const look = () => {
    const root = document.querySelector('lw-app')?.shadowRoot?.querySelector('lw-progress-panel')?.shadowRoot;
    const text = root?.textContent?.replace(/\s+/g, ' ') ?? '';
    if (root && text !== seen.at(-1)?.text) seen.push({ text, indeterminate: root.querySelector('progress:indeterminate') !== null });
    requestAnimationFrame(look);
  };
  look();
};

for (const { name, content } of [{ name: 'many.csv', content: manyOrders(1_000_000) }, { name: 'many.csv.gz', content: Buffer.from(gzip(manyOrders(1_000_000))) }])
  test(`${name}: progress is told more than once while the file is read, and never goes back`, async ({ page }) => {
    await openWatched(page);
    await page.evaluate(watchPanel);
    await chooseText(page, name, content);
    await expect(shown(page)).toBeVisible({ timeout: 50_000 });
    const panels = await page.evaluate(() => (window as unknown as PanelsSeen).panelsSeen);
    // All of it was read, and how long the computing takes is not pretended.
    const computing = panels.filter(({ text }) => text.includes('Computing'));
    expect(computing.at(-1)?.text).toContain(' 1,000,000 rows');
    for (const { text, indeterminate } of computing) {
      expect(text).toMatch(/([\d.]+ MB) of \1, /);
      expect(indeterminate).toBe(true);
    }
    const told = await lastWorker(page, (worker) => worker.said.flatMap(({ progress }) => (progress ? [progress as { bytes: number; total: number }] : [])));
    expect(told.length).toBeGreaterThan(1);
    for (const [index, { bytes, total }] of told.entries()) {
      expect(bytes).toBeGreaterThanOrEqual(told[index - 1]?.bytes ?? 1);
      expect(bytes).toBeLessThanOrEqual(total);
    }
    expect(told.at(-1)!.bytes).toBeGreaterThan(told[0]!.bytes);
  });

test('cancelling ends the worker, and it is not heard of again', async ({ page }) => {
  await openWatched(page, slow);
  await chooseText(page, 'many.csv', manyOrders(200_000));
  await untilPaused(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('lw-progress-panel')).toHaveCount(0);
  expect(await lastWorker(page, (worker) => worker.ended)).toBe(true);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
