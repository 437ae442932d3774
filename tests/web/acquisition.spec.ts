// What a new customer costs: orders and spend dropped together, spend alone, what a person adds. In both languages, by keyboard, and read by axe.
import { type Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-acquisition-panel');
const pad = (value: number) => String(value).padStart(2, '0');

/** Twenty customers join each month of 2023 and 2024 and buy for 60.00 three times, a month apart. */
function orders(): string {
  const lines = ['order_id,customer,date,amount,currency'];
  for (let month = 0; month < 24; month += 1)
    for (let customer = 0; customer < 20; customer += 1)
      for (let later = 0; later < 3; later += 1) {
        const at = month + later;
        if (at < 24) lines.push(`${lines.length},c${month}-${customer},${2023 + Math.floor(at / 12)}-${pad((at % 12) + 1)}-${pad(1 + (customer % 28))},60.00,EUR`);
      }
  lines.push('last,c0-0,2024-12-31,60.00,EUR'); // the orders are known to the end of the year
  return lines.join('\n');
}

/** 800.00 a month on search, which says it brought ten; 200.00 on a newsletter. */
function spend(): string {
  const lines = ['date,channel,campaign,spend,currency,new_customers'];
  for (let month = 0; month < 24; month += 1) {
    const date = `${2023 + Math.floor(month / 12)}-${pad((month % 12) + 1)}-01`;
    lines.push(`${date},search,shoes,800.00,EUR,10`, `${date},newsletter,old friends,200.00,EUR,`);
  }
  return lines.join('\n');
}

async function choose(page: Page, files: Record<string, string>): Promise<void> {
  await chooseTexts(page, files);
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible({ timeout: 60_000 });
}

const both = { 'orders.csv': orders(), 'spend.csv': spend() };
const definition = (page: Page, row: number) => panel(page).getByRole('region', { name: 'Cost of a new customer by definition' }).locator('tbody tr').nth(row);

test('orders and spend together: four definitions, payback with its picture and table, value ÷ cost by month', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await choose(page, both);
  await expect(panel(page).getByRole('heading', { name: 'What a new customer costs' })).toBeVisible();
  // 24,000.00 for 480 customers.
  await expect(definition(page, 0)).toContainText(/All spend.*€24,000.*480.*€50\.00.*€\d+\.\d+ – €\d+\.\d+/s);
  await expect(panel(page)).toContainText('All costs per customer are blended.');
  // At a margin of 30 % an order brings 18.00: 18, 36 and 54 of 50.00.
  await expect(panel(page).getByRole('status').filter({ hasText: 'Paid back after' })).toContainText(/Paid back after \d\.\d months, on average\..*95% interval.*n\s=\s\d+/s);
  await expect(panel(page).getByRole('img', { name: /Profit per new customer by months since the first purchase/ })).toBeVisible();
  await expect(panel(page).getByRole('img', { name: 'Spend by month and channel' })).toBeVisible();
  const cohorts = panel(page).getByRole('region', { name: 'Cost and value by month' });
  await expect(cohorts.locator('tbody tr').first()).toContainText(/Jan 2023.*20.*€50\.00.*1\.08/s);
  await expect(cohorts).toContainText('too young');
  await panel(page).locator('lw-acquisition-payback').getByText('The same as a table').click();
  await expect(panel(page).getByRole('region', { name: 'Payback by age' }).locator('tbody tr').first()).toContainText(/first order.*480.*€18\.00/s);
  await expect(panel(page)).toContainText('Paid: by their own counts the channels brought 240 new customers, at €80.00 each.');
});

test('what a person adds changes the answer: onboarding, days between, what is not meant to find customers, a number from elsewhere', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await choose(page, both);
  await panel(page).getByLabel('Cost to take on a new customer, EUR').fill('5');
  await page.keyboard.press('Enter');
  await expect(definition(page, 3)).toContainText(/plus €5\.00.*€55\.00/s);
  await panel(page).getByText('What is meant to find customers').click();
  const newsletter = panel(page).getByRole('checkbox', { name: 'newsletter' });
  await newsletter.focus();
  await page.keyboard.press('Space');
  await expect(definition(page, 1)).toContainText(/€40\.00/s);
  await expect(definition(page, 3)).toContainText(/€45\.00/s);
  await panel(page).getByLabel('Days from spend to first purchase').fill('31');
  await page.keyboard.press('Enter');
  await expect(definition(page, 2)).toContainText(/31 days earlier.*Feb 1, 2023|31 days earlier.*1 Feb 2023/s);
  await panel(page).getByLabel('Days from spend to first purchase').fill('999');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('alert')).toHaveText('A number from 0 to 365.');
  await panel(page).getByText('Compare with a number from elsewhere').click();
  await panel(page).getByLabel('Their cost of a new customer, EUR').fill('20');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Outside number, as you typed it:')).toBeVisible();
  await expect(panel(page)).toContainText(/cost of a new customer €20\.00\..*Yours: .*, higher\./s);
});

test('spend alone is shown, with a sentence on what orders would add; orders alone show no panel', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await choose(page, { 'spend.csv': spend() });
  await expect(panel(page).getByRole('heading', { name: 'What was spent on finding customers' })).toBeVisible();
  await expect(panel(page)).toContainText('Only the spend can be shown.');
  await expect(panel(page).getByRole('region', { name: 'Spend by channel' })).toContainText(/search.*€19,200.*80%/s);
  await expect(panel(page).getByRole('region', { name: 'Cost of a new customer by definition' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await page.locator('input[type=file]').setInputFiles([{ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders()) }]);
  await expect(page.locator('lw-customer-table')).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
});

test('two currencies are never put together', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await choose(page, { 'orders.csv': orders(), 'spend.csv': spend().replaceAll('EUR', 'USD') });
  await expect(panel(page)).toContainText('The amounts are in several currencies, which cannot be added.');
  await expect(panel(page).getByRole('region', { name: 'Cost of a new customer by definition' })).toHaveCount(0);
});

for (const tongue of ['en', 'es'] as const)
  for (const [scheme, width] of [
    ['light', 390],
    ['dark', 1280],
  ] as const)
    test.describe(`${tongue}, ${scheme}, ${width} px`, () => {
      test.use({ locale: tongues[tongue].locale, colorScheme: scheme, viewport: { width, height: 900 } });
      test('axe finds nothing in the panel, and it is no wider than the page', async ({ page }) => {
        test.setTimeout(180_000);
        await openPage(page, places[0]!.url());
        await choose(page, both);
        await expect(panel(page).getByRole('heading', { name: tongue === 'en' ? 'When that is paid back' : 'Cuándo se recupera' })).toBeVisible();
        for (const summary of await panel(page).locator('summary').all()) await summary.click();
        await expect(panel(page).getByRole('img').first()).toBeVisible();
        expect(await faults(page, 'lw-acquisition-panel')).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
