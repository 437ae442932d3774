// Who exceeds a value: a person sets the rule by keyboard, reads who and how much, who is just under, how the groups differ, and takes the lists away.
import { type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { chooseText, expect, faults, openPage, places, showSample, smallShop, test } from './page';

const panel = (page: Page) => page.locator('lw-tiers-panel');

/** Typed into a field of the rule, and left with Tab. */
async function type(page: Page, name: string, text: string): Promise<void> {
  const field = panel(page).locator(`input[name=${name}]`);
  await field.fill(text);
  await field.press('Tab');
}

const choose = (page: Page, name: string, value: string) => panel(page).locator(`select[name=${name}]`).selectOption(value);

async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  const target = panel(page).getByRole('button', { name: button });
  await target.focus();
  await page.keyboard.press('Enter');
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

for (const { name, url } of places) {
  test(`${name}: three customers by hand, against the average, a value of one's own and a tenure`, async ({ page }) => {
    await openPage(page, url());
    await chooseText(page, 'orders.csv', smallShop);
    // 120, 50 and 20: 63.33 on average.
    await expect(panel(page)).toContainText('1 of 3 customers exceed €63.33.');
    await expect(panel(page)).toContainText('There are too few customers to compare.');
    await choose(page, 'threshold', 'value');
    await type(page, 'own_value', '55');
    await expect(panel(page)).toContainText('1 of 3 customers exceed €55.00.');
    await expect(panel(page)).toContainText('Just under are those from €49.50 up to €55.00: 1 customers. Together they would need €5.01 more of revenue to exceed it');
    await expect(panel(page)).toContainText('63.2%');
    expect(await saved(page, 'Save those just under (CSV)')).toEqual({
      name: 'lifeworth-just-under-threshold.csv',
      text: '\uFEFFcustomer,purchase_days,first_day,last_day,revenue,revenue_missing\r\n"b***2@example.org",1,2025-01-20,2025-01-20,50.00,5.01\r\n',
    });
    const above = await saved(page, 'Save those who exceed it (CSV)');
    expect(above.name).toBe('lifeworth-above-threshold.csv');
    expect(above.text).toContain('"a***1@example.org",2,2025-01-05,2025-02-05,120.00,65.00');
    // The file ends on the 1st of March, the day of the third customer's first purchase.
    await type(page, 'own_value', '10');
    await type(page, 'tenure_months', '1');
    await expect(panel(page)).toContainText('2 of 3 customers have been with you for at least 1 months and exceed €10.00. Another 1 exceed it already, but came later.');
    await type(page, 'tenure_months', '1.5');
    await expect(panel(page).getByRole('alert')).toHaveText('A number from 0 to 1,200.');
  });
}

test('profit instead of revenue: the margin of the page above, and nothing without one', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await expect(panel(page)).toContainText('364 of 1,200 customers exceed €288.57.');
  await choose(page, 'value', 'profit');
  await expect(panel(page)).toContainText('364 of 1,200 customers exceed €86.57.'); // 30 % of it
  await expect(panel(page)).toContainText('Share of the profit they hold');
  const margin = page.locator('lw-headline-panel input[name=margin]');
  await margin.fill('0');
  await margin.press('Enter');
  await expect(panel(page)).toContainText('At a margin of 0% no customer is worth anything.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`sample data, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, bypassCSP: true });
    test('the groups are compared, the picture has a table, and axe finds nothing', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page);
      await expect(panel(page).locator('lw-tier-chart svg')).toBeVisible();
      await choose(page, 'threshold', 'quantile');
      await type(page, 'quantile', '75');
      await expect(panel(page)).toContainText('300 of 1,200 customers exceed');
      const row = panel(page).getByRole('row', { name: /Days between purchases/ });
      await expect(row).toContainText('yes');
      await expect(panel(page)).toContainText('These are differences, not causes');
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-tiers-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
}
