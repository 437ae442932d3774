// Who recommends whom: shares, rates and worth counted by hand; what is said where the column or the survey is missing; in both languages, on a phone, and read by axe.
import type { Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, test, tongues } from './page';

const panel = (page: Page) => page.locator('lw-referrals-panel');
const pad = (value: number) => String(value).padStart(2, '0');

/** Sixty customers of January 2023; forty whom the first twenty of these referred in June, two each, for 30.00; twenty others of June for 20.00. */
function orders(header = 'Referred by'): string {
  const lines = [`email,date,amount,currency,${header}`];
  const add = (customer: number, date: string, amount: string, by = '') => lines.push(`c${customer}@example.org,${date},${amount},EUR,${by}`);
  for (let i = 0; i < 60; i += 1) add(i, `2023-01-${pad(1 + (i % 28))}`, '20.00');
  for (let i = 0; i < 40; i += 1) add(100 + i, `2023-06-${pad(1 + (i % 28))}`, i % 2 ? '30.10' : '29.90', `c${Math.floor(i / 2)}@example.org`);
  for (let i = 0; i < 20; i += 1) add(200 + i, `2023-06-${pad(1 + (i % 28))}`, i % 2 ? '20.10' : '19.90');
  add(0, '2024-12-31', '1.00');
  return lines.join('\n');
}

/** Fifteen promoters, three detractors, the others passive; two of those who refer answer too late. */
function answers(): string {
  const lines = ['customer,date,nps'];
  for (let i = 0; i < 40; i += 1) lines.push(`c${i}@example.org,${i === 18 || i === 19 ? '2023-12-15' : '2023-03-15'},${i < 15 ? 10 : i < 18 ? 0 : 8}`);
  return lines.join('\n');
}

async function show(page: Page, files: Record<string, string>): Promise<void> {
  await openPage(page, places[0]!.url());
  await chooseTexts(page, files);
}

test('whose referrals they are, how many each group makes, and what the referred bring', async ({ page }) => {
  await show(page, { 'orders.csv': orders(), 'answers.csv': answers() });
  await expect(panel(page)).toContainText('The column “Referred by” says of 40 of 120 customers who recommended you to them. 40 of these', { timeout: 60_000 });
  await expect(panel(page)).toContainText(/Promoters: 83\.3% of the referrals by customers who had answered\s+\(95% interval \d+\.?\d*% to \d+\.?\d*%, n\s=\s36; by 18 customers\)/);
  await expect(panel(page)).toContainText('it is often told that 80% of referrals come from promoters (Reichheld 2006). Your data do not speak against 80%');
  const groups = panel(page).getByRole('region', { name: 'Referrals by what was answered before' });
  // 15 promoters for 657 days each: 26.98 years.
  await expect(groups.getByRole('row', { name: /Promoters/ })).toContainText(/30\s*15\s*15\s*27(\.0)?\s*1\.11/);
  await expect(groups.getByRole('row', { name: /Detractors/ })).toContainText('too few');
  await expect(groups.getByRole('row', { name: /Had not answered/ })).toContainText(/4\s*2\s*120/);
  await expect(panel(page).getByRole('img', { name: /Referrals a customer and year by group/ })).toBeVisible();
  // At a margin of 30 %: 9.00 and 6.00.
  const worth = panel(page).getByRole('region', { name: 'What referred customers bring' });
  await expect(worth.getByRole('row', { name: /12 months/ })).toContainText(/€9\.00.*40.*€6\.00.*20.*\+€3\.00/s);
  await expect(panel(page)).toContainText('None of this says that being referred makes the difference');
  // Three detractors are too few for paper, and the next group stands beside them; on the screen they are back.
  const onPaper = (name: RegExp) => groups.getByRole('row', { name }).locator('td').first();
  await page.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
  await expect(onPaper(/Detractors/)).toHaveAttribute('data-hidden', '<\u00a05');
  await expect(onPaper(/Promoters/)).toHaveAttribute('data-hidden', '*');
  await expect(onPaper(/Had not answered/)).not.toHaveAttribute('data-hidden');
  await page.evaluate(() => void window.dispatchEvent(new Event('afterprint')));
  await expect(onPaper(/Detractors/)).not.toHaveAttribute('data-hidden');
});

test('without a survey the worth stands alone; without a column a sentence says what it would add', async ({ page }) => {
  await show(page, { 'orders.csv': orders() });
  await expect(panel(page)).toContainText('Nobody knows what those who referred others had answered.', { timeout: 60_000 });
  await expect(panel(page).getByRole('region', { name: 'What referred customers bring' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear data' }).click();
  await chooseTexts(page, { 'orders.csv': orders('Note'), 'answers.csv': answers() });
  await expect(panel(page)).toContainText('Nobody knows who recommended you to whom.', { timeout: 60_000 });
  await expect(panel(page).getByRole('table')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await chooseTexts(page, { 'orders.csv': orders('Note') });
  await expect(page.locator('lw-headline-panel')).toContainText('120', { timeout: 60_000 });
  await expect(panel(page).locator('section')).toHaveCount(0);
});

for (const tongue of ['en', 'es'] as const)
  for (const [scheme, width] of [
    ['dark', 390],
    ['light', 1280],
  ] as const)
    test.describe(`${tongue}, ${scheme}, ${width} px`, () => {
      test.use({ locale: tongues[tongue].locale, colorScheme: scheme, viewport: { width, height: 900 } });
      test('axe finds nothing in the referrals, and they are no wider than the page', async ({ page }) => {
        test.setTimeout(180_000);
        await show(page, { 'orders.csv': orders(), 'answers.csv': answers() });
        await expect(panel(page).getByRole('heading', { name: tongue === 'en' ? 'Referrals: who recommends you' : 'Recomendaciones: quién le recomienda' })).toBeVisible({ timeout: 60_000 });
        for (const summary of await panel(page).locator('summary').all()) await summary.click();
        expect(await faults(page, 'lw-referrals-panel')).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
