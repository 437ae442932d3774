// Where customers come from, told of orders alone: how many by what their first order names, what they bring, and what parts them where one thing is the same for all. In both
// languages, by keyboard, and read by axe.
import { type Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, test } from './page';

const panel = (page: Page) => page.locator('lw-origins-panel');
const pad = (value: number) => String(value).padStart(2, '0');

/** In each month of 2023 and 2024 twelve customers come by Google for about 50.00, six by a friend for about 80.00, two by nobody knows what; from Spain and Portugal by turns. */
function orders({ channels = ['Google-Ads', 'friend', ''], countries = ['ES', 'PT'] } = {}): string {
  const lines = ['order_id,customer,date,amount,currency,utm_source,billing country'];
  for (let month = 0; month < 24; month += 1)
    for (let i = 0; i < 20; i += 1) {
      const [channel, amount] = i < 12 ? [channels[0], '50'] : [i < 18 ? channels[1] : channels[2], '80'];
      lines.push(`${lines.length},c${lines.length},${2023 + Math.floor(month / 12)}-${pad((month % 12) + 1)}-${pad(1 + i)},${amount}.${i % 2 ? '10' : '00'},EUR,${channel},${countries[month % countries.length]}`);
    }
  lines.push(`last,c1,2024-12-31,1.00,EUR,${channels[1]},${countries[0]}`); // the orders are known to the end of the year
  return lines.join('\n');
}
const spend = ['date,channel,spend,currency', ...Array.from({ length: 24 }, (_, month) => `${2023 + Math.floor(month / 12)}-${pad((month % 12) + 1)}-01,google ads,600.00,EUR`)].join('\n');

const row = (page: Page, region: string, name: string) => panel(page).getByRole('region', { name: region }).getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('without spend: how many by each channel, and what they bring, raw and adjusted, without a word of costs', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseTexts(page, { 'orders.csv': orders() });
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Where customers come from', { timeout: 60_000 });
  await expect(panel(page).getByRole('heading', { name: 'By channel' })).toBeVisible();
  await expect(row(page, 'New customers by channel', 'Google-Ads')).toContainText(/288.*60%/s);
  await expect(row(page, 'New customers by channel', 'friend')).toContainText(/144.*30%/s);
  await expect(row(page, 'New customers by channel', 'nothing named')).toContainText(/48.*10%/s);
  await expect(row(page, 'New customers by channel', 'All')).toContainText('480');
  // At a margin of 30 %, half of the orders being 50.10: a year old are those of twelve months and a day.
  await expect(row(page, 'Value by channel', 'Google-Ads')).toContainText(/145.*€15\.01.*lower/s);
  await expect(row(page, 'Value by channel', 'friend')).toContainText(/72.*€24\.0.*higher/s);
  await expect(panel(page).locator('.notes')).toContainText('Some new customers are in no group.');
  await expect(panel(page).getByRole('columnheader', { name: /cost/i })).toHaveCount(0);
  await expect(panel(page).getByText('Which names belong together')).toHaveCount(0);
  await expect(page.locator('lw-acquisition-panel')).toHaveCount(0);
  // By country instead, by keyboard.
  const by = panel(page).getByLabel('Compare customers by');
  await by.focus();
  await page.keyboard.type('country');
  await page.keyboard.press('Enter');
  await expect(row(page, 'New customers by country', 'PT')).toContainText(/240.*50%/s);
  await expect(by).toBeFocused();
  await panel(page).getByLabel('channel (utm_source)').check();
  await expect(panel(page)).toContainText('compares customers who are alike in: when they joined, channel');
});

test('what is the same for everybody parts nobody; with spend, its panel tells it', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await chooseTexts(page, { 'orders.csv': orders({ channels: ['web', 'web', 'web'] }) });
  await expect(panel(page).getByRole('heading', { name: 'By country' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Clear data' }).click();
  await chooseTexts(page, { 'orders.csv': orders({ channels: ['web', 'web', 'web'], countries: ['ES'] }) });
  await expect(page.locator('lw-customer-table')).toBeVisible({ timeout: 60_000 });
  await expect(panel(page).getByRole('heading')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await chooseTexts(page, { 'orders.csv': orders(), 'spend.csv': spend });
  await expect(page.locator('lw-acquisition-channels').getByRole('heading', { name: 'By the channel customers came by' })).toBeVisible({ timeout: 60_000 });
  await expect(panel(page).getByRole('heading')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`on a phone, ${colorScheme}, in Spanish`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await openPage(page, places[1]!.url());
      await chooseTexts(page, { 'orders.csv': orders() });
      await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('De dónde vienen los clientes', { timeout: 60_000 });
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      await expect(row(page, 'Clientes nuevos por canal', 'nada nombrado')).toContainText('48');
      expect(await faults(page, 'lw-origins-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
