// Intervals that are drawn: a word at once while what is not drawn is computed, progress while it lasts, a stop that leaves the page usable and says what is missing, and the same numbers after going on as without the stop.
import { type Page } from '@playwright/test';
import { aheadOfWorkers, chooseTexts, expect, faults, openPage, places, test } from './page';

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

/** For a worker: the first answer to each question of a kind comes late, as of a large file, and those that draw on a little. */
const answersLate = (kind: string, { first = 0, others = 0 }): string => `{
  const post = self.postMessage.bind(self), late = new Map();
  let last = '';
  addEventListener('message', ({ data: { number, job } }) => {
    if (job?.request?.kind !== '${kind}') return;
    const question = JSON.stringify({ ...job.request, steps: 0 });
    late.set(number, question === last ? ${others} : ${first});
    last = question;
  });
  self.postMessage = (message, options) => {
    const wait = late.get(message?.number);
    late.delete(message?.number);
    if (wait) setTimeout(() => post(message, options), wait);
    else post(message, options);
  };
}`;

/** Stops as soon as draws are there to stop. */
async function stop(page: Page, panel: string): Promise<void> {
  const of = page.locator(panel);
  await of.getByText('Intervals are being drawn').waitFor({ timeout: 60_000 }); // looks at every frame: it may not last
  await of.getByRole('button', { name: 'Stop' }).click();
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
  await aheadOfWorkers(page, answersLate('score_changes', { others: 60 }));
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
  await aheadOfWorkers(page, answersLate('acquisition', { others: 60 }));
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

test('payback: the wait for what is not drawn is said, and its button goes on into the drawing in the same hand', async ({ page }) => {
  const panel = page.locator('lw-acquisition-panel');
  await aheadOfWorkers(page, answersLate('acquisition', { first: 2500, others: 60 }));
  await openPage(page, places[0]!.url());
  await chooseTexts(page, found(12_000));
  await expect(panel.getByRole('status')).toHaveText('Computing …', { timeout: 60_000 });
  await expect(panel.getByRole('heading', { name: 'What a new customer costs' })).toBeVisible();
  await expect(panel.getByRole('progressbar', { name: 'Being computed' })).toBeVisible();
  await panel.getByRole('button', { name: 'Stop' }).focus();
  await panel.getByText('Intervals are being drawn').waitFor();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Stopped. From a part of the draws no interval can be told')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Go on drawing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.locator('lw-payback-chart')).toBeVisible({ timeout: 60_000 });
  // Another question: what was found stays, the wait is said beside it, and a stop says of when it is.
  const lag = panel.getByLabel('Days from spend to first purchase');
  await lag.fill('7');
  await lag.press('Enter');
  await expect(panel.getByText('Computing …')).toBeVisible();
  await expect(panel.locator('lw-payback-chart')).toBeVisible();
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel).toContainText('Stopped. What stands here was found before you changed something.');
  await panel.getByRole('button', { name: 'Go on computing' }).click();
  await expect(panel).toContainText('… spent 7 days earlier', { timeout: 60_000 });
  await expect(panel.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
});

test('changed answers: a stop in the wait leaves nothing but the way to go on', async ({ page }) => {
  const panel = page.locator('lw-score-changes-panel');
  await aheadOfWorkers(page, answersLate('score_changes', { first: 2500 }));
  await openPage(page, places[1]!.url());
  await chooseTexts(page, answered(4000));
  await panel.getByRole('button', { name: 'Stop' }).focus({ timeout: 60_000 });
  await expect(panel.getByRole('status')).toHaveText('Computing …');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('Stopped before anything was found.');
  const goOn = panel.getByRole('button', { name: 'Go on computing' });
  await expect(goOn).toBeFocused();
  await page.waitForTimeout(3000); // the late answer comes to nobody
  await expect(goOn).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('region', { name: 'Change of spend, from first to last answer' })).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('axe finds nothing in the wait, and nothing scrolls sideways', async ({ page }) => {
    await aheadOfWorkers(page, answersLate('score_changes', { first: 15_000 }));
    await openPage(page, places[1]!.url());
    await chooseTexts(page, answered(400));
    await expect(page.locator('lw-score-changes-panel').getByRole('status')).toHaveText('Calculando …', { timeout: 60_000 });
    expect(await faults(page, 'lw-score-changes-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.locator('lw-score-changes-panel').getByRole('button', { name: 'Detener' }).click();
    await expect(page.locator('lw-score-changes-panel').getByRole('button', { name: 'Seguir calculando' })).toBeVisible();
  });

  test('axe finds nothing while it is stopped, and nothing scrolls sideways', async ({ page }) => {
    await aheadOfWorkers(page, answersLate('score_changes', { others: 60 }));
    await openPage(page, places[1]!.url());
    await chooseTexts(page, answered(4000));
    await page.locator('lw-score-changes-panel').getByText('Se sortean los intervalos').waitFor({ timeout: 60_000 });
    await page.locator('lw-score-changes-panel').getByRole('button', { name: 'Detener' }).click();
    await expect(page.locator('lw-score-changes-panel')).toContainText('Detenido. De una parte de los sorteos');
    expect(await faults(page, 'lw-score-changes-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
