// Calculators with typed numbers and no file: the example stands there at once, every number that is typed counts at once, in the forms people write
// numbers in; what cannot be gets a sentence at its field. Numbers are those of the literature or computed by hand.
import { expect, field, numberIn, openCalculator, outcome, places, test, tongues } from './page';

const words = {
  en: { needed: 'A number is needed here.', none: 'This is not a number.', limits: 'Possible are values from 0% to 100%.', endless: 'With these numbers the value would grow without end.' },
  es: { needed: 'Aquí hace falta un número.', none: 'Esto no es un número.', limits: 'Se admiten valores de 0\u00a0% a 100\u00a0%.', endless: 'Con estos números el valor crecería sin fin.' },
} as const;

/** Numbers as people write them, and 4 × 3 × 40 % of them. */
const written = {
  en: [['100', '480.00'], ['1,234.5', '5,925.60'], ['1.234,5', '5,925.60'], ['100,50', '482.40'], ['1,000', '4,800.00'], ['€ 60', '288.00'], ['1e3', '4,800.00']],
  es: [['100', '480,00'], ['100,50', '482,40'], ['1.234,5', '5925,60'], ['1,234.5', '5925,60'], ['100.5', '482,40'], ['1.000', '4800,00'], ['60 €', '288,00']],
} as const;

for (const place of places) {
  for (const tongue of ['en', 'es'] as const) {
    test.describe(`${place.name}, ${tongue}`, () => {
      test.use({ locale: tongues[tongue].locale });

      test('the example stands there at once: 60 × 4 × 3 is 720 of revenue, and 288 of profit at 40 %', async ({ page }) => {
        await page.goto(place.url());
        await page.getByRole('link', { name: tongue === 'en' ? 'Calculators' : 'Calculadoras', exact: true }).click();
        await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '288.00' : '288,00');
        await expect(outcome(page, 'revenue_clv')).toContainText(tongue === 'en' ? '720.00' : '720,00');
        await expect(page.locator('lw-result-panel .lead p').last()).toContainText(tongue === 'en' ? 'stays 3 years brings 288.00 of profit' : 'se queda 3 años deja 288,00 de beneficio');
      });

      test('numbers count as they are typed, in the forms that people write', async ({ page }) => {
        await openCalculator(page, '', place.url());
        for (const [typed, clv] of written[tongue]) {
          await numberIn(page, 'order_value').fill(typed);
          await expect(outcome(page, 'clv'), typed).toHaveText(clv);
          await expect(numberIn(page, 'order_value')).toHaveValue(typed); // not rewritten under the hand
        }
        await numberIn(page, 'order_value').fill('1234.5');
        await numberIn(page, 'order_value').blur();
        await expect(numberIn(page, 'order_value')).toHaveValue(tongue === 'en' ? '1234.5' : '1234,5');
      });

      test('what is no number is said at its field, and the results stay', async ({ page }) => {
        await openCalculator(page, '', place.url());
        for (const typed of ['abc', '12 abc', '1.2.3,4,5', '--1', 'NaN', 'Infinity', '∞']) {
          await numberIn(page, 'order_value').fill(typed);
          await expect(field(page, 'order_value').locator('.wrong'), typed).toHaveText(words[tongue].none);
          await expect(numberIn(page, 'order_value')).toHaveAttribute('aria-invalid', 'true');
          await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '288.00' : '288,00');
        }
        await numberIn(page, 'order_value').press('Enter'); // gives up, and the number that counts comes back
        await expect(numberIn(page, 'order_value')).toHaveValue('60');
        await expect(field(page, 'order_value').locator('.wrong')).toHaveCount(0);
      });

      test('an empty field asks for a number, and one beyond its limits names them', async ({ page }) => {
        await openCalculator(page, 'c=margin_multiple&retention=0.9', place.url());
        const retention = field(page, 'retention');
        await expect(outcome(page, 'multiple_if_retained')).toHaveText(tongue === 'en' ? '4.5' : '4,5');
        for (const [typed, sentence] of [['', words[tongue].needed], ['120', words[tongue].limits], ['-5', words[tongue].limits]] as const) {
          await numberIn(page, 'retention').fill(typed);
          await expect(retention.locator('.wrong'), typed).toContainText(sentence);
          await expect(numberIn(page, 'retention')).toHaveAccessibleDescription(new RegExp(sentence));
          await expect(outcome(page, 'clv_if_retained')).toHaveText('–');
        }
        await numberIn(page, 'retention').fill(tongue === 'en' ? '85.0' : '85,0');
        await expect(retention.locator('.wrong')).toHaveCount(0);
        await expect(outcome(page, 'multiple_if_retained')).toHaveText(tongue === 'en' ? '3.4' : '3,4');
      });

      test('all customers staying for ever at no discount gets a sentence instead of infinity', async ({ page }) => {
        await openCalculator(page, 'c=margin_multiple', place.url());
        await numberIn(page, 'retention').fill('100');
        await expect(outcome(page, 'clv_if_retained')).toHaveText(tongue === 'en' ? '1,000.00' : '1000,00'); // 100 × 1 ÷ 0.1
        await numberIn(page, 'discount').fill('0');
        await expect(field(page, 'retention').locator('.wrong')).toContainText(words[tongue].endless);
        await expect(outcome(page, 'clv_if_retained')).toHaveText('–');
      });
    });
  }
}

