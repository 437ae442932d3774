// Several surveys at once: one is shown, others are a choice away and stay as they were left, those on one scale are joined; the made-up shop has three of them.
import { type Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, showSample, test } from './page';

const choice = (page: Page) => page.locator('lw-survey-choice');
/** The survey that is shown. */
const panel = (page: Page) => page.locator('lw-survey-panel:visible');
const numbers = (page: Page) => panel(page).locator('dl.numbers > div').first();

/** 20 customers; `scores`: what each of them in turn answers. */
const answers = (column: string, month: number, scores: number[]): string =>
  ['customer,date,' + column, ...Array.from({ length: 20 }, (_, i) => `c${i},2025-${String(month).padStart(2, '0')}-${String(1 + i).padStart(2, '0')},${scores[i % scores.length]!}`)].join('\n') + '\n';

const files = { 'spring.csv': answers('nps', 4, [10, 0]), 'desk.csv': answers('satisfaction', 5, [5, 5, 4, 1]), 'autumn.csv': answers('nps', 9, [10, 9, 9, 0]) };

async function showFiles(page: Page, chosen: Record<string, string> = files): Promise<void> {
  await openPage(page, places[0]!.url());
  await chooseTexts(page, chosen);
  await expect(panel(page)).toBeVisible();
}

test('each survey is a choice, those on one scale are joined, and each stands beside the others under its name', async ({ page }) => {
  await showFiles(page);
  const group = choice(page).getByRole('group', { name: 'Whose answers, and how many there are' });
  await expect(group.getByRole('radio')).toHaveCount(4);
  await expect(group.getByRole('radio', { name: 'spring.csv (20)', exact: true })).toBeChecked();
  await expect(numbers(page)).toContainText('NPS');
  await expect(numbers(page)).toContainText(/NPS\s+0(\.0)?\s+95%/);
  await group.getByRole('radio', { name: 'desk.csv (20)' }).check();
  await expect(panel(page)).toHaveCount(1);
  await expect(numbers(page)).toContainText('75%');
  await group.getByRole('radio', { name: 'Together: spring.csv, autumn.csv (40)' }).check();
  await expect(numbers(page)).toContainText('25.0'); // 10 + 15 of 40 promote, 10 + 5 do not
  await expect(numbers(page)).toContainText('n\u00a0=\u00a040');
  await expect(panel(page).locator('.notes')).toContainText('Answers of 2 files are counted together.');
  const segments = panel(page).getByRole('region', { name: 'By segment' }).locator('tbody tr');
  await expect(panel(page).locator('select[name=by]')).toHaveValue('file');
  await expect(segments).toHaveCount(2);
  await expect(segments.filter({ hasText: 'spring.csv' })).toContainText('\u221250');
  await expect(segments.filter({ hasText: 'autumn.csv' })).toContainText('50');
  await expect(segments.filter({ hasText: 'autumn.csv' })).toContainText('+50');
});

test('a survey looked at before is as it was left; other files begin anew', async ({ page }) => {
  await showFiles(page);
  await panel(page).locator('select[name=level]').selectOption('customers');
  await page.keyboard.press('Tab');
  const radios = choice(page).getByRole('radio');
  await radios.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(numbers(page)).toContainText('75%');
  await expect(radios.nth(1)).toBeFocused();
  await expect(panel(page).locator('select[name=level]')).toHaveValue('responses');
  await page.keyboard.press('ArrowUp');
  await expect(panel(page)).toHaveCount(1);
  await expect(panel(page).locator('select[name=level]')).toHaveValue('customers');
  await page.keyboard.press('ArrowDown');
  await expect(radios.nth(1)).toBeChecked();
  await chooseTexts(page, { 'winter.csv': answers('nps', 1, [9]), 'desk.csv': answers('satisfaction', 2, [5]) });
  await expect(choice(page).getByRole('radio', { name: 'winter.csv (20)' })).toBeChecked();
  await expect(panel(page)).toHaveCount(1);
  await expect(numbers(page)).toContainText('100');
});

test('one survey alone is no choice', async ({ page }) => {
  await showFiles(page, { 'desk.csv': files['desk.csv'] });
  await expect(choice(page)).toHaveCount(0);
});

