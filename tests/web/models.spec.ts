// The models side by side: what each foresaw beside what came, the one in use named, and another one for the asking.
import { chooseText, expect, openPage, places, showSample, test, tongues } from './page';

/** Sixty customers who buy on at their own pace until the end: nothing tells when customers leave. */
function nobodyLeaves(): string {
  const lines = ['customer,date,amount'];
  for (let customer = 0; customer < 60; ++customer) {
    const gap = 20 + ((customer * 37) % 50);
    for (let day = (customer * 11) % 200, k = 0; day < 700; day += Math.round(gap * (0.4 + ((customer * 13 + k * 29) % 17) / 13)), ++k)
      lines.push(`c${customer},${new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)},${(10 + ((customer * 7 + k * 3) % 40)).toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
}

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

test('the parts of what a new customer is worth multiply and add up, as shown', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const panel = page.locator('lw-new-customer-panel');
  await expect(panel).toContainText('Over the first 12 months a customer just won brings');
  // Of each part the number, before its interval.
  const values = await panel.locator('tr').evaluateAll((rows) => rows.flatMap((row) => row.querySelector('td')?.innerText.split('\n')[0] ?? []));
  const number = (at: number) => Number(values[at]!.replace(/[^\d.-]/g, ''));
  const [first, rate, years, repeats, each, discounting, worth] = [number(0), number(1), number(2), number(3), number(4), number(5), number(6)];
  // To the digits that are shown.
  expect(Math.abs(rate * years - repeats)).toBeLessThan(0.006 * (rate + years + 1));
  expect(Math.abs(first + repeats * each - discounting - worth)).toBeLessThan(0.006 * (repeats + each + 3));
});

test('where data settle no model, what all of them leave open is shown as a range, with what cannot be told', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', nobodyLeaves());
  const panel = page.locator('lw-unsettled-panel');
  await expect(panel.locator('tbody tr')).toHaveCount(3);
  await expect(panel.locator('tbody tr').first()).toContainText('nobody leaves');
  const [low, high] = /expected to make (\d+) to (\d+) purchases/.exec(await panel.locator('p').first().innerText())!.slice(1).map(Number) as [number, number];
  // If all went on at their rates so far it would be 527, and nobody seems to leave.
  expect(low).toBeLessThan(527);
  expect(high).toBeGreaterThan(527);
  await expect(page.locator('lw-new-customer-panel section')).toHaveCount(0);
});

test('where the models are settled nothing is left open', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await expect(page.locator('lw-models-panel')).toContainText('The predictions on this page come from');
  await expect(page.locator('lw-unsettled-panel section')).toHaveCount(0);
});

test('the models speak Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await showSample(page, 'es');
  await expect(page.locator('lw-models-panel')).toContainText('Las predicciones de esta página vienen de BG/NBD.');
  await context.close();
});
