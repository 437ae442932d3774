// From a sample to the whole base: a person types sizes by keyboard and reads totals, what cannot be, and how many customers it takes.
import { type Page } from '@playwright/test';
import { expect, faults, openPage, places, showSample, test } from './page';

const panel = (page: Page) => page.locator('lw-whole-base-panel');

/** Typed into a field and left with Tab. */
async function type(page: Page, name: string, text: string): Promise<void> {
  const field = panel(page).locator(`input[name="${name}"]`);
  await field.fill(text);
  await field.press('Tab');
}

test('the size of the base gives totals; one below the sample a sentence; sizes by year stand for it', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await showSample(page);
  await expect(panel(page)).toContainText('To know the average to ±5% (95% interval), a very large base takes a sample of');
  await expect(panel(page).locator('dl')).toHaveCount(0);
  await type(page, 'base', '12,000');
  await expect(panel(page).getByRole('status')).toHaveText('1,200 of 12,000 customers are in the file (10%).');
  await expect(panel(page)).toContainText('Total profit of the base to date');
  await expect(panel(page)).toContainText('this base takes a sample of');
  await type(page, 'base', '1000');
  await expect(panel(page)).toContainText('The base cannot be smaller than the sample.');
  await expect(panel(page).locator('dl')).toHaveCount(0);
  await type(page, 'base', '1.5');
  await expect(panel(page).getByRole('alert')).toHaveText('A whole number from 1; empty if you do not know it.');
  await type(page, 'base', '');
  await expect(panel(page).getByRole('alert')).toHaveCount(0);
  await panel(page).locator('summary').first().click();
  const years = panel(page).locator('details').first().locator('input');
  const names = await years.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name));
  expect(names.length).toBeGreaterThan(1);
  await type(page, names[0]!, '5000');
  await expect(panel(page)).toContainText('The size of a year is missing.');
  for (const name of names) await type(page, name, '5000');
  await expect(panel(page).getByRole('status')).toContainText(`of ${(5000 * names.length).toLocaleString('en')} customers are in the file`);
});

test.describe('on a phone, dark', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 360, height: 844 }, bypassCSP: true });
  test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
    await openPage(page, places[0]!.url());
    await showSample(page);
    await type(page, 'base', '5000');
    await expect(panel(page).locator('dl')).toBeVisible();
    for (const summary of await panel(page).locator('summary').all()) await summary.click();
    expect(await faults(page, 'lw-whole-base-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
