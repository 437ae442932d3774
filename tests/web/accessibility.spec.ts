// axe-core finds nothing, in both themes and languages, at phone and desktop width; the main job works by keyboard alone.
import { chooseText, expect, faults, openPage, places, showSample, test, tongues } from './page';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [
    ['phone', { width: 390, height: 844 }],
    ['desktop', { width: 1280, height: 900 }],
  ] as const) {
    const tongue = colorScheme === 'light' ? 'en' : 'es';
    test.describe(`${device}, ${colorScheme}, ${tongue}`, () => {
      test.use({ colorScheme, viewport, locale: tongues[tongue].locale, bypassCSP: true }); 

      test('the empty page', async ({ page }) => {
        await openPage(page, places[0]!.url());
        expect(await faults(page)).toEqual([]);
      });

      test('the results, with everything unfolded', async ({ page }) => {
        await openPage(page, places[0]!.url());
        await showSample(page, tongue);
        for (const summary of await page.locator('summary').all()) await summary.click();
        await expect(page.locator('lw-customer-table tbody tr.data').first()).toContainText('C-');
        expect(await faults(page)).toEqual([]);
        // Nothing is wider than the screen.
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      });

      test('the calculators', async ({ page }) => {
        await page.goto(`${places[0]!.url()}#calculators`);
        await expect(page.locator('lw-calculators')).toBeVisible();
        expect(await faults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      });

      test('a refusal', async ({ page }) => {
        await openPage(page, places[0]!.url());
        await chooseText(page, 'nodate.csv', 'email,total\na@example.org,1.00\n');
        await expect(page.getByRole('alert')).toBeVisible();
        expect(await faults(page)).toEqual([]);
      });
    });
  }
}

test('by keyboard alone: sample data, a correction, a sort, the export', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const press = async (name: string | RegExp, role: 'button' | 'combobox' = 'button') => {
    const wanted = page.getByRole(role, { name }).first();
    for (let step = 0; step < 160; step += 1) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((element) => element.matches(':focus')).catch(() => false)) return;
    }
    throw new Error(`${name} cannot be reached with Tab`);
  };
  await press('Try with sample data');
  await page.keyboard.press('Enter');
  await expect(page.locator('lw-customer-table')).toBeVisible();
  await press(/^Revenue so far/);
  await page.keyboard.press('Enter');
  await expect(page.locator('th[aria-sort=descending]')).toContainText('Revenue so far');
  await press('Save all as CSV');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('lifeworth-customers.csv');
});