test('the slider moves the number and what comes of it', async ({ page }) => {
  await openCalculator(page);
  const slider = field(page, 'order_value').locator('input[type=range]');
  const box = (await slider.boundingBox())!;
  await slider.click({ position: { x: box.width / 2, y: box.height / 2 } }); // of 0 to two and a half times the example
  await expect(numberIn(page, 'order_value')).toHaveValue('75');
  await expect(outcome(page, 'clv')).toHaveText('360.00');
  for (let step = 1; step <= 20; step += 1) await page.mouse.move(box.x + (box.width / 2) * (1 - step / 20), box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) await page.mouse.move(box.x + (box.width * step) / 40, box.y + box.height / 2);
  await page.mouse.up();
  await expect(numberIn(page, 'order_value')).toHaveValue('150');
  await expect(outcome(page, 'clv')).toHaveText('720.00');
});

test('a slider follows a number that is typed beyond its end', async ({ page }) => {
  await openCalculator(page);
  await numberIn(page, 'order_value').fill('5000');
  const slider = field(page, 'order_value').locator('input[type=range]');
  expect(await slider.evaluate((range: HTMLInputElement) => [Number(range.value), Number(range.max) >= 5000])).toEqual([5000, true]);
});

for (const tongue of ['en', 'es'] as const) {
  test.describe(`ranges, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale });

    test('a range gives the result its interval, the same each time; closing it takes both away', async ({ page }) => {
      const intervals = [];
      for (let time = 0; time < 2; time += 1) {
        await openCalculator(page);
        await field(page, 'order_value').getByRole('button').click();
        await expect(field(page, 'order_value').getByRole('textbox')).toHaveCount(3);
        await expect(field(page, 'order_value').getByRole('textbox').nth(1)).toHaveValue('54');
        await expect(field(page, 'order_value').getByRole('textbox').nth(2)).toHaveValue('66');
        await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '288.00' : '288,00');
        await expect(page.locator('[data-interval]:not(.stale)')).toContainText(tongue === 'en' ? '95% interval' : 'Intervalo del 95');
        intervals.push(await page.locator('[data-interval]').innerText());
      }
      expect(intervals[1]).toBe(intervals[0]);
      // 54 and 66 are the 2.5 and 97.5 % quantiles of the one uncertain number, and the result is 4.8 times that: 259.20 to 316.80. A hundred
      // thousand draws know them to ±0.12 (standard error).
      const [low, high, draws] = [...intervals[0]!.replaceAll(',', '.').matchAll(/\d+\.\d\d/g), /100.?000/.exec(intervals[0]!)].map(String);
      expect(Number(low)).toBeCloseTo(259.2, 0);
      expect(Number(high)).toBeCloseTo(316.8, 0);
      expect(draws).not.toBe('null');
      await expect(page.locator('lw-histogram-chart svg')).toBeVisible();
      await field(page, 'order_value').getByRole('button').click();
      await expect(page.locator('[data-interval]')).toHaveCount(0);
      await expect(page.locator('lw-histogram-chart')).toHaveCount(0);
      await expect(field(page, 'order_value').getByRole('textbox')).toHaveCount(1);
    });
  });
}

test('the ends of a range can be typed; one that does not hold its number is said', async ({ page }) => {
  await openCalculator(page);
  await field(page, 'margin').getByRole('button').click();
  const [, low, high] = await field(page, 'margin').getByRole('textbox').all();
  await low!.fill('20');
  await high!.fill('60');
  // 720 × 20 % to 720 × 60 %, known to ±0.5 (standard error).
  await expect.poll(async () => /\d+\.\d\d to \d+\.\d\d/.exec(await page.locator('[data-interval]:not(.stale)').innerText())?.[0].split(' to ').map((end) => Math.round(Number(end) / 4) * 4)).toEqual([144, 432]);
  await low!.fill('45');
  await expect(field(page, 'margin').locator('.wrong')).toContainText('The range must hold the number. It goes from 45% to 60%.');
  await expect(page.locator('[data-interval]')).toHaveCount(0);
  await low!.fill('20');
  await high!.fill('120');
  await expect(field(page, 'margin').locator('.wrong')).toContainText('The range goes beyond what is possible. Possible are values from 0% to 100%.');
  await high!.fill('60');
  await expect(field(page, 'margin').locator('.wrong')).toHaveCount(0);
  await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
});

test('an interval that comes late is not taken for another calculator’s', async ({ page }) => {
  await openCalculator(page, 'c=simple_clv&order_value=60~40~90');
  for (let round = 0; round < 4; round += 1) {
    for (const link of ['c=clv_cac&discount=0.1~0.05~0.2', 'c=retention_curve', 'c=simple_clv&order_value=60~50~70'])
      await page.evaluate(async (link) => {
        location.hash = link;
        await new Promise((done) => setTimeout(done, 20)); // long enough to ask, too short for a hundred thousand draws
      }, link);
  }
  await expect(page.locator('[data-interval]:not(.stale)')).toContainText(/95% interval 2[34]\d\.\d\d to 33\d\.\d\d/); // 240 to 336
});
