// Intervals by simulation: asked for, watched, stopped, gone on with, and dropped when the prediction changes.
import { type Page } from '@playwright/test';
import { expect, faults, openPage, places, showSample, test } from './page';

const panel = (page: Page) => page.locator('lw-bootstrap-panel');

test('a thousand shops are simulated; a stop keeps what was drawn; another margin begins anew', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await panel(page).getByRole('button', { name: 'Simulate' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('button', { name: 'Stop' })).toBeFocused();
  await expect(panel(page)).toContainText(/[\d,]+ of 1,000 shops/);
  await panel(page).getByRole('button', { name: 'Stop' }).click();
  const drawn = Number(/([\d,]+) of 1,000/.exec((await panel(page).getByText('of 1,000 shops').textContent())!)![1]!.replace(',', ''));
  expect(drawn).toBeLessThan(1000);
  await panel(page).getByRole('button', { name: 'Go on simulating' }).click();
  await expect(panel(page).getByRole('row')).toHaveCount(3, { timeout: 60_000 });
  await expect(panel(page)).toContainText('n = 1,000 settled shops');
  // Both ways are about the same estimate, and of a thousand customers about as wide.
  for (const row of await panel(page).locator('tbody tr').all()) {
    const [, approximated, simulated] = (await row.locator('th, td').allInnerTexts()).map((text) => [...text.replace(/[^\d.\s–-]/g, '').matchAll(/\d[\d.]*/g)].map(Number));
    expect(simulated![0]).toBe(approximated![0]);
    expect(simulated).toHaveLength(3);
    for (const end of [1, 2]) expect(Math.abs(simulated![end]! / approximated![end]! - 1)).toBeLessThan(0.1);
  }
  await page.getByLabel('Margin, % of revenue').fill('20');
  await page.getByLabel('Margin, % of revenue').press('Tab');
  await expect(panel(page).getByRole('row')).toHaveCount(0);
  await expect(panel(page).getByRole('button', { name: 'Simulate' })).toBeVisible();
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 360, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
    await openPage(page, places[1]!.url());
    await showSample(page, 'es');
    await panel(page).getByRole('button', { name: 'Simular' }).click();
    await expect(panel(page).getByRole('row')).toHaveCount(3, { timeout: 60_000 });
    expect(await faults(page, 'lw-bootstrap-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
