// Before an audience: one calculator, large, keys go through the prepared scenarios. And on paper: each calculator is one page.
import type { Page } from '@playwright/test';
import { expect, numberIn, openCalculator, outcome, test, tongues } from './page';

const three = 'c=simple_clv&1.name=Now&2.order_value=100&2.name=Dearer&3.margin=0.5&3.name=Leaner&present=1';
const shownScenario = (page: Page) => page.locator('lw-scenario-tabs button[aria-pressed=true]');
const header = (page: Page) => page.locator('lw-app header').first();

for (const tongue of ['en', 'es'] as const) {
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('presenting begins and ends by button; the page around is gone and the address says so', async ({ page }) => {
      await openCalculator(page);
      await expect(header(page)).toBeVisible();
      await page.getByRole('button', { name: tongue === 'en' ? 'Present' : 'Presentar', exact: true }).click();
      await expect(header(page)).toBeHidden();
      await expect(page.locator('lw-calculators nav')).toBeHidden();
      await expect(page.locator('footer')).toBeHidden();
      await expect(page.locator('lw-lever-panel')).toHaveCount(0);
      await expect.poll(() => page.url()).toContain('&present=1&');
      await page.getByRole('button', { name: tongue === 'en' ? 'Stop presenting (Esc)' : 'Terminar la presentación (Esc)' }).click();
      await expect(header(page)).toBeVisible();
      await expect.poll(() => page.url()).not.toContain('present=');
    });
  });
}

test('keys go through the prepared scenarios and round, but not while one types; Esc ends', async ({ page }) => {
  await openCalculator(page, three);
  await expect(header(page)).toBeHidden();
  await expect(shownScenario(page)).toHaveText('Now');
  for (const [key, name, clv] of [
    ['ArrowRight', 'Dearer', '480.00'],
    ['PageDown', 'Leaner', '360.00'],
    ['PageDown', 'Now', '288.00'],
    ['ArrowLeft', 'Leaner', '360.00'],
    ['PageUp', 'Dearer', '480.00'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(shownScenario(page)).toHaveText(name);
    await expect(outcome(page, 'clv')).toHaveText(clv);
  }
  await numberIn(page, 'order_value').click();
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight', 'PageDown']) await page.keyboard.press(key);
  await expect(shownScenario(page)).toHaveText('Dearer');
  await numberIn(page, 'order_value').fill('110'); // one may still play
  await expect(outcome(page, 'clv')).toHaveText('528.00');
  await page.keyboard.press('Escape');
  await expect(header(page)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(shownScenario(page)).toHaveText('Dearer'); // no keys outside of a presentation
  await expect(outcome(page, 'clv')).toHaveText('528.00');
});

for (const [device, viewport] of [
  ['a projector', { width: 1280, height: 720 }],
  ['a large screen', { width: 1920, height: 1080 }],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport });

    test('the number can be read from the last row, and nothing is wider than the screen', async ({ page }) => {
      for (const calculator of ['simple_clv', 'retention_profit', 'clv_cac', 'nps_conversion', 'margin_multiple', 'retention_curve', 'break_even', 'referral_value', 'unhappy_customer', 'capacity']) {
        await openCalculator(page, `c=${calculator}&present=1&lang=es`);
        const size = await page.locator('lw-result-panel .number').evaluate((number) => Number.parseFloat(getComputedStyle(number).fontSize));
        expect(size, calculator).toBeGreaterThanOrEqual(48);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), calculator).toBeLessThanOrEqual(viewport.width);
      }
      // Together with its inputs and its title it stands on the first screen.
      await openCalculator(page, 'c=simple_clv&present=1');
      expect((await page.locator('lw-result-panel .number').boundingBox())!.y).toBeLessThan(viewport.height / 2);
    });
  });
}

test('leaving a presentation through the data ends in the data’s view, with its header', async ({ page }) => {
  await openCalculator(page, three);
  await page.evaluate(() => (document.location.hash = '#data'));
  await expect(page.locator('lw-drop-zone')).toBeVisible();
  await expect(header(page)).toBeVisible();
});

const pages = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

for (const tongue of ['en', 'es'] as const) {
  test.describe(`on paper, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale, colorScheme: tongue === 'en' ? 'light' : 'dark' });
    const margins = ['0', '10mm'] as const; // none, and what browsers leave by themselves

    for (const calculator of ['simple_clv', 'retention_profit', 'clv_cac', 'nps_conversion', 'margin_multiple', 'retention_curve', 'break_even', 'referral_value', 'unhappy_customer', 'capacity']) {
      test(`${calculator} is one page, of A4 and of Letter`, async ({ page }) => {
        await openCalculator(page, `c=${calculator}`);
        if (calculator === 'retention_curve') await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          for (const format of ['A4', 'Letter'])
            for (const margin of margins) expect(pages(await page.pdf({ format, margin: { top: margin, bottom: margin, left: margin, right: margin } })), `${format}, margin ${margin}, from ${width} px`).toBe(1);
        }
      });
    }
  });
}

test('paper has the inputs, the result, the picture, the formula and the sources, and no controls', async ({ page }) => {
  await openCalculator(page, 'c=margin_multiple&cur=EUR&retention=0.9~0.85~0.93');
  await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const inputs = page.locator('lw-calculator .print-only table');
  await expect(inputs.getByRole('row', { name: /Retention/ })).toContainText(/90% a year \(85% . 93%\)/);
  await expect(outcome(page, 'clv_if_retained')).toHaveText('€450.00');
  await expect(page.locator('[data-interval]')).toBeVisible();
  await expect(page.locator('lw-series-chart svg')).toBeVisible();
  await expect(page.locator('lw-explain-panel .filled').first()).toBeVisible();
  await expect(page.getByText('Managing Customers as Investments')).toBeVisible();
  for (const control of await page.locator('lw-app :is(button, input, select, nav)').all()) await expect(control).toBeHidden();
});
