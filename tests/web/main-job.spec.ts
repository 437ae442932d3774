// The main job, as a person does it: sample data, a file of one's own, corrections, cancelling, saving: over http and from disk,
// in English and Spanish.
import { readFile } from 'node:fs/promises';
import { chooseText, expect, manyOrders, openPage, places, showSample, smallShop, test, tongues } from './page';

for (const place of places) {
  for (const tongue of ['en', 'es'] as const) {
    const words = tongues[tongue];
    test.describe(`${place.name}, ${tongue}`, () => {
      test.use({ locale: words.locale });

      test('sample data lead to numbers with intervals, pictures and a table', async ({ page }) => {
        await openPage(page, place.url());
        await expect(page.locator('html')).toHaveAttribute('lang', tongue);
        await showSample(page, tongue);
        // Seven numbers; all but the counted total carry an interval.
        await expect(page.locator('lw-headline-panel article')).toHaveCount(7);
        await expect(page.locator('lw-headline-panel article', { hasText: /95\s?%/ })).toHaveCount(6);
        await expect(page.locator('lw-concentration-chart svg')).toBeVisible();
        await expect(page.locator('lw-cohort-chart svg')).toBeVisible();
        await expect(page.locator('lw-customer-table tbody tr.data').first()).toContainText('C-0');
      });

      test('a chosen file is read, counted and summed', async ({ page }) => {
        await openPage(page, place.url());
        await chooseText(page, 'small shop.csv', smallShop);
        await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
        await expect(page.locator('lw-account-panel')).toContainText(tongue === 'en' ? '7 rows read = 5 used + 2 left out' : '7 filas leídas = 5 usadas + 2 descartadas');
        // 100 + 50 + 30 − 10 + 20
        await expect(page.locator('lw-headline-panel article').first()).toContainText(tongue === 'en' ? '€190.00' : '190,00');
        await page.locator('lw-account-panel summary').first().click();
        await expect(page.locator('lw-account-panel .rows')).toContainText(tongue === 'en' ? 'date that does not exist' : 'fecha que no existe');
      });

      test('a wrong file gets a sentence and what was shown before stays', async ({ page }) => {
        await openPage(page, place.url());
        await chooseText(page, 'small shop.csv', smallShop);
        await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
        await chooseText(page, 'nothing.csv', '');
        await expect(page.getByRole('alert')).toContainText(words.empty);
        await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
        await expect(page.locator('lw-customer-table tbody tr.data')).toHaveCount(3);
      });

      test('reading can be cancelled, and the page goes on', async ({ page }) => {
        await openPage(page, place.url());
        await chooseText(page, 'many.csv', manyOrders(1_500_000));
        await page.getByRole('button', { name: words.cancel }).click();
        await expect(page.locator('lw-progress-panel')).toHaveCount(0);
        await showSample(page, tongue);
      });

      test('the customer table is saved as CSV', async ({ page }) => {
        await openPage(page, place.url());
        await chooseText(page, 'hostile.csv', smallShop.replaceAll('c@example.org', '=HYPERLINK(1)'));
        await expect(page.locator('lw-customer-table')).toBeVisible();
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: words.save }).click();
        const saved = await readFile(await (await download).path(), 'utf8');
        const lines = saved.replace('\uFEFF', '').trim().split('\r\n');
        expect(saved.startsWith('\uFEFF')).toBe(true);
        expect(lines).toHaveLength(4);
        const mark = tongue === 'en' ? ',' : ';';
        expect(lines[0]!.split(mark).slice(0, 5)).toEqual(['customer', 'purchase_days', 'first_day', 'last_day', 'revenue']);
        expect(lines.slice(1)).toContain(['"a***1@example.org"', '2', '2025-01-05', '2025-02-05', tongue === 'en' ? '120.00' : '120,00', '1', ''].join(mark));
        expect(lines.slice(1).some((line) => line.startsWith(`"'=HYPERLINK(1)"`))).toBe(true);
      });
    });
  }
}

test('progress is told in bytes and rows', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'many.csv', manyOrders(1_500_000));
  await expect(page.locator('lw-progress-panel')).toContainText(/\d.*(kB|MB) of .*MB, [\d,]+ rows/);
  await expect(page.getByRole('heading', { name: tongues.en.title, exact: true })).toBeVisible({ timeout: 40_000 });
});

test('a dropped file is taken anywhere on the page', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
    return data;
  }, smallShop);
  await page.locator('footer').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByRole('heading', { name: 'dropped.csv' })).toBeVisible();
});

test('pasted cells are taken', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
  }, smallShop.replaceAll(',', '\t'));
  await expect(page.locator('lw-account-panel')).toContainText('7 rows read = 5 used + 2 left out');
});

test('a wrong guess is corrected with one choice, and the choice is kept', async ({ page }) => {
  await openPage(page, places[0]!.url());
  // Two amounts: the guess takes the one named total; the person wants the other.
  await chooseText(page, 'two amounts.csv', 'email,date,total,net\na@example.org,2025-01-05,100.00,80.00\nb@example.org,2025-01-06,10.00,8.00\n');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('110.00');
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Role of column net').selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('88.00');
  await page.getByText('How the file was read; change it').click();
  await expect(page.locator('lw-mapping-panel')).toContainText('Chosen by you.');
});

