// The list of what is on a long page: it names the parts that show something, in their order, and leads to them.
import { expect, faults, openPage, places, showSample, test, tongues } from './page';

test.use({ bypassCSP: true });

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

test('parts fold away, stay folded, and unfold for whom the contents lead into them', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const part = page.getByRole('button', { name: 'Staying and coming back', exact: true });
  const panel = page.locator('lw-cohort-panel section');
  await expect(panel).toBeVisible();
  await part.press('Enter');
  await expect(part).toHaveAttribute('aria-expanded', 'false');
  await expect(panel).toBeHidden();
  await page.reload();
  await showSample(page);
  await expect(page.locator('lw-whole-base-panel section')).toBeVisible();
  await expect(panel).toBeHidden();
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await contents.getByText(/On this page: \d+ parts/).click();
  await contents.getByRole('button', { name: await panel.locator('h2').textContent().then((text) => text!.trim()) }).click();
  await expect(panel).toBeInViewport();
  await page.getByRole('button', { name: 'Fold everything' }).click();
  await expect(page.locator('lw-part').getByRole('button', { expanded: true })).toHaveCount(0);
  await expect(page.locator('lw-part h2#title').filter({ visible: true })).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Unfold everything' }).click();
  await expect(panel).toBeVisible();
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
