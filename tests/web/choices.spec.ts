// What only a person can decide, and the page asks: which of several currencies, at what rate, which tables of an archive, from which year a spreadsheet's days count.
import type { Page } from '@playwright/test';
import { workbook, zip } from '../files/support.mjs';
import { chooseText, expect, openPage, places, smallShop, test, tongues } from './page';

const account = 'lw-account-panel';
const headline = (page: Page) => page.locator('lw-headline-panel article').first();
const mixed = [
  'email,date,total,currency',
  'a@example.org,2025-01-05,10.00,EUR',
  'b@example.org,2025-01-20,20.25,USD',
  'a@example.org,2025-02-05,0.75,USD',
  'c@example.org,2025-03-01,250,JPY',
  '',
].join('\n');

for (const { name, url } of places) {
  test(`${name}: each currency is one click away, and stays so`, async ({ page }) => {
    await openPage(page, url());
    await chooseText(page, 'mixed.csv', mixed);
    await page.getByRole('alert').getByRole('button', { name: 'Only USD (rows: 2)' }).click();
    await expect(headline(page)).toContainText('21.00');
    await expect(page.locator(account)).toContainText('Only the rows in USD are shown. Rows in other currencies were left out: 2 in all, EUR (1), JPY (1).');
    await expect(page.getByRole('button', { name: 'Only USD (rows: 2)' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Only EUR (rows: 1)' }).click();
    await expect(headline(page)).toContainText('10.00');
    await expect(page.getByRole('button', { name: 'Only EUR (rows: 1)' })).toHaveAttribute('aria-pressed', 'true');
  });
}

test('a rate of one’s own converts, by keyboard alone, and the account says so', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'mixed.csv', mixed);
  const panel = page.locator('lw-currency-panel');
  await panel.getByText('Convert at rates of your own').focus();
  await page.keyboard.press('Enter');
  await panel.getByLabel('Into').selectOption('EUR');
  await panel.getByLabel('1 USD =').focus();
  await page.keyboard.type('nothing');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert')).toContainText('A number above 0, such as 0.92.');
  await panel.getByLabel('1 USD =').fill('0.5');
  await panel.getByLabel('1 JPY =').focus();
  await page.keyboard.type('0.0061');
  await page.keyboard.press('Enter');
  // 10.00 + 10.13 (10.125) + 0.38 (0.375) + 1.53 (1.525)
  await expect(headline(page)).toContainText('22.04');
  await expect(page.locator(account)).toContainText('Rows: 2, together $21.00, at the rate you typed: 1 USD = 0.5 EUR. They came to €10.51.');
  await expect(page.locator(account)).toContainText('4 rows read = 4 used + 0 left out.');
  await expect(panel.getByLabel('1 USD =')).toHaveValue('0.5');
  // Back to one currency: the rates are gone, and so are the rows.
  await page.getByRole('button', { name: 'Only USD (rows: 2)' }).click();
  await expect(headline(page)).toContainText('21.00');
  await expect(page.locator(account)).not.toContainText('you typed');
});

test('a currency without a rate stays left out, and what a person typed for one file is not put on the next', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'mixed.csv', mixed);
  const panel = page.locator('lw-currency-panel');
  await panel.getByText('Convert at rates of your own').click();
  await panel.getByLabel('Into').selectOption('EUR');
  await panel.getByLabel('1 USD =').fill('0.5');
  await panel.getByRole('button', { name: 'Convert into EUR' }).click();
  await expect(page.locator(account)).toContainText('4 rows read = 3 used + 1 left out.');
  await expect(page.locator(account)).toContainText('were left out: 1 in all, JPY (1).');
  await chooseText(page, 'next.csv', mixed);
  await expect(page.getByRole('alert')).toContainText('in several currencies');
});

test.describe('in Spanish', () => {
  test.use({ locale: tongues.es.locale });
  test('the decimal comma of a rate is understood', async ({ page }) => {
    await openPage(page, places[0]!.url());
    await chooseText(page, 'mixed.csv', mixed);
    const panel = page.locator('lw-currency-panel');
    await panel.getByText('Convertir con tipos de cambio propios').click();
    await panel.locator('select').selectOption('EUR');
    await panel.getByLabel('1 USD =').fill('0,5');
    await panel.getByRole('button', { name: 'Convertir a EUR' }).click();
    await expect(page.locator(account)).toContainText('1 USD = 0,5 EUR');
    await expect(page.locator(account)).toContainText('4 filas leídas = 3 usadas + 1 descartadas.');
  });
});

