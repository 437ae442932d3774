// Numbers of a file in the calculators: offered beside the typed ones, taken when asked for, with their ranges, their n and their currency; what a
// person typed is never overwritten; and nothing of the file but numbers gets into the address.
import type { Page } from '@playwright/test';
import { chooseText, expect, field, numberIn, openCalculator, outcome, places, showSample, test, tongues } from './page';

const words = {
  en: { calculators: 'Calculators', data: 'Your data', says: (text: string) => `Your file says ${text}: use it`, from: 'From your file, n = ', all: 'Use all numbers of my file', currency: 'Currency' },
  es: { calculators: 'Calculadoras', data: 'Sus datos', says: (text: string) => `Su archivo dice ${text}: usarlo`, from: 'De su archivo, n = ', all: 'Usar todos los números de mi archivo', currency: 'Moneda' },
} as const;

/** Forty customers who begin on one day, with five orders in each year they buy in; half of them pay 40 an order, half 60. All buy in the first year,
 * thirty in the second and third too; an order in January 2025 lets the third year end. So an order is worth 50, a customer orders 5 times a
 * year and is retained 60 times out of 70. */
const shop = (() => {
  const lines = ['order_id,email,order_date,total,currency'];
  for (let customer = 0; customer < 40; customer += 1)
    for (const year of customer < 30 ? [2022, 2023, 2024] : [2022])
      for (const day of year === 2022 ? ['01-10', '04-10', '07-10', '10-10', '12-10'] : ['02-10', '05-10', '08-10', '11-10', '12-10'])
        lines.push(`${lines.length},anna.${customer}@example.org,${year}-${day},${customer % 2 ? '60.00' : '40.00'},EUR`);
  return [...lines, `${lines.length},anna.0@example.org,2025-01-15,50.00,EUR`, ''].join('\n');
})();

async function dropShop(page: Page) {
  await page.getByRole('link', { name: /^(Your data|Sus datos)$/ }).click();
  await chooseText(page, 'secret shop.csv', shop);
  await expect(page.locator('lw-customer-table')).toBeVisible();
}
const toCalculators = (page: Page) => page.locator('header').getByRole('link', { name: /^(Calculators|Calculadoras)$/ }).click();
const calculator = (page: Page, name: string) => page.locator('lw-calculators nav').getByRole('button', { name }).click();

