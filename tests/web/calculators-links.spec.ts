// The state of a calculator stands in the page's address: opened elsewhere it is the same, in the language and theme it was made in; a link that was
// damaged, made by a later version or written wrongly says so. What was typed stays through a change of language, view and calculator.
import type { Page } from '@playwright/test';
import { expect, field, numberIn, openCalculator, outcome, places, test, tongues } from './page';

const address = (page: Page) => new URL(page.url()).hash.slice(1);
const calculator = (page: Page, name: string) => page.locator('lw-calculators nav').getByRole('button', { name }).click();
const note = (page: Page) => page.locator('lw-calculators').getByRole('alert');

for (const place of places) {
  test(`${place.name}, an address opens the same numbers elsewhere, in the language of the one who made it`, async ({ page, browser, complaints }) => {
    await openCalculator(page, '', place.url());
    await page.getByLabel('Language').selectOption('es');
    await calculator(page, 'El valor según la retención');
    await page.getByLabel('Moneda').selectOption('COP');
    await page.locator('lw-inputs-panel select').selectOption('month');
    await numberIn(page, 'margin_per_period').fill('12.500,5');
    await numberIn(page, 'retention').fill('92,75');
    await field(page, 'retention').getByRole('button').click();
    await page.getByRole('button', { name: 'Comparar con otro escenario' }).click();
    await page.getByLabel('Nombre de este escenario').fill('Más & mejor: 100 %');
    await numberIn(page, 'retention').fill('94');
    await expect.poll(() => address(page)).toContain('2.name=M%C3%A1s');
    await expect.poll(() => address(page)).toContain('2.retention=0.94');
    const clv = await outcome(page, 'clv_if_retained').innerText();

    const elsewhere = await browser.newContext({ locale: 'en-GB' });
    const other = await elsewhere.newPage();
    other.on('pageerror', (error) => complaints.push(error.message));
    await other.goto(page.url());
    await expect(other.locator('html')).toHaveAttribute('lang', 'es');
    await expect(other.locator('lw-calculator h2')).toHaveText('El valor según la retención');
    await expect(other.locator('lw-inputs-panel select')).toHaveValue('month');
    await expect(other.getByLabel('Moneda')).toHaveValue('COP');
    await expect(numberIn(other, 'margin_per_period')).toHaveValue('12500,5');
    await expect(numberIn(other, 'retention')).toHaveValue('92,75');
    await expect(field(other, 'retention').getByRole('textbox')).toHaveCount(3);
    await other.getByRole('button', { name: 'Más & mejor: 100 %', exact: true }).click();
    await expect(numberIn(other, 'retention')).toHaveValue('94');
    await expect(outcome(other, 'clv_if_retained')).toHaveText(clv);
    await expect.poll(() => address(other)).toBe(address(page));
    await elsewhere.close();
  });
}

test('a link copied by the button is the address', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openCalculator(page);
  await numberIn(page, 'order_value').fill('81.5');
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('lw-share-panel').getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('theme=dark&order_value=81.5&');
  await expect(page.locator('lw-share-panel input')).toHaveValue(copied);
  await expect.poll(() => page.url()).toBe(copied);
});

test('typing and sliding write the address in place: going back leads out at once', async ({ page }) => {
  await page.goto(`${places[0]!.url()}#data`);
  await page.getByRole('link', { name: 'Calculators', exact: true }).click();
  await expect(outcome(page, 'clv')).toBeVisible();
  const steps = await page.evaluate(() => history.length);
  for (const digit of '123.45') await numberIn(page, 'order_value').press(digit);
  await expect.poll(() => address(page)).toContain('order_value=');
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await page.goBack();
  await expect(page.locator('lw-drop-zone')).toBeVisible();
});

for (const tongue of ['en', 'es'] as const) {
  test.describe(`links that cannot be opened as they stand, ${tongue}`, () => {
    test.use({ locale: tongues[tongue].locale });

    for (const [what, link, said] of [
      ['its end cut off', 'v=1&c=simple_clv&order_value=95&orders_per_year=4&lifespan=3&margin=0.4&k=no', { en: 'The link is damaged', es: 'El enlace está dañado' }],
      ['numbers cut off', 'v=1&c=simple_clv&order_value=95&orders_p', { en: 'The link is damaged', es: 'El enlace está dañado' }],
      ['a later version', 'v=9&c=simple_clv&order_value=95&k=abcd', { en: 'a newer version of this page', es: 'una versión más nueva' }],
      ['a calculator that is not here', 'c=crystal_ball', { en: 'names a calculator that is not here', es: 'una calculadora que aquí no existe' }],
    ] as const) {
      test(`with ${what} it is said, and the example is shown`, async ({ page }) => {
        await openCalculator(page, link);
        await expect(note(page)).toContainText(said[tongue]);
        await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '288.00' : '288,00');
        await expect.poll(() => address(page)).toMatch(new RegExp(`^v=1&c=simple_clv&lang=${tongue}&order_value=60&`));
      });
    }

    test('written by hand with a name that is not known, the rest counts', async ({ page }) => {
      await openCalculator(page, 'c=simple_clv&order_value=100&price=7&margin=much&2.colour=1');
      await expect(note(page)).toContainText(tongue === 'en' ? 'Parts of the link were not understood and left out: price, margin, 2.colour.' : 'Algunas partes del enlace no se entendieron y se dejaron fuera: price, margin, 2.colour.');
      await expect(outcome(page, 'clv')).toHaveText(tongue === 'en' ? '480.00' : '480,00'); // 100 × 4 × 3 × 40 %
    });
  });
}

