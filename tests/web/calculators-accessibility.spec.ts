// The calculators for everyone: axe-core finds nothing with all unfolded and a range open, in both languages and themes, on phone and desktop; the keyboard
// alone is enough; everything that is pressed is large enough to be hit.
import type { Locator, Page } from '@playwright/test';
import { expect, faults, field, numberIn, openCalculator, outcome, test, tongues } from './page';

const unfold = (page: Page) => page.locator('details').evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)));

/** Two scenarios, a range, a mistake in one field: all that can stand on the page at once. */
const shown = [
  ['simple_clv', 'c=simple_clv&cur=EUR&order_value=60~50~75&2.margin=0.5&2.name=B'],
  ['retention_profit', 'c=retention_profit&retention_per_year=0.9~0.88~0.92'],
  ['margin_multiple', 'c=margin_multiple&margin_per_period=100~80~130&2.retention=1.2'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [
    ['phone', { width: 390, height: 844 }],
    ['desktop', { width: 1280, height: 900 }],
  ] as const) {
    {
      const tongue = colorScheme === 'light' ? 'en' : 'es';
      test.describe(`${device}, ${colorScheme}, ${tongue}`, () => {
        test.use({ colorScheme, viewport, locale: tongues[tongue].locale, bypassCSP: true }); // axe puts a script into the page

        for (const [calculator, link] of shown) {
          test(`${calculator} with everything unfolded`, async ({ page }) => {
            await openCalculator(page, link);
            await unfold(page);
            await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
            if (calculator === 'margin_multiple') {
              await page.getByRole('button', { name: 'B', exact: true }).click();
              await expect(field(page, 'retention').locator('.wrong')).toBeVisible();
            }
            await page.getByRole('button', { name: /^(Copy link|Copiar enlace)$/ }).click();
            expect(await faults(page)).toEqual([]);
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
            expect(await tooSmall(page)).toEqual([]);
          });
        }
      });
    }
  }
}

/** Everything that can be pressed and is smaller than 24 px in either direction. */
const tooSmall = (page: Page) =>
  page.locator('lw-calculators :is(button, a, input, select, summary)').evaluateAll((targets) =>
    targets.flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width && (width < 24 || height < 24) ? [`${target.localName} ${target.textContent?.trim() || target.getAttribute('aria-label')}: ${width} × ${height}`] : [];
    }),
  );

test('before an audience nothing is found either', async ({ browser }) => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await openCalculator(page, 'c=simple_clv&order_value=60~50~75&2.margin=0.5&present=1');
  await expect(page.locator('[data-interval]:not(.stale)')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await context.close();
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  for (let step = 0; step < 120; step += 1) {
    if (await wanted.evaluate((element) => element.matches(':focus')).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(wanted)} cannot be reached with ${key}`);
}

test('by keyboard alone: choose a calculator, type, open a range, solve and use the answer', async ({ page }) => {
  await openCalculator(page);
  await tabTo(page, page.getByRole('button', { name: 'Value at a retention' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('lw-calculator h2')).toHaveText('Value at a retention');
  await tabTo(page, numberIn(page, 'retention'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('80');
  await expect(outcome(page, 'clv_if_retained')).toHaveText('266.67');
  await page.keyboard.press('Tab'); // the very next thing: how sure one is
  await expect(field(page, 'retention').getByRole('button')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(field(page, 'retention').getByRole('button')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(field(page, 'retention').getByRole('textbox', { name: 'Retention: 95% sure: from' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('70');
  await expect(page.locator('[data-interval]:not(.stale)')).toContainText(/95% interval 17\d\.\d\d to/); // 175 at 70 %
  const levers = page.locator('lw-lever-panel');
  await tabTo(page, levers.getByLabel('Change this'));
  await page.keyboard.type('Ret');
  await expect(levers.getByLabel('Change this')).toHaveValue('retention');
  await page.keyboard.press('Tab');
  await page.keyboard.type('450');
  await page.keyboard.press('Enter');
  await expect(levers.getByRole('status')).toContainText('Retention: 90%');
  await tabTo(page, levers.getByRole('button', { name: 'Use it' }));
  await page.keyboard.press('Enter');
  await expect(numberIn(page, 'retention')).toHaveValue('90');
  await expect(outcome(page, 'clv_if_retained')).toHaveText('450.00');
});

test('a screen reader hears each field’s name, unit, hint and mistake, and each picture’s name', async ({ page }) => {
  await openCalculator(page, 'c=margin_multiple&cur=EUR');
  await expect(numberIn(page, 'retention')).toHaveAccessibleName('Retention (% a year)');
  await expect(numberIn(page, 'margin_per_period')).toHaveAccessibleName('Margin per customer (EUR a year)');
  await expect(numberIn(page, 'retention')).toHaveAccessibleDescription('Of the customers at the start of a period, the share who are still customers at its end.');
  await expect(field(page, 'retention').getByRole('button')).toHaveAccessibleName(/range of Retention/);
  await expect(page.getByRole('img', { name: 'Customer lifetime value at each retention' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Levers of/ })).toBeVisible();
  await numberIn(page, 'retention').fill('300');
  await expect(numberIn(page, 'retention')).toHaveAccessibleDescription(/Possible are values from 0% to 100%\./);
});