test('spend in another currency than the orders keeps its own until a rate is typed', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const spend = 'Campaign,Day,Cost,Currency\nspring,2025-01-05,10.25,USD\nsummer,2025-02-05,20.00,USD\n';
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(smallShop) },
    { name: 'spend.csv', mimeType: 'text/csv', buffer: Buffer.from(spend) },
  ]);
  await expect(page.locator(account)).toContainText('spend on advertising: 2 rows used. Together $30.25.');
  const panel = page.locator('lw-currency-panel');
  await panel.getByText('Convert at rates of your own').click();
  await panel.getByLabel('Into').selectOption('EUR');
  await panel.getByLabel('1 USD =').fill('0.5');
  await panel.getByRole('button', { name: 'Convert into EUR' }).click();
  await expect(page.locator(account)).toContainText('spend on advertising: 2 rows used. Together €15.13.'); // 5.125 + 10.00
});

const payments = 'payment,customer,paid at,amount\np1,a@example.org,2025-01-05,100.00\np2,b@example.org,2025-01-20,50.00\n';

test('tables of an archive that may hold the same money twice are asked about before anything is computed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page, places[0]!.url());
  await chooseText(page, 'export.zip', Buffer.from(zip([{ name: 'orders.csv', content: smallShop }, { name: 'payments.csv', content: payments }])));
  await expect(page.getByRole('heading', { name: 'How should export.zip be read?' })).toBeFocused();
  const list = page.locator('lw-table-list');
  await expect(list).toContainText('2 of 2 tables are read: all that are checked, together');
  await expect(list).toContainText('it counts twice');
  await expect(page.locator('lw-headline-panel')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  // By keyboard: nothing is read until the person says so.
  await list.getByRole('checkbox', { name: /payments\.csv/ }).focus();
  await page.keyboard.press('Space');
  await expect(list).toContainText('1 of 2 tables are read');
  await expect(page.locator('lw-headline-panel')).toHaveCount(0);
  await page.getByRole('button', { name: 'Read the checked tables' }).click();
  await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
  await expect(list.getByRole('checkbox', { name: /payments\.csv/ })).not.toBeChecked();
});

test('parts of one export in an archive are said to be alike, and a table that is none stands in nobody’s way', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const [header, ...rows] = smallShop.trim().split('\n');
  const part = (of: string[]) => `${[header, ...of].join('\n')}\n`;
  await chooseText(page, 'parts.zip', Buffer.from(zip([{ name: 'a.csv', content: part(rows.slice(0, 4)) }, { name: 'b.csv', content: part(rows.slice(4)) }])));
  await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
  await expect(page.locator('lw-table-list')).toContainText('They have the same columns');
  await chooseText(page, 'more.zip', Buffer.from(zip([{ name: 'orders.csv', content: smallShop }, { name: 'words.csv', content: 'word\none\ntwo\nthree\n' }])));
  await expect(page.getByRole('alert')).toContainText('more.zip/words.csv: The file has only one column.');
  await page.getByRole('checkbox', { name: /words\.csv The file has only one column\./ }).uncheck();
  await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
});

test('days of a spreadsheet count from 1900 until a person says 1904', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'serials.csv', 'email,date,total\na@example.org,44196,1.00\nb@example.org,44197,2.00\n');
  await expect(page.locator(account)).toContainText('Dec 31, 2020');
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Numbers as dates count from').selectOption('1904');
  await expect(page.locator(account)).toContainText('Jan 1, 2025 to Jan 2, 2025');
  await chooseText(page, 'written.csv', 'customer,day,sum\na@example.org,2025-01-05,1.00\nb@example.org,2025-01-06,2.00\n');
  await expect(page.locator(account)).toContainText('Jan 5, 2025');
  await expect(page.getByLabel('Numbers as dates count from')).toHaveCount(0);
});

