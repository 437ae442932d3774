// Bad and good impressions: months by hand, in both languages, on a phone; the sample data has it.
import type { Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, showSample, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-impressions-panel');

/** Twenty promoters who spend 10 more a month after their answer, twenty passives who go on, twenty detractors who stop; a cent here and there. */
function shop(): { orders: string; answers: string } {
  const orders = ['customer,date,amount,currency', 'first,2022-06-01,1.00,EUR'];
  const answers = ['customer,date,nps'];
  for (let i = 0; i < 60; i += 1) {
    const group = Math.floor(i / 20);
    orders.push(`c${i},2023-01-10,5.00,EUR`);
    for (const day of ['2023-12-15', '2024-01-15', '2024-02-15']) orders.push(`c${i},${day},${i % 3 ? '30.00' : '30.01'},EUR`);
    for (const day of ['2024-03-15', '2024-04-15', '2024-05-15']) if (group < 2) orders.push(`c${i},${day},${group ? '30.00' : '40.00'},EUR`);
    answers.push(`c${i},2024-03-01,${[10, 7, 2][group]}`);
    if (i % 2) answers.push(`c${i},2024-04-20,${[9, 8, 4][group]}`);
  }
  return { orders: [...orders, 'last,2024-12-31,1.00,EUR'].join('\n'), answers: answers.join('\n') };
}

async function show(page: Page): Promise<void> {
  await openPage(page, places[0]!.url());
  const { orders, answers } = shop();
  await chooseTexts(page, { 'orders.csv': orders, 'answers.csv': answers });
}

test('what bad takes and good adds is said, drawn, and stands in a table; another number of months is asked for anew', async ({ page }) => {
  await show(page);
  await panel(page).getByRole('radio', { name: '3', exact: true }).check();
  await expect(panel(page)).toContainText('60 of 60 customers who answered can be followed for 3 months of 30 days');
  await expect(panel(page)).toContainText('Detractors: against before, they spent clearly less than passives for 3 months in a row.');
  await expect(panel(page)).toContainText('Bad outweighs good: over all months detractors moved by −€90.00 a customer beside passives');
  await expect(panel(page)).toContainText(/What bad takes less what good adds: \+€60.00/);
  await expect(panel(page)).toContainText('66.7% of them gave no bad one');
  await expect(panel(page).locator('svg').first()).toBeVisible();
  const details = panel(page).locator('details').filter({ hasText: 'Spend of a customer in 30 days' });
  await details.locator('summary').click();
  await expect(details.getByRole('row', { name: /month 1/ })).toContainText('€40.00');
  await expect(details.getByRole('row', { name: /before/ })).toContainText('€30.00');
  await panel(page).getByRole('radio', { name: '12', exact: true }).check();
  await expect(panel(page)).toContainText('0 of 60 customers who answered can be followed for 12 months');
});

test('answers alone tell how alike one customer’s answers are', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseTexts(page, { 'answers.csv': shop().answers });
  await expect(panel(page)).toContainText('66.7% of them gave no bad one');
  await expect(panel(page)).toContainText('With orders beside them you would see');
  await expect(panel(page).getByRole('radio')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`sample data on a phone, ${colorScheme}, es`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, locale: tongues.es.locale, bypassCSP: true });
    test('axe finds nothing, and nothing scrolls sideways but inside its box', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, 'es');
      await expect(panel(page).getByRole('heading', { name: /Impresiones malas y buenas/ })).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-impressions-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
