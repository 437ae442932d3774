// Playing with a calculator: what moves the result, what it would take to reach another one, and up to four scenarios side by side.
import type { Locator, Page } from '@playwright/test';
import { expect, field, numberIn, openCalculator, outcome, test, tongues } from './page';

const words = {
  en: { table: 'As a table', look: 'Result to look at', change: 'Change this', becomes: /^so that/, find: 'Find out', use: 'Use it', compare: 'Compare with another scenario', another: 'Add another', name: 'Name of this scenario', remove: /^Remove/ },
  es: { table: 'Como tabla', look: 'Resultado que se mira', change: 'Cambiar esto', becomes: /^para que/, find: 'Calcular', use: 'Usarlo', compare: 'Comparar con otro escenario', another: 'Añadir otro', name: 'Nombre de este escenario', remove: /^Quitar/ },
} as const;

const levers = (page: Page) => page.locator('lw-lever-panel');
/** Rows of a table as texts. */
const rowsOf = (table: Locator) => table.locator('tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim().replaceAll('\u00a0', ' ') ?? '')));

async function solve(page: Page, input: string, target: string, tongue: 'en' | 'es' = 'en') {
  await levers(page).getByLabel(words[tongue].change).selectOption(input);
  await levers(page).getByLabel(words[tongue].becomes).fill(target);
  await levers(page).getByRole('button', { name: words[tongue].find }).click();
}

for (const tongue of ['en', 'es'] as const) {
  const word = words[tongue];
  const form = (text: string) => (tongue === 'en' ? text : text.replaceAll(',', '').replace('.', ',').replace('%', ' %'));

  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('the levers’ table says how far each input was moved and what came of it; another result can be looked at', async ({ page }) => {
      await openCalculator(page);
      await levers(page).getByText(word.table).click();
      const table = levers(page).getByRole('table');
      // A product: 10 % of any factor are 10 % of the result.
      const expected = (low: string, high: string) => [['54.00', '66.00'], ['3.6', '4.4'], ['2.7', '3.3'], ['36%', '44%']].map((ends) => [...ends, low, high].map(form));
      const numbers = async () => (await rowsOf(table)).slice(1).map(([, ...row]) => row).sort();
      expect(await numbers()).toEqual(expected('259.20', '316.80').sort());
      await expect(page.locator('lw-tornado-chart svg')).toContainText('4,4'.replace(',', form('.')));
      await levers(page).getByLabel(word.look).selectOption('revenue_clv');
      // The margin does not move revenue.
      await expect.poll(numbers).toEqual(expected('648.00', '792.00').map((row) => (row[0]!.startsWith('36') ? [...row.slice(0, 2), form('720.00'), form('720.00')] : row)).sort());
      await expect(page.locator('lw-tornado-chart svg')).not.toContainText('36');
    });

    test('what retention makes the value 450? 90 %, and using it gives 450; what is out of reach says how far one gets', async ({ page }) => {
      await openCalculator(page, 'c=margin_multiple&margin_per_period=100&discount=0.1');
      await solve(page, 'retention', '450', tongue);
      await expect(levers(page).getByRole('status')).toContainText(tongue === 'en' ? 'Retention: 90%' : 'Retención: 90\u00a0%');
      await levers(page).getByRole('button', { name: word.use }).click();
      await expect(numberIn(page, 'retention')).toHaveValue('90');
      await expect(outcome(page, 'clv_if_retained')).toHaveText(form('450.00'));
      await expect(levers(page).getByRole('button', { name: word.use })).toHaveCount(0);
      await solve(page, 'retention', '2000', tongue); // 100 × 1 ÷ 0.1 is the most there can be
      await expect(levers(page).getByRole('status')).toContainText(tongue === 'en' ? 'No value of this input gives that. Over all its possible values the result goes from 0.00 to 1,000.00.' : 'el resultado va de 0,00 a 1000,00.');
      await expect(levers(page).getByRole('button', { name: word.use })).toHaveCount(0);
    });
  });
}

