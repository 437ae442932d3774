// Who came back: the verdict, the picture, the models and the signs; the table of customers with its two columns; numbers as people type them.
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, smallShop, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-comeback-panel');
const url = places[1]!.url();

test('the sample: as many came back as expected, who is told from whom, and every model has its numbers', async ({ page }) => {
  await openPage(page, url);
  await showSample(page);
  await expect(panel(page)).toContainText('customers had bought by');
  await expect(panel(page).getByRole('status').first()).toContainText('came back');
  await expect(panel(page)).toContainText('50% would be chance.');
  await expect(panel(page).locator('lw-reliability-chart svg')).toBeVisible();
  await panel(page).getByText('The same as a table').click();
  await expect(panel(page).getByRole('region', { name: 'Expected and actual, by group' }).locator('tbody tr')).toHaveCount(10);
  const models = panel(page).getByRole('region', { name: 'What each model gave them' });
  await expect(models.locator('tbody tr')).toHaveCount(8); // three models, four simple rules, what happened
  await expect(panel(page).getByRole('region', { name: 'Signs of coming back' }).getByRole('row', { name: /Late against their own rhythm/ })).toContainText('n =');
  await expect(panel(page)).toContainText('These are differences, not causes');
});

test('data in which nothing can be held out say so', async ({ page }) => {
  await openPage(page, url);
  await chooseText(page, 'orders.csv', smallShop);
  await expect(panel(page).locator('.notes li').first()).toBeVisible();
  await expect(panel(page).locator('table')).toHaveCount(0);
});

test('the table of customers sorts by the probability of buying again and by being late, and fits its box', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openPage(page, url);
  await showSample(page);
  const table = page.locator('lw-customer-table');
  await expect(table).toContainText('Late against their own rhythm are');
  const cells = (name: string) => table.locator('tbody tr.data').first().locator('td').filter({ hasText: name });
  await table.getByRole('button', { name: 'Late?' }).click();
  await expect(table.getByRole('columnheader', { name: 'Late?' })).toHaveAttribute('aria-sort', 'descending');
  await expect(cells('yes')).toHaveCount(1);
  await table.getByRole('button', { name: 'Buys again' }).click();
  await expect(cells('99%').first()).toBeVisible();
  const viewport = table.locator('.viewport');
  expect(await viewport.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
});

for (const tongue of ['en', 'es'] as const) {
  test.describe(`numbers as they are typed, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale });
    test('marks that part thousands are those of the language, and what can be read two ways is refused', async ({ page }) => {
      await openPage(page, url);
      await showSample(page, tongue);
      const headline = page.locator('lw-headline-panel');
      const discount = headline.locator('input[name=discount]');
      const alert = headline.getByRole('alert');
      const type = async (text: string) => {
        await discount.fill(text);
        await discount.press('Enter');
      };
      const [thousand, tenth, mixed] = tongue === 'en' ? ['1,000', '0.125', '9,99.5'] : ['1.000', '0.125', '9.99,5'];
      const shown = (number: number, digits: number) => new Intl.NumberFormat(tongues[tongue].locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(number);
      await type(tenth);
      await expect(alert).toHaveCount(0);
      await expect(discount).toHaveValue(shown(0.125, 3));
      await type(mixed);
      await expect(alert).toBeVisible();
      await expect(discount).toHaveValue(mixed);
      await type(thousand);
      await expect(alert).toHaveCount(0);
      await expect(discount).toHaveValue('1000');
      await type(tongue === 'en' ? '1,200' : '1.200');
      await expect(alert).toBeVisible(); // 1200, beyond 1000
      await type('12,5'); // in English, too, no three digits follow
      await expect(alert).toHaveCount(0);
      await expect(discount).toHaveValue(shown(12.5, 1));
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, bypassCSP: true });
    test('nothing scrolls sideways but inside its box, and axe finds nothing', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page);
      await expect(panel(page).locator('lw-reliability-chart')).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-comeback-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
}
