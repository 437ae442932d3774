// The page shows the numbers of the literature (and of arithmetic), in both languages, with the words of their units; and the formula beside a
// result, filled with the numbers of the page, gives that result.
import type { Page } from '@playwright/test';
import { expect, field, numberIn, openCalculator, outcome, test, tongues } from './page';

/** What a test expects, as the reader's language writes it. */
const written = (text: string, tongue: 'en' | 'es') =>
  tongue === 'en'
    ? text
    : text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')).replace('%', '\u00a0%').replace('a year', 'anual').replace('a month', 'mensual').replace('years', 'años').replace('months', 'meses').replace('never', 'nunca');

const expectNumbers = async (page: Page, tongue: 'en' | 'es', numbers: Record<string, string>) => {
  // An interval may stand behind it.
  for (const [key, text] of Object.entries(numbers)) await expect(outcome(page, key), key).toHaveText(new RegExp(`^\\s*${written(text, tongue).replaceAll('.', '\\.').replace(/\s/g, '\\s')}(\\s|$)`));
};

/** The number in a text of the page, in English. */
const numberOf = (text: string) => Number(/[−-]?\d[\d,]*(\.\d+)?/.exec(text)![0].replaceAll(',', '').replace('−', '-'));

for (const tongue of ['en', 'es'] as const) {
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('margin multiples of Gupta & Lehmann at a discount of 10 %', async ({ page }) => {
      await openCalculator(page, 'c=margin_multiple&discount=0.1&margin_per_period=100');
      for (const [retention, clv] of [[60, '120.00'], [70, '175.00'], [80, '266.67'], [85, '340.00'], [90, '450.00'], [95, '633.33']] as const) {
        await numberIn(page, 'retention').fill(String(retention));
        await expectNumbers(page, tongue, { clv_if_retained: clv });
      }
      // 90 %: 100 ÷ 0.2 at the end of the first year, 110 ÷ 0.2 if the first margin is paid today; 1 ÷ (1 − 0.9) years.
      await numberIn(page, 'retention').fill('90');
      await expectNumbers(page, tongue, { multiple_if_retained: '4.5', clv_first_end: '500.00', clv_first_now: '550.00', multiple_first_now: '5.5', lifetime: '10 years' });
    });

    test('a company of constant profit at 90 %: five points more are 5 % in the first year, 75 % after 27 years, 100 % in the end', async ({ page }) => {
      await openCalculator(page, 'c=retention_profit&retention_per_year=0.9&change=0.05&acquisition_cost=0&later_change=0');
      for (let year = 1; year <= 5; year += 1) await openGroupAndFill(page, `profit_year_${year}`, '100');
      await expectNumbers(page, tongue, {
        retention_after_points: '95% a year', lifetime_now: '10 years', lifetime_after_points: '20 years', company_year_1_points: '5%', company_year_5_points: '22.6%', company_year_10_points: '40.1%',
        company_ceiling_points: '100%', years_to_target_points: '27 years',
      });
      await expect(page.locator('lw-result-panel .lead p').last()).toContainText(tongue === 'en' ? 'after 27 years' : '27 años');
    });

    test('the example “level profit”: three readings of 5 %, by hand', async ({ page }) => {
      await openCalculator(page, 'c=retention_profit');
      await page.getByLabel(tongue === 'en' ? 'Example' : 'Ejemplo').selectOption('level_profit');
      await expect(numberIn(page, 'retention_per_year')).toHaveValue('80');
      // 100 ÷ (1.1 − r): 333.33 at 80 %, 400.00 at 85 %, 384.62 at 84 %, 344.83 at 81 %; 1 ÷ (1 − r): 5, 6.67, 6.25, 5.26 years.
      await expectNumbers(page, tongue, {
        value_now: '333.33', value_after_points: '400.00', value_after_relative: '384.62', value_after_fewer_losses: '344.83', gain_points: '20%', gain_relative: '15.4%', gain_fewer_losses: '3.4%',
        lifetime_now: '5 years', lifetime_after_points: '6.7 years', lifetime_after_relative: '6.3 years', lifetime_after_fewer_losses: '5.3 years',
        company_year_1_points: '5%', company_year_1_relative: '4%', company_year_1_fewer_losses: '1%', company_ceiling_points: '33.3%', company_ceiling_relative: '25%', company_ceiling_fewer_losses: '5.3%',
        years_to_target_points: 'never', years_to_target_fewer_losses: 'never',
      });
      await page.getByLabel(tongue === 'en' ? 'Example' : 'Ejemplo').selectOption('leaky_bucket');
      // 60 % → 65 %: 100 ÷ 0.5 → 100 ÷ 0.45; 0.4 ÷ 0.35.
      await expectNumbers(page, tongue, { value_now: '200.00', value_after_points: '222.22', gain_points: '11.1%', company_ceiling_points: '14.3%' });
    });

    test('CAC of 300 at 20 a month: back after 15 months, after 19.6 when 3 % leave each month; never where the discount takes the rest', async ({ page }) => {
      await openCalculator(page, 'c=clv_cac');
      for (const [input, text] of [['acquisition_spend', '30000'], ['new_customers', '100'], ['margin_per_month', '20'], ['retention_per_month', '97'], ['discount', '0']] as const) await numberIn(page, input).fill(text);
      await expectNumbers(page, tongue, { cac: '300.00', clv: '666.67', clv_to_cac: '2.22', payback_plain: '15 months', payback_with_churn: '19.6 months', payback_discounted: '19.6 months', lifetime: '33.3 months' });
      // 1 % a month is 12.6825 % a year.
      await numberIn(page, 'discount').fill(tongue === 'en' ? '12.682503' : '12,682503');
      await expectNumbers(page, tongue, { clv: '500.00', clv_to_cac: '1.67', payback_discounted: '22.7 months', discount_per_month: '1% a month' });
      await numberIn(page, 'acquisition_spend').fill('60000');
      await expectNumbers(page, tongue, { cac: '600.00', payback_plain: '30 months', payback_with_churn: '75.6 months', payback_discounted: 'never' });
      await expect(page.locator('lw-result-panel .lead p').last()).toContainText(tongue === 'en' ? 'The cost never comes back.' : 'El coste no se recupera nunca.');
    });

    test('sBG of Fader & Hardie: α and β of both segments, and who is left after twelve years', async ({ page }) => {
      await openCalculator(page, 'c=retention_curve');
      await expectNumbers(page, tongue, { alpha: '0.704', beta: '1.18', left_after_12: '17%' });
      await page.getByLabel(tongue === 'en' ? 'Example' : 'Ejemplo').selectOption('high_end_segment');
      await expectNumbers(page, tongue, { alpha: '0.668', beta: '3.81', left_after_12: '37.8%' });
    });
  });
}