test('what was said of a link goes with the calculator it opened', async ({ page }) => {
  await openCalculator(page, 'c=simple_clv&price=7&lang=es');
  await expect(note(page)).toHaveText('Algunas partes del enlace no se entendieron y se dejaron fuera: price.'); // in the language of the link
  await page.getByLabel('Idioma').selectOption('en');
  await expect(note(page)).toHaveText('Parts of the link were not understood and left out: price.');
  await calculator(page, 'Service team capacity');
  await expect(note(page)).toHaveCount(0);
});

for (const [theme, ground] of [
  ['dark', 'rgb(19, 23, 26)'],
  ['light', 'rgb(250, 248, 243)'],
] as const) {
  test.describe(`a link in ${theme}`, () => {
    test.use({ colorScheme: theme === 'dark' ? 'light' : 'dark' });

    test('is shown in that theme, whatever the system says, and the choice of themes agrees', async ({ page }) => {
      await openCalculator(page, `c=simple_clv&theme=${theme}`);
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(ground);
      await expect(page.getByLabel('Theme')).toHaveValue(theme);
      await page.getByLabel('Theme').selectOption('auto');
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).not.toBe(ground);
      await expect.poll(() => address(page)).not.toContain('theme=');
    });
  });
}

test('a link followed within the page replaces what is shown', async ({ page }) => {
  await openCalculator(page, 'c=clv_cac');
  await page.evaluate(() => (document.location.hash = '#c=simple_clv&order_value=10&lang=es'));
  await expect(outcome(page, 'clv')).toHaveText('48,00');
  await expect(page.getByLabel('Idioma')).toHaveValue('es');
});

test('numbers stay through a change of language, written in the form of each', async ({ page }) => {
  await openCalculator(page);
  await numberIn(page, 'order_value').fill('1234.5');
  await field(page, 'margin').getByRole('button').click();
  await page.getByRole('button', { name: 'Compare with another scenario' }).click();
  await numberIn(page, 'lifespan').fill('2.25');
  await numberIn(page, 'lifespan').blur();
  await page.getByLabel('Language').selectOption('es');
  await expect(page.locator('lw-calculator h2')).toHaveText('Valor de vida del cliente');
  await expect(numberIn(page, 'order_value')).toHaveValue('1234,5');
  await expect(numberIn(page, 'lifespan')).toHaveValue('2,25');
  await expect(field(page, 'margin').getByRole('textbox').nth(1)).toHaveValue('36');
  await expect(outcome(page, 'clv')).toHaveText('4444,20'); // 1234.5 × 4 × 2.25 × 40 %
  await page.getByLabel('Idioma').selectOption('en');
  await expect(numberIn(page, 'order_value')).toHaveValue('1234.5');
  await expect(outcome(page, 'clv')).toHaveText('4,444.20');
});

test('numbers stay through a look at the data and at another calculator', async ({ page }) => {
  await openCalculator(page);
  await numberIn(page, 'order_value').fill('123.45');
  await page.getByLabel('Currency').selectOption('USD');
  await page.getByRole('link', { name: 'Your data' }).click();
  await expect(page.locator('lw-drop-zone')).toBeVisible();
  await expect.poll(() => address(page)).toBe('data');
  await page.getByRole('link', { name: 'Calculators', exact: true }).click();
  await expect(numberIn(page, 'order_value')).toHaveValue('123.45');
  await calculator(page, 'Service team capacity');
  await numberIn(page, 'agents').fill('33');
  await calculator(page, 'Customer lifetime value');
  await expect(numberIn(page, 'order_value')).toHaveValue('123.45');
  await expect(outcome(page, 'clv')).toHaveText('$592.56'); // 123.45 × 4 × 3 × 40 %
  await calculator(page, 'Service team capacity');
  await expect(numberIn(page, 'agents')).toHaveValue('33');
  await expect.poll(() => address(page)).toContain('c=capacity&lang=en&agents=33&');
});
