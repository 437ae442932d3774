// Text that was written to do harm, or by accident does: markup, formulas, marks that turn the order of letters, NULs, a cell of 100 kB, names of what every
// JavaScript object has, halves of letters, piles of accents. Wherever a file can put it, it runs nothing, breaks nothing around it, and is not lost.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { workbook, zip } from '../files/support.mjs';
import { chooseText, expect, openCalculator, openPage, places, smallShop, test } from './page';

const markup = '<img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload="window.ran=1">';
const formulas = ['=HYPERLINK("http://x.invalid";"y")', '+1+1', '-1+cmd', '@sum(a1)', '＝1+1', '＋1', '－1', '＠A1'];
const overridden = '\u202Eevil\u202Dmore'; // neither is closed
const escaping = 'a\u2069\u2069\u202Eevil'; // closes what it never opened, then turns what follows
const isolating = '\u2066\u2067open'; // opens and never closes
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
const long = `long-${'x'.repeat(100_000)}`;
const pile = `Z${'\u0301'.repeat(300)}algo`;
const odd = [markup, ...formulas, overridden, escaping, isolating, ...inherited, long, pile];

/** Rows enough to see what the columns are. */
const good = Array.from({ length: 60 }, (_, row) => `c${row}@example.org,2025-01-${10 + (row % 20)},${row}.00`);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Nothing ran, and nothing is wider than a phone. */
async function harmless(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const found = await page.evaluate(() => ({
    ran: (window as unknown as { ran?: number }).ran,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    polluted: Object.keys(Object.prototype).length,
  }));
  expect(found).toEqual({ ran: undefined, wide: 0, polluted: 0 });
}

/** How much wider a letter's place is than the one before, at its smallest: not below 0 where words stand in the order in which they are read. */
const order = (page: Page, words: string) =>
  page.evaluate((wanted) => {
    const texts = (root: Node): Text[] => [...root.childNodes].flatMap((node) => (node instanceof Text ? [node] : [...texts(node), ...(node instanceof Element && node.shadowRoot ? texts(node.shadowRoot) : [])]));
    const all = texts(document.body).filter(({ parentElement }) => !parentElement?.closest('.visually-hidden, option'));
    const node = all.find(({ data, parentElement }) => data.includes(wanted) && parentElement?.checkVisibility());
    if (!node) return `“${wanted}” is nowhere`;
    const from = node.data.indexOf(wanted);
    const range = document.createRange();
    const places = [...wanted].map((_, at) => {
      range.setStart(node, from + at);
      range.setEnd(node, from + at + 1);
      return range.getBoundingClientRect();
    });
    return Math.min(...places.slice(1).map((place, at) => (place.top > places[at]!.top + 2 ? 0 : place.left - places[at]!.left)));
  }, words);

async function inOrder(page: Page, ...words: string[]): Promise<void> {
  for (const each of words) expect(await order(page, each), each).toBeGreaterThanOrEqual(0);
}

const account = 'lw-account-panel';
const openMapping = (page: Page) => page.getByText('How the file was read; change it').click();

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).first().click();
  return (await readFile(await (await download).path(), 'utf8')).replace('\uFEFF', '');
}

test('as customers: each is one, none is lost, and what is saved reads back to the same', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const rows = odd.flatMap((name, index) => [`${quoted(name)},2025-01-0${1 + (index % 9)},${10 + index}.00`, `${quoted(name)},2025-02-0${1 + (index % 9)},1.00`]);
  await chooseText(page, 'hostile.csv', ['customer,date,amount', ...rows].join('\n'));
  await expect(page.locator(account)).toContainText(`${2 * odd.length} rows read = ${2 * odd.length} used + 0 left out. ${odd.length} customers`);
  const table = page.locator('lw-customer-table');
  await table.getByRole('button', { name: 'Customer', exact: true }).click();
  for (const name of [markup, ...formulas, ...inherited]) await expect(table.getByRole('rowheader', { name, exact: true })).toHaveCount(1);
  await expect(table.getByRole('rowheader', { name: 'Zalgo' })).toHaveCount(0); // shown with its accents, few of them
  await harmless(page);

  const text = await saved(page, 'Save all as CSV');
  for (const name of odd) expect(text.includes(`"${name.replaceAll('"', '""')}"`) || text.includes(`"'${name.replaceAll('"', '""')}"`)).toBe(true);
  for (const name of formulas) expect(text).toContain(`${quoted(`'${name}`)},`);
  // Our own reader takes the apostrophe off again.
  const lines = text.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(odd.length);
  await chooseText(page, 'again.csv', ['customer,date,amount', ...lines.map((line) => `${line.slice(0, line.lastIndexOf('",') + 1)},2025-01-01,5.00`), ...odd.map((name) => `${quoted(name)},2025-01-02,5.00`)].join('\n'));
  await expect(page.locator(account)).toContainText(`${odd.length} customers`);
});

