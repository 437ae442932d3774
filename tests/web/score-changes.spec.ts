// Who changed their answer and what they spent: nine transitions, customers alike, three told numbers, what turning some round would bring, and what is missing.
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, openPage, places, test } from './page';

const panel = (page: Page) => page.locator('lw-score-changes-panel');
const grid = (page: Page) => panel(page).getByRole('region', { name: 'Change of spend, from first to last answer' });

const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

/** 20 detractors and 20 passives become promoters, 20 detractors stay, 12 become passives, 3 promoters fall; 40 customers never answer. Answers on days 300 and 400. */
function shop(): { orders: string; answers: string } {
  const orders = ['customer,date,amount'];
  const answers = ['customer,date,How likely are you to recommend us?'];
  const buy = (who: string, day: number, amount: number) => orders.push(`${who},${dayOf(day)},${amount}.00`);
  const change = (who: string, from: number, to: number, before: number, after: number) => {
    buy(who, 100, 5);
    buy(who, 280, before);
    buy(who, 420, after);
    answers.push(`${who},${dayOf(300)},${from}`, `${who},${dayOf(400)},${to}`);
  };
  buy('first', 0, 10);
  buy('last', 700, 10);
  for (let i = 0; i < 20; i += 1) {
    change(`up${i}`, 3, 9, 100 + i, 150 - i);
    change(`rise${i}`, 8, 10, 100, 110 + i);
    change(`stay${i}`, 0, 6, 100 + (i % 2) * 20, 70 - i);
  }
  for (let i = 0; i < 12; i += 1) change(`half${i}`, 2, 7, 100, 90 + i * 5);
  for (let i = 0; i < 3; i += 1) change(`fall${i}`, 10, 0, 100, 50);
  for (let i = 0; i < 40; i += 1) {
    buy(`never${i}`, 100, 5);
    buy(`never${i}`, 280, 95 + i);
    buy(`never${i}`, 420, 100);
  }
  return { orders: orders.join('\n') + '\n', answers: answers.join('\n') + '\n' };
}

async function choose(page: Page, { orders, answers } = shop()): Promise<void> {
  await openPage(page, places[1]!.url());
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders) },
    { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(answers) },
  ]);
}

async function show(page: Page, files = shop()): Promise<void> {
  await choose(page, files);
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible();
}

test('nine transitions with change, interval and n, beside what is told and customers alike', async ({ page }) => {
  await show(page);
  await expect(panel(page)).toContainText('75 customers answered on two days or more; 75 of them can be compared');
  const rows = grid(page).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  const toPromoter = rows.nth(0).locator('td').nth(2);
  await expect(toPromoter).toContainText('+28.3%'); // 2810 ÷ 2190 − 1
  await expect(toPromoter).toContainText('*');
  await expect(toPromoter).toContainText('n\u00a0=\u00a020');
  await expect(toPromoter).toContainText(/\+\d.*% – \+\d.*%/);
  await expect(rows.nth(0).locator('td').nth(0)).toContainText('\u221245%'); // 1210 ÷ 2200 − 1
  await expect(rows.nth(2).locator('td').nth(0)).toContainText('no interval');
  await expect(rows.nth(1).locator('td').nth(1)).toContainText('n\u00a0=\u00a00');
  await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
  await panel(page).locator('lw-interval-chart + details summary').click();
  await expect(panel(page).getByRole('region', { name: 'Change of spend, all numbers' }).locator('tbody tr')).toHaveCount(9);
  await expect(panel(page).getByRole('region', { name: 'Beside customers like them' }).locator('tbody tr')).toHaveCount(4);
  const told = panel(page).getByRole('region', { name: 'Three numbers' }).locator('tbody tr');
  await expect(told).toHaveCount(3);
  await expect(told.nth(0)).toContainText('+25%');
  await expect(told.nth(0)).toContainText('Your interval holds it.');
  await expect(told.nth(1)).toContainText('\u221236%');
  await expect(told.nth(1)).toContainText('Yours lies below it.');
  await expect(panel(page)).toContainText('Its study could not be found');
  await expect(panel(page).locator('.notes')).toContainText('regression to the mean');
});

