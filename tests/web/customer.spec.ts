// The page of one customer: opened from the table or by name, by keyboard alone, and back; what it says of a shop by hand; names that were written to do harm.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, smallShop, test } from './page';

const table = (page: Page) => page.locator('lw-customer-table');
const panel = (page: Page) => page.locator('lw-customer-panel');
const find = (page: Page) => table(page).getByLabel('Open the page of a customer');

/** Ten days apart four times, then two weeks of silence until somebody else buys. */
const regular = [
  'customer,date,amount',
  ...['2025-01-01', '2025-01-11', '2025-01-21', '2025-01-31', '2025-02-10'].map((day) => `ana,${day},10.00`),
  'ana,2025-02-01,-2.50',
  'bea,2025-02-24,5.00',
  '"<img src=x onerror=""window.ran=1"">",2025-02-03,7.00',
  '=1+1,2025-02-04,8.00',
].join('\n');

for (const { name, url } of places) {
  test(`${name}: purchases, value and silence of a customer by hand, and the way back by keyboard`, async ({ page }) => {
    await openPage(page, url());
    await chooseText(page, 'orders.csv', regular);
    const ana = table(page).getByRole('button', { name: 'ana', exact: true });
    await ana.focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { name: 'ana' })).toBeFocused();
    await expect(panel(page)).toContainText('Late against their own rhythm. 14 days since the last purchase, longer than each of the 4 gaps before.');
    await expect(panel(page)).toContainText('If the rhythm went on, a gap longer than this would come once in 5 times, at most.');
    await expect(panel(page)).toContainText('47.50');
    await expect(panel(page)).toContainText('net of refunds, 1 of them on days without a purchase');
    await expect(panel(page)).toContainText('There are too few customers to predict from.');
    await expect(panel(page).locator('lw-purchase-chart svg')).toBeVisible();
    await panel(page).getByText('The same as a table').click();
    await expect(panel(page).getByRole('row')).toHaveCount(1 + 6);
    await expect(panel(page).getByRole('row', { name: /Refund/ })).toContainText('−2.50');
    const coming = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'Save these purchases (CSV)' }).click();
    const download = await coming;
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^\uFEFF"Day","What","Value"\r\n"2025-01-01","Purchase",10\r\n/);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(ana).toBeFocused();
  });
}

test('a customer is found by name; a name that nobody has is told; another file closes the page', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', smallShop);
  await find(page).fill(' B@example.org ');
  await find(page).press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'b@example.org' })).toBeFocused();
  await expect(panel(page)).toContainText('There are too few purchases to speak of a rhythm.');
  await panel(page).getByRole('button', { name: 'Back to the table' }).click();
  await expect(find(page)).toBeFocused();
  await find(page).fill('nobody <b>');
  await table(page).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(table(page).getByRole('alert')).toContainText('There is no such customer. The files name nobody “nobody <b>”.');
  await expect(panel(page)).toHaveCount(0);
  await find(page).fill('a@example.org');
  await find(page).press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'a@example.org' })).toBeVisible();
  await expect(table(page).getByRole('alert')).toBeHidden();
  await chooseText(page, 'orders.csv', regular);
  await expect(table(page).getByRole('button', { name: 'ana', exact: true })).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
});

test('names are shown as written and run nothing', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', regular);
  for (const name of ['<img src=x onerror="window.ran=1">', '=1+1']) {
    await table(page).getByRole('button', { name, exact: true }).click();
    await expect(panel(page).getByRole('heading', { name, exact: true })).toBeVisible();
  }
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
});

test('what the model says follows the settings of the page, and the model that is chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await table(page).getByRole('button', { name: 'Purchase days' }).click();
  await table(page).locator('tbody button').first().click();
  await expect(panel(page)).toContainText('Still a customer');
  await expect(panel(page)).toContainText('Profit to come by');
  await expect(panel(page)).toContainText('at 30% margin');
  await expect(panel(page)).toContainText('Next purchase, if one comes');
  await expect(panel(page).locator('lw-alive-chart svg')).toBeVisible();
  const margin = page.locator('lw-headline-panel input[name=margin]');
  await margin.fill('50');
  await margin.press('Enter');
  await expect(panel(page)).toContainText('at 50% margin');
  await expect(margin).toBeFocused(); // the page of the customer takes the focus only when it is opened
  const models = page.locator('lw-models-panel select[name=model]');
  await models.selectOption('bg_nbd');
  await find(page).fill('C-00001');
  await find(page).press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'C-00001' })).toBeFocused();
});

for (const [tongue, colorScheme, locale] of [['en', 'light', 'en-GB'], ['es', 'dark', 'es-ES']] as const) {
  test.describe(`sample data, ${tongue}, ${colorScheme}`, () => {
    test.use({ colorScheme, locale, viewport: { width: 360, height: 780 }, bypassCSP: true });
    test('on a phone nothing is wider than it, the pictures have tables, and axe finds nothing', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, tongue);
      await table(page).locator('tbody button').first().click();
      await expect(panel(page).locator('lw-alive-chart svg')).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-customer-table')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });
}
