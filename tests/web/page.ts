// What the tests share: where the page is, in which languages, and how one gets to its results.
import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, test as base, expect } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export { expect };

export const builtFile = join(import.meta.dirname, '../../dist/index.html');

/** The two ways people open the page. */
export const places = [
  { name: 'over http', url: () => process.env['PAGE_URL'] ?? '' },
  { name: 'from disk', url: () => pathToFileURL(builtFile).href },
];

/** Words by which a person finds their way, in both languages. */
export const tongues = {
  en: { locale: 'en-GB', sample: 'Try with sample data', title: 'What your customers are worth', cancel: 'Cancel', save: 'Save all as CSV', empty: 'The file is empty.' },
  es: { locale: 'es-ES', sample: 'Probar con datos de ejemplo', title: 'Lo que valen sus clientes', cancel: 'Cancelar', save: 'Guardar todo como CSV', empty: 'El archivo está vacío.' },
} as const;

/** Fails a test in which the page threw or complained, unless the test says which complaint it provokes. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('lw-drop-zone')).toBeVisible();
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on the page or, sooner, in one of its panels. The page's security policy has to be bypassed: axe puts a script into it. */
export async function faults(page: Page, panel?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(rules);
  const { violations } = await (panel ? axe.include({ fromShadowDom: ['lw-app', panel] }) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

/** Before the page is opened: what runs ahead of the script of each worker it makes, until `window.ahead` says something else. */
export async function aheadOfWorkers(page: Page, script: string): Promise<void> {
  await page.addInitScript((first) => {
    const settings = Object.assign(window, { ahead: first });
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => make(blob.type.includes('javascript') ? new Blob([settings.ahead, '\n', blob], { type: blob.type }) : blob);
  }, script);
}

/** For a worker: a statement that is carried out before each piece of a file is read, by whichever kind of reader. */
export const beforeEachRead = (statement: string): string => `
  for (const { prototype } of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
    const { read } = prototype;
    prototype.read = async function (...into) {
      ${statement}
      return read.apply(this, into);
    };
  }`;

export async function chooseText(page: Page, name: string, text: string | Buffer): Promise<void> {
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  const input = page.locator('input[type=file]');
  if (buffer.length < 1e6) return input.setInputFiles({ name, mimeType: 'text/csv', buffer });
  // Handed over in words, a large file takes twenty seconds; from disk the browser opens it itself.
  const path = base.info().outputPath(name);
  writeFileSync(path, buffer);
  await input.setInputFiles(path);
}

/** Small files together, by name. */
export const chooseTexts = (page: Page, files: Record<string, string>): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })));

export async function showSample(page: Page, tongue: keyof typeof tongues = 'en'): Promise<void> {
  await page.getByRole('button', { name: tongues[tongue].sample }).click();
  await expect(page.getByRole('heading', { name: tongues[tongue].title, exact: true })).toBeVisible();
  await expect(page.locator('lw-customer-table')).toBeVisible();
}

/** Opens a calculator as a link does that somebody wrote by hand ("c=clv_cac&discount=0"); without one, as the page begins. */
export async function openCalculator(page: Page, link = '', url = places[0]!.url()): Promise<void> {
  await page.goto('about:blank'); // else only the fragment changes
  await page.goto(`${url}#${link || 'calculators'}`);
  await expect(page.locator('lw-result-panel [data-output]').first()).toBeVisible();
}

/** One input of the calculator that is shown, by its name in the core. */
export const field = (page: Page, input: string): Locator => page.locator(`lw-number-field[data-input=${input}]`);
export const numberIn = (page: Page, input: string): Locator => field(page, input).locator('#text');
/** One number that comes out, by its key in the core; the one people came for stands large first, and maybe once more in a table. */
export const outcome = (page: Page, key: string): Locator => page.locator(`lw-result-panel [data-output=${key}]`).first();

/** A small shop by hand: three customers, one of them with a refund; two rows that cannot be used. */
export const smallShop = [
  'order_id,email,order_date,total,currency',
  '1,a@example.org,2025-01-05,100.00,EUR',
  '2,b@example.org,2025-01-20,50.00,EUR',
  '3,a@example.org,2025-02-05,30.00,EUR',
  '4,a@example.org,2025-02-10,-10.00,EUR',
  '5,c@example.org,2025-03-01,20.00,EUR',
  '6,,2025-03-02,5.00,EUR',
  '7,d@example.org,2025-02-30,5.00,EUR',
  '',
].join('\n');

/** Many orders, so that reading takes long enough to be stopped. */
export function manyOrders(rows: number): string {
  const lines = ['customer,date,amount'];
  for (let row = 0; row < rows; row += 1) lines.push(`customer-${row % 9973},2025-0${1 + (row % 9)}-1${row % 10},${(row % 500) + 1}.50`);
  return lines.join('\n');
}
