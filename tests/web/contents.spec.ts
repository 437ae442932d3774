// The list of what is on a long page: it names the parts that show something, in their order, and leads to them.
import { expect, openPage, places, showSample, test, tongues } from './page';

test('the contents name each part and lead to it, for the keyboard, too', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await expect(page.locator('lw-whole-base-panel section')).toBeVisible();
  await contents.getByText(/On this page: \d+ parts/).click();
  const names = await contents.getByRole('button').allTextContents();
  const headings = await page.locator('lw-app h2#title').evaluateAll((all) => all.map((heading) => heading.textContent!.trim()));
  expect(names.length).toBeGreaterThan(10);
  expect(headings.filter((heading) => names.includes(heading))).toEqual(names);
  await contents.getByRole('button', { name: 'From a sample to the whole base' }).press('Enter');
  const heading = page.locator('lw-whole-base-panel h2');
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
});

test('the contents are in the language of the page', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await showSample(page, 'es');
  const contents = page.getByRole('navigation', { name: 'En esta página' });
  await contents.getByText(/En esta página: \d+ partes/).click();
  await expect(contents.getByRole('button', { name: 'Dónde está el beneficio por venir' })).toBeVisible();
  await context.close();
});
