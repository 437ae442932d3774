// What was expected beside what came: the picture, its two views, the table behind it, and the model in use.
import { chooseText, expect, openPage, places, showSample, smallShop, test, tongues } from './page';

const bare = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''));

test('purchases are followed in total and period by period, by pointer and by keyboard, and the table has the same', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const panel = page.locator('lw-tracking-panel');
  await expect(panel).toContainText(/n.=.1,200\) had made [\d,]+ repeat purchases; BG\/NBD expected [\d,]+ \(95% prediction interval/);
  await expect(panel.locator('svg')).toContainText('known until here');
  for (const name of ['Actual', 'BG/NBD', 'MBG/NBD', 'Pareto/NBD']) await expect(panel.locator('svg')).toContainText(name);
  await panel.getByText('The same as a table').click();
  const table = panel.getByRole('region', { name: 'Expected and actual purchases' });
  const actual = () => table.locator('tbody tr td:nth-child(2)').allTextContents();
  const totals = (await actual()).map(bare);
  expect(totals.length).toBeGreaterThan(70);
  await panel.getByRole('radio', { name: 'All so far' }).press('ArrowRight');
  await expect(panel.getByRole('radio', { name: 'Every 2 weeks' })).toBeChecked();
  await expect(table.getByRole('columnheader').first()).toHaveText('Period until');
  const added = (await actual()).map(bare);
  expect(added.reduce((sum, each) => sum + each, 0)).toBe(totals.at(-1));
});

test('the sentence is of the model in use', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const panel = page.locator('lw-tracking-panel');
  await expect(panel).toContainText('BG/NBD expected');
  await page.locator('lw-models-panel').getByRole('combobox', { name: 'Model' }).selectOption('Pareto/NBD');
  await expect(panel).toContainText('Pareto/NBD expected');
  await panel.getByText('The same as a table').click();
  await expect(panel.getByRole('columnheader').nth(2)).toHaveText('Pareto/NBD');
});

test('a shop to which no model fits has nothing to follow, and the next file has', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'small.csv', smallShop);
  await expect(page.locator('lw-customer-table')).toBeVisible();
  await expect(page.locator('lw-tracking-panel section')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await showSample(page);
  await expect(page.locator('lw-tracking-panel svg')).toBeVisible();
});

test('what was expected is said in Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await showSample(page, 'es');
  await expect(page.locator('lw-tracking-panel')).toContainText(/habían hecho [\d.]+ compras repetidas; BG\/NBD esperaba/);
  await expect(page.locator('lw-tracking-panel')).toContainText('conocido hasta aquí');
  await context.close();
});