test('solving takes amounts of a currency, and numbers in the form of the reader', async ({ page }) => {
  await openCalculator(page, 'c=simple_clv&cur=JPY');
  await solve(page, 'order_value', '1,200');
  await expect(levers(page).getByRole('status')).toContainText('Average order value: ¥250'); // 250 × 4 × 3 × 40 %
  await page.keyboard.press('Escape');
  await levers(page).getByRole('button', { name: 'Use it' }).click();
  await expect(numberIn(page, 'order_value')).toHaveValue('250');
  await expect(outcome(page, 'clv')).toHaveText('¥1,200');
  await expect(levers(page).getByRole('button', { name: 'Find out' })).toBeEnabled();
  await levers(page).getByLabel(/^so that/).fill('much');
  await expect(levers(page).getByRole('button', { name: 'Find out' })).toBeDisabled();
});

test('an answer belongs to its question: it goes when another scenario, result or calculator is shown', async ({ page }) => {
  await openCalculator(page, 'c=simple_clv&1.name=first&2.order_value=100&2.name=second');
  const answer = levers(page).getByRole('button', { name: 'Use it' });
  for (const leave of [
    () => page.getByRole('button', { name: 'second', exact: true }).click(),
    () => levers(page).getByLabel('Result to look at').selectOption('revenue_clv'),
    () => numberIn(page, 'lifespan').fill('4'),
    () => page.getByRole('button', { name: 'CLV, CAC and payback' }).click(),
  ]) {
    await solve(page, 'order_value', '576');
    await expect(answer).toBeVisible();
    await leave();
    await expect(answer).toHaveCount(0);
  }
});

test('with own ranges the levers go over them', async ({ page }) => {
  await openCalculator(page, 'c=simple_clv&order_value=60~40~90');
  await levers(page).getByRole('button', { name: 'your ranges' }).click();
  await levers(page).getByText('As a table').click();
  // 60 → 288: 40 → 192, 90 → 432.
  expect((await rowsOf(levers(page).getByRole('table'))).slice(1)).toEqual([['Average order value', '40.00', '90.00', '192.00', '432.00']]);
});

const compared = (page: Page) => page.locator('lw-compare-panel');

