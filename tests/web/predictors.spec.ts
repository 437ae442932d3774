// What best foretold later spend: the verdict, the picture and the table; another window; data that cannot say.
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, smallShop, test } from './page';

const panel = (page: Page) => page.locator('lw-predictors-panel');

for (const { name, url } of places) {
  test(`${name}: the sample's measures of a year ago are ranked, and another window asks anew`, async ({ page }) => {
    await openPage(page, url());
    await showSample(page);
    await expect(panel(page)).toContainText('1,200 customers had bought by');
    await expect(panel(page)).toContainText('In the 12 months afterwards');
    await expect(panel(page).getByRole('status')).toContainText('Best was “');
    const rows = panel(page).locator('tbody tr');
    await expect(rows).toHaveCount(12); // eight that the orders tell, the score of the survey, and of the tickets how many, their satisfaction and their time
    await expect(rows.first()).toContainText('best');
    await expect(panel(page).getByRole('row', { name: /Days since the last purchase/ })).toContainText('the lower, the more spent later');
    await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
    await panel(page).locator('select[name=months]').selectOption('6');
    await expect(panel(page)).toContainText('In the 6 months afterwards');
    await panel(page).locator('select[name=months]').selectOption('36');
    await expect(panel(page)).toContainText('At least 6 months must lie before the day one looks back to.');
  });
}

test('a short history has a sentence and no numbers', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', smallShop);
  await expect(panel(page)).toContainText('The history is too short to look back.');
  await expect(panel(page).locator('table')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`look back, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 844 }, bypassCSP: true });
    test('a phone shows it without sideways scrolling, and axe finds nothing', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page);
      await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-predictors-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });
}