test('a workbook in an archive is read like one alone: further sheets are a click away', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const rows = (...amounts: number[]) =>
    [['email', 'date', 'total'], ...amounts.map((amount, row) => [`${'ab'[row]}@example.org`, `2025-01-0${row + 1}`, amount])]
      .map((cells, y) => `<row r="${y + 1}">${cells.map((value) => (typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')}</row>`)
      .join('');
  const book = workbook([{ name: 'January', data: rows(1, 2) }, { name: 'February', data: rows(4, 8) }]);
  await chooseText(page, 'export.zip', Buffer.from(zip([{ name: 'book.xlsx', content: book }, { name: 'old.xlsb', content: 'x' }])));
  await expect(headline(page)).toContainText('3.00');
  await page.getByText('How the file was read; change it').click();
  await page.getByText('Not read: 1').click();
  await expect(page.locator('lw-files-panel')).toContainText('old.xlsb: a workbook of a kind that is not read; save it as .xlsx or CSV');
  await page.getByRole('checkbox', { name: /book\.xlsx\/February/ }).check();
  await expect(headline(page)).toContainText('15.00');
});

for (const { tongue, doubt, open, column, role } of [
  { tongue: 'en', doubt: '“Price” may be a price per unit. “Qty” stands beside it', open: 'How the file was read; change it', column: 'Role of column Qty', role: 'Quantity' },
  { tongue: 'es', doubt: '«Price» puede ser un precio por unidad. A su lado está «Qty»', open: 'Cómo se leyó el archivo; cambiarlo', column: 'Papel de la columna Qty', role: 'Cantidad' },
] as const)
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('a price that may be per unit is told of, and one choice multiplies it, in the next file too', async ({ page }) => {
      const file = (month: string) => `Order,Email,Date,Price,Qty\n1,a@example.org,2025-${month}-05,3.50,2\n2,b@example.org,2025-${month}-06,10.00,4\n`;
      await openPage(page, places[0]!.url());
      await chooseText(page, 'january.csv', file('01'));
      await expect(headline(page)).toContainText(/13[.,]50/);
      await expect(page.locator(account)).toContainText(doubt);
      await page.getByText(open).click();
      await expect(page.locator('lw-files-panel')).toContainText(doubt);
      await page.getByLabel(column).selectOption({ label: role });
      await expect(headline(page)).toContainText(/47[.,]00/);
      await expect(page.locator(account)).not.toContainText(doubt);
      await page.reload();
      await chooseText(page, 'february.csv', file('02'));
      await expect(headline(page)).toContainText(/47[.,]00/);
    });
  });

test('a workbook of several sheets: each keeps a mapping of its own', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const cell = (at: string, value: string | number) => (typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`);
  const sheet = (rows: (string | number)[][]) => rows.map((cells, y) => `<row r="${y + 1}">${cells.map((value, x) => cell(`${'ABCD'[x]}${y + 1}`, value)).join('')}</row>`).join('');
  const book = workbook([
    { name: 'Shop', data: sheet([['email', 'date', 'gross', 'net'], ['a@example.org', '2025-01-05', 12, 10], ['b@example.org', '2025-01-06', 24, 20]]) },
    { name: 'Market', data: sheet([['email', 'date', 'total'], ['a@example.org', '2025-02-05', 7], ['c@example.org', '2025-02-06', 8]]) },
    { name: 'Notes', data: sheet([['written by hand']]), state: 'hidden' },
  ]);
  await chooseText(page, 'book.xlsx', Buffer.from(book));
  await expect(page.locator('lw-table-list')).toContainText('1 of 3 tables are read');
  await expect(page.getByRole('checkbox', { name: /Notes .*A hidden sheet\./ })).not.toBeChecked();
  await page.getByRole('checkbox', { name: /Market/ }).check();
  await expect(headline(page)).toContainText('51.00');
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Role of column net').selectOption('amount');
  await expect(headline(page)).toContainText('45.00');
  await page.getByLabel('Table (2)').selectOption('book.xlsx/Market');
  await expect(page.getByLabel('Role of column total')).toHaveValue('amount');
});
