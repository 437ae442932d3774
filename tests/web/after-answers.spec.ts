// What customers did after they had answered: counted by hand, in both languages, on a phone; the sample data has it.
import type { Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, showSample, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-after-answers-panel');

/** Twelve promoters of whom nine buy for 20 again, twelve detractors of whom three buy for 8. */
function shop(): { orders: string; answers: string } {
  const orders = ['customer,date,amount,currency', 'z,2023-06-01,1.00,EUR', 'z,2024-12-31,1.00,EUR'];
  const answers = ['customer,date,nps'];
  for (let i = 0; i < 24; i += 1) {
    const promoter = i < 12;
    orders.push(`c${i},2024-01-10,5.00,EUR`);
    answers.push(`c${i},2024-03-01,${promoter ? 10 : 3}`);
    if (promoter && i < 9) orders.push(`c${i},2024-04-01,20.00,EUR`);
    if (!promoter && i < 15) orders.push(`c${i},2024-04-01,8.00,EUR`);
  }
  return { orders: orders.join('\n'), answers: answers.join('\n') };
}

async function show(page: Page): Promise<void> {
  await openPage(page, places[0]!.url());
  const { orders, answers } = shop();
  await chooseTexts(page, { 'orders.csv': orders, 'answers.csv': answers });
}

test('each group has what its customers did, and another window is asked for anew', async ({ page }) => {
  await show(page);
  await expect(panel(page)).toContainText('24 of 24 customers who answered can be followed for 90 days');
  const table = panel(page).getByRole('region', { name: 'Revenue of a customer in the 90 days after' });
  await expect(table.getByRole('row', { name: /Promoters/ })).toContainText('75%46.8% – 91.1%');
  await expect(table.getByRole('row', { name: /Promoters/ })).toContainText('€15.00');
  await expect(table.getByRole('row', { name: /Detractors/ })).toContainText('€2.00');
  await expect(panel(page)).toContainText('Promoters: 25% bought nothing in the 90 days after their answer');
  await panel(page).getByRole('radio', { name: '30' }).check();
  await expect(panel(page).getByRole('region', { name: 'Revenue of a customer in the 30 days after' }).getByRole('row', { name: /Promoters/ })).toContainText('€0.00no interval: all alike');
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`sample data on a phone, ${colorScheme}, es`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, locale: tongues.es.locale, bypassCSP: true });
    test('axe finds nothing, and nothing scrolls sideways but inside its box', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, 'es');
      await expect(panel(page).getByRole('heading', { name: /Después de la respuesta/ })).toBeVisible();
      await expect(panel(page).locator('svg').first()).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-after-answers-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
