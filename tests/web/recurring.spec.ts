// Monthly recurring revenue: from subscriptions with monthly and yearly plans and from payments; its picture, table, rules and CSV; nothing without contracts. In both languages, by
// keyboard, and read by axe.
import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-recurring-panel');

const date = (months: number, day = 5): string => new Date(Date.UTC(2022, months, day)).toISOString().slice(0, 10);

/** 240 customers who begin over 24 months. A third leaves, some of these come back; some pay more after a while; every sixth pays by the year. */
function subscriptions(): string {
  const lines = ['customer,start,end,amount,currency,plan,billing interval'];
  for (let customer = 0; customer < 240; customer += 1) {
    const start = customer % 24;
    const yearly = customer % 6 === 0;
    const row = (from: number, to: number | null, price: number) =>
      lines.push(`c${customer},${date(from)},${to === null || to > 30 ? '' : date(to)},${(yearly ? 10 * price : price).toFixed(2)},EUR,Basic,${yearly ? 'year' : 'month'}`);
    if (customer % 3 === 1) {
      row(start, start + 5, 20);
      if (customer % 4 === 1) row(start + 9, null, 20);
    } else if (customer % 5 === 0) {
      row(start, start + 7, 20);
      row(start + 7, null, 35);
    } else row(start, null, 20);
  }
  lines.push(`last,${date(30, 20)},,20.00,EUR,Basic,month`);
  return lines.join('\n');
}

function payments(): string {
  const lines = ['customer,date,amount'];
  for (let customer = 0; customer < 120; customer += 1)
    for (let month = customer % 12; month < Math.min(30, (customer % 12) + 3 + (customer % 29)); month += 1) lines.push(`c${customer},${date(month)},20.00`);
  lines.push(`c1,${date(4, 7)},-20.00`);
  return lines.join('\n');
}

test('subscriptions: MRR, four figures with n and interval, the movements as picture, table and CSV', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'subscriptions.csv', subscriptions());
  await expect(panel(page).getByRole('heading', { name: 'Monthly recurring revenue (MRR), and what moves it' })).toBeVisible();
  await expect(panel(page).getByRole('status')).toContainText(/At the end of Jun 2024, \d+ customers pay €[\d,.]+ a month/);
  const churn = panel(page).locator('dl > div', { hasText: 'Customers lost (logo churn)' });
  await expect(churn).toContainText(/95% interval .+ to .+, n\s=\s\d+/);
  await expect(panel(page).locator('dl > div')).toHaveCount(4);
  for (const entry of await panel(page).locator('dl > div').all()) await expect(entry).toContainText(/n\s=\s\d+/);
  await expect(panel(page).getByRole('img', { name: /MRR won \(above the line\) and lost/ })).toBeVisible();
  await expect(panel(page)).toContainText('Not all amounts are for the same period.');

  await panel(page).getByText('The same as a table').click();
  const rows = panel(page).getByRole('region', { name: 'MRR by month' }).locator('tbody tr');
  await expect(rows).toHaveCount(30);
  // Ten begin in the first month, all of them at 200.00 a year.
  await expect(rows.first().locator('td').nth(1)).toHaveText('€166.67');
  await expect(rows.first().locator('td').nth(6)).toHaveText('€166.67');

  const save = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: 'Save the months as CSV' }).click()]);
    return download;
  };
  // Movements of fewer than five customers stay out of what is handed on, with another of the same month where they are alone.
  const kept = (await readFile(await (await save()).path(), 'utf8')).replace('\uFEFF', '').trim().split('\r\n');
  expect(kept).toHaveLength(32);
  expect(kept.at(-1)).toMatch(/^"Hidden because they tell of fewer than 5 customers: \d+\. Hidden beside them, so that they cannot be computed back: \d+\."$/);
  for (const line of kept.slice(1, -1)) {
    const gone = line.split(',').filter((cell) => /^"(<\u00a05|\*)"$/.test(cell));
    expect(gone.length).not.toBe(1);
  }
  expect(kept.join()).toContain('"<\u00a05"');

  await page.locator('lw-account-panel').getByRole('checkbox', { name: 'Groups of fewer than 5 customers, too (for my own eyes)' }).check();
  const download = await save();
  expect(download.suggestedFilename()).toBe('lifeworth-mrr.csv');
  const csv = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trim().split('\r\n');
  expect(csv).toHaveLength(31);
  for (const line of csv.slice(1)) {
    const numbers = line.split(',').slice(1, 8).map(Number);
    expect(numbers.slice(0, 6).reduce((sum, each) => sum + each, 0)).toBeCloseTo(numbers[6]!, 6);
  }
});

test('the rules change the numbers, by keyboard too, and only those that the file can answer are offered', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'subscriptions.csv', subscriptions());
  const figure = (name: string) => panel(page).locator('dl > div', { hasText: name }).locator('.number');
  await expect(panel(page).locator('select[name="refunds"]')).toHaveCount(0);
  const apart = await figure('quick ratio').textContent();
  const returned = panel(page).locator('select[name="returned"]');
  await returned.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(figure('quick ratio')).not.toHaveText(apart!);
  await panel(page).locator('select[name="returned"]').selectOption('apart');
  await expect(figure('quick ratio')).toHaveText(apart!);

  const before = await panel(page).getByRole('status').textContent();
  await panel(page).locator('select[name="amounts_pay"]').selectOption('one_period');
  await expect(panel(page).getByRole('status')).not.toHaveText(before!);
  await panel(page).getByRole('radio', { name: 'Jun 2024 alone' }).check();
  await expect(panel(page).getByRole('heading', { name: 'Jun 2024 alone' })).toBeVisible();
});

test('payments: refunds are offered, what is not known yet is said, and what a person chose of contracts holds here too', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'payments.csv', payments());
  await expect(panel(page)).toContainText('The first month shown is Mar 2022.');
  await expect(panel(page)).toContainText('The last month shown is');
  await expect(panel(page).locator('select[name="amounts_pay"]')).toHaveCount(0);
  await panel(page).locator('select[name="refunds"]').selectOption('counted');
  await panel(page).getByText('The same as a table').click();
  const may = panel(page).getByRole('region', { name: 'MRR by month' }).locator('tbody tr', { hasText: 'May 2022' });
  await expect(may.locator('td').nth(5)).toContainText('−');
  const contract = page.locator('lw-contract-panel');
  await contract.locator('select[name="setting"]').selectOption('no_contract');
  await expect(panel(page).locator('h2')).toHaveCount(0);
  await contract.locator('select[name="setting"]').selectOption('contract');
  await expect(panel(page).locator('h2')).toHaveCount(1);
});

test('the sample has no contracts, hence no recurring revenue', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await showSample(page);
  await expect(page.locator('lw-contract-panel').getByRole('heading', { name: 'Contract or not?' })).toBeVisible();
  await expect(panel(page).locator('h2')).toHaveCount(0);
});

for (const tongue of ['en', 'es'] as const)
  test.describe(`on a phone, dark, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale, colorScheme: 'dark', viewport: { width: 390, height: 844 }, bypassCSP: true });
    test('axe finds nothing and nothing scrolls sideways', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'subscriptions.csv', subscriptions());
      await expect(panel(page).locator('lw-month-chart svg').first()).toBeVisible();
      if (tongue === 'es') await expect(panel(page).getByRole('heading', { name: 'Ingresos mensuales recurrentes (MRR), y qué los mueve' })).toBeVisible();
      for (const summary of await panel(page).locator('summary').all()) await summary.click();
      expect(await faults(page, 'lw-recurring-panel')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
