// Large files: two workers read one together where the machine can run both, to the same results as one; and a second that dies does no harm.
import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { aheadOfWorkers, beforeEachRead, expect, openPage, places, test } from './page';

const account = '320,008 rows read = 320,000 used + 8 left out.';

/** 20 MB of orders, some with notes of several lines. */
function writeOrders(path: string): string {
  const lines = ['Order ID,Email,Date,Total,Note'];
  for (let number = 0; number < 320_000; number += 1) {
    const day = new Date(Date.UTC(2022, 0, 1 + Math.floor(number / 300)));
    const note = number % 13 ? `gift wrap ${number % 7}` : '"please leave it,\nat the ""back"" door"';
    const buyer = `buyer${(number * 7919) % 40_009}@example.org`;
    lines.push(`#${100_000 + number},${buyer},${day.toISOString().slice(0, 10)},${(number * 31) % 200}.50,${number % 997 ? note : ''}`);
    if (number % 40_000 === 20_000) lines.push('Total,,,999.00,');
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

interface Watched {
  workers: { ended: boolean; parts: number[] }[];
}

/**
 * Keeps account of the page's workers and of the parts they hand over. `cores`: how many the machine has. `dies`: the second worker does, as soon as it
 * has begun. `stuck`: no worker ever gets to read.
 */
async function watchWorkers(page: Page, how: { cores: number; dies?: boolean; stuck?: boolean }): Promise<void> {
  // Bytes come slowly enough that the second worker has begun when the first one gets to the middle, however busy the machine is.
  await aheadOfWorkers(page, beforeEachRead('await new Promise((done) => setTimeout(done, 10));'));
  await page.addInitScript(({ cores, dies, stuck }) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores });
    const watched: Watched = { workers: [] };
    Object.assign(window, { watched });
    window.Worker = class extends Worker {
      account = { ended: false, parts: [] as number[] };
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        watched.workers.push(this.account);
        this.addEventListener('message', ({ data }) => {
          if (data.result instanceof Uint8Array) this.account.parts.push(data.result.length);
          if (!dies || data.progress?.start === undefined) return;
          super.terminate();
          this.dispatchEvent(new ErrorEvent('error', { message: 'gone' }));
        });
      }
      override postMessage(message: { job: { do: string } }, transfer: Transferable[] = []): void {
        if (!stuck || message.job.do !== 'read') super.postMessage(message, transfer);
      }
      override terminate(): void {
        this.account.ended = true;
        super.terminate();
      }
    };
  }, how);
}

const watched = (page: Page) => page.evaluate(() => (window as unknown as { watched: Watched }).watched.workers);

/** What a person sees of the file: every number of the account, and the first customers. */
async function readFile(page: Page, url: string, path: string): Promise<string[]> {
  await openPage(page, url);
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.locator('lw-customer-table')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('lw-customer-table tbody')).not.toContainText('…', { timeout: 60_000 }); // rows whose customers are still being looked up
  const panels = ['lw-account-panel', 'lw-headline-panel', 'lw-customer-table'].map((panel) => page.locator(panel).first());
  return Promise.all(panels.map((panel) => panel.evaluate((element) => element.shadowRoot!.textContent)));
}

test.describe.configure({ timeout: 180_000 });

test('two workers read a large file as one does', async ({ browser, complaints: _ }, info) => {
  const path = writeOrders(info.outputPath('orders.csv'));
  const seen: string[][] = [];
  for (const [cores, { url }] of [[1, places[0]!], [4, places[0]!], [4, places[1]!]] as const) {
    const page = await browser.newPage();
    await watchWorkers(page, { cores });
    seen.push(await readFile(page, url(), path));
    const workers = await watched(page);
    if (cores === 1) {
      expect(workers).toEqual([{ ended: false, parts: [] }]);
    } else {
      expect(workers).toEqual([{ ended: false, parts: [] }, { ended: true, parts: [expect.any(Number)] }]);
      expect(workers[1]!.parts[0]).toBeGreaterThan(1_000_000);
    }
    await page.close();
  }
  expect(seen[0]![0]).toContain(account);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test('a second worker that dies does no harm', async ({ page }, info) => {
  await watchWorkers(page, { cores: 4, dies: true });
  const [seen] = await readFile(page, places[0]!.url(), writeOrders(info.outputPath('orders.csv')));
  expect(seen).toContain(account);
  expect((await watched(page))[1]).toEqual({ ended: true, parts: [] });
});

test('cancelling ends both workers', async ({ page }, info) => {
  await watchWorkers(page, { cores: 4, stuck: true });
  await openPage(page, places[0]!.url());
  await page.locator('input[type=file]').setInputFiles(writeOrders(info.outputPath('orders.csv')));
  await expect.poll(async () => (await watched(page)).length).toBe(2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await watched(page)).map(({ ended }) => ended)).toEqual([true, true]);
});
