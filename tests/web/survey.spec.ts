// What a survey says: a file of answers alone, the scale asked where it cannot be told, levels, periods and segments, and beside orders who answered.
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, test } from './page';

const panel = (page: Page) => page.locator('lw-survey-panel');

/** Twice 60 customers answer: in January by e-mail 20 promoters, 20 passives, 20 detractors; in March by phone 40, 15 and 5. The names are those of orders. */
function answers(header = 'customer,date,How likely are you to recommend us?,channel'): string {
  const rows = [];
  for (let i = 0; i < 60; i += 1) {
    rows.push(`c${i},2025-01-${String(1 + (i % 28)).padStart(2, '0')},${i < 20 ? 10 : i < 40 ? 8 : i % 7},email`);
    rows.push(`c${i},2025-03-${String(1 + (i % 28)).padStart(2, '0')},${i < 40 ? 9 : i < 55 ? 7 : 0},phone`);
  }
  return [header, ...rows].join('\n') + '\n';
}

const orders = (): string => {
  const rows = ['customer,date,amount'];
  for (let i = 0; i < 150; i += 1) for (let n = 0; n <= i % 3; n += 1) rows.push(`c${i},2024-${String(1 + ((i + 4 * n) % 12)).padStart(2, '0')}-1${i % 10},${20 + (i % 17)}.50`);
  return rows.join('\n') + '\n';
};

async function show(page: Page, text: string, name = 'answers.csv'): Promise<void> {
  await openPage(page, places[1]!.url());
  await chooseText(page, name, text);
  await expect(panel(page)).toBeVisible();
}

test('a file of answers alone: NPS with its reason, interval and n, and no panel about orders', async ({ page }) => {
  await show(page, answers());
  await expect(panel(page).getByRole('status')).toContainText('It looks like NPS.');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('29.2'); // (60 − 25) ÷ 120
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('n\u00a0=\u00a0120');
  await expect(panel(page).locator('.notes')).toContainText('There are no orders beside these answers.');
  await expect(panel(page).locator('.notes')).toContainText('120 answers come from 60 customers.');
  for (const other of ['lw-headline-panel', 'lw-cohort-panel', 'lw-predictors-panel', 'lw-contract-panel']) await expect(page.locator(other)).toHaveCount(0);
  await expect(panel(page)).toContainText('From Jan 2025 to Mar 2025:');
  await expect(panel(page)).toContainText('+58.3 points'); // from 0 to (40 − 5) ÷ 60
  await expect(panel(page)).toContainText('more than chance');
  await panel(page).locator('select[name=level]').focus();
  await panel(page).locator('select[name=level]').selectOption('customers');
  await page.keyboard.press('Tab');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('58.3');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('n\u00a0=\u00a060');
  await panel(page).locator('select[name=grain]').selectOption('year');
  await page.keyboard.press('Tab');
  await expect(panel(page)).toContainText('All answers are of one period.');
});

test('segments are compared with the rest, and the picture has its table', async ({ page }) => {
  await show(page, answers());
  const table = panel(page).getByRole('region', { name: 'By segment' }).locator('tbody tr');
  await expect(table).toHaveCount(2);
  await expect(table.first()).toContainText('email');
  await expect(table.first()).toContainText('\u221258.3');
  await expect(table.first()).toContainText('yes');
  await expect(panel(page).locator('lw-answer-chart svg')).toBeVisible();
  await panel(page).locator('lw-answer-chart + details summary').click();
  await expect(panel(page).getByRole('region', { name: 'Answers' }).locator('tbody tr')).toHaveCount(3 + 11);
});

test('a scale from 1 to 10 is asked about, and what a person says counts', async ({ page }) => {
  const asked = answers('customer,date,score,channel').replaceAll(/,0,/g, ',1,');
  await show(page, asked);
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('A survey: what was asked?');
  await expect(panel(page).getByRole('status')).toContainText('It cannot be told whether this is NPS.');
  await expect(panel(page).locator('dl')).toHaveCount(0);
  await panel(page).locator('select[name=measure]').selectOption('csat');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('status')).toContainText('Read as you chose.');
  await expect(panel(page).locator('dl.numbers')).toContainText('Satisfied (answers 9 to 10)');
  await expect(panel(page).locator('dl.numbers')).toContainText('50%');
  await panel(page).locator('select[name=scale]').selectOption('1–7');
  await page.keyboard.press('Tab');
  await expect(panel(page)).toContainText('Left out, for they lie outside the scale: 80');
});

