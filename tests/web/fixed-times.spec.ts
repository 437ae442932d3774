// Shops that are not like most: customers with a rhythm, and purchases at most once a year. Each gets the model that knows it; others do not.
import { chooseText, expect, faults, openPage, places, showSample, test, tongues } from './page';

/** Numbers that look random and are the same each time: a linear congruence (Knuth, MMIX). */
function numbers(seed: bigint): () => number {
  let state = seed;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const amount = (own: number, random: () => number) => (own * (0.4 + 1.2 * random())).toFixed(2);

/** Donors of 2015–2022 who give on any day of a year, or not, and leave. */
function donors(): string {
  const random = numbers(7n);
  const lines = ['gift_id,donor_id,date,amount'];
  for (let donor = 0; donor < 900; ++donor) {
    const gives = random() ** 0.6;
    const leaves = random() ** 3;
    const own = 20 / (0.15 + random());
    for (let year = 2015 + (donor % 3), first = true; year <= 2022; ++year, first = false) {
      if (!first && random() < leaves) break;
      if (first || random() < gives) lines.push(`${lines.length},d${donor},${iso(Date.UTC(year, 0, 1) + Math.floor(random() * 364) * 864e5)},${amount(own, random)}`);
    }
  }
  lines.push(`${lines.length},d0,2022-12-31,30.00`);
  return `${lines.join('\n')}\n`;
}

/** Customers of three years who buy again after three waits of their own. */
function regulars(): string {
  const random = numbers(11n);
  const lines = ['order,customer,date,amount'];
  for (let customer = 0; customer < 700; ++customer) {
    const wait = 20 / (0.3 + random());
    const leaves = 0.05 + 0.3 * random();
    const own = 20 / (0.15 + random());
    for (let day = random() * 400; day < 1095; ) {
      lines.push(`${lines.length},c${customer},${iso(Date.UTC(2022, 0, 1) + Math.floor(day) * 864e5)},${amount(own, random)}`);
      if (random() < leaves) break;
      for (let tick = 0; tick < 3; ++tick) day -= wait * Math.log(1 - random());
    }
  }
  return `${lines.join('\n')}\n`;
}

test('donors give once a year: opportunities taken, who will give again, and the years held back', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'gifts.csv', donors());
  const panel = page.locator('lw-opportunities-panel');
  await expect(panel).toContainText('at most once a period, a calendar year');
  await expect(panel).toContainText(/it expected [\d,]+ purchases of those customers until Dec 31, 2022 \(opportunities: 2; 95% prediction interval/);
  const groups = panel.getByRole('region', { name: /Who will buy again: customers with \d opportunities so far/ });
  const rows = await groups.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number.parseFloat(cell.innerText))));
  // Of those who took as many, the later the last one the likelier the next; those who took all come first.
  for (let i = 1; i < rows.length; ++i) {
    const [before, own] = [rows[i - 1]!, rows[i]!];
    if (before[0] === own[0]) expect(before[3]).toBeGreaterThanOrEqual(own[3]!);
    else expect(before[0]).toBeGreaterThan(own[0]!);
  }
  await panel.getByText('How it is computed').click();
  await expect(panel.getByRole('row', { name: /^δ/ })).toBeVisible();
  await expect(panel).toContainText('Fader, Hardie & Shang 2010');
  expect(await faults(page, 'lw-opportunities-panel')).toEqual([]);
});

test('customers with a rhythm are foreseen by the model that has one, and the whole page goes by it', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'orders.csv', regulars());
  const panel = page.locator('lw-models-panel');
  await expect(panel).toContainText(/The predictions on this page come from MBG\/CNBD-k, k = [2-9]/);
  await expect(page.locator('lw-method-panel')).toContainText('Reutterer, Platzer & Schröder (2021)');
  await expect(page.locator('lw-opportunities-panel section')).toHaveCount(0);
  const table = page.locator('lw-customer-table');
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expect(page.locator('lw-tracking-panel')).toContainText(/MBG\/CNBD-k, k = \d expected/);
  await expect(page.locator('lw-comeback-panel')).toContainText('MBG/CNBD-k');
});

test('the sample shop, whose customers come at any time, has neither', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  await expect(page.locator('lw-models-panel')).toContainText('The predictions on this page come from');
  await expect(page.locator('lw-tracking-panel svg')).toBeVisible();
  await expect(page.locator('lw-opportunities-panel section')).toHaveCount(0);
  await expect(page.locator('lw-models-panel')).not.toContainText('MBG/CNBD-k, k');
});

test('opportunities are told in Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await chooseText(page, 'gifts.csv', donors());
  const panel = page.locator('lw-opportunities-panel');
  await expect(panel).toContainText('como mucho una vez por período, que es un año natural');
  await expect(panel).toContainText(/Puesto a prueba: ajustado con lo que se sabía el 31 dic 2020/);
  await context.close();
});