test('as column names and cells: the panel shows them, in order, and each can be chosen', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const names = [markup, '=1+1', overridden, escaping, isolating, '__proto__', 'constructor', long, pile];
  const rows = [0, 1, 2].map((row) => [`c${row}@example.org`, `2025-01-0${row + 1}`, '10.00', ...names.map((name) => (row === 1 ? quoted(name) : `v${row}`))].join(','));
  await chooseText(page, 'columns.csv', [['email', 'date', 'total', ...names.map(quoted)].join(','), ...rows].join('\n'));
  await expect(page.locator(account)).toContainText('3 rows read = 3 used + 0 left out.');
  await openMapping(page);
  const panel = page.locator('lw-mapping-panel');
  await expect(panel.locator('th .name')).toHaveCount(3 + names.length);
  await expect(panel.locator('th .name').nth(3)).toHaveText(markup);
  await expect(panel.getByLabel('Role of column __proto__')).toBeVisible();
  expect((await panel.locator('table').boundingBox())!.height).toBeLessThan(900); // 100 kB in a head do not push the rows away
  await panel.getByLabel('Role of column constructor').selectOption('order_id');
  await expect(panel.getByText('Chosen by you.')).toBeVisible();
  await harmless(page);
  // What was chosen for these columns is remembered under them.
  await page.reload();
  await chooseText(page, '__proto__', [['email', 'date', 'total', ...names.map(quoted)].join(','), ...rows].join('\n'));
  await openMapping(page);
  await expect(panel.getByText('Chosen by you.')).toBeVisible();
  await harmless(page);
});

test('in sentences: what turns the order of letters turns only its own', async ({ page }) => {
  await openPage(page, places[0]!.url());
  for (const name of [overridden, escaping, isolating, '\u05d0\u05d1\u05d2 1']) {
    await chooseText(page, `${name}.csv`, `${quoted(name)},email,total\nx,a@example.org,10.00\ny,b@example.org,12.00\n`);
    await expect(page.getByRole('alert')).toContainText('No column has dates.');
    await expect(page.getByRole('alert')).toContainText('evil' === name.slice(-4) ? 'evil' : name.slice(-4));
    await inOrder(page, 'No column has dates.', 'We saw the columns', 'email', 'total', 'Choose the column that dates each row', 'How should', 'be read?');
    await harmless(page);
    await page.getByRole('button', { name: 'Close' }).click();
  }
});

test('as rows left out, states and currencies', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const rows = odd.map((text, index) => `${quoted(text)},2025-02-30,${index}.00,EUR`);
  await chooseText(page, 'left out.csv', ['email,date,total,currency', ...good.map((row) => `${row},EUR`), ...rows].join('\n'));
  await expect(page.locator(account)).toContainText(`${odd.length + 60} rows read = 60 used + ${odd.length} left out.`);
  await page.getByText('Rows left out, by reason').click();
  const listed = page.locator(`${account} .rows tbody tr`);
  await expect(listed).toHaveCount(odd.length);
  await expect(listed.first()).toContainText(markup);
  await inOrder(page, 'date that does not exist');
  await harmless(page);
  for (const currency of [markup, overridden, escaping, '__proto__', '=1+1', long]) {
    await chooseText(page, 'currency.csv', `email,date,total,currency\na@example.org,2025-01-05,100.00,${quoted(currency)}\nb@example.org,2025-01-06,10.00,${quoted(currency)}\n`);
    await expect(page.locator('lw-progress-panel')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'currency.csv' })).toBeVisible();
    await expect(page.locator('lw-headline-panel article').first()).toContainText('110.00');
    await inOrder(page, '110.00');
    await harmless(page);
  }
});