for (const tongue of ['en', 'es'] as const) {
  test.describe(`scenarios, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale });
    const word = words[tongue];
    const money = (text: string) => (tongue === 'en' ? text : text.replace('.', ','));

    test('up to four stand side by side under their names, with what differs and all results', async ({ page }) => {
      await openCalculator(page);
      await expect(compared(page)).toHaveCount(0);
      const name = page.getByLabel(word.name);
      await page.getByRole('button', { name: word.compare }).click();
      await name.fill('Dearer');
      await numberIn(page, 'order_value').fill('75');
      await page.getByRole('button', { name: word.another }).click(); // a copy of the one shown
      await expect(numberIn(page, 'order_value')).toHaveValue('75');
      await numberIn(page, 'lifespan').fill('4');
      await expect(compared(page).locator('tbody tr')).toHaveCount(5);
      expect(await rowsOf(compared(page))).toEqual([
        ['', 'A', 'Dearer', 'C'],
        [tongue === 'en' ? 'Average order value' : 'Valor medio del pedido', money('60.00'), money('75.00'), money('75.00')],
        [tongue === 'en' ? 'Time a customer stays' : 'Tiempo que se queda un cliente', ...(tongue === 'en' ? ['3 years', '3 years', '4 years'] : ['3 años', '3 años', '4 años'])],
        [tongue === 'en' ? 'Customer lifetime value (CLV)' : 'Valor de vida del cliente (CLV)', money('288.00'), money('360.00'), money('480.00')],
        [tongue === 'en' ? 'Lifetime revenue' : 'Ingresos de toda la relación', money('720.00'), money('900.00'), tongue === 'en' ? '1,200.00' : '1200,00'],
        [tongue === 'en' ? 'Profit per customer' : 'Beneficio por cliente', ...['96.00', '120.00', '120.00'].map((each) => `${money(each)} ${tongue === 'en' ? 'a year' : 'al año'}`)],
      ]);
      // What differs is told from what comes out by its ground.
      const grounds = await compared(page).locator('tbody tr td:nth-child(2)').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor));
      expect(new Set(grounds.slice(0, 2)).size).toBe(1);
      expect(grounds.slice(2)).not.toContain(grounds[0]);

      await page.getByRole('button', { name: word.another }).click();
      await expect(compared(page).locator('thead th')).toHaveCount(4);
      await expect(page.getByRole('button', { name: word.another })).toHaveCount(0); // a fifth cannot be added

      await page.getByRole('button', { name: 'Dearer', exact: true }).click();
      await expect(outcome(page, 'clv')).toHaveText(money('360.00'));
      await page.getByRole('button', { name: word.remove }).click();
      await expect(compared(page).locator('thead th')).toHaveText(['A', 'B', 'C']);
      await expect(outcome(page, 'clv')).toHaveText(money('480.00')); // the next one is shown
      for (let left = 2; left >= 1; left -= 1) await page.getByRole('button', { name: word.remove }).click();
      await expect(compared(page)).toHaveCount(0);
      await expect(page.getByRole('button', { name: word.compare })).toBeVisible();
    });
  });
}

test('a scenario that cannot be stands empty beside the others', async ({ page }) => {
  await openCalculator(page, 'c=margin_multiple&retention=0.9&2.retention=1&2.discount=0');
  await expect(compared(page).locator('tbody tr', { hasText: 'CLV) (first margin in one period, if retained)' }).locator('td')).toHaveText(['450.00', '–']);
  await page.getByRole('button', { name: 'B', exact: true }).click();
  await expect(field(page, 'retention').locator('.wrong')).toBeVisible();
  await page.getByRole('button', { name: 'A', exact: true }).click();
  await expect(field(page, 'retention').locator('.wrong')).toHaveCount(0);
  await expect(outcome(page, 'clv_if_retained')).toHaveText('450.00');
});

test('lists show what counts, also after a change of scenario or calculator', async ({ page }) => {
  await openCalculator(page, 'c=margin_multiple&period=year&2.period=month');
  const period = page.locator('lw-inputs-panel select');
  await page.getByRole('button', { name: 'B', exact: true }).click();
  await expect(period).toHaveValue('month');
  for (const chosen of ['year', 'month']) await period.selectOption(chosen);
  await page.getByRole('button', { name: 'A', exact: true }).click();
  await expect(period).toHaveValue('year');
  await expect(outcome(page, 'lifetime')).toContainText('years');
  await page.getByRole('button', { name: 'Rising retention' }).click();
  await expect(period).toHaveValue('year');
  // A list of results that was changed back and forth.
  const look = levers(page).getByLabel('Result to look at');
  for (const chosen of ['alpha', 'new_customer_sbg', 'beta']) await look.selectOption(chosen);
  await page.getByRole('button', { name: 'Value at a retention' }).click();
  await expect(levers(page).locator('figcaption')).toContainText('Customer lifetime value (CLV) (first margin in one period, if retained)');
  await expect(look).toHaveValue('clv_if_retained');
  const currency = page.getByLabel('Currency');
  for (const chosen of ['EUR', 'USD', 'EUR']) await currency.selectOption(chosen);
  await page.getByRole('button', { name: 'Rising retention' }).click();
  await expect(currency).toHaveValue('');
});

test('an example can be taken again, and the list of examples never claims what is not so', async ({ page }) => {
  await openCalculator(page, 'c=retention_profit');
  const example = page.getByLabel('Example');
  await expect(example).toHaveValue('credit_card'); // what the page begins with
  await example.selectOption('level_profit');
  await expect(numberIn(page, 'retention_per_year')).toHaveValue('80');
  await numberIn(page, 'retention_per_year').fill('70');
  await numberIn(page, 'retention_per_year').blur();
  await expect(example).toHaveValue('');
  await example.selectOption('level_profit');
  await expect(numberIn(page, 'retention_per_year')).toHaveValue('80');
  await page.getByRole('button', { name: 'Rising retention' }).click();
  await expect(example).toHaveValue('regular_segment');
});
