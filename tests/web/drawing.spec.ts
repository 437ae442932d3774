// Intervals that are drawn: progress while it lasts, a stop that leaves the page usable and says what is missing, and the same numbers after going on as without the stop.
import { type Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, test } from './page';

const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

/** Customers in all nine groups, and as many who never answered. */
function answered(customers: number): Record<string, string> {
  const orders = ['customer,date,amount', 'first,2024-01-01,10.00', `last,${dayOf(700)},10.00`];
  const answers = ['customer,date,How likely are you to recommend us?'];
  for (let i = 0; i < customers; i += 1) {
    const spend = (day: number, amount: number) => orders.push(`c${i},${dayOf(day)},${amount}.00`, `n${i},${dayOf(day)},${amount + (i % 13)}.00`);
    spend(100, 5);
    spend(250 + (i % 40), 40 + ((i * 7) % 60));
    spend(410 + (i % 40), 40 + ((i * 11) % 60));
    answers.push(`c${i},${dayOf(300)},${[3, 8, 10][i % 3]}`, `c${i},${dayOf(400)},${[10, 7, 2][(i >> 2) % 3]}`);
  }
  return { 'orders.csv': orders.join('\n'), 'answers.csv': answers.join('\n') };
}

/** New customers through two years, each with a few orders, and the money spent to find them. */
function found(customers: number): Record<string, string> {
  const orders = ['customer,date,amount'];
  const spend = ['date,channel,spend'];
  for (let i = 0; i < customers; i += 1) for (let order = 0; order < 1 + (i % 5); order += 1) orders.push(`c${i},${dayOf(((i * 7) % 600) + order * 25)},${15 + ((i * 13 + order) % 20)}.00`);
  for (let month = 0; month < 20; month += 1) spend.push(`${new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 10)},search,${Math.round(customers * (1 + (month % 3) / 5))}.00`);
  return { 'orders.csv': orders.join('\n'), 'spend.csv': spend.join('\n') };
}

/** Stops as soon as there is something to stop. */
async function stop(page: Page, panel: string): Promise<void> {
  const of = page.locator(panel);
  await of.getByRole('button', { name: 'Stop' }).click({ timeout: 60_000 });
  await expect(of.getByText('Stopped. From a part of the draws no interval can be told')).toBeVisible();
  await expect(of.getByRole('progressbar', { name: 'Progress of the draws' })).toBeVisible();
}

/** The values that the bar of a panel takes, once each. */
const watchBar = (page: Page, panel: string) =>
  page.evaluate((name) => {
    const seen: number[] = Object.assign(window, { seen: [] as number[] }).seen;
    const look = () => {
      const value = document.querySelector('lw-app')?.shadowRoot?.querySelector(name)?.shadowRoot?.querySelector('progress')?.value;
      if (value !== undefined && value !== seen.at(-1)) seen.push(value);
      requestAnimationFrame(look);
    };
    look();
  }, panel);
const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: number[] }).seen);

test('changed answers: progress rises, a stop leaves no number and a usable page, going on brings what an undisturbed run brings', async ({ page }) => {
  const panel = page.locator('lw-score-changes-panel');
  const grid = panel.getByRole('region', { name: 'Change of spend, from first to last answer' });
  await openPage(page, places[0]!.url());
  await watchBar(page, 'lw-score-changes-panel');
  await chooseTexts(page, answered(4000));
  await stop(page, 'lw-score-changes-panel');
  await expect(grid).toHaveCount(0);
  await expect(panel).toContainText('4,000 customers answered on two days or more');
  // Something else is answered meanwhile.
  await page.locator('lw-tiers-panel select').first().selectOption({ index: 1 });
  await expect(page.locator('lw-tiers-panel').getByRole('status')).toBeVisible();
  await expect(grid).toHaveCount(0);
  await panel.getByRole('button', { name: 'Go on drawing' }).click();
  await expect(grid).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  const stopped = await grid.innerText();
  const values = await seen(page);
  expect(values.length).toBeGreaterThan(3);
  for (let i = 1; i < values.length; i += 1) expect(values[i]!).toBeGreaterThan(values[i - 1]!);

  await page.getByRole('button', { name: 'Clear data' }).click();
  await chooseTexts(page, answered(4000));
  await expect(grid).toBeVisible({ timeout: 60_000 });
  expect(await grid.innerText()).toBe(stopped);
  // Another window asks anew, and a stop of that leaves none of the old numbers.
  await panel.getByLabel('Days before and after').fill('60');
  await panel.getByLabel('Days before and after').press('Enter');
  await stop(page, 'lw-score-changes-panel');
  await expect(grid).toHaveCount(0);
});

test('payback: all else is there while it is drawn, by keyboard', async ({ page }) => {
  const panel = page.locator('lw-acquisition-panel');
  await openPage(page, places[1]!.url());
  await chooseTexts(page, found(12_000));
  await stop(page, 'lw-acquisition-panel');
  await expect(panel.getByRole('region', { name: 'Cost of a new customer by definition' })).toBeVisible();
  await expect(panel.locator('lw-payback-chart')).toHaveCount(0);
  await expect(panel.getByRole('heading', { name: 'When that is paid back' })).toHaveCount(1);
  await panel.getByRole('button', { name: 'Go on drawing' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.locator('lw-payback-chart')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('heading', { name: 'When that is paid back' })).toHaveCount(1);
  await expect(panel).toContainText(/come from [\d,]+ customer bases drawn from yours/);
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('axe finds nothing while it is stopped, and nothing scrolls sideways', async ({ page }) => {
    await openPage(page, places[1]!.url());
    await chooseTexts(page, answered(4000));
    await page.locator('lw-score-changes-panel').getByRole('button', { name: 'Detener' }).click({ timeout: 60_000 });
    await expect(page.locator('lw-score-changes-panel')).toContainText('Detenido. De una parte de los sorteos');
    expect(await faults(page, 'lw-score-changes-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
