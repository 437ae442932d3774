// Those who did not answer: beside orders the score as answered and corrected, what is supposed of the others, and nothing where there are no orders.
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { chooseText, expect, openPage, places, test } from './page';

const panel = (page: Page) => page.locator('lw-nonresponse-panel');

/** 600 customers who bought for 10, 300 for 20 and 100 for 50; 60, 60 and 80 of them answer, with an NPS of 10, 30 and 60: 36 as answered, 21 of all. */
const groups = [
  { name: 'new', customers: 600, amount: '10.00', answers: 60, above: 27, below: 21 },
  { name: 'mid', customers: 300, amount: '20.00', answers: 60, above: 33, below: 15 },
  { name: 'vip', customers: 100, amount: '50.00', answers: 80, above: 56, below: 8 },
];

const orders = (): string => ['customer,date,amount', ...groups.flatMap(({ name, customers, amount }) => Array.from({ length: customers }, (_, i) => `${name}${i},2025-0${1 + (i % 3)}-1${i % 9},${amount}`))].join('\n') + '\n';

const answers = (header = 'customer,date,How likely are you to recommend us?'): string =>
  [header, ...groups.flatMap(({ name, answers: count, above, below }) => Array.from({ length: count }, (_, i) => `${name}${i},2025-04-0${1 + (i % 9)},${i < above ? 10 : i < above + below ? 3 : 8}`)), 'stranger,2025-04-02,0'].join('\n') + '\n';

async function show(page: Page, text = answers()): Promise<void> {
  await openPage(page, places[1]!.url());
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders()) },
    { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) },
  ]);
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible();
}

test('36 points as answered are about 21 of all customers, and the table says what the weights cost', async ({ page }) => {
  await show(page);
  await expect(panel(page)).toContainText('200 of 1,000 customers with a purchase answered.');
  const rows = panel(page).getByRole('region', { name: 'As answered and corrected' }).locator('tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('36');
  await expect(rows.nth(2)).toContainText('21');
  await expect(rows.nth(2)).toContainText('\u221215');
  await expect(rows.nth(2)).toContainText('131');
  await expect(rows.nth(2)).toContainText('yes');
  await expect(panel(page)).toContainText('clearly more than chance');
  await expect(panel(page)).toContainText('Weights repair only what shows in the orders.');
  await expect(panel(page)).toContainText('no purchase in the file does not count here (customers: 1)');
  await expect(panel(page).locator('lw-interval-chart svg')).toBeVisible();
  const rates = panel(page).getByRole('region', { name: 'Who answers' });
  await expect(rates).toContainText('80%'); // of the best customers
  await expect(rates.locator('tbody tr').last()).toContainText('20%');
  await expect(page.locator('lw-contents')).toContainText('Those who did not answer');
});

test('the slider goes by keyboard, and its numbers are the core’s', async ({ page }) => {
  await show(page);
  const status = panel(page).getByRole('status');
  await expect(status).toContainText('\u221220.0 points from those who answered, the score of all customers is 20.0 '); // 36 − 0.8 · 20
  const slider = panel(page).getByRole('slider');
  await slider.focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowRight');
  await expect(status).toContainText('lies 0.0 points from those who answered, the score of all customers is 36.0 ');
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '\u2212100.0');
  await expect(status).toContainText('is \u221244.0 '); // 36 − 0.8 · 100
  await expect(panel(page)).toContainText('For all customers to come to 0.0, the others would have to score \u22129.0: \u221245.0 points from those who answered.');
  await expect(panel(page)).toContainText('If they are half as likely to answer, each stands for two, and the score of all is 30.0 '); // 72 ÷ 240
  for (const summary of await panel(page).locator('lw-supposed-chart + details summary').all()) await summary.click();
  await expect(panel(page).locator('lw-supposed-chart + details table').first().locator('tbody tr')).toHaveCount(21);
});

test('answers are read as the survey’s panel was told', async ({ page }) => {
  await show(page);
  await page.locator('lw-survey-panel select[name=measure]').selectOption('csat');
  await page.keyboard.press('Tab');
  const rows = panel(page).getByRole('region', { name: 'As answered and corrected' }).locator('tbody tr');
  await expect(rows.nth(0)).toContainText('58%'); // 116 of 200 gave 10
  await expect(panel(page)).toContainText('For all customers to come to 50%, the others would have to score 48%');
});

test('without orders, or where nobody who answered is known from them, there is no such panel', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await chooseText(page, 'answers.csv', answers());
  await expect(page.locator('lw-survey-panel')).toContainText('35.3'); // (116 − 45) ÷ 201
  await expect(panel(page)).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await show(page);
      await expect(panel(page).locator('lw-supposed-chart svg').first()).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });

test.describe('in Spanish', () => {
  test.use({ locale: 'es-ES' });
  test('the panel speaks it', async ({ page }) => {
    await show(page);
    await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Quienes no respondieron');
    await expect(panel(page)).toContainText('Los pesos solo arreglan lo que se ve en los pedidos.');
    await expect(panel(page)).toContainText('claramente más que el azar');
  });
});