test('NPS and satisfaction in one column are not averaged: the page asks which answers to look at', async ({ page }) => {
  const rows = ['customer,response date,score,survey type'];
  for (let i = 0; i < 40; i += 1) rows.push(`a${i},2025-02-01,${i < 30 ? 10 : 0},NPS`);
  for (let i = 0; i < 30; i += 1) rows.push(`b${i},2025-02-01,${i < 24 ? 5 : 1},CSAT`);
  await show(page, rows.join('\n') + '\n');
  await expect(panel(page).getByRole('status')).toContainText('The file holds answers to different questions.');
  await expect(panel(page).locator('dl.numbers')).toHaveCount(0);
  await panel(page).getByLabel('Which answers').selectOption('CSAT (30)');
  await page.keyboard.press('Tab');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('80%');
  await panel(page).getByLabel('Which answers').selectOption('NPS (40)');
  await page.keyboard.press('Tab');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('50');
});

/** Ten of 3.5, ten of 4, twenty of 4.5, ten of 5. */
const stars = ['customer,date,rating', ...Array.from({ length: 50 }, (_, i) => `c${i},2025-02-${String(1 + (i % 28)).padStart(2, '0')},${[3.5, 4, 4.5, 4.5, 5][i % 5]}`)].join('\n') + '\n';

test('stars in halves are points of the scale, and satisfied are those from 4 on', async ({ page }) => {
  await show(page, stars);
  await expect(panel(page).getByRole('status')).toContainText('It looks like satisfaction, from 1 to 5 in halves. 30 of 50 answers lie halfway between two points, such as “4.5”.');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('Satisfied (answers 4 to 5)');
  await expect(panel(page).locator('dl.numbers > div').first()).toContainText('80%');
  await expect(panel(page).locator('dl.numbers > div').nth(1)).toContainText('4.30');
  await expect(panel(page)).not.toContainText('Left out');
  await panel(page).locator('lw-answer-chart + details summary').click();
  await expect(panel(page).getByRole('region', { name: 'Answers' }).locator('tbody tr')).toHaveCount(2 + 9);
  await expect(panel(page).getByRole('row', { name: '4.5' })).toContainText(/20\s*40%/);
  // Asked from 1 to 10, it has nineteen points, and the picture still names them apart.
  await panel(page).locator('select[name=scale]').selectOption('1–10');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('region', { name: 'Answers' }).locator('tbody tr')).toHaveCount(2 + 19);
  await expect(panel(page).locator('lw-answer-chart svg')).toBeVisible();
});

test.describe('stars on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('half points are written with a comma; axe finds nothing and nothing scrolls sideways', async ({ page }) => {
    await show(page, stars);
    await expect(panel(page).getByRole('status')).toContainText('Parece satisfacción, de 1 a 5 con medios puntos.');
    await expect(panel(page).locator('lw-answer-chart svg')).toContainText('4,5');
    expect(await faults(page, 'lw-survey-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test('words in Spanish are satisfaction', async ({ page }) => {
  const words = ['Muy satisfecho', 'Satisfecha', 'Ni satisfecho ni insatisfecho', 'Insatisfecho'];
  const rows = Array.from({ length: 40 }, (_, i) => `c${i},2025-02-${String(1 + (i % 28)).padStart(2, '0')},${words[i % 4]}`);
  await show(page, ['cliente,fecha,valoracion', ...rows].join('\n') + '\n');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Satisfaction: CSAT');
  await expect(panel(page).locator('dl.numbers')).toContainText('50%');
  await expect(panel(page).locator('dl.numbers')).toContainText('3.50');
});

test('beside orders: who answered, and how they differ', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders()) },
    { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(answers()) },
  ]);
  await expect(panel(page)).toContainText('60 of 150 customers with a purchase have ever answered: 40%');
  await expect(panel(page).getByRole('region', { name: 'Those who answered and the rest' }).locator('tbody tr')).toHaveCount(5);
  await expect(page.locator('lw-headline-panel')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 844 }, bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await show(page, answers());
      await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-survey-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });

test.describe('in Spanish', () => {
  test.use({ locale: 'es-ES' });
  test('the panel speaks it', async ({ page }) => {
    await show(page, answers());
    await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('¿Le recomendarían? NPS');
    await expect(panel(page).getByRole('status')).toContainText('Parece NPS.');
    await expect(panel(page)).toContainText('más que el azar');
  });
});