test('a file without dates asks for the column, in words', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'no dates.csv', 'email,total\na@example.org,10.00\nb@example.org,12.00\n');
  await expect(page.getByRole('alert')).toContainText('No column has dates. We saw the columns email, total.');
  await expect(page.getByRole('heading', { name: 'How should no dates.csv be read?' })).toBeVisible();
});

test('two currencies are refused until one is chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'currencies.csv', smallShop.replace('20.00,EUR', '20.00,USD'));
  await expect(page.getByRole('alert')).toContainText('EUR (');
  await page.getByLabel('Currency', { exact: true }).fill('EUR');
  await page.getByLabel('Currency', { exact: true }).press('Enter');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('€170.00');
  await expect(page.locator('lw-account-panel')).toContainText('7 rows read = 4 used + 3 left out');
});

test('assumptions change the value to come and nothing else', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const lead = page.locator('lw-headline-panel article.lead .number').first();
  const before = Number((await lead.innerText()).replace(/[^\d]/g, ''));
  const counted = await page.locator('lw-headline-panel article').first().innerText();
  await page.getByLabel('Margin, % of revenue').fill('60');
  await page.getByLabel('Margin, % of revenue').press('Enter');
  // 30 % → 60 %: twice the value, to the rounding of whole euros.
  await expect.poll(async () => Math.abs(Number((await lead.innerText()).replace(/[^\d]/g, '')) - 2 * before)).toBeLessThanOrEqual(1);
  expect(await page.locator('lw-headline-panel article').first().innerText()).toBe(counted);
});

test('the table sorts by a click and scrolls through all customers', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const table = page.locator('lw-customer-table');
  await table.getByRole('button', { name: 'Customer', exact: true }).click();
  await expect(table.locator('tbody tr.data').first()).toContainText('C-00001');
  await table.locator('.viewport').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expect(table.locator('tbody tr.data').last()).toContainText('C-01200');
  expect(await table.locator('tbody tr.data').count()).toBeLessThan(80);
});

test('clearing forgets everything', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await expect(page.locator('lw-customer-table')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'See what your customers are worth.' })).toBeVisible();
});

test('language and theme change at once and are remembered', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.getByLabel('Language').selectOption('es');
  await expect(page.getByRole('heading', { name: tongues.es.title, exact: true })).toBeVisible();
  await page.getByLabel('Tema', { exact: true }).selectOption('dark');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(19, 23, 26)');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a half-typed date or a number that cannot be changes nothing and is said at its field', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const lead = page.locator('lw-headline-panel article.lead .number').first();
  const before = await lead.innerText();
  const margin = page.getByLabel('Margin, % of revenue');
  await margin.fill('150');
  await margin.press('Enter');
  await expect(page.locator('lw-headline-panel .wrong')).toContainText('A number from 0 to 100.');
  expect(await lead.innerText()).toBe(before);
  await margin.fill('12,5'); // a decimal comma is understood
  await margin.press('Enter');
  await expect(page.locator('lw-headline-panel article.lead').first()).toContainText('at a margin of 12.5%');
  await expect(page.locator('lw-headline-panel .wrong')).toHaveCount(0);
  const end = page.getByLabel('Observation ends');
  await end.focus();
  await end.pressSequentially('06302025'); // month, day, year: the browser's own order of the field
  await end.press('Enter');
  await expect(end).toHaveValue('2025-06-30');
  await expect(page.locator('lw-headline-panel')).toContainText(/Expected from (30 Jun|Jun 30,) 2025 to (30 Jun|Jun 30,) 2026/);
});

test('passing over roles with the arrow keys changes nothing until the choice is meant', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'small shop.csv', smallShop);
  await page.getByText('How the file was read; change it').click();
  const role = page.getByLabel('Role of column order_id');
  await role.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(300);
  await expect(page.locator('lw-account-panel')).toContainText('7 rows read = 5 used + 2 left out');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('two assumptions changed at once both count', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.evaluate(() => {
    const panel = document.querySelector('lw-app')!.shadowRoot!.querySelector('lw-headline-panel')!.shadowRoot!;
    for (const [name, value] of [['margin', '60'], ['horizon_months', '24']] as const) {
      const input = panel.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
      input.value = value;
      input.dispatchEvent(new Event('change'));
    }
  });
  await expect(page.locator('lw-headline-panel article.lead').first()).toContainText(/2027, at a margin of 60%/);
});

test('a currency column without ISO codes does no harm', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'words.csv', 'email,date,total,money\na@example.org,2025-01-05,100.00,Taler\nb@example.org,2025-01-06,10.00,Taler\n');
  await page.getByText('How the file was read; change it').click();
  await page.getByLabel('Role of column money').selectOption('currency');
  await expect(page.locator('lw-headline-panel article').first()).toContainText(/110\.00\sTALER/);
});

test('refunds in a column of their own are netted, and columns that tell of more and were not read are named', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'shopify.csv', 'Name,Email,Returned on,Total,Created at,Refunded Amount\n#1001,a@example.org,,10.00,2025-01-02 10:00:00 +0100,0.00\n#1002,b@example.org,2025-02-01,20.00,2025-01-03 10:00:00 +0100,15.00\n');
  await expect(page.locator('lw-account-panel')).toContainText('These columns tell of them and were not read: Returned on.');
  await expect(page.locator('lw-account-panel')).toContainText('Refund rows: 1, together −15.00; netted.');
});

test('paper is white, whatever the screen is', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(255, 255, 255)');
});