for (const tongue of ['en', 'es'] as const) {
  const word = words[tongue];
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('the sample’s numbers are offered for the simple value and taken with range and n', async ({ page }) => {
      await page.goto(places[0]!.url());
      await showSample(page, tongue);
      await toCalculators(page);
      await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '288.00' : '288,00'); // nothing is taken unasked
      for (const input of ['order_value', 'orders_per_year', 'lifespan']) {
        await field(page, input).getByRole('button', { name: /use it|usarlo/ }).click();
        await expect(field(page, input)).toContainText(word.from);
        await expect(field(page, input).getByRole('textbox')).toHaveCount(3);
      }
      await expect(field(page, 'margin').getByRole('button')).toContainText([tongue === 'en' ? 'Set under “Your data” is 30%: use it' : 'En «Sus datos» se fijó 30\u00a0%: usarlo']); // a file of orders does not know it, the page does
      await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
      // 1,200 customers, and nothing of them in the address.
      await expect(field(page, 'order_value')).toContainText(tongue === 'en' ? '1,200' : '1200');
      await expect.poll(() => page.url()).toMatch(new RegExp(`#v=1&c=simple_clv&cur=EUR&lang=${tongue}&order_value=[\\d.]+~[\\d.]+~[\\d.]+&orders_per_year=[\\d.]+~[\\d.]+~[\\d.]+&lifespan=[\\d.]+~[\\d.]+~[\\d.]+&margin=0.4&k=[a-z\\d]{4}$`));
    });

    test('what is counted by hand is what the calculators offer', async ({ page }) => {
      await openCalculator(page);
      await dropShop(page);
      await toCalculators(page);
      const offer = (input: string) => field(page, input).getByRole('button', { name: /use it|usarlo/ });
      await expect(offer('order_value')).toHaveText(word.says(tongue === 'en' ? '€50.00' : '50,00 €'));
      await expect(offer('orders_per_year')).toHaveText(word.says('5'));
      await expect(offer('lifespan')).toHaveText(word.says('7')); // 1 ÷ (1 − 60 ÷ 70)
      await page.getByRole('button', { name: word.all }).click();
      await expect(page.locator('lw-calculator').getByLabel(word.currency)).toHaveValue('EUR'); // none was chosen: the file's
      await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '€525.00' : '525,00 €'); // 50 × 5 × 7 × 30 %, the margin of the data’s view
      await expect(field(page, 'order_value')).toContainText(`${word.from}40`);
      const [value, low, high] = await field(page, 'order_value').getByRole('textbox').evaluateAll((texts) => texts.map((text) => Number((text as HTMLInputElement).value.replace(',', '.'))));
      expect(value).toBe(50);
      expect(low!).toBeGreaterThan(40);
      expect(low!).toBeLessThan(50);
      expect(high! - 50).toBeCloseTo(50 - low!, 4); // a mean has an even interval
      await expect(page.locator('lw-calculators')).not.toContainText('anna');
      expect(decodeURIComponent(page.url())).not.toMatch(/secret|anna|example|csv/);

      await calculator(page, tongue === 'en' ? 'CLV, CAC and payback' : 'CLV, CAC y recuperación');
      await expect(offer('retention_per_month')).toHaveText(word.says(tongue === 'en' ? '98.7%' : '98,7\u00a0%')); // the twelfth root of 6/7
      await offer('retention_per_month').click();
      await expect(numberIn(page, 'retention_per_month')).toHaveValue(tongue === 'en' ? '98.72' : '98,72');
      await expect(field(page, 'retention_per_month')).toContainText(`${word.from}70`);
      await expect(page.locator('lw-calculator').getByLabel(word.currency)).toHaveValue(''); // a share has none

      await calculator(page, tongue === 'en' ? 'Retention to profit' : 'De la retención al beneficio');
      await expect(offer('retention_per_year')).toHaveText(word.says(tongue === 'en' ? '85.7%' : '85,7\u00a0%'));
      await offer('retention_per_year').click();
      await expect(numberIn(page, 'retention_per_year')).toHaveValue(tongue === 'en' ? '85.71' : '85,71');
      await expect(outcome(page, 'lifetime_now')).toContainText(tongue === 'en' ? '7 years' : '7 años');
      await expect(outcome(page, 'lifetime_after_points')).toContainText(tongue === 'en' ? '10.8 years' : '10,8 años'); // 1 ÷ (1 − 0.9071)
      await page.locator('lw-inputs-panel summary').first().click();
      // Profit is revenue at the margin of the data's view, 30 %: 5 × 50 × 30 % a year; the fourth and fifth year have not ended.
      for (const year of [1, 2, 3]) await expect(offer(`profit_year_${year}`)).toHaveText(word.says(tongue === 'en' ? '€75.00' : '75,00 €'));
      for (const year of [4, 5]) await expect(offer(`profit_year_${year}`)).toHaveCount(0);
      await offer('profit_year_1').click();
      await expect(page.locator('lw-calculator').getByLabel(word.currency)).toHaveValue('EUR');
    });

    test('amounts of another currency are not offered, and it is said why', async ({ page }) => {
      await openCalculator(page, 'c=simple_clv&cur=USD');
      await dropShop(page);
      await toCalculators(page);
      await expect(field(page, 'orders_per_year').getByRole('button', { name: /use it|usarlo/ })).toBeVisible();
      await expect(field(page, 'order_value').getByRole('button', { name: /use it|usarlo/ })).toHaveCount(0);
      await expect(page.locator('lw-calculator')).toContainText(tongue === 'en' ? 'Your file is in EUR, these amounts are in USD: its amounts are not offered' : 'Su archivo está en EUR y estos importes en USD: no se ofrecen sus importes');
      await page.getByRole('button', { name: word.all }).click();
      await expect(numberIn(page, 'order_value')).toHaveValue('60');
      await expect(page.locator('lw-calculator').getByLabel(word.currency)).toHaveValue('USD');
      await page.locator('lw-calculator').getByLabel(word.currency).selectOption('EUR');
      await expect(field(page, 'order_value').getByRole('button', { name: /use it|usarlo/ })).toBeVisible();
    });
  });
}

