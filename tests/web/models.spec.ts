// The models side by side: what each foresaw beside what came, the one in use named, and another one for the asking.
import { expect, openPage, places, showSample, test, tongues } from './page';

test('every model stands beside what came, and the page goes by the one that is chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const panel = page.locator('lw-models-panel');
  const heldOut = panel.getByRole('region', { name: 'What each foresaw' }).getByRole('row');
  await expect(heldOut).toHaveCount(6); // header, three models, the naive forecast, what came
  // The sample's customers leave after repeat purchases alone, as BG/NBD has it.
  await expect(panel).toContainText('The predictions on this page come from BG/NBD.');
  const alive = page.locator('lw-headline-panel');
  await expect(alive).toContainText('Repeat buyers still with you');
  const actual = await heldOut.last().textContent();

  await panel.getByRole('combobox', { name: 'Model' }).selectOption('Pareto/NBD');
  await expect(panel).toContainText('The predictions on this page come from Pareto/NBD.');
  await expect(alive).toContainText('Customers still with you');
  await expect(page.locator('lw-method-panel')).toContainText('Schmittlein, Morrison & Colombo (1987)');
  expect(await heldOut.last().textContent()).toBe(actual); // what came does not depend on a model

  await panel.getByRole('combobox', { name: 'Model' }).selectOption({ index: 0 });
  await expect(panel).toContainText('The predictions on this page come from BG/NBD.');
});

test('the models speak Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await showSample(page, 'es');
  await expect(page.locator('lw-models-panel')).toContainText('Las predicciones de esta página vienen de BG/NBD.');
  await context.close();
});
