// Two views of one page, the calculators and the reader's data: by pointer, by keyboard and by address; the focus goes along and the data
// stay.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { builtFile, chooseText, expect, openPage, places, showSample, smallShop, test, tongues } from './page';

const words = {
  en: { calculators: 'Calculators', data: 'Your data', welcome: 'See what your customers are worth.', try: 'Try the calculators with numbers of your own.' },
  es: { calculators: 'Calculadoras', data: 'Sus datos', welcome: 'Vea lo que valen sus clientes.', try: 'Pruebe las calculadoras con sus propios números.' },
} as const;

const link = 'v=1&c=simple_clv&order_value=60&orders_per_year=4&lifespan=3&margin=0.4&k=w0xx'; // of links-v1.txt
const hashOf = (page: Page) => new URL(page.url()).hash;
const current = (page: Page) => page.locator('header nav a[aria-current=page]');
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** What a person drags over the page or copies elsewhere. */
const drop = async (page: Page, name: string, text: string) => {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text!], name!, { type: 'text/csv' }));
      return data;
    },
    [name, text],
  );
  await page.locator('footer').dispatchEvent('dragover', { dataTransfer });
  await expect(page.locator('header nav a.over')).toHaveText(words.en.data);
  await page.locator('footer').dispatchEvent('drop', { dataTransfer });
};

for (const place of places) {
  for (const tongue of ['en', 'es'] as const) {
    test.describe(`${place.name}, ${tongue}`, () => {
      test.use({ locale: tongues[tongue].locale });
      const name = words[tongue];

      test('the page opens with the data; links lead to the calculators and back, and the focus goes along', async ({ page }) => {
        await openPage(page, place.url());
        await expect(current(page)).toHaveText(name.data);
        await page.getByRole('link', { name: name.try }).click();
        await expect(title(page, name.calculators)).toBeFocused();
        await expect(current(page)).toHaveText(name.calculators);
        await expect(page.locator('lw-drop-zone')).toBeHidden();
        expect(hashOf(page)).toMatch(/^#(calculators$|v=1&c=)/); // the calculators write their own state there
        await page.getByRole('link', { name: name.data }).click();
        await expect(title(page, name.welcome)).toBeFocused();
        await expect(current(page)).toHaveText(name.data);
        await expect.poll(() => hashOf(page)).toBe('#data');
        await page.goBack();
        await expect(title(page, name.calculators)).toBeFocused();
      });
    });
  }

  test(`${place.name}, an address opens its view, also when loaded again`, async ({ page }) => {
    await page.goto(`${place.url()}#calculators`);
    await expect(title(page, words.en.calculators)).toBeVisible();
    await page.reload();
    await expect(title(page, words.en.calculators)).toBeVisible();
    await expect(page.locator('lw-drop-zone')).toBeHidden();
    await page.evaluate(() => (document.location.hash = '#data'));
    await expect(page.locator('lw-drop-zone')).toBeVisible();
    for (const address of [`#${link}`, '?c=simple_clv&lang=en', `#${link.slice(0, 30)}`]) {
      await page.goto('about:blank');
      await page.goto(place.url() + address);
      await expect(title(page, words.en.calculators)).toBeVisible();
    }
    await page.goto(`${place.url()}?v=3#elsewhere`);
    await expect(title(page, words.en.welcome)).toBeVisible();
  });
}

test('by keyboard alone: to the calculators and back', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: words.en.calculators, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title(page, words.en.calculators)).toBeFocused();
  const data = page.getByRole('link', { name: words.en.data });
  for (let step = 0; step < 5 && !(await data.evaluate((element) => element.matches(':focus'))); step += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(title(page, words.en.welcome)).toBeFocused();
});

