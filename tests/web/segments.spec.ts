// Where the value to come is: groups that add up to the base, cut three ways by pointer or keyboard; and each panel tells how its figures come about.
import { chooseText, expect, openPage, places, showSample, smallShop, test, tongues } from './page';

const bare = (text: string): number => Number(text.split('\n')[0]!.replace(/[^\d.]/g, ''));

test('groups add up to the whole base, whichever way customers are cut', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const panel = page.locator('lw-segments-panel');
  await expect(panel.getByRole('heading', { name: /to come is/ })).toBeVisible();
  const headline = page.locator('lw-headline-panel article.lead .number').first();
  const total = bare(await headline.innerText());
  const columns = async () => {
    const cells = await panel.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)));
    return cells.map((row) => ({ customers: bare(row[0]!), clv: bare(row[4]!) }));
  };
  const cut = async (first: string) => {
    await expect(panel.locator('tbody th').first()).toHaveText(first);
    const rows = await columns();
    expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(1200);
    // The headline is in whole euros.
    expect(Math.abs(rows.reduce((sum, { clv }) => sum + clv, 0) - total)).toBeLessThan(0.51 + 0.01 * rows.length);
  };
  await cut('2023 Q1');
  await panel.getByRole('radio', { name: 'when they first bought' }).press('ArrowRight');
  await expect(panel.getByRole('radio', { name: 'purchase days so far' })).toBeChecked();
  await cut('1');
  await expect(panel.locator('tbody tr').first()).toContainText('cannot be told'); // BG/NBD, of one-time buyers
  await panel.getByRole('radio', { name: 'days since the last purchase' }).check();
  await cut('0 – 30');
  await expect(panel.locator('tbody th').last()).toHaveText('731 and more');
  await expect(panel.locator('svg')).toContainText('731 and more');
  await panel.getByRole('radio', { name: 'their last answer' }).check();
  await cut('Detractors');
  await expect(panel.locator('tbody th')).toHaveText(['Detractors', 'Passives', 'Promoters', 'No answer']);
  await expect(panel).toContainText('Compare the groups that answered with each other');
});

test('without a survey customers cannot be cut by answers', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'small.csv', smallShop);
  await expect(page.locator('lw-segments-panel').getByRole('radio')).toHaveCount(3);
});

test('where no model fits, what was counted is shown in groups, and nothing to come', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'small.csv', smallShop);
  const panel = page.locator('lw-segments-panel');
  await expect(panel.locator('thead th').nth(2)).toHaveText(/so far/);
  await expect(panel.locator('thead th')).toHaveCount(3);
  await expect(panel.locator('svg')).toHaveCount(0);
});

test('figures open their definition, formula and source', async ({ page }) => {
  await openPage(page, places[0]!.url());
  await showSample(page);
  const sources: [string, RegExp][] = [
    ['lw-headline-panel', /Fader & Hardie 2013.*delta method/s],
    ['lw-concentration-panel', /Lorenz 1905/],
    ['lw-segments-panel', /delta method’s interval of that sum/],
    ['lw-new-customer-panel', /E\[Y\].*∫ P\(active at t\) dt/s],
    ['lw-bootstrap-panel', /Efron & Tibshirani 1993/],
    ['lw-cohort-panel', /mth monthly anniversary/],
    ['lw-repeat-panel', /Kaplan & Meier \(1958\)/],
    ['lw-gap-panel', /Greenwood’s covariances/],
    ['lw-retention-panel', /censored/],
    ['lw-customer-table', /P\(alive \| purchases/],
    ['lw-tiers-panel', /Hyndman & Fan/],
  ];
  for (const [panel, text] of sources) {
    const details = page.locator(`${panel} details`).filter({ hasText: 'How it is computed' }).filter({ hasText: text });
    await details.locator('summary').click();
    await expect(details.getByText(text)).toBeVisible();
  }
});

test('groups are told in Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: tongues.es.locale });
  const page = await context.newPage();
  await openPage(page, places[0]!.url());
  await showSample(page, 'es');
  const panel = page.locator('lw-segments-panel');
  await expect(panel.locator('tbody th').first()).toHaveText('2023 T1');
  await expect(panel).toContainText('un grupo no es la causa de lo que vale');
  await context.close();
});
