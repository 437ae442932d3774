// What people really drop: archives, workbooks, several files of several kinds, exports of known vendors, letters of another age, formats of their own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzip, workbook, zip } from '../files/support.mjs';
import { chooseText, expect, openPage, places, smallShop, test } from './page';

const survey = 'email,survey date,score\na@example.org,2025-02-11,9\nc@example.org,2025-03-05,4\nz@example.org,2025-03-06,7\n';
const format = (name: string) => readFileSync(join(import.meta.dirname, '../../core/formats', name));
const account = 'lw-account-panel';

for (const { name, url } of places) {
  test(`${name}: a gzip file is read as the file in it`, async ({ page }) => {
    await openPage(page, url());
    await chooseText(page, 'orders.csv.gz', Buffer.from(gzip(smallShop)));
    await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
  });

  test(`${name}: the first sheet of a workbook is read, and others can be chosen`, async ({ page }) => {
    await openPage(page, url());
    const row = (number: number, cells: (string | number)[]) =>
      `<row r="${number}">${cells.map((cell, at) => (typeof cell === 'number' ? `<c r="${'ABC'[at]}${number}"><v>${cell}</v></c>` : `<c r="${'ABC'[at]}${number}" t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`;
    const sheet = (rows: (string | number)[][]) => rows.map((cells, index) => row(index + 1, cells)).join('');
    const book = workbook([
      { name: 'January', data: sheet([['email', 'date', 'total'], ['a@example.org', '2025-01-05', 10.5], ['b@example.org', '2025-01-06', 20]]) },
      { name: 'February', data: sheet([['email', 'date', 'total'], ['a@example.org', '2025-02-05', 7], ['b@example.org', '2025-02-06', 8], ['c@example.org', '2025-02-07', 9]]) },
    ]);
    await chooseText(page, 'orders.xlsx', Buffer.from(book));
    await expect(page.locator(account)).toContainText('2 rows read = 2 used + 0 left out.');
    // Each sheet that is checked is a table of its own; the last one stays.
    await page.getByRole('checkbox', { name: /February/ }).check();
    await expect(page.locator(account)).toContainText('5 rows read = 5 used + 0 left out.');
    await page.getByRole('checkbox', { name: /January/ }).uncheck();
    await expect(page.locator(account)).toContainText('3 rows read = 3 used + 0 left out.');
    await expect(page.getByRole('checkbox', { name: /February/ })).toBeDisabled();
  });
}

test('the tables of an archive belong together: a survey joins the orders on the customer, and can be left out', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'export.zip', Buffer.from(zip([{ name: 'orders.csv', content: smallShop }, { name: 'survey.csv', content: survey }, { name: 'logo.png', content: '\u0089PNG' }])));
  await expect(page.locator(account)).toContainText('survey responses: 3 rows used. 2 of 3 customers have orders, too.');
  await page.getByText('How the file was read; change it').click();
  await expect(page.locator('lw-files-panel')).toContainText('Not read: 1');
  await page.getByLabel('Table (2)').selectOption('export.zip/survey.csv');
  await page.getByRole('checkbox', { name: /survey\.csv/ }).uncheck();
  await expect(page.locator(account)).not.toContainText('survey responses');
  await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
});

test('parts of one export that overlap are merged, and what came twice is counted', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const lines = smallShop.split('\n');
  const parts = [lines.slice(0, 5), [lines[0], ...lines.slice(3)]].map((part, index) => ({ name: `part-${index}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`${part.join('\n')}\n`) }));
  await page.locator('input[type=file]').setInputFiles(parts);
  await expect(page.locator(account)).toContainText('9 rows read = 5 used + 4 left out.');
  await page.getByText('Rows left out, by reason').click();
  await expect(page.locator(account)).toContainText('also in another file');
});

test('a known export says what it was recognised by, and each of its rules can be switched off', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders_export.csv', format('shopify-orders/sample.csv'));
  await page.getByText('How the file was read; change it').click();
  await expect(page.locator('lw-files-panel')).toContainText('Recognised as Shopify: orders.');
  await page.getByText('Rows left out, by reason').click();
  await expect(page.locator(account).getByRole('cell', { name: 'cancelled', exact: true }).first()).toBeVisible();
  await page.getByLabel(/Cancelled at is filled/).uncheck();
  await expect(page.getByLabel(/Cancelled at is filled/)).not.toBeChecked();
  await expect(page.locator(account)).not.toContainText('What follows');
});

test('only a survey: it is counted, and what is missing is said', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'survey.csv', survey);
  await expect(page.locator(account)).toContainText('survey responses: 3 rows used.');
  await expect(page.locator(account)).not.toContainText('have orders, too'); // there are none to have
  await expect(page.locator('lw-headline-panel')).toHaveCount(0);
});

