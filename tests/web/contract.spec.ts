// Contract or not: the sample has none and says why; a file of monthly payments has, and a person may say otherwise; a file of subscriptions needs no orders. In
// both languages, by keyboard, and read by axe.
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-contract-panel');

/** A day so many months after 5 January 2022, `late` days later. */
const due = (months: number, late = 0): string => new Date(Date.UTC(2022, months, 5 + late)).toISOString().slice(0, 10);

/** Contracts of 20.00 a month that begin in each of 24 months; a customer's chance to leave is their own. */
function monthlyPayments(): string {
  const lines = ['customer,date,amount'];
  for (let customer = 0; customer < 360; customer += 1) {
    const start = customer % 24;
    const leaves = [0.4, 0.15, 0.02][customer % 3]!;
    const life = Math.ceil(Math.log(1 - ((customer * 37) % 101) / 101) / Math.log(1 - leaves)) || 1;
    for (let month = start; month < Math.min(36, start + life); month += 1) lines.push(`c${customer},${due(month, (customer + month) % 5 === 0 ? 1 : 0)},20.00`);
  }
  return lines.join('\n');
}

function subscriptions(): string {
  const lines = ['customer,start,end,monthly amount,currency,plan'];
  for (let customer = 0; customer < 200; customer += 1) {
    const start = customer % 20;
    const life = [1, 2, 4, 9, 60][customer % 5]!;
    lines.push(`c${customer},${due(start)},${start + life < 20 ? due(start + life) : ''},20.00,EUR,Basic`);
  }
  return lines.join('\n');
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await panel(page).locator(`select[name="${name}"]`).selectOption(value);
}

test('the sample is said to have no contracts, and a person may say it has', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await showSample(page);
  await expect(panel(page).getByRole('heading', { name: 'Contract or not?' })).toBeVisible();
  await expect(panel(page).getByRole('status')).toContainText('It looks like no contract: customers come when they like.');
  await expect(panel(page).locator('dl')).toHaveCount(0);
  await choose(page, 'setting', 'contract');
  await expect(panel(page).getByRole('status')).toContainText('Taken as contracts, as you chose. What the file shows: It looks like no contract');
  await expect(panel(page).locator('dl')).toBeVisible();
  await choose(page, 'setting', 'auto');
  await expect(panel(page).locator('dl')).toHaveCount(0);
});

test('monthly payments: a contract with its reason, its curve as picture and table, models, values; the choices work by keyboard', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'payments.csv', monthlyPayments());
  await expect(panel(page).getByRole('status')).toContainText('It looks like a contract.');
  await expect(panel(page)).toContainText('A period is a month.');
  await expect(panel(page)).toContainText('more than 15 days overdue');
  await expect(panel(page)).toContainText('They do not fit contracts');
  await expect(panel(page).getByRole('img', { name: /Share of contracts left after each period/ })).toBeVisible();
  const worth = panel(page).locator('dl > div', { hasText: 'A new contract is worth' });
  await expect(worth).toContainText(/95% interval .+ to .+, n\s=\s360/);
  await panel(page).getByText('The same as a table').click();
  const first = panel(page).getByRole('region', { name: 'Renewals by age' }).locator('tbody tr').first();
  await expect(first.locator('td').first()).toHaveText('360');
  const models = panel(page).getByRole('region', { name: 'Models of how long contracts last' });
  await expect(models.locator('tbody tr')).toHaveCount(4);
  await expect(models.locator('tr', { hasText: 'in use' })).toHaveCount(1);

  const automatic = await worth.locator('.number').textContent();
  const select = panel(page).locator('select[name="life_model"]');
  await select.focus();
  await page.keyboard.press('ArrowDown'); // one constant retention
  await page.keyboard.press('Enter');
  await expect(models.locator('tr', { hasText: 'in use' })).toContainText('One constant retention');
  await expect(worth.locator('.number')).not.toHaveText(automatic!);
  await choose(page, 'period', 'year');
  await expect(panel(page)).toContainText('A period is a year.');
  await choose(page, 'setting', 'no_contract');
  await expect(panel(page).getByRole('status')).toContainText('Taken as no contract, as you chose.');
  await expect(panel(page).locator('lw-contract-chart')).toHaveCount(0);
});

test('subscriptions alone: no orders are needed, and margin and days are set in the panel', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'subscriptions.csv', subscriptions());
  await expect(panel(page).getByRole('status')).toContainText('A file lists 200 subscriptions');
  await expect(page.locator('lw-headline-panel')).toHaveCount(0);
  const worth = panel(page).locator('dl > div', { hasText: 'Profit a period and contract' });
  await expect(worth.locator('.number')).toHaveText('€6.00');
  const margin = panel(page).locator('input[name="margin"]');
  await margin.fill('50');
  await margin.press('Tab');
  await expect(worth.locator('.number')).toHaveText('€10.00');
  const end = panel(page).locator('input[name="observation_end"]');
  await expect(end).toHaveValue('2023-08-05');
  await end.fill('2023-06-15');
  await end.press('Enter');
  await expect(panel(page)).toContainText(/On (15 Jun 2023|Jun 15, 2023)/);
});

for (const tongue of ['en', 'es'] as const)
  test.describe(`on a phone, dark, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale, colorScheme: 'dark', viewport: { width: 360, height: 844 }, bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'payments.csv', monthlyPayments());
      await expect(panel(page).locator('lw-contract-chart svg').first()).toBeVisible();
      if (tongue === 'es') await expect(panel(page).getByRole('heading', { name: 'Contratos: cuánto duran y cuánto valen' })).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-contract-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });

test('what an order costs is taken off what contracts bring', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'payments.csv', monthlyPayments());
  await expect(panel(page)).toContainText('Profit a period and contract, at a margin of 30%');
  await page.locator('lw-cost-fields').getByText('Costs', { exact: true }).first().click();
  const cost = page.locator('lw-headline-panel input[name=cost_per_order]');
  await cost.fill('5');
  await cost.press('Tab');
  const payment = panel(page).locator('dl.numbers > div').filter({ hasText: 'Profit a period and contract, after costs' });
  await expect(payment.locator('.number')).toHaveText(/1\.00/); // 30 % of 20.00, less 5.00
  await expect(page.getByRole('alert')).toHaveCount(0);
});