async function openGroupAndFill(page: Page, input: string, text: string) {
  if (!(await numberIn(page, input).isVisible())) await page.locator('lw-inputs-panel details', { has: field(page, input) }).locator('summary').click();
  await numberIn(page, input).fill(text);
}

/** Profit year by year of a company that wins as many customers every year: a brute-force sum over all ages. */
function companyProfits(profile: number[], later: number, cost: number, before: number, after: number, years: number): number[] {
  const oldest = 3000;
  const profit = (age: number) => (age <= 5 ? profile[age - 1]! : profile[4]! * (1 + later) ** (age - 5));
  let alive = Array.from({ length: oldest }, (_, age) => before ** age);
  const total = () => alive.reduce((sum, each, age) => sum + each * profit(age + 1), -cost);
  const profits = [total()];
  for (let year = 1; year <= years; year += 1) {
    alive = [1, ...alive.slice(0, -1).map((each) => each * after)];
    profits.push(total());
  }
  return profits;
}

test('the famous credit card: one customer is worth 75 % more, the company earns little more in the first year and 75 % more in the 19th', async ({ page }) => {
  await openCalculator(page, 'c=retention_profit');
  expect(Math.round(numberOf(await outcome(page, 'gain_points').innerText()))).toBe(75);
  // Published: 300 at losses of 10 %, 525 at 5 %.
  expect(Math.abs(numberOf(await outcome(page, 'value_now').innerText()) / 300 - 1)).toBeLessThan(0.01);
  expect(Math.abs(numberOf(await outcome(page, 'value_after_points').innerText()) / 525 - 1)).toBeLessThan(0.01);
  const [before, ...profits] = companyProfits([30, 42, 44, 49, 55], 0.002, 51, 0.9, 0.95, 60);
  const rise = profits.map((profit) => profit / before! - 1);
  for (const year of [1, 5, 10]) expect(numberOf(await outcome(page, `company_year_${year}_points`).innerText())).toBeCloseTo(100 * rise[year - 1]!, 1);
  const reached = rise.findIndex((each) => each >= 0.75); // by the end of that year; within it profit rises evenly
  expect(reached).toBe(18);
  expect(numberOf(await outcome(page, 'years_to_target_points').innerText())).toBeCloseTo(reached + (0.75 - rise[reached - 1]!) / (rise[reached]! - rise[reached - 1]!), 1);
});

