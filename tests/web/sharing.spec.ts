// What is handed on: small groups stay off paper and out of saved tables unless a person chooses, with others beside them where they could be computed back; saved lists mask e-mail addresses.
import { type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { chooseText, expect, faults, openPage, places, test } from './page';

/** Customers by the month of their first purchase, from January 2024 on; each buys again a month later. */
function joined(sizes: number[]): string {
  const lines = ['email,date,total,currency'];
  sizes.forEach((size, month) => {
    for (let i = 0; i < size; i += 1)
      for (const later of [0, 1]) lines.push(`m${month}c${i}@example.org,${new Date(Date.UTC(2024, month + later, 3 + (i % 20))).toISOString().slice(0, 10)},${20 + i}.00,EUR`);
  });
  lines.push('m0c0@example.org,2024-12-01,20.00,EUR');
  return lines.join('\n');
}

const cohorts = (page: Page) => page.locator('lw-cohort-panel');
const smallChoice = (page: Page) => page.locator('lw-account-panel').getByRole('checkbox', { name: 'Groups of fewer than 5 customers, too (for my own eyes)' });

/** As paper shows the table: of each row whether it is shown, or what stands in its place; and the line below. */
async function onPaper(page: Page): Promise<{ rows: string[]; note: string; picture: boolean; open: boolean }> {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const found = await cohorts(page).evaluate((panel) => {
    const root = panel.shadowRoot!;
    const after = (element: Element) => getComputedStyle(element, '::after').content.replace(/^"|"$/g, '');
    return {
      rows: [...root.querySelectorAll('tbody tr')].map((row) => {
        const cells = [...row.querySelectorAll('td')];
        const hidden = cells.filter((cell) => getComputedStyle(cell).visibility === 'hidden');
        return hidden.length === 0 ? 'shown' : hidden.length === cells.length ? after(cells[0]!) : 'in part';
      }),
      note: after(root.querySelector('.scroll.figures')!),
      picture: getComputedStyle(root.querySelector('lw-cohort-chart')!).display !== 'none',
      open: root.querySelector('lw-cohort-chart ~ details')!.hasAttribute('open'),
    };
  });
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  return found;
}

const few = '<\u00a05';

test('a lone small group is hidden with the smallest other one; two that are enough by themselves are hidden alone', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', joined([20, 3, 12, 6]));
  await expect(cohorts(page)).toBeVisible();
  const one = await onPaper(page);
  expect(one.rows.slice(0, 4)).toEqual(['shown', few, 'shown', '*']);
  expect(one.note).toBe('Hidden because they tell of fewer than 5 customers: 1. Hidden beside them, so that they cannot be computed back: 1. The picture of these numbers is left out.');
  expect(one.picture).toBe(false);
  expect(one.open).toBe(true);
  // Afterwards the screen is as it was.
  expect(await cohorts(page).evaluate((panel) => panel.shadowRoot!.querySelectorAll('[data-hidden], [data-hidden-note], [data-hidden-picture], details[open]').length)).toBe(0);

  await chooseText(page, 'orders.csv', joined([20, 2, 12, 4, 7]));
  await expect(cohorts(page).locator('tbody tr')).toHaveCount(5);
  expect((await onPaper(page)).rows).toEqual(['shown', few, 'shown', few, 'shown']);

  // One and two customers: their sum is known, and so few are no crowd.
  await chooseText(page, 'orders.csv', joined([20, 2, 12, 1, 7, 9]));
  await expect(cohorts(page).locator('tbody tr')).toHaveCount(6);
  const three = await onPaper(page);
  expect(three.rows).toEqual(['shown', few, 'shown', few, '*', 'shown']);
  expect(three.note).toContain('fewer than 5 customers: 2. Hidden beside them, so that they cannot be computed back: 1.');
});

