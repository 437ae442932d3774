// What was read goes out as files again: the rows of each kind, and whom the join on the customer did not match; and what goes out can come in.
import { type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { chooseText, expect, openPage, places, smallShop, test, tongues } from './page';

const survey = 'email,survey date,score,comment\na@example.org,2025-02-11,9,=1+1\nc@example.org,2025-03-05,4,late\nz@example.org,2025-03-06,7,\n';
const account = 'lw-account-panel';
const mark = '\uFEFF';

/** Reached and pressed by keyboard. */
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  const target = page.locator(account).getByRole('button', { name: button, exact: true });
  await target.focus();
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  const download = await coming;
  await expect(target).toBeFocused();
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

const chooseBoth = (page: Page) =>
  page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(smallShop) },
    { name: 'survey.csv', mimeType: 'text/csv', buffer: Buffer.from(survey) },
  ]);

for (const { name, url } of places) {
  test(`${name}: the rows as read are saved, and the page reads them again to the same effect`, async ({ page }) => {
    await openPage(page, url());
    await chooseBoth(page);
    await page.locator(account).getByRole('checkbox', { name: 'E-mail addresses in full' }).check();
    const orders = await downloaded(page, 'Download the rows as read: orders or payments (CSV)');
    expect(orders.name).toBe('lifeworth-orders.csv');
    expect(orders.text).toBe(
      `${mark}${[
        'customer,date,amount,currency',
        '"a@example.org",2025-01-05,100.00,EUR',
        '"a@example.org",2025-02-05,30.00,EUR',
        '"a@example.org",2025-02-10,-10.00,EUR',
        '"b@example.org",2025-01-20,50.00,EUR',
        '"c@example.org",2025-03-01,20.00,EUR',
        '',
      ].join('\r\n')}`,
    );
    const responses = await downloaded(page, 'Download the rows as read: survey responses (CSV)');
    expect(responses.name).toBe('lifeworth-responses.csv');
    expect(responses.text.split('\r\n').slice(0, 3)).toEqual([`${mark}customer,date,score,comment,channel`, `"a@example.org",2025-02-11,9,"'=1+1",`, '"c@example.org",2025-03-05,4,"late",']);
    await chooseText(page, orders.name, orders.text);
    await expect(page.locator(account)).toContainText(/5 rows read = 5 used \+ 0 left out\.\s+3 customers, Jan 5, 2025 to Mar 1, 2025\.\s+Refund rows: 1, together −€10\.00; netted\./);
    await chooseText(page, responses.name, responses.text);
    await expect(page.locator(account)).toContainText('survey responses: 3 rows used.');
  });
}

test('customers whom the join did not match are saved from either side; where all match there is nothing to save', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseBoth(page);
  await expect(page.locator(account)).toContainText('2 of 3 customers have orders, too.');
  const silent = await downloaded(page, 'Download the customers without orders (CSV)');
  expect(silent).toEqual({ name: 'lifeworth-responses-without-orders.csv', text: `${mark}customer,rows,first_day,last_day\r\n"z***5@example.org",1,2025-03-06,2025-03-06\r\n` });
  const unasked = await downloaded(page, 'Download the customers with orders who are not here (CSV)');
  expect(unasked).toEqual({ name: 'lifeworth-orders-without-responses.csv', text: `${mark}customer,purchase_days,first_day,last_day,revenue\r\n"b***2@example.org",1,2025-01-20,2025-01-20,50.00\r\n` });
  await page.locator('input[type=file]').setInputFiles([
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(smallShop) },
    { name: 'survey.csv', mimeType: 'text/csv', buffer: Buffer.from('email,date,score\na@example.org,2025-02-11,9\nb@example.org,2025-02-12,9\nc@example.org,2025-02-13,9\n') },
  ]);
  await expect(page.locator(account)).toContainText('3 of 3 customers have orders, too.');
  await expect(page.locator(account).getByRole('button')).toHaveText(['Download the rows as read: orders or payments (CSV)', 'Download the rows as read: survey responses (CSV)']);
});

test.describe('in Spanish', () => {
  test.use({ locale: tongues.es.locale });
  test('files are parted as Spanish spreadsheets expect', async ({ page }) => {
    await openPage(page, places[0]!.url());
    await chooseBoth(page);
    expect((await downloaded(page, 'Descargar los clientes con pedidos que no están aquí (CSV)')).text).toContain('"b***2@example.org";1;2025-01-20');
    await page.locator(account).getByRole('checkbox', { name: 'Direcciones de correo completas' }).check();
    const orders = await downloaded(page, 'Descargar las filas leídas: pedidos o pagos (CSV)');
    expect(orders.text.split('\r\n').slice(0, 2)).toEqual([`${mark}customer;date;amount;currency`, '"a@example.org";2025-01-05;100,00;EUR']);
    expect((await downloaded(page, 'Descargar los clientes sin pedidos (CSV)')).text).toContain('"z@example.org";1;2025-03-06;2025-03-06');
    expect((await downloaded(page, 'Descargar los clientes con pedidos que no están aquí (CSV)')).text).toContain('"b@example.org";1;2025-01-20;2025-01-20;50,00');
    await chooseText(page, orders.name, orders.text);
    await expect(page.locator(account)).toContainText('5 filas leídas = 5 usadas + 0 descartadas.');
  });
});
