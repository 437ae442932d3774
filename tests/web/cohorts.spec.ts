// Cohorts at fixed ages, who buys again, how long it takes and who is still a customer: what a person reads and changes.
import { chooseText, expect, openPage, places, showSample, test, tongues } from './page';

/** Twelve customers who all buy on 5 January and, but for one, again on 25 January; a last one joins on 10 April. */
const twelve = [
  'customer,date,total,currency',
  ...Array.from({ length: 12 }, (_, c) => `c${c}@example.org,2024-01-05,100.00,EUR`),
  ...Array.from({ length: 11 }, (_, c) => `c${c}@example.org,2024-01-25,50.00,EUR`),
  'late@example.org,2024-04-10,20.00,EUR',
  '',
].join('\n');

for (const tongue of ['en', 'es'] as const) {
  const words = {
    en: { revenue: 'Revenue per customer', profit: 'Profit per customer', table: 'The same as a table', margin: 'at a margin of 30%', young: 'too young', again: '91.7%', days: 'Lost after', inferred: 'As the data say: 20', wrong: 'A number from 1 to 3650.' },
    es: { revenue: 'Ingresos por cliente', profit: 'Beneficio por cliente', table: 'Lo mismo en una tabla', margin: 'con un margen del 30', young: 'demasiado joven', again: '91,7', days: 'Perdido tras', inferred: 'Según los datos: 20', wrong: 'Un número de 1 a 3650.' },
  }[tongue];

  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('cohorts show what the reader chooses, by pointer and by keyboard', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'twelve.csv', twelve);
      const panel = page.locator('lw-cohort-panel');
      await panel.getByRole('radio', { name: words.revenue }).check();
      await panel.getByText(words.table).click();
      const january = panel.locator('tbody tr').first().locator('td');
      // (11 · 150 + 100) ÷ 12, by one month and by three. April's one is a day old.
      await expect(january).toHaveCount(3);
      await expect(january.nth(1)).toContainText(tongue === 'en' ? '€145.83' : '145,83');
      await expect(january.nth(1)).toContainText('n = 12');
      await expect(panel.locator('tbody tr').nth(1).locator('td').nth(1)).toHaveText(words.young);
      await panel.getByRole('radio', { name: words.revenue }).press('ArrowRight');
      await expect(panel.getByRole('radio', { name: words.profit })).toBeChecked();
      await expect(panel).toContainText(words.margin);
      await expect(january.nth(1)).toContainText(tongue === 'en' ? '€43.75' : '43,75');
    });

    test('who buys again is said with its interval, and the rule for who is lost can be changed and taken back', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'twelve.csv', twelve);
      // Eleven of twelve; the late one was not watched long enough to say anything by day 20.
      await expect(page.locator('lw-repeat-panel')).toContainText(words.again);
      await expect(page.locator('lw-repeat-panel svg')).toBeVisible();
      await expect(page.locator('lw-gap-panel svg')).toBeVisible();
      const panel = page.locator('lw-retention-panel');
      const days = panel.getByRole('textbox', { name: words.days });
      await expect(days).toHaveValue('20');
      await days.fill('19');
      await days.press('Enter');
      await expect(panel).toContainText(words.inferred);
      await expect(days).toHaveValue('19');
      await days.fill('none');
      await days.press('Enter');
      await expect(panel.getByRole('alert')).toHaveText(words.wrong);
      await panel.getByRole('button', { name: words.inferred }).click();
      await expect(days).toHaveValue('20');
      await expect(panel.getByRole('alert')).toHaveCount(0);
    });
  });
}

test('the chosen rule outlives a change of the observation end, and not a new file', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const days = page.locator('lw-retention-panel').getByRole('textbox');
  const inferred = await days.inputValue();
  await days.fill('60');
  await days.press('Enter');
  await expect(page.locator('lw-retention-panel')).toContainText('60 days have gone by');
  await page.locator('lw-headline-panel input[name=observation_end]').fill('2025-06-30');
  await page.locator('lw-headline-panel input[name=observation_end]').press('Enter');
  await expect(page.locator('lw-retention-panel').getByRole('button')).not.toContainText(inferred); // another end, other gaps
  await expect(days).toHaveValue('60');
  await chooseText(page, 'twelve.csv', twelve);
  await expect(days).toHaveValue('20');
});