test('whoever chooses to has everything on paper; where no group is small nothing is hidden', async ({ page }) => {
  await openPage(page, places[1]!.url());
  await chooseText(page, 'orders.csv', joined([20, 3, 12, 6]));
  await smallChoice(page).focus();
  await page.keyboard.press('Space');
  const all = await onPaper(page);
  expect(all.rows.every((row) => row === 'shown')).toBe(true);
  expect(all.picture).toBe(true);
  expect(all.note).toBe('none');
  await smallChoice(page).uncheck();
  expect((await onPaper(page)).rows[1]).toBe(few);
  await chooseText(page, 'orders.csv', joined([20, 5, 12, 6, 8]));
  await expect(cohorts(page).locator('tbody tr')).toHaveCount(5);
  expect((await onPaper(page)).rows).toEqual(['shown', 'shown', 'shown', 'shown', 'shown']);
});

test('printing itself tells the page beforehand', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', joined([20, 3, 12, 6]));
  await expect(cohorts(page)).toBeVisible();
  await page.evaluate(() => window.addEventListener('beforeprint', () => Object.assign(window, { hid: document.querySelector('lw-app')!.shadowRoot!.querySelector('lw-cohort-panel')!.shadowRoot!.querySelectorAll('[data-hidden]').length })));
  await page.pdf();
  expect(await page.evaluate(() => (window as unknown as { hid?: number }).hid)).toBeGreaterThan(0);
});

test('lists name masked addresses until full ones are chosen, and the choice is one for the whole page', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', joined([20, 3, 12, 6]));
  const saved = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('lw-customer-table').getByRole('button', { name: 'Save all as CSV' }).click()]);
    return readFile(await download.path(), 'utf8');
  };
  const masked = await saved();
  expect(masked).toContain('"m***1@example.org"');
  expect(masked).not.toMatch(/m\d+c\d+@/);
  expect(new Set(masked.match(/m\*\*\*\d+@/g)).size).toBe(41);
  await page.locator('lw-customer-table').getByRole('checkbox', { name: 'E-mail addresses in full' }).check();
  await expect(page.locator('lw-account-panel').getByRole('checkbox', { name: 'E-mail addresses in full' })).toBeChecked();
  expect(await saved()).toContain('"m0c0@example.org"');
});

test('paper masks the addresses of customers and of rows left out, too, until full ones are chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', `${joined([20, 3, 12, 6])}\nzoe@example.org,never,5.00,EUR`);
  await page.getByText('Rows left out, by reason').click();
  await expect(page.locator('lw-account-panel')).toContainText('zoe@example.org');
  const first = page.locator('lw-customer-table').getByRole('button', { name: /@example\.org/ }).first();
  const name = (await first.textContent())!;
  await first.click();
  const heading = page.locator('lw-customer-panel').getByRole('heading', { name, exact: true });
  await expect(heading).toBeVisible();
  /** What is printed of the texts that may name somebody. */
  const printed = async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const texts = await page.evaluate(() => {
      const found: string[] = [];
      const look = (root: ParentNode): void =>
        root.querySelectorAll('*').forEach((element) => {
          if (element.localName === 'bdi') {
            const shown = getComputedStyle(element.firstElementChild ?? element).display !== 'none';
            found.push(shown ? element.textContent! : getComputedStyle(element, '::after').content.replace(/^"|"$/g, ''));
          }
          if (element.shadowRoot) look(element.shadowRoot);
        });
      look(document);
      return found;
    });
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    return texts;
  };
  const masked = await printed();
  expect(masked).toContain('m***@example.org');
  expect(masked.join(' ')).toContain('z***@example.org');
  expect(masked.filter((text) => /[a-z0-9]{2,}@/.test(text))).toEqual([]);
  await expect(heading).toBeVisible(); // on the screen as it was
  await page.locator('lw-account-panel').getByRole('checkbox', { name: 'E-mail addresses in full' }).check();
  expect(await printed()).toContain(name);
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('the choice and its reason; axe finds nothing', async ({ page }) => {
    await openPage(page, places[1]!.url());
    await chooseText(page, 'orders.csv', joined([20, 3, 12, 6]));
    await expect(page.locator('lw-account-panel').getByRole('group', { name: 'En los archivos guardados y en papel' })).toBeVisible();
    expect((await onPaper(page)).note).toContain('Ocultas porque hablan de menos de 5 clientes: 1.');
    expect(await faults(page, 'lw-account-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