test('the made-up shop has recommendation, tickets and effort; the contents list what is shown, and other panels go by it', async ({ page }) => {
  test.slow();
  await openPage(page, places[1]!.url());
  await showSample(page);
  const radios = choice(page).getByRole('radio');
  await expect(radios).toHaveCount(3);
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('NPS');
  const inContents = page.locator('lw-contents').getByRole('button', { includeHidden: true });
  await expect(inContents.filter({ hasText: 'Would they recommend you?' })).toHaveCount(1);
  await choice(page).getByRole('radio', { name: /sample-tickets\.csv/ }).check();
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Satisfaction');
  await expect(inContents.filter({ hasText: 'Satisfaction: CSAT' })).toHaveCount(1);
  // Half of the tickets have an answer: these are counted, and not the tickets.
  const [, answers] = /\((\d+)\)/.exec((await choice(page).locator('label', { hasText: 'sample-tickets.csv' }).textContent())!)!;
  await expect(numbers(page)).toContainText(`n\u00a0=\u00a0${answers}`);
  await expect(inContents.filter({ hasText: 'Would they recommend you?' })).toHaveCount(0);
  await choice(page).getByRole('radio', { name: /sample-effort\.csv/ }).check();
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('ffort');
  await expect(panel(page).locator('select[name=measure]')).toHaveValue('auto');
  await expect(page.locator('lw-referrals-panel:visible')).toContainText('The column “referred_by” says');
});

test('made-up subscriptions show what recurs', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await page.getByRole('button', { name: 'Try sample subscriptions' }).click();
  await expect(page.getByRole('heading', { name: 'Sample data: made-up subscriptions' })).toBeVisible();
  await expect(page.locator('lw-recurring-panel')).toContainText('MRR');
  await expect(page.locator('lw-survey-choice')).toHaveCount(0);
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('the choice; axe finds nothing', async ({ page }) => {
    await showFiles(page);
    await expect(choice(page).getByRole('group', { name: 'De quién son las respuestas y cuántas hay' })).toBeVisible();
    await choice(page).getByRole('radio', { name: 'Juntos: spring.csv, autumn.csv (40)' }).check();
    await expect(panel(page).locator('.notes')).toContainText('Las respuestas de 2 archivos se cuentan juntas.');
    expect(await faults(page, 'lw-survey-choice')).toEqual([]);
    expect(await faults(page, 'lw-survey-panel:not([hidden])')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test('a survey is parted by any column beside it, and looked at by week', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const rows = Array.from({ length: 120 }, (_, row) => `2025-0${1 + (row % 3)}-1${row % 9},${row % 4 ? 5 : 2},${row % 4 ? 'Delivery' : 'Support'},c${row}`);
  await chooseTexts(page, { 'answers.csv': ['date,csat,Touch point,ticket', ...rows].join('\n') });
  const survey = page.locator('lw-survey-panel');
  const by = survey.getByLabel('Segments by');
  await expect(by).toHaveValue('column: Touch point');
  await expect(by.locator('option')).toHaveText(['Touch point']);
  await expect(survey.getByRole('row', { name: /Support/ })).toContainText('30');
  await survey.getByLabel('Periods').selectOption({ label: 'Weeks' });
  await survey.locator('lw-period-chart').scrollIntoViewIfNeeded();
  await expect(survey.locator('lw-period-chart')).toContainText('Jan 20, 2025'); // when nobody answered
  await expect(survey.locator('tr', { hasText: 'Week of Jan 13, 2025' })).toContainText('26');
  // Weeks without answers keep their room, and no name runs into the next.
  const ticks = await survey.locator('lw-period-chart svg text').evaluateAll((texts) => texts.filter((text) => /2025/.test(text.textContent ?? '')).map((text) => text.getBoundingClientRect()).map(({ left, right }) => [left, right] as const));
  expect(ticks.length).toBeGreaterThan(3);
  for (const [place, [left]] of ticks.entries()) if (place) expect(left).toBeGreaterThan(ticks[place - 1]![1]);
});

test('relational and transactional answers are kept apart until one is chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const rows = Array.from({ length: 60 }, (_, row) => `2025-01-${10 + (row % 20)},${row % 2 ? '9,relational' : row % 4 ? '10,transactional' : '0,transactional'}`);
  await chooseTexts(page, { 'answers.csv': ['date,nps,survey type', ...rows].join('\n') });
  const survey = page.locator('lw-survey-panel');
  await expect(survey).toContainText('The file holds relational and transactional answers.');
  await expect(survey.locator('svg')).toHaveCount(0);
  await survey.getByLabel('Which answers').selectOption({ label: 'relational (30)' });
  await expect(survey).toContainText('These answers are relational.');
  await expect(survey).toContainText('n = 30');
});