test('what spend, answers and the prediction say is offered as well, with the sentence that explains it', async ({ page }) => {
  await page.goto(places[0]!.url());
  await showSample(page);
  await toCalculators(page);
  const offer = (input: string) => field(page, input).getByRole('button', { name: 'use it' });
  await calculator(page, 'What promoters are worth');
  await expect(offer('customers')).toHaveText('Your file says 1,200: use it');
  for (const input of ['promoters', 'detractors', 'spend_detractor', 'spend_passive']) await expect(offer(input)).toBeVisible();
  await expect(page.locator('lw-inputs-panel')).toContainText(/Shares are of the last answers of [\d,]+ customers/);
  // Effects are offered all or none, each with its interval and n.
  await page.locator('lw-inputs-panel summary', { hasText: 'Changes of spend' }).click();
  for (const input of ['gain_to_passive', 'gain_to_promoter', 'change_if_stays']) await expect(offer(input)).toBeVisible();
  await expect(field(page, 'gain_to_passive')).toContainText(/n\u00a0=\u00a016/);
  await expect(field(page, 'spend_detractor')).toContainText(/€[\d.]+ – €[\d.]+, n\u00a0=\u00a0\d+/);
  await expect(page.locator('lw-inputs-panel')).not.toContainText('Retention here means'); // of numbers that are not asked for
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  await expect(field(page, 'promoters')).toContainText('From your file, n = ');
  await expect(numberIn(page, 'margin')).toHaveValue('30'); // as the other calculators have it
  for (const input of ['gain_to_passive', 'gain_to_promoter', 'change_if_stays']) await expect(field(page, input)).toContainText('From your file, n = ');
  await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
  await calculator(page, 'CLV, CAC and payback');
  await expect(offer('acquisition_spend')).toBeVisible();
  await expect(page.locator('lw-inputs-panel')).toContainText(/Spend and new customers are of .* to /);
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  await expect(outcome(page, 'cac')).toContainText(/^€[\d.]+/);
  await calculator(page, 'What referrals are worth');
  await expect(offer('customer_value')).toBeVisible();
  await expect(offer('acquisition_cost')).toBeVisible();
});

/** Sixty who pay 20 a month from January 2023 on; twenty of them once, ten twice, six three times, four four times. */
const payments = (() => {
  const lines = ['customer,date,amount,currency', 'early,2022-06-15,20.00,EUR'];
  for (let customer = 0; customer < 60; customer += 1)
    for (let month = 0; month < (customer < 20 ? 1 : customer < 30 ? 2 : customer < 36 ? 3 : customer < 40 ? 4 : 18); month += 1) lines.push(`c${customer},${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15,${customer % 2 ? '19.00' : '21.00'},EUR`);
  return [...lines, ''].join('\n');
})();

test('of contracts calculators take what these pay, who renews, and how many are left', async ({ page }) => {
  await openCalculator(page, 'c=clv_cac');
  await page.getByRole('link', { name: 'Your data' }).click();
  await chooseText(page, 'payments.csv', payments);
  const contract = page.locator('lw-contract-panel');
  await expect(contract).toContainText('It looks like a contract.');
  await toCalculators(page);
  const inputs = page.locator('lw-inputs-panel');
  await expect(field(page, 'margin_per_month').getByRole('button', { name: 'use it' })).toHaveText(/Your file says €6\.\d\d: use it/); // 20 at 30 %
  await expect(inputs).toContainText('Profit, retention and lifespan are those of contracts.');
  await expect(inputs).not.toContainText('buying again within the next year');
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  await calculator(page, 'Rising retention');
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  await expect(inputs.locator('select')).toHaveValue('month');
  await expect(numberIn(page, 'cohort_start')).toHaveValue('61');
  await expect(numberIn(page, 'left_1')).toHaveValue('40'); // twenty of the sixty and the early one paid once
  await expect(page.locator('lw-inputs-panel .wrong, lw-number-field .wrong')).toHaveCount(0);
  await expect(inputs).toContainText('Survivors are of 61 contracts that had 7 renewals to decide');
  await expect(outcome(page, 'new_customer_sbg')).toContainText('€');
});