test('data stay as they are while the calculators are shown', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.getByText('How the file was read; change it').click();
  const table = page.locator('lw-customer-table');
  await table.getByRole('button', { name: 'Customer', exact: true }).click();
  await expect(table.locator('tbody tr.data').first()).toContainText('C-00001');
  await page.getByRole('link', { name: words.en.calculators, exact: true }).click();
  await expect(table).toBeHidden();
  await page.getByRole('link', { name: words.en.data }).click();
  await expect(page.getByRole('heading', { name: 'Sample data: a made-up shop' })).toBeFocused();
  await expect(page.getByLabel('Role of column customer_id')).toBeVisible();
  await expect(table.locator('tbody tr.data').first()).toContainText('C-00001');
  await expect(page.locator('lw-concentration-chart svg')).toBeVisible();
  await table.locator('.viewport').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expect(table.locator('tbody tr.data').last()).toContainText('C-01200');
});

test('what is read while the calculators are shown is there when one returns', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await page.evaluate(() => (document.querySelector('lw-app')!.shadowRoot!.querySelector('lw-drop-zone') as HTMLElement).dispatchEvent(new CustomEvent('sample', { detail: 'shop' })));
  await page.getByRole('link', { name: words.en.calculators, exact: true }).click();
  await expect(page.locator('lw-customer-table')).toBeAttached();
  await page.getByRole('link', { name: words.en.data }).click();
  await expect(page.locator('lw-concentration-chart svg')).toBeVisible();
  await expect(page.locator('lw-customer-table tbody tr.data').first()).toContainText('C-');
});

test('a file dropped on the calculators, or cells pasted there, are shown as data', async ({ page }) => {
  await page.goto(`${places[0]!.url()}#calculators`);
  await drop(page, 'dropped.csv', smallShop);
  await expect(page.getByRole('heading', { name: 'dropped.csv' })).toBeFocused();
  await expect(current(page)).toHaveText(words.en.data);
  await expect.poll(() => hashOf(page)).toBe('#data');
  await page.getByRole('link', { name: words.en.calculators, exact: true }).click();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
  }, smallShop.replaceAll(',', '\t'));
  await expect(page.getByRole('heading', { name: 'pasted cells' })).toBeFocused();
  await expect.poll(() => hashOf(page)).toBe('#data');
});

test('a refusal is read in both views', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'nothing.csv', '');
  await expect(page.getByRole('alert')).toContainText(tongues.en.empty);
  await page.getByRole('link', { name: words.en.calculators, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(tongues.en.empty);
});

for (const [what, attributes] of [
  ['sandboxed', (url: string) => ({ sandbox: 'allow-scripts', src: url })],
  ['made of text', (_: string, html: string) => ({ srcdoc: html })],
] as const) {
  test(`in a frame that is ${what} the views change too, and nothing else is loaded`, async ({ page }) => {
    const url = places[0]!.url();
    await page.route(`${url}around`, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,"><body>' }));
    await page.goto(`${url}around`);
    await page.evaluate((given) => document.body.append(Object.assign(document.createElement('iframe'), { height: '700', width: '900' }, given)), attributes(url, await readFile(builtFile, 'utf8')));
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('lw-drop-zone')).toBeVisible();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await frame.getByRole('link', { name: words.en.calculators, exact: true }).click();
    await expect(frame.locator('lw-calculators')).toBeVisible();
    await frame.getByRole('link', { name: words.en.data }).click();
    await expect(frame.locator('lw-drop-zone')).toBeVisible();
    expect(requests.filter((each) => !each.startsWith('blob:'))).toEqual([]);
  });
}

test('clearing leads to the welcome', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.getByRole('button', { name: 'Clear data' }).click();
  await expect(title(page, words.en.welcome)).toBeFocused();
});

for (const width of [320, 390]) {
  for (const tongue of ['en', 'es'] as const) {
    test.describe(`${width} px wide, ${tongue}`, () => {
      test.use({ locale: tongues[tongue].locale, viewport: { width, height: 800 } });

      test('nothing is wider than the screen in either view', async ({ page }) => {
        for (const address of ['#calculators', '#data']) {
          await page.goto('about:blank');
          await page.goto(places[0]!.url() + address);
          await expect(page.locator('header nav')).toBeVisible();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          const widest = await page.locator('header > *').evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
          expect(widest).toBeLessThanOrEqual(width);
        }
      });
    });
  }
}