test('in JSON: NULs, halves of letters and names that every object has', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const order = (customer: string, day: number) => `{"customer":"${customer}","date":"2025-01-0${day}","total":10,"__proto__":{"polluted":true},"constructor":"x"}`;
  await chooseText(page, 'orders.json', `[${[order('nul\\u0000inside', 1), order('tab\\tinside', 2), order('__proto__', 3)].join(',')}]`);
  await expect(page.locator(account)).toContainText('3 rows read = 3 used + 0 left out. 3 customers');
  await page.locator('lw-customer-table').getByRole('button', { name: 'Customer', exact: true }).click();
  await expect(page.locator('lw-customer-table')).toContainText('inside');
  await openMapping(page);
  await harmless(page);
  // Half a letter is no JSON text: said with its line, or read with a sign in its place, but never a fault.
  await chooseText(page, 'half.json', `[${order('half\\ud800', 1)},\n${order('b', 2)}]`);
  await expect(page.locator('lw-progress-panel')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /half\.json/ })).toBeVisible();
  await expect(page.getByText(/fault of ours/)).toHaveCount(0);
  await harmless(page);
});

test('as names of files, of entries in archives and of sheets', async ({ page }) => {
  await openPage(page, places[0]!.url());
  for (const name of [markup.replaceAll('/', '∕'), ...inherited, `${'n'.repeat(240)}.csv`, overridden, escaping]) {
    await chooseText(page, name, smallShop);
    await expect(page.locator(account)).toContainText('7 rows read = 5 used + 2 left out.');
    await harmless(page); // while it is read, too
    await expect(page.locator('h2#file')).toContainText(name.replace(/[\u2066-\u2069]/g, '').slice(0, 190));
    await harmless(page);
  }
  const survey = 'email,survey date,score\na@example.org,2025-02-11,9\n';
  const entries = ['__proto__', `${markup.replaceAll('/', '∕')}.csv`, `${'e'.repeat(60_000)}.csv`, `${escaping}.csv`, `${overridden}.png`];
  await chooseText(page, 'names.zip', Buffer.from(zip([...entries.slice(0, 4).map((name, index) => ({ name, content: index ? survey : smallShop, utf8: true })), { name: entries[4]!, content: 'x', utf8: true }])));
  await expect(page.locator(account)).toContainText('10 rows read');
  await openMapping(page);
  await expect(page.locator('lw-files-panel option', { hasText: '<img src=x' })).toHaveCount(1);
  await page.locator('lw-files-panel summary').click();
  await inOrder(page, 'a picture or film, not a table');
  await page.locator('lw-table-list').getByRole('checkbox', { name: /^__proto__/ }).uncheck();
  await expect(page.locator(account)).toContainText('3 rows read');
  await harmless(page);
  const cells = (total: number) => [['email', 'date', 'total'], ['a@example.org', '2025-01-05', total], ['b@example.org', '2025-01-06', total]].map((row, index) => `<row r="${index + 1}">${row.map((cell, at) => (typeof cell === 'number' ? `<c r="${'ABC'[at]}${index + 1}"><v>${cell}</v></c>` : `<c r="${'ABC'[at]}${index + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`).join('');
  const sheets = [markup, '__proto__', escaping, 's'.repeat(5_000)];
  await chooseText(page, 'sheets.xlsx', Buffer.from(workbook(sheets.map((name, index) => ({ name: attribute(name), data: cells(index + 1) })))));
  await expect(page.locator('lw-headline-panel article').first()).toContainText('2.00');
  await page.locator('lw-table-list').getByRole('checkbox', { name: /^__proto__/ }).check();
  await expect(page.locator('lw-headline-panel article').first()).toContainText('6.00');
  await harmless(page);
});

test('in a format of somebody’s own', async ({ page }) => {
  await openPage(page, places[0]!.url());
  for (const name of [markup, escaping, '__proto__', long]) {
    const own = { name: 'our-till', title: name, note: name, kind: 'orders', signature: ['Beleg', 'Kasse'], columns: { customer: ['Karte'], date: ['Tag'], amount: ['Summe'] }, rules: [{ column: 'Kasse', is: ['test', name], reason: 'test' }] };
    await page.locator('input[type=file]').setInputFiles([
      { name: `${name.slice(0, 8)}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own)) },
      { name: 'till.csv', mimeType: 'text/csv', buffer: Buffer.from('Beleg;Kasse;Karte;Tag;Summe\n1;A;K-7;05.01.2025;10,50\n2;test;K-7;06.01.2025;1,00\n3;B;K-9;07.01.2025;20,00\n') },
    ]);
    await expect(page.locator('lw-progress-panel')).toHaveCount(0);
    await expect(page.locator(`${account}, [role=alert]`).first()).toBeVisible();
    await expect(page.getByText(/fault of ours/)).toHaveCount(0);
    await harmless(page);
  }
});

test('what another program wrote where mappings are remembered is as good as nothing', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const file = (month: string) => `who,when,gross,net\na@example.org,2025-${month}-05,12.00,10.00\nb@example.org,2025-${month}-06,24.00,20.00\n`;
  await chooseText(page, 'january.csv', file('01'));
  await openMapping(page);
  await page.getByLabel('Role of column net').selectOption('amount');
  await expect(page.locator('lw-headline-panel article').first()).toContainText('30.00');
  for (const written of ['{', 'null', '[]', '"x"', '{"amount":"<img>"}', '{"__proto__":{"skip":true},"amount":99}', '{"skip":true,"table":"x","kind":"nonsense","rules":7}']) {
    const kept = await page.evaluate((text) => {
      const keys = Object.keys(localStorage).filter((key) => key.includes('mapping.'));
      for (const key of keys) localStorage.setItem(key, text);
      return keys.length;
    }, written);
    expect(kept).toBe(1);
    await page.reload();
    await chooseText(page, 'february.csv', file('02'));
    await expect(page.locator('lw-headline-panel article').first(), written).toContainText('36.00');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await harmless(page);
  }
});

test('in print nothing is wider than the paper', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, `${markup.replaceAll('/', '∕')}.csv`, ['customer,date,amount', ...good, ...odd.map((name, index) => `${quoted(name)},2025-01-01,${index}.00`), ...odd.map((name) => `${quoted(name)},never,1.00`)].join('\n'));
  await page.getByText('Rows left out, by reason').click();
  await expect(page.locator(`${account} .rows tbody tr`)).toHaveCount(odd.length);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 700, height: 1000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
});

test('names of scenarios: every table that is saved is free of formulas, negative numbers stay numbers, and drawings stay drawings', async ({ page }) => {
  test.slow(); // many downloads
  for (const name of ['=HYPERLINK(1)', '+1+1', '-1+1', '@sum(a1)', '＝1+1', '＋1', '－1', '＠A1', '<img src=x onerror=window.ran=1>', '\u0001\ud800half']) {
    await openCalculator(page, 'c=margin_multiple&2.margin_per_period=-50&2.name=B');
    await page.getByLabel('Name of this scenario').fill(name);
    await expect(page.getByRole('columnheader', { name: name.slice(-4) })).toHaveCount(1);
    let all = '';
    for (const button of await page.getByRole('button', { name: 'CSV', exact: true }).all()) {
      if (!(await button.isVisible())) continue;
      const download = page.waitForEvent('download');
      await button.click();
      const text = (await readFile(await (await download).path(), 'utf8')).replace('\uFEFF', '').trimEnd();
      for (const cell of text.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) expect(cell, name).toMatch(/^(-?[\d.]+|"(?![=+\-@\t\r\n\0＝＋－＠])[\s\S]*"|)$/);
      all += text;
    }
    expect(all).toContain(`"${/^[=+\-@＝＋－＠]/.test(name) ? "'" : ''}${name.replace('\ud800', '\ufffd')}"`);
    expect(all).toMatch(/,-50[,\r]/);
    for (const button of await page.getByRole('button', { name: 'PNG', exact: true }).all()) {
      if (/^[=+\-@＝＋－＠]/.test(name) || !(await button.isVisible())) continue; // a drawing knows markup, not formulas
      const download = page.waitForEvent('download');
      await button.click();
      expect((await readFile(await (await download).path())).subarray(1, 4).toString()).toBe('PNG');
    }
    await harmless(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});
