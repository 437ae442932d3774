// What one more column or file would add, step by step from a file of scores and days alone to all files: said while it is missing, no longer once it is there.
import { type Page } from '@playwright/test';
import { chooseTexts, expect, faults, openPage, places, test } from './page';

const steps = (page: Page) => page.locator('lw-account-panel lw-next-steps');
const said = (page: Page) => steps(page).locator('li strong').allTextContents();

const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
const rows = (head: string, count: number, row: (i: number) => string): string => [head, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');

const scores = rows('date,How likely are you to recommend us?', 40, (i) => `${dayOf(100 + i)},${(i * 7) % 11}`);
const named = rows('customer,date,How likely are you to recommend us?', 40, (i) => `c${i},${dayOf(100 + i)},${(i * 7) % 11}`);
const parted = rows('customer,date,How likely are you to recommend us?,channel', 40, (i) => `c${i},${dayOf(100 + i)},${(i * 7) % 11},${i % 2 ? 'app' : 'email'}`);
const orders = rows('customer,date,amount', 160, (i) => `c${i % 60},${dayOf(i * 2)},${20 + (i % 9)}.00`);
const channelled = rows('customer,date,amount,utm_source', 160, (i) => `c${i % 60},${dayOf(i * 2)},${20 + (i % 9)}.00,${i % 2 ? 'search' : 'social'}`);
const costed = rows(
  'customer,date,amount,cost,utm_source,billing country,plan,sales rep,referred_by',
  160,
  (i) => `c${i % 60},${dayOf(i * 2)},${20 + (i % 9)}.00,${8 + (i % 3)}.00,${i % 2 ? 'search' : 'social'},${i % 3 ? 'ES' : 'PT'},${i % 5 ? 'Basic' : 'Pro'},${i % 7 ? 'Ines' : 'Tom'},${i > 60 && i < 70 ? `c${i % 9}` : ''}`,
);
const spend = rows('date,channel,spend', 10, (i) => `${new Date(Date.UTC(2024, i, 1)).toISOString().slice(0, 10)},search,500.00`);
const tickets = rows('ticket,customer,opened,closed,topic,agent', 30, (i) => `t${i},c${i},${dayOf(50 + i)},${dayOf(51 + i)},delivery,Ines`);
const timed = rows('ticket,customer,opened,closed,topic,agent,handle seconds', 30, (i) => `t${i},c${i},${dayOf(50 + i)},${dayOf(51 + i)},delivery,Ines,${200 + i}`);

const ordersFile = 'A file of orders or payments (customer, date, amount):';
const customers = 'In the answers, a column of customers (a number or an e-mail address):';
const parts = 'In the answers, a column of channels, products, topics or agents:';
const costs = 'In the orders, a column of what they cost you:';
const traits = 'In the orders, a column of the channel, the country, the plan or the representative:';
const furtherTrait = 'In the orders, one more column (country, plan, or representative):';
const referred = 'In the orders, a column of who recommended you to the customer (a number or an e-mail address):';
const spendFile = 'A file of advertising spend (day, week or month; channel; amount):';
const answersFile = 'A file of answers to a survey (customer, date, score):';
const contactsFile = 'A file of tickets or calls (customer, day; topic, agent and score where there are any):';
const handling = 'In the tickets, a column of handling time:';

test('from scores and days alone to all files', async ({ page }) => {
  await openPage(page, places[0]!.url());
  const reads = async (files: Record<string, string>, expected: string[]) => {
    await chooseTexts(page, files);
    await expect.poll(() => said(page)).toEqual(expected);
    await expect(steps(page).locator('summary')).toHaveText(`What one more column or file would add (${expected.length})`);
  };
  await reads({ 'scores.csv': scores }, [customers, parts, ordersFile]);
  await expect(page.locator('lw-survey-panel')).toContainText('The answers name no customers.');
  await reads({ 'named.csv': named }, [parts, ordersFile]);
  await reads({ 'parted.csv': parted }, [ordersFile]);
  await expect(page.locator('lw-survey-panel')).toContainText('There are no orders beside these answers.');
  await reads({ 'orders.csv': orders }, [costs, traits, referred, spendFile, answersFile, contactsFile]);
  await reads({ 'orders.csv': channelled, 'parted.csv': parted }, [costs, furtherTrait, referred, spendFile, contactsFile]);
  await reads({ 'orders.csv': orders, 'parted.csv': parted, 'spend.csv': spend }, [costs, traits, referred, contactsFile]);
  await reads({ 'orders.csv': orders, 'parted.csv': parted, 'spend.csv': spend, 'tickets.csv': tickets }, [costs, traits, referred, handling]);
  await chooseTexts(page, { 'orders.csv': costed, 'parted.csv': parted, 'spend.csv': spend, 'tickets.csv': timed });
  await expect(steps(page).locator('summary')).toHaveCount(0);
});

test.describe('on a phone, dark, in Spanish', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'es-ES', bypassCSP: true });
  test('opened by keyboard, read by axe', async ({ page }) => {
    await openPage(page, places[1]!.url());
    await chooseTexts(page, { 'orders.csv': orders });
    await steps(page).locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(steps(page)).toContainText('Un archivo de gasto en publicidad (día, semana o mes; canal; importe):');
    expect(await faults(page, 'lw-account-panel')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