test('how many would move, as in the data or as told, by keyboard', async ({ page }) => {
  await show(page);
  await expect(panel(page)).toContainText('23 customers are in the group “Detractors”');
  const figures = panel(page).locator('dl.numbers');
  await panel(page).locator('input[name=window]').fill('60');
  await page.keyboard.press('Tab');
  await panel(page).locator('input[name=converted]').fill('10');
  await page.keyboard.press('Tab');
  await panel(page).locator('input[name=basis][value=own]').focus();
  await page.keyboard.press('ArrowDown');
  // Today’s 23 detractors spent 1,360 in the last year; 25 % and 16 % of that, and 36 % that they would have lost, of ten customers, 30 % of it kept.
  await expect(panel(page)).toContainText(/Today a customer of the group “Detractors” spends 59\.13 a year \(95% interval .* n\u00a0=\u00a023/);
  await expect(figures).toContainText('+108.21');
  await expect(figures).toContainText('+92.24');
  await expect(panel(page)).toContainText('+61% of what the group “Detractors” spends today (+25% as told, less \u221236% of those who stay)');
  await panel(page).locator('input[name=basis][value=own]').check();
  await expect(panel(page)).toContainText('beyond customers like them who never answered their spend changed by');
  await panel(page).locator('input[name=converted]').fill('999');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('alert')).toContainText('A number from 0 to 23.'); // there are no more
  await panel(page).locator('input[name=converted]').fill('many');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('alert')).toContainText('A number from 0 to 23.');
  await panel(page).locator('input[name=window]').fill('400');
  await page.keyboard.press('Tab');
  await expect(panel(page)).toContainText('Spend before and after cannot be compared.');
  await panel(page).getByRole('button', { name: 'As the data allow' }).click();
  await expect(grid(page)).toBeVisible();
});

test('what a person says the answers are holds here, too', async ({ page }) => {
  const { orders, answers } = shop();
  await choose(page, { orders, answers: answers.replaceAll(/,0\n/g, ',1\n').replace(/^.*\n/, 'customer,date,nps\n') });
  await expect(page.locator('lw-survey-panel').getByRole('status')).toContainText('It cannot be told whether this is NPS.');
  await expect(panel(page).locator('h2')).toHaveCount(0);
  await page.locator('lw-survey-panel select[name=measure]').selectOption('csat');
  await page.keyboard.press('Tab');
  await expect(panel(page).locator('table.transitions tbody tr')).toHaveCount(2);
  await expect(panel(page).getByRole('region', { name: 'Three numbers' })).toHaveCount(0);
  for (const summary of await panel(page).locator('summary').all()) await summary.click();
  await expect(panel(page)).toContainText('reach out to a random half of the group “Not satisfied”');
  await expect(panel(page)).not.toContainText(/promoter|detractor|passive|as told/i); // of NPS alone
});

test('a claim of few customers, and one of a sum with few in it, stays out of what is handed on', async ({ page }) => {
  const { orders, answers } = shop();
  const fewer = (lines: string, left: RegExp) => lines.split('\n').filter((line) => !left.test(line)).join('\n');
  const left = /^(half([3-9]|1\d)|up([2-9]|1\d)),/;
  await show(page, { orders: fewer(orders, left), answers: fewer(answers, left) });
  const told = panel(page).getByRole('region', { name: 'Three numbers' }).locator('tbody tr');
  await expect(told.nth(0)).toHaveAttribute('data-n', '2'); // two detractors and twenty passives became promoters: the sum would tell the two
  await expect(told.nth(1)).toHaveAttribute('data-n', '20');
  await expect(told.nth(2)).toHaveAttribute('data-n', '3');
});

test('nobody answered twice: one sentence; nobody in the orders: no panel', async ({ page }) => {
  const { orders, answers } = shop();
  const once = answers.split('\n').filter((line, index) => index === 0 || index % 2 === 1).join('\n') + '\n';
  await show(page, { orders, answers: once });
  await expect(panel(page)).toContainText('Nobody answered twice.');
  await expect(panel(page).locator('table')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders) },
    { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(answers.replaceAll(/\n(?=\w)/g, '\nx')) },
  ]);
  await expect(page.locator('lw-survey-panel')).toContainText('Nobody who answered is known from the orders.');
  await expect(panel(page)).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 844 }, bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await show(page);
      await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });

test.describe('in Spanish', () => {
  test.use({ locale: 'es-ES' });
  test('the panel speaks it', async ({ page }) => {
    await show(page);
    await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Quién cambió su respuesta, y qué gastó');
    await expect(panel(page)).toContainText('Su intervalo lo contiene.');
    await expect(panel(page).locator('.notes')).toContainText('regresión a la media');
  });
});