test('letters of another age are read, wherever in the file they stand, and the guess can be changed', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const plain = Array.from({ length: 60_000 }, (_, row) => `customer-${row % 97},2025-01-${10 + (row % 20)},12.50`).join('\n');
  const polish = Buffer.from([...'\n'].map((c) => c.charCodeAt(0)).concat([...Buffer.from('Za'), 0xbf, 0xf3, 0xb3, 0xe6, ...Buffer.from(' g'), 0xea, 0x9c, 0x6c, 0xb9, ...Buffer.from(' ja'), 0x9f, 0xf1, ...Buffer.from(',2025-01-05,9.50\n')]));
  await chooseText(page, 'polish.csv', Buffer.concat([Buffer.from(`customer,date,amount\n${plain}`), polish, polish]));
  await expect(page.locator('lw-customer-table')).toBeVisible();
  await page.locator('lw-customer-table').getByRole('button', { name: 'Customer', exact: true }).click();
  await expect(page.locator('lw-customer-table')).toContainText('Zażółć gęślą jaźń');
});

test('a format of one’s own is learnt from its file', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const own = { name: 'our-till', title: 'Our till', kind: 'orders', signature: ['Beleg', 'Kasse'], columns: { customer: ['Karte'], date: ['Tag'], amount: ['Summe'], order_id: ['Beleg'] }, rules: [{ column: 'Kasse', is: ['test'], reason: 'test' }] };
  await page.locator('input[type=file]').setInputFiles([
    { name: 'our-till.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own)) },
    { name: 'till.csv', mimeType: 'text/csv', buffer: Buffer.from('Beleg;Kasse;Karte;Tag;Summe\n1;A;K-7;05.01.2025;10,50\n2;test;K-7;06.01.2025;1,00\n3;B;K-9;07.01.2025;20,00\n') },
  ]);
  await expect(page.locator(account)).toContainText('3 rows read = 2 used + 1 left out.');
  await page.getByText('How the file was read; change it').click();
  await expect(page.locator('lw-files-panel')).toContainText('Recognised as Our till.');
});

test('what was set is remembered for the next file with the same columns', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const file = (month: string) => `who,when,gross,net\na@example.org,2025-${month}-05,12.00,10.00\nb@example.org,2025-${month}-06,24.00,20.00\n`;
  await chooseText(page, 'january.csv', file('01'));
  await page.getByText('How the file was read; change it').click();
  const other = page.getByLabel('Role of column net');
  await other.selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('30.00');
  await page.reload();
  await chooseText(page, 'february.csv', file('02'));
  await expect(page.locator('lw-headline-panel article').first()).toContainText('30.00');
});

test('what reading failed with is not remembered; what it succeeded with is, also when it took two corrections', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const file = (month: string) => `who,when,gross,net,note\na@example.org,2025-${month}-05,12.00,10.00,one\nb@example.org,2025-${month}-06,24.00,20.00,two\n`;
  const remembered = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('mapping.')).length);
  await chooseText(page, 'january.csv', file('01'));
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Role of column net').selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('30.00');
  expect(await remembered()).toBe(1);
  await page.evaluate(() => localStorage.clear());
  await page.getByLabel('Role of column note').selectOption('amount'); // words: no row can be used
  await expect(page.getByRole('alert')).toContainText('No row of the file could be used.');
  expect(await remembered()).toBe(0);
  await page.locator('section[aria-labelledby=settle]').getByLabel('Role of column gross').selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('36.00');
  expect(await remembered()).toBe(1);
  await page.reload();
  await chooseText(page, 'february.csv', file('02'));
  await expect(page.locator('lw-headline-panel article').first()).toContainText('36.00');
});

test('what is set about one part of an export holds for the others with the same columns', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const part = (name: string, month: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`who,when,gross,net\na@example.org,2025-${month}-05,12.00,10.00\nb@example.org,2025-${month}-06,24.00,20.00\n`) });
  await page.locator('input[type=file]').setInputFiles([part('january.csv', '01'), part('february.csv', '02')]);
  await expect(page.locator('lw-headline-panel article').first()).toContainText('72.00');
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Role of column net').selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('60.00');
});

test('the rule for refunds tells the words that the file has, not all it knows', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'till.csv', 'Order,Email,Date,Type,Amount\n1,a@example.org,2024-01-05,Sale,10.00\n2,b@example.org,2024-01-06,Sale,20.00\n1,a@example.org,2024-01-09,Refund,4.00\n');
  await page.getByText('How the file was read; change it').click();
  await expect(page.getByLabel('Type is refund, … → counted as a refund')).toBeChecked();
});

test('the list of files that the browser offers has every kind that is read', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await expect(page.locator('lw-drop-zone')).toContainText('Excel (.xlsx)');
  for (const end of ['.csv', '.xlsx', '.gz', '.zip', '.json']) expect((await page.locator('input[type=file]').getAttribute('accept'))?.split(',')).toContain(end);
});

test('a truncated archive gets a sentence', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const whole = gzip(smallShop.repeat(50));
  await chooseText(page, 'orders.csv.gz', Buffer.from(whole.subarray(0, whole.length - 20)));
  await expect(page.getByRole('alert')).toContainText('orders.csv.gz');
  await expect(page.getByRole('alert')).not.toContainText('fault');
});
