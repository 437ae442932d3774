// Bad input gets a sentence: what is wrong, what was seen, what to do; in both languages, and never an empty page.
import { chooseText, expect, openPage, places, test, tongues } from './page';

const header = 'email,date,total\n';
const files: { what: string; name: string; content: string | Buffer; en: string; es: string }[] = [
  { what: 'an empty file', name: 'empty.csv', content: '', en: 'The file is empty. It has 0 bytes.', es: 'El archivo está vacío. Tiene 0 bytes.' },
  { what: 'a binary', name: 'picture.csv', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), en: 'those of a PNG file', es: 'los de un archivo PNG' },
  { what: 'an HTML page', name: 'export.csv', content: '<!DOCTYPE html><html><body>Sign in</body></html>', en: 'This is a web page, not a table.', es: 'Esto es una página web, no una tabla.' },
  { what: 'a header without rows', name: 'header.csv', content: header, en: 'The file has a header but no rows.', es: 'El archivo tiene encabezado pero ninguna fila.' },
  { what: 'one column', name: 'words.csv', content: 'just words\nand more words\n', en: 'The file has only one column.', es: 'El archivo tiene una sola columna.' },
  { what: 'no date column', name: 'nodate.csv', content: 'email,total\na@example.org,1.00\nb@example.org,2.00\n', en: 'No column has dates. We saw the columns email, total.', es: 'Ninguna columna tiene fechas. Vimos las columnas email, total.' },
  { what: 'damaged JSON', name: 'orders.json', content: '[{"email":"a@example.org","date":"2025-01-01","total":1},\n{"email":"b@example.org","date":"2025-01-02",,"total":2}]', en: 'The JSON is damaged. What begins on line 2', es: 'El JSON está dañado. Lo que empieza en la línea 2' },
  {
    what: 'two currencies',
    name: 'mixed.csv',
    content: 'email,date,total,currency\na@example.org,2025-01-01,1.00,EUR\nb@example.org,2025-01-02,2.00,USD\n',
    en: 'in several currencies, which cannot be added. We found EUR (1), USD (1).',
    es: 'en varias monedas y no se pueden sumar. Encontramos EUR (1), USD (1).',
  },
];

for (const tongue of ['en', 'es'] as const) {
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });
    for (const file of files) {
      test(`${file.what} is refused with a sentence`, async ({ page }) => {
        await openPage(page, places[0]!.url());
        await chooseText(page, file.name, file.content);
        await expect(page.getByRole('alert')).toContainText(file[tongue]);
        await expect(page.getByRole('alert')).toContainText(file.name);
      });
    }

    test('one customer is said to be only one', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'one.csv', `${header}shop@example.org,2025-01-01,1.00\nshop@example.org,2025-02-01,2.00\n`);
      await expect(page.locator('lw-account-panel')).toContainText(tongue === 'en' ? 'There is only one customer.' : 'Solo hay un cliente.');
      await expect(page.locator('lw-headline-panel article')).toHaveCount(3); // nothing predicted
    });

    test('orders of one day are said to be so', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseText(page, 'day.csv', `${header}a@example.org,2025-01-01,1.00\nb@example.org,2025-01-01,2.00\n`);
      await expect(page.locator('lw-account-panel')).toContainText(tongue === 'en' ? 'All orders are of one day.' : 'Todos los pedidos son del mismo día.');
      await expect(page.locator('lw-headline-panel article')).toHaveCount(3);
    });
  });
}

test('names with markup are shown as text and run nothing', async ({ page }) => {
  await openPage(page, places[0]!.url());
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const name = '<img src=x onerror=alert(1)>';
  await chooseText(page, `${name}.csv`, `customer,date,total\n${name},2025-01-01,1.00\n<b>b</b>,2025-01-02,2.00\n`);
  await expect(page.locator('lw-customer-table')).toContainText(name);
  await expect(page.getByRole('heading', { name: `${name}.csv` })).toBeVisible();
  expect(dialogs).toBe(0);
});