test('subscriptions give calculators their numbers without orders', async ({ page }) => {
  await openCalculator(page, 'c=clv_cac');
  await page.getByRole('link', { name: 'Your data' }).click();
  const lines = Array.from({ length: 60 }, (_, each) => `c${each},2023-01-10,${each < 20 ? '2023-02-10' : each < 30 ? '2023-03-10' : ''},20.00,EUR`);
  lines.push('c60,2023-08-01,,20.00,EUR'); // files are looked at up to the last beginning
  await chooseText(page, 'subscriptions.csv', ['customer,start,end,monthly amount,currency', ...lines].join('\n'));
  await expect(page.locator('lw-contract-panel')).toContainText('A file lists 61 subscriptions');
  await toCalculators(page);
  await expect(field(page, 'margin_per_month').getByRole('button', { name: 'use it' })).toHaveText('Your file says €6.00: use it'); // 20 at 30 %
  await expect(page.locator('lw-inputs-panel')).toContainText('at a margin of 30%');
  await calculator(page, 'Customer lifetime value');
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  await expect(numberIn(page, 'order_value')).toHaveValue('20');
  await expect(numberIn(page, 'orders_per_year')).toHaveValue('12');
  await calculator(page, 'Rising retention');
  await page.getByRole('button', { name: 'Use all numbers of my file' }).click();
  for (const [input, left] of [['cohort_start', '60'], ['left_1', '40'], ['left_2', '30']] as const) await expect(numberIn(page, input)).toHaveValue(left);
  await expect(page.locator('lw-calculator').getByLabel('Currency')).toHaveValue('EUR');
});

test('answers alone give calculators their shares, and no margin that nobody set', async ({ page }) => {
  await openCalculator(page, 'c=nps_conversion');
  await page.getByRole('link', { name: 'Your data' }).click();
  await chooseText(page, 'answers.csv', ['date,nps', ...Array.from({ length: 50 }, (_, each) => `2025-01-1${each % 9},${each < 20 ? 10 : each < 30 ? 8 : 2}`)].join('\n'));
  await expect(page.locator('lw-survey-panel')).toContainText('n = 50');
  await toCalculators(page);
  await expect(field(page, 'promoters').getByRole('button', { name: 'use it' })).toHaveText('Your file says 40%: use it');
  await expect(field(page, 'detractors').getByRole('button', { name: 'use it' })).toHaveText('Your file says 40%: use it');
  await expect(page.locator('lw-inputs-panel')).toContainText('They name no customers');
  for (const input of ['margin', 'customers', 'spend_detractor']) await expect(field(page, input).getByRole('button', { name: /use it/ })).toHaveCount(0);
});

test('what was typed stays as it is when a file is read, and its currency is not presumed', async ({ page }) => {
  await openCalculator(page);
  await numberIn(page, 'order_value').fill('81');
  await page.locator('lw-calculator').getByLabel('Currency').selectOption('EUR');
  await page.locator('lw-calculator').getByLabel('Currency').selectOption('');
  await dropShop(page);
  await toCalculators(page);
  await expect(numberIn(page, 'order_value')).toHaveValue('81');
  await expect(outcome(page, 'clv')).toHaveText('388.80');
  // A range of one's own around one's own number is no number of the file.
  await field(page, 'order_value').getByRole('button', { name: /range of/ }).click();
  await numberIn(page, 'lifespan').fill('2');
  await expect(outcome(page, 'clv')).toHaveText('259.20');
  await expect(page.locator('lw-calculator').getByLabel('Currency')).toHaveValue('');
  await field(page, 'order_value').getByRole('button', { name: /use it/ }).click();
  await expect(page.locator('lw-calculator').getByLabel('Currency')).toHaveValue('EUR');
});

test('without its data the file’s numbers are offered no more, and what was taken stays', async ({ page }) => {
  await openCalculator(page);
  await dropShop(page);
  await toCalculators(page);
  await field(page, 'orders_per_year').getByRole('button', { name: /use it/ }).click();
  await numberIn(page, 'order_value').fill('70');
  await page.getByRole('link', { name: 'Your data' }).click();
  await page.getByRole('button', { name: 'Clear data' }).click();
  await toCalculators(page);
  await expect(numberIn(page, 'orders_per_year')).toHaveValue('5');
  await expect(numberIn(page, 'order_value')).toHaveValue('70');
  await expect(page.locator('lw-calculator').getByText('Your file')).toHaveCount(0);
  await expect(page.locator('lw-calculator').getByText('From your file')).toHaveCount(0);
});
