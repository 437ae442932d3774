// Pictures and tables that a person takes away: a drawing that stands alone, twice the size for slides, and a table that the reader's spreadsheet opens
// with numbers as numbers.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, openCalculator, test, tongues } from './page';

const picture = (page: Page, chart: string) => page.locator('lw-picture', { has: page.locator(chart) }).first();

async function taken(page: Page, from: Locator, kind: 'SVG' | 'PNG' | 'CSV') {
  const coming = page.waitForEvent('download');
  await from.getByRole('button', { name: kind, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Read by the browser's own XML parser: what is wrong with a drawing, and what it holds. */
const drawingOf = (page: Page, svg: string) =>
  page.evaluate((svg) => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const root = parsed.documentElement;
    const attributes = [...parsed.querySelectorAll('*')].flatMap((each) => [...each.attributes]);
    return {
      broken: parsed.querySelector('parsererror')?.textContent ?? null,
      root: root.localName,
      size: [root.getAttribute('width'), root.getAttribute('height')].map(Number) as [number, number],
      title: [...parsed.querySelector('text')!.children].map((line) => line.textContent).join(' '),
      refersTo: attributes.filter(({ name, value }) => /href|src/.test(name) || /url\((?!["']?#)/.test(value)).map(({ value }) => value),
      scripts: parsed.querySelectorAll('script, foreignObject, image, style').length + attributes.filter(({ name }) => name.startsWith('on')).length,
    };
  }, svg);

const charts = [
  ['c=simple_clv', 'lw-series-chart', { en: 'What a customer brings over the years', es: 'Lo que aporta un cliente con los años' }, 'lifeworth-cumulative-value'],
  ['c=retention_profit', 'lw-series-chart', { en: 'Rise in company profit, year by year', es: 'Aumento del beneficio de la empresa, año por año' }, 'lifeworth-company-profit'],
  ['c=nps_conversion', 'lw-series-chart', { en: 'Where the extra profit comes from, a year', es: 'De dónde viene el beneficio adicional, al año' }, 'lifeworth-profit-by-movement'],
  ['c=simple_clv', 'lw-tornado-chart', { en: 'Levers of “Customer lifetime value (CLV)”, ± 10%', es: 'Qué mueve «Valor de vida del cliente (CLV)», ± 10%' }, 'lifeworth-levers'],
  ['c=simple_clv&order_value=60~50~75', 'lw-histogram-chart', { en: 'How sure this is: Customer lifetime value (CLV)', es: 'Con qué seguridad se conoce: Valor de vida del cliente (CLV)' }, 'lifeworth-ranges'],
] as const;

for (const tongue of ['en', 'es'] as const) {
  const theme = tongue === 'en' ? 'light' : 'dark';
  test.describe(`${tongue}, ${theme}`, () => {
    test.use({ locale: tongues[tongue].locale, colorScheme: theme });

    for (const [link, chart, title, file] of charts) {
      test(`${file} stands alone as a drawing, and comes twice as large as a picture`, async ({ page }) => {
        await openCalculator(page, link);
        const from = picture(page, chart);
        await expect(from.locator(`${chart} svg`)).toBeVisible();
        const svg = await taken(page, from, 'SVG');
        expect(svg.name).toBe(`${file}.svg`);
        const text = svg.bytes.toString('utf8');
        expect(text).not.toContain('var(');
        const { broken, root, size, title: drawn, refersTo, scripts } = await drawingOf(page, text);
        expect([broken, root, refersTo, scripts]).toEqual([null, 'svg', [], 0]);
        expect(drawn.replace(/[\u2009\u00a0]/g, ' ')).toBe(title[tongue]);
        // The colours of the theme, not those of no theme.
        expect(text).toContain(theme === 'light' ? 'rgb(11, 101, 87)' : 'rgb(88, 201, 177)');

        const png = await taken(page, from, 'PNG');
        expect(png.name).toBe(`${file}.png`);
        expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
        expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(size.map((each) => 2 * each)); // of IHDR
        expect(png.bytes.length).toBeGreaterThan(4000); // something is drawn
      });
    }

    test('a chart’s table opens in the reader’s spreadsheet', async ({ page }) => {
      await openCalculator(page, 'c=simple_clv&cur=EUR&order_value=60.5');
      const csv = await taken(page, picture(page, 'lw-series-chart'), 'CSV');
      expect(csv.name).toBe('lifeworth-cumulative-value.csv');
      expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = csv.bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
      // A year brings 60.5 × 4 of revenue and 40 % of it of profit; the chart ends after three.
      expect(lines[0]).toBe(tongue === 'en' ? '"Year","Revenue","Profit"' : '"Año";"Ingresos";"Beneficio"');
      expect(lines).toContain(tongue === 'en' ? '0,0,0' : '0;0;0');
      expect(lines).toContain(tongue === 'en' ? '1.5,363,145.2' : '1,5;363;145,2');
      expect(lines.at(-1)).toBe(tongue === 'en' ? '3,726,290.4' : '3;726;290,4');
      expect(lines).toHaveLength(26);
    });

    test('the comparison is taken as a table; a name that looks like a formula is text', async ({ page }) => {
      await openCalculator(page, `c=simple_clv&1.name=${encodeURIComponent('=HYPERLINK("x")')}&2.order_value=75&2.name=B`);
      const csv = await taken(page, page.locator('lw-compare-panel'), 'CSV');
      expect(csv.name).toBe('lifeworth-scenarios.csv');
      const lines = csv.bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
      const separator = tongue === 'en' ? ',' : ';';
      expect(lines[0]).toBe(['""', `"'=HYPERLINK(""x"")"`, '"B"'].join(separator));
      expect(lines[1]).toBe([tongue === 'en' ? '"Average order value"' : '"Valor medio del pedido"', '60', '75'].join(separator));
      expect(lines[2]).toBe([tongue === 'en' ? '"Customer lifetime value (CLV)"' : '"Valor de vida del cliente (CLV)"', '288', '360'].join(separator));
      expect(lines).toHaveLength(5);
    });
  });
}

for (const [device, width] of [
  ['a phone', 390],
  ['a desktop', 1280],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport: { width, height: 844 }, locale: 'es-ES' });

    test('all words of a drawing lie within it', async ({ page }) => {
      const outside: string[] = [];
      for (const [link, chart] of charts) {
        await openCalculator(page, link);
        const svg = await taken(page, picture(page, chart), 'SVG');
        const found = await page.evaluate((svg) => {
          const drawing = document.body.appendChild(document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true));
          const ends = drawing.getBoundingClientRect();
          const beyond = ({ left, right, top, bottom }: DOMRect) => Math.max(ends.left - left, right - ends.right, ends.top - top, bottom - ends.bottom);
          const texts = [...drawing.querySelectorAll('text')].flatMap((text) => {
            const by = text.textContent ? beyond(text.getBoundingClientRect()) : 0;
            return by > 1 ? [`${text.textContent} by ${by} px`] : [];
          });
          drawing.remove();
          return texts;
        }, svg.bytes.toString('utf8'));
        outside.push(...found.map((text) => `${chart}: ${text}`));
      }
      expect(outside).toEqual([]);
    });
  });
}
