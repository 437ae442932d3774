// How answers are spoken of: of two answers the good one is named, questions are quoted as the language does, groups have their articles within a sentence, what is not found is not
// "0 %", pictures say what their axes are, and an interval stays on one line on a phone.
import type { Page } from '@playwright/test';
import { chooseText, chooseTexts, expect, openPage, places, showSample, test, tongues } from './page';

const days = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const rows = (header: string, count: number, row: (i: number) => string): string => [header, ...Array.from({ length: count }, (_, i) => row(i)), ''].join('\n');

/** Sixty customers who begin one day after the other and buy every forty days; all answer twice, the first four only on the day of their first purchase. Effort from 1 to 5, the second time rather on the other side of 3. */
const shop = {
  'orders.csv': rows('customer,date,amount,currency', 60 * 8, (i) => `c${i % 60},${days((i % 60) + 40 * Math.floor(i / 60))},${20 + (i % 7)}.00,EUR`),
  'effort.csv': rows('customer,date,effort score', 120, (i) => `c${i % 60},${days((i % 60) + (i % 60 < 4 ? 0 : i < 60 ? 120 : 121))},${i < 60 ? 1 + (i % 5) : 5 - ((2 * i) % 5)}`),
};

async function answersAlone(page: Page, text: string): Promise<void> {
  await openPage(page, places[0]!.url());
  await chooseText(page, 'answers.csv', text);
  await expect(page.locator('lw-survey-panel dl.numbers')).toBeVisible();
}

for (const tongue of ['en', 'es'] as const) {
  const en = tongue === 'en';
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('of two answers the good one is named, and the question is quoted as one quotes', async ({ page }) => {
      await answersAlone(page, rows('date,satisfaction', 60, (i) => `${days(i)},${i % 3 ? 'Good' : 'Bad'}`));
      await expect(page.locator('lw-survey-panel dl.numbers')).toContainText(en ? 'Satisfied (the good one of two answers)' : 'Satisfechos (la buena de dos respuestas)');
      await expect(page.locator('lw-survey-panel')).toContainText(en ? '“satisfaction”' : '«satisfaction»');
    });

    test('two surveys are called surveys', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseTexts(page, {
        'a.csv': rows('customer,date,nps', 40, (i) => `c${i},${days(i)},${i % 11}`),
        'b.csv': rows('email,date,How likely are you to recommend us?', 40, (i) => `d${i}@example.org,${days(i)},${(3 * i) % 11}`),
      });
      await expect(page.locator('lw-table-list')).toContainText(en ? 'They hold answers to surveys.' : 'Contienen respuestas a encuestas.');
      await expect(page.locator('lw-table-list')).not.toContainText(en ? 'different things' : 'cosas distintas');
    });

    test('the first page says what is read besides orders', async ({ page }) => {
      await openPage(page, places[0]!.url());
      for (const part of ['lw-welcome', 'lw-drop-zone']) await expect(page.locator(part)).toContainText(en ? /answers to a survey/ : /respuestas a una encuesta/);
      await expect(page.locator('lw-drop-zone')).toContainText(en ? 'support contacts' : 'contactos con atención al cliente');
      await expect(page.locator('lw-welcome')).toContainText(en ? 'spend on advertising' : 'gasto en publicidad');
    });

    test('effort is spoken of as effort, and whoever first bought on the day of the answer is counted as such', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await chooseTexts(page, shop);
      const after = page.locator('lw-after-answers-panel');
      await expect(after).toContainText(en ? '4 first bought on the day of their answer or later.' : '4 compraron por primera vez el día de su respuesta o después.');
      await expect(after).toContainText(en ? 'Low or middling effort' : 'Esfuerzo bajo o medio');
      const impressions = page.locator('lw-impressions-panel');
      await expect(impressions).toContainText(en ? 'more alike than those of different ones is not found (intraclass correlation −' : 'No se encuentra que las respuestas de un mismo cliente se parezcan más');
      await expect(impressions).not.toContainText(en ? '0% of all differences' : 'El 0\u00a0% de todas las diferencias');
    });

    test('pictures of the sample say what their axes are; groups have their articles', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, tongue);
      const panel = page.locator('lw-impressions-panel');
      await expect(panel.locator('lw-interval-chart svg')).toContainText(en ? 'rank correlation' : 'correlación de rangos', { timeout: 60_000 });
      await panel.locator('lw-period-chart').scrollIntoViewIfNeeded();
      await expect(panel.locator('lw-period-chart svg')).toContainText(en ? 'months of 30 days after the answer' : 'meses de 30 días después de la respuesta');
      await expect(panel.locator('lw-period-chart svg')).toContainText('EUR');
      await expect(panel).toContainText(en ? /spend less than passives|spent clearly less than passives/ : /menos que los pasivos/);
      await expect(panel).toContainText(en ? 'over all months detractors moved' : 'en todos los meses los detractores se movieron');
      await expect(panel).not.toContainText(en ? 'p = 1.000' : 'p = 1,000');
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('an interval stays on one line', async ({ page }) => {
    await openPage(page, places[0]!.url());
    await showSample(page);
    const ranges = page.locator('lw-nonresponse-panel td > div.muted').filter({ hasText: ' – ' });
    await expect(ranges.first()).toBeAttached({ timeout: 60_000 });
    const broken = await ranges.evaluateAll((all) => {
      const lines = (element: Element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      };
      return all.filter((each) => lines(each) > 1).map((each) => each.textContent);
    });
    expect(broken).toEqual([]);
  });
});
