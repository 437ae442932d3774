// Profit after costs: a column of the file, a cost per order and per contact, and what money is called with and without them.
import { type Page } from '@playwright/test';
import { chooseText, expect, faults, openPage, places, showSample, test, tongues } from './page';

const fields = (page: Page) => page.locator('lw-cost-fields');
const headline = (page: Page) => page.locator('lw-headline-panel');

async function open(page: Page, title: string): Promise<void> {
  await fields(page).getByText(title, { exact: true }).first().focus();
  await page.keyboard.press('Enter');
}

/** Typed into a field, and left with Tab. */
async function type(page: Page, name: string, text: string): Promise<void> {
  const field = headline(page).locator(`input[name=${name}]`);
  await field.fill(text);
  await field.press('Tab');
}

/** Customers enough for a model; an order costs 60 % of its amount. */
function shopWithCosts(): string {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const wait = (rate: number) => -Math.log(random()) / rate;
  const lines = ['Email,Date,Total,Currency,Cost'];
  for (let customer = 0; customer < 600; customer += 1) {
    const rate = wait(60); // a day; on average a purchase in two months
    const leave = random() * random();
    const own = 12 / (0.1 + random()); // some spend several times as much on an order as others do
    for (let day = Math.floor(300 * random()), stays = true; day < 900 && stays; stays = random() > leave) {
      const amount = Math.floor(100 * own * (0.5 + random())) / 100;
      const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
      lines.push(`c${customer}@example.org,${date},${amount.toFixed(2)},EUR,${(0.6 * amount).toFixed(2)}`);
      day += 1 + Math.floor(wait(rate));
    }
  }
  return `${lines.join('\n')}\n`;
}

for (const { name, url } of places)
  test(`${name}: a column of costs is read, shown, and can be left for a margin and back`, async ({ page }) => {
    await openPage(page, url());
    await chooseText(page, 'orders.csv', shopWithCosts());
    await expect(headline(page)).toContainText('after costs: of an order 40% of its value is kept, less €0.00');
    await expect(headline(page).locator('input[name=margin]')).toHaveCount(0);
    await expect(page.locator('lw-customer-table')).toContainText('Profit to come, after costs');
    await open(page, 'Costs');
    await expect(fields(page)).toContainText('Of revenue 40% was kept so far, after the costs of the column (95% interval');
    await fields(page).locator('select[name=profit_by]').selectOption('margin');
    await expect(headline(page)).toContainText('at a margin of 30%');
    await fields(page).locator('select[name=profit_by]').selectOption('cost_column');
    await expect(headline(page)).toContainText('of an order 40% of its value is kept');
  });

test('a cost per order makes what is to come less, and less than nothing; what cannot be a cost is told', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await open(page, 'Costs');
  await expect(fields(page)).toContainText('Cost per contact, EUR'); // the sample has tickets
  await type(page, 'cost_per_order', '500');
  await expect(headline(page)).toContainText('less €500.00');
  await expect(headline(page).locator('article.lead .number').first()).toContainText(/[-−]/);
  await expect(page.locator('lw-cohort-panel')).toBeVisible();
  await page.locator('lw-tiers-panel select[name=value]').selectOption('profit');
  await expect(page.locator('lw-tiers-panel')).toContainText('profit, after costs');
  await type(page, 'cost_per_order', 'much');
  await expect(fields(page).getByRole('alert')).toHaveText('A number from 0 to 1,000,000,000.');
});

test('without tickets the page says which file a cost per contact needs', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', shopWithCosts());
  await open(page, 'Costs');
  await expect(fields(page)).toContainText('For a cost per contact, add an export of your tickets, calls or chats with customer and day.');
});

test('where nothing is taken off, money is called revenue', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await expect(headline(page)).toContainText('Profit to come, all customers (CLV)');
  await type(page, 'margin', '100');
  await expect(headline(page)).toContainText('Revenue to come, all customers (CLV)');
  await expect(headline(page)).not.toContainText('Profit to come');
  await expect(page.locator('lw-customer-table')).toContainText('Revenue to come');
  await expect(page.locator('lw-new-customer-panel')).toContainText('Revenue of the first order');
});

for (const scheme of ['light', 'dark'] as const)
  test(`in Spanish on a phone, ${scheme}, the costs have no fault that axe finds and nothing is cut off`, async ({ browser }) => {
    const context = await browser.newContext({ locale: tongues.es.locale, colorScheme: scheme, viewport: { width: 390, height: 844 }, bypassCSP: true });
    const page = await context.newPage();
    await openPage(page, places[0]!.url());
    await chooseText(page, 'orders.csv', shopWithCosts());
    await open(page, 'Costes');
    await expect(fields(page)).toContainText('De los ingresos quedó hasta ahora el 40 %, después de los costes de la columna');
    await expect(fields(page).getByLabel('Coste por pedido, EUR')).toBeVisible();
    await fields(page).getByText('Cómo se calcula').click();
    await expect(fields(page)).toContainText('Un pedido es un día de compra');
    await expect(headline(page)).toContainText('después de costes: de cada pedido queda el 40');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faults(page, 'lw-headline-panel')).toEqual([]);
    await context.close();
  });