/** The filled formulas of the page, each as the number on its left and the numbers on its right. */
const formulas = async (page: Page) =>
  (await page.locator('lw-explain-panel .filled').allInnerTexts()).map((text) => {
    const [left, right] = text.split(' = ');
    const read = (part: string) => [...part.matchAll(/(\d[\d,]*(?:\.\d+)?)(%?)/g)].map(([, number, percent]) => Number(number!.replaceAll(',', '')) / (percent ? 100 : 1));
    return { result: read(left!)[0]!, numbers: read(right!), right: right! };
  });

test('the filled formula of the simple value gives the result', async ({ page }) => {
  await openCalculator(page);
  for (const [order, orders, years, margin] of [['60', '4', '3', '40'], ['19.99', '2.5', '1.75', '32.5'], ['1250', '1', '12', '8']] as const) {
    for (const [input, text] of [['order_value', order], ['orders_per_year', orders], ['lifespan', years], ['margin', margin]] as const) await numberIn(page, input).fill(text);
    const product = Number(order) * Number(orders) * Number(years) * (Number(margin) / 100);
    await expect.poll(async () => numberOf(await outcome(page, 'clv').innerText())).toBeCloseTo(product, 1);
    const [clv, revenue] = await formulas(page);
    expect(clv!.numbers).toHaveLength(4);
    expect(clv!.numbers.reduce((a, b) => a * b)).toBeCloseTo(clv!.result, 1);
    expect(clv!.result).toBe(numberOf(await outcome(page, 'clv').innerText()));
    expect(revenue!.numbers.reduce((a, b) => a * b)).toBeCloseTo(revenue!.result, 1);
  }
});

test('the filled formulas of the margin multiple give the results', async ({ page }) => {
  await openCalculator(page, 'c=margin_multiple');
  for (const [period, margin, retention, discount, growth] of [['year', '100', '85', '10', '0'], ['year', '37.5', '72.5', '8.25', '1.5'], ['month', '12', '96.4', '9', '0.2']] as const) {
    await page.locator('lw-inputs-panel select').selectOption(period);
    for (const [input, text] of [['margin_per_period', margin], ['retention', retention], ['discount', discount], ['growth', growth]] as const) await numberIn(page, input).fill(text);
    const d = period === 'year' ? Number(discount) / 100 : (1 + Number(discount) / 100) ** (1 / 12) - 1;
    const kept = (Number(retention) / 100) * (1 + Number(growth) / 100);
    await expect.poll(async () => numberOf(await outcome(page, 'clv_if_retained').innerText())).toBeCloseTo((Number(margin) * kept) / (1 + d - kept), 1);
    const [retained, end, now] = await formulas(page);
    const [m, r, , g, , shownDiscount] = retained!.numbers; // m × r × (1 + g) ÷ (1 + d − r × (1 + g))
    expect(retained!.right).toMatch(/^[\d.,]+ × [\d.]+% × \(1 \+ [\d.]+%\) ÷ \(1 \+ [\d.]+% − [\d.]+% × \(1 \+ [\d.]+%\)\)$/);
    const still = r! * (1 + g!);
    // The discount of a month is shown to five digits of one, which is enough for one in a thousand.
    for (const [formula, top] of [[retained, m! * still], [end, m!], [now, m! * (1 + shownDiscount!)]] as const) expect(Math.abs(top / (1 + shownDiscount! - still) / formula!.result - 1)).toBeLessThan(0.001);
  }
});
