// Paper cannot be scrolled: at the width of A4 upright, all that the sample shows lies on the page, tables and pictures, in both languages.
import type { Page } from '@playwright/test';
import { expect, openPage, places, showSample, test, tongues } from './page';

/** A4 less margins of a centimetre, in CSS pixels. */
const paper = 718;

/** What is cut off or runs over the edge, by panel. */
const cut = (page: Page) =>
  page.evaluate((width) => {
    const found: string[] = [];
    const look = (root: ParentNode, panel: string): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot, element.localName);
        if (!element.checkVisibility() || element.closest('.visually-hidden, svg *')) continue;
        const { left, right, width: own } = element.getBoundingClientRect();
        const { overflowX } = getComputedStyle(element);
        const name = `${panel} ${element.localName}.${element.className} ${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}`;
        if (overflowX !== 'visible' && own > 1 && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name}`);
        else if (own > 1 && (right > width + 1 || left < -1)) found.push(`over the edge: ${name}`);
      }
    };
    look(document, 'page');
    return found;
  }, paper);

/** All that is folded away, and what unfolds in it. */
async function unfold(page: Page): Promise<void> {
  await expect(async () => {
    const opened = await page.evaluate(() => {
      let folded = 0;
      const open = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element instanceof HTMLDetailsElement && !element.open) (element.open = true), (folded += 1);
          if (element.shadowRoot) open(element.shadowRoot);
        }
      };
      open(document);
      return folded;
    });
    expect(opened).toBe(0);
  }).toPass();
}

for (const tongue of ['en', 'es'] as const)
  test.describe(tongue, () => {
    test.use({ locale: tongues[tongue].locale });

    test('nothing of the sample is wider than the paper', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, tongue);
      for (const panel of ['lw-acquisition-panel table', 'lw-score-changes-panel table', 'lw-after-answers-panel table']) await expect(page.locator(panel).first()).toBeAttached({ timeout: 60_000 });
      await page.setViewportSize({ width: paper, height: 1040 });
      await unfold(page);
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => cut(page), { timeout: 60_000 }).toEqual([]);
      // Where rows go on in the next line, each cell still stands below the head of its column.
      const columns = await page.locator('lw-cohort-panel .scroll table').first().evaluate((table: HTMLTableElement) => {
        const lefts = (row: HTMLTableRowElement | undefined) => [...(row?.cells ?? [])].map((cell) => Math.round(cell.getBoundingClientRect().left));
        return { head: lefts(table.tHead!.rows[0]), row: lefts(table.tBodies[0]!.rows[0]) };
      });
      expect(columns.row.length).toBeGreaterThan(15);
      expect(columns.row).toEqual(columns.head.slice(0, columns.row.length));
    });

    test('the mark of a small group stands where its number stood', async ({ page }) => {
      await openPage(page, places[0]!.url());
      await showSample(page, tongue);
      await expect(page.locator('lw-after-answers-panel td[data-n]').first()).toBeAttached({ timeout: 60_000 });
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      // A hidden cell is no higher than its mark: what it held takes no room.
      const sizes = await page.locator('lw-after-answers-panel td[data-hidden]').evaluateAll((cells) => cells.map((cell) => [...cell.children].filter((child) => getComputedStyle(child).display !== 'none').length));
      expect(sizes.length).toBeGreaterThan(0);
      expect(sizes.every((shown) => shown === 0)).toBe(true);
    });
  });
