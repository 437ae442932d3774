// Calculators on other people's pages: in a frame that may do nothing but run scripts, as custom elements, and the page that makes the texts
// for both; over http from another origin, and from disk.
import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
// @ts-expect-error plain JavaScript
import { serve } from '../../tools/static-server.mjs';
import { builtFile, expect, faults, test as base } from './page';

const folder = dirname(builtFile);
const handed = () => process.env['PAGE_URL']!;
const onDisk = `${pathToFileURL(folder).href}/`;

/** A page of someone else's: over http from an origin of its own, or a file beside nothing of ours. */
const test = base.extend<{ foreign: Record<'http' | 'disk', (body: string, head?: string) => Promise<string>> }>({
  foreign: async ({}, use) => {
    const own = mkdtempSync(join(tmpdir(), 'lifeworth-blog-'));
    const { url, close } = await serve({ folder: own, port: 0 });
    let number = 0;
    const written = async (body: string, head = '') => {
      const name = `blog-${++number}.html`;
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Blog</title><link rel="icon" href="data:," />${head}</head><body><h1>Blog</h1>${body}</body></html>`;
      await writeFile(join(own, name), html);
      return name;
    };
    await use({ http: async (body, head) => `${url}${await written(body, head)}`, disk: async (body, head) => pathToFileURL(join(own, await written(body, head))).href });
    await close();
  },
});

const framed = (address: string, more = '') => `<iframe title="Calculator" sandbox="allow-scripts" style="width:100%;border:0;height:300px" src="${address}"></iframe>
  <script>
    const heights = [];
    addEventListener('message', (event) => {
      const frame = document.querySelector('iframe');
      if (event.source !== frame.contentWindow) return;
      heights.push({ data: event.data, origin: event.origin });
      frame.style.height = event.data.height + 'px';
    });
  </script>${more}`;

const places = [
  { name: 'over http', at: handed, foreign: 'http' },
  { name: 'from disk', at: () => onDisk, foreign: 'disk' },
] as const;

const calculator = (page: Page) => page.frameLocator('iframe').locator('lw-calculator');

for (const place of places) {
  test.describe(place.name, () => {
    test('a frame shows the calculator of its address with its numbers, language and theme', async ({ page, foreign }) => {
      await page.goto(await foreign[place.foreign](framed(`${place.at()}calculator.html#c=simple_clv&order_value=75&cur=EUR&lang=es&theme=dark`)));
      const inside = page.frameLocator('iframe');
      await expect(calculator(page).getByRole('heading', { level: 2, name: 'Valor de vida del cliente' })).toBeVisible();
      await expect(calculator(page).locator('[data-input=order_value] #text')).toHaveValue('75');
      await expect(calculator(page).locator('lw-result-panel')).toContainText(/360,00\s€/); // 75 × 4 × 3 × 40 %
      await expect(inside.locator('html')).toHaveAttribute('lang', 'es');
      await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(inside.locator('lw-series-chart svg').first()).toBeVisible();
    });

    test('a frame computes anew when a number is typed, reached by keyboard', async ({ page, foreign }) => {
      await page.goto(await foreign[place.foreign](framed(`${place.at()}calculator.html#c=simple_clv&lang=en`)));
      await expect(calculator(page).locator('lw-result-panel')).toContainText('288');
      const field = calculator(page).locator('[data-input=order_value] #text');
      for (let step = 0; step < 20 && !(await field.evaluate((element) => element.matches(':focus'))); step += 1) await page.keyboard.press('Tab');
      await expect(field).toBeFocused();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('100');
      await expect(calculator(page).locator('lw-result-panel')).toContainText('480');
    });

    test('a frame tells its height, and nothing else', async ({ page, foreign }) => {
      await page.goto(await foreign[place.foreign](framed(`${place.at()}calculator.html#c=simple_clv`)));
      await expect(calculator(page).locator('lw-series-chart svg').first()).toBeVisible();
      const fits = async () => {
        const wanted = await page.frameLocator('iframe').locator('html').evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
        return wanted - (await page.locator('iframe').evaluate((frame) => frame.clientHeight));
      };
      await expect.poll(fits).toBe(0);
      const heard = (await page.evaluate('heights')) as { data: object; origin: string }[];
      expect(heard.length).toBeGreaterThan(0);
      for (const { data, origin } of heard) {
        expect(data).toEqual({ type: 'lifeworth:height', height: expect.any(Number) });
        expect(origin).toBe('null'); // of a sandbox without allow-same-origin
      }
    });

    test('a broken link says so and opens an example; parts that are not understood are named', async ({ page, foreign }) => {
      await page.goto(await foreign[place.foreign](framed(`${place.at()}calculator.html#v=1&c=simple_clv&order_va`)));
      await expect(page.frameLocator('iframe').getByRole('alert')).toContainText('The link is damaged');
      await expect(calculator(page).locator('lw-result-panel')).toContainText('288');
      await page.goto(await foreign[place.foreign](framed(`${place.at()}calculator.html#c=clv_cac&colour=red&lang=en`)));
      await expect(page.frameLocator('iframe').getByRole('alert')).toContainText('colour');
      await expect(calculator(page).getByRole('heading', { level: 2, name: 'CLV, CAC and payback' })).toBeVisible();
    });

    test('every calculator draws all its charts', async ({ page }) => {
      await page.goto(`${place.at()}calculator.html#lang=en`);
      const names = ['simple_clv', 'retention_profit', 'clv_cac', 'nps_conversion', 'margin_multiple', 'retention_curve', 'break_even', 'referral_value', 'unhappy_customer', 'capacity'];
      for (const name of names) {
        await page.evaluate((fragment) => (window.location.hash = fragment), `c=${name}&lang=en`); // the frame's page may change its mind, too
        const input = page.locator('lw-calculator lw-number-field').first();
        await expect(input).toBeVisible();
        await expect.poll(() => page.locator('lw-calculator').evaluate((element) => (element as unknown as { state: { calculator: string } }).state.calculator)).toBe(name);
        await page.locator('lw-calculator summary', { hasText: 'Levers' }).click();
        await expect(page.locator('lw-calculator lw-tornado-chart svg').first()).toBeVisible();
        for (const chart of await page.locator('lw-calculator lw-series-chart').all()) await expect(chart.locator('svg')).toBeVisible();
      }
    });

    test('custom elements compute in a page that is not ours, follow their attributes, and leave it as it was', async ({ page, foreign }) => {
      const body = `<p id="before">Words of the blog.</p>
        <clv-calculator order-value="75" currency="EUR" theme="dark" lang="en"></clv-calculator>
        <lifeworth-calculator calculator="retention-profit"></lifeworth-calculator>
        <lifeworth-calculator calculator="crystal_ball"></lifeworth-calculator>
        <nps-calculator promoters="many"></nps-calculator>
        <clv-cac-calculator></clv-cac-calculator>`;
      const scripts = `<script src="${place.at()}calculators.js" defer></script>`;
      await page.goto(await foreign[place.foreign](body));
      const look = () => page.evaluate(() => [document.documentElement, document.body, document.querySelector('h1')!, document.querySelector('#before')!].map((each) => `${each.outerHTML.slice(0, 60)} ${JSON.stringify(Object.fromEntries([...getComputedStyle(each)].filter((name) => !/height|block-size|origin/.test(name)).map((name) => [name, getComputedStyle(each).getPropertyValue(name)])))}`));
      const before = await look();
      // Twice: another copy of the script on the page is no accident.
      await page.goto(await foreign[place.foreign](`<style>body { text-transform: uppercase; letter-spacing: 3px; }</style>${body}${scripts}${scripts}`));
      const clv = page.locator('clv-calculator');
      await expect(clv.locator('lw-result-panel')).toContainText('€360.00');
      await expect(clv.locator('h2').first()).toHaveCSS('text-transform', 'none');
      expect(await clv.evaluate((element) => getComputedStyle(element).colorScheme)).toBe('dark');
      expect(await page.locator('nps-calculator').evaluate((element) => getComputedStyle(element).colorScheme)).toBe('normal');
      await clv.evaluate((element) => element.setAttribute('margin', '0.8'));
      await expect(clv.locator('lw-result-panel')).toContainText('€720.00');
      await clv.evaluate((element) => element.setAttribute('order_value', '60~50~70'));
      await expect(clv.locator('lw-histogram-chart svg')).toBeVisible();
      await expect(page.locator('[calculator=retention-profit] lw-series-chart svg').first()).toBeVisible();
      await expect(page.locator('[calculator=crystal_ball]').getByRole('alert')).toContainText('There is no calculator “crystal_ball”');
      await expect(page.locator('nps-calculator').getByRole('alert')).toContainText('promoters');
      await expect(page.locator('nps-calculator lw-result-panel')).toBeVisible();
      await expect(page.locator('clv-cac-calculator lw-result-panel')).toBeVisible();
      await clv.evaluate((element) => element.setAttribute('lang', 'es'));
      await expect(clv.getByRole('heading', { level: 2, name: 'Valor de vida del cliente' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await page.evaluate(() => document.querySelector('style')!.remove());
      expect(await look()).toEqual(before);
    });

    test('the page of snippets shows the frame live, as high as it says', async ({ page }) => {
      await page.goto(`${place.at()}embed.html#c=simple_clv&order_value=75`);
      const [frameText, elementText] = [page.locator('lw-copy-field textarea').nth(0), page.locator('lw-copy-field textarea').nth(1)];
      await expect(frameText).toHaveValue(/^<iframe title="Customer lifetime value" src="[^"]*calculator\.html#v=1&amp;c=simple_clv&amp;order_value=75&amp;/);
      await expect(frameText).toHaveValue(/sandbox="allow-scripts" loading="lazy" style="width:100%;border:0;height:900px"/);
      await expect(elementText).toHaveValue(/<clv-calculator order-value="75" /);
      await page.getByRole('combobox', { name: 'Calculator', exact: true }).selectOption('nps_conversion');
      await page.locator('.choices select').nth(1).selectOption('es');
      await expect(elementText).toHaveValue(/<nps-calculator lang="es" /);
      const frame = page.locator('iframe');
      await expect(() => frame.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass(); // the frame is made anew with each choice
      await expect(page.frameLocator('iframe').getByRole('heading', { level: 2, name: 'Cuánto valen los promotores' })).toBeVisible();
      await expect(page.getByText(/The frame says it is \d+ pixels high/)).toBeAttached();
      await expect.poll(async () => Number(await frame.getAttribute('height'))).toBeGreaterThan(1000);
      // A message from elsewhere changes nothing.
      await page.evaluate(() => window.postMessage({ type: 'lifeworth:height', height: 7 }, '*'));
      await page.waitForTimeout(300);
      expect(Number(await frame.getAttribute('height'))).toBeGreaterThan(1000);
    });
  });
}

test('the copied texts do on a blog what they did on the page that made them', async ({ page, foreign, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(handed()).origin });
  await page.goto(`${handed()}embed.html#c=simple_clv&order_value=75&cur=EUR&lang=en`);
  const copied = async (index: number) => {
    await page.getByRole('button', { name: /^Copy:/ }).nth(index).click();
    await expect(page.getByText('Copied.').nth(index)).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const [frameText, elementText] = [await copied(0), await copied(1)];
  await page.goto(await foreign.http(frameText));
  await expect(calculator(page).locator('lw-result-panel')).toContainText('€360.00');
  await expect.poll(() => page.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(950);
  await page.goto(await foreign.http(elementText));
  await expect(page.locator('clv-calculator lw-result-panel')).toContainText('€360.00');
});

test('opened from disk, the page of snippets says that the texts need an address', async ({ page }) => {
  await page.goto(`${onDisk}embed.html`);
  await expect(page.getByText('opened from disk')).toBeVisible();
  await page.getByLabel(/^Where calculator\.html/).fill('https://blog.example/tools');
  await expect(page.locator('lw-copy-field textarea').first()).toHaveValue(/src="https:\/\/blog\.example\/tools\/calculator\.html#/);
  await expect(page.locator('lw-copy-field textarea').last()).toHaveValue(/src="https:\/\/blog\.example\/tools\/calculators\.js"/);
});

test('a frame asks the network for nothing but itself, and an element for nothing but its script', async ({ page, foreign }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const outside = () => requests.filter((url) => !/^(blob|data):/.test(url));
  const frame = `${handed()}calculator.html#c=simple_clv&order_value=60~50~70`;
  const blog = await foreign.http(framed(frame));
  await page.goto(blog);
  await expect(calculator(page).locator('lw-histogram-chart svg')).toBeVisible();
  expect(outside()).toEqual([blog, frame.split('#')[0]]); // the numbers stand after #, which no browser sends
  requests.length = 0;
  const other = await foreign.http(`<script src="${handed()}calculators.js" defer></script><clv-calculator order-value="60~50~70"></clv-calculator>`);
  await page.goto(other);
  await expect(page.locator('lw-histogram-chart svg')).toBeVisible();
  expect(outside()).toEqual([other, `${handed()}calculators.js`]);
});

test('an element on a page that forbids it says so', async ({ page, foreign, complaints }) => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src ${new URL(handed()).origin}; worker-src 'none'" />`;
  await page.goto(await foreign.http(`<clv-calculator></clv-calculator><script src="${handed()}calculators.js" defer></script>`, policy));
  await expect(page.locator('clv-calculator').getByRole('alert')).toContainText('could not start');
  complaints.length = 0; // of the worker that was not allowed
});

test('no way out of the frame and its worker', async ({ page, foreign, complaints }) => {
  const heard: string[] = [];
  page.on('response', (response) => heard.push(response.url()));
  await page.goto(await foreign.http(framed(`${handed()}calculator.html#c=simple_clv`)));
  await expect(calculator(page).locator('lw-result-panel')).toBeVisible();
  heard.length = 0;
  const url = `${handed()}embed.html`;
  const ways = `(async (url) => {
    const tried = [];
    const way = async (name, work) => tried.push(name + ': ' + (await Promise.resolve().then(work).then(() => 'got through', () => 'failed')));
    await way('fetch', () => fetch(url, { mode: 'no-cors' }));
    await way('request', () => new Promise((done, failed) => { const x = new XMLHttpRequest(); x.onload = done; x.onerror = failed; x.open('GET', url); x.send(); }));
    await way('socket', () => new Promise((done, failed) => { const s = new WebSocket(url.replace('http', 'ws')); s.onopen = done; s.onerror = failed; }));
    await way('rtc', () => new RTCPeerConnection());
    return tried;
  })`;
  const script = `${ways}(${JSON.stringify(url)})`;
  for (const tried of [await page.frames()[1]!.evaluate(script), await page.workers()[0]!.evaluate(script)])
    expect(tried).toEqual(['fetch: failed', 'request: failed', 'socket: failed', 'rtc: failed']);
  expect(heard).toEqual([]);
  complaints.length = 0; // the browser complains of each attempt, as it should
});

test('the policies stand first in the files; only the page of snippets may have a frame, from its own place', async () => {
  for (const [name, frames] of [
    ['calculator.html', false],
    ['embed.html', true],
  ] as const) {
    const policy = /<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(await readFile(join(folder, name), 'utf8'))?.[1] ?? '';
    for (const rule of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", 'worker-src blob:']) expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
    expect(/frame-src[^;]*/.exec(policy)?.[0]).toBe(frames ? "frame-src 'self'" : undefined);
  }
});

test('what is embedded is small: under 250 KB with everything, as a server sends it', async () => {
  for (const name of ['calculator.html', 'calculators.js']) expect(gzipSync(await readFile(join(folder, name))).length, name).toBeLessThan(250_000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      const tongue = colorScheme === 'light' ? 'en' : 'es';
      test.use({ colorScheme, viewport: { width, height: 900 }, locale: tongue === 'en' ? 'en-GB' : 'es-ES', bypassCSP: true }); // axe puts a script into the page

      test('the page of snippets: axe finds nothing, nothing is wider than the screen', async ({ page }) => {
        await page.goto(`${handed()}embed.html`);
        await page.locator('summary').first().click();
        await page.locator('iframe').scrollIntoViewIfNeeded();
        await expect(calculator(page).locator('lw-series-chart svg').first()).toBeVisible();
        expect(await faults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });

      test('the calculator of a frame, alone', async ({ page }) => {
        await page.goto(`${handed()}calculator.html#c=retention_profit`);
        await expect(page.locator('lw-series-chart svg').first()).toBeVisible();
        expect(await faults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
  }
}

test('by keyboard alone: another calculator is chosen and its text copied', async ({ page }) => {
  await page.goto(`${handed()}embed.html`);
  await expect(page.locator('lw-copy-field textarea').first()).toBeVisible();
  const reach = async (wanted: ReturnType<Page['locator']>) => {
    for (let step = 0; step < 60; step += 1) {
      if (await wanted.evaluate((element) => element.matches(':focus'))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('It cannot be reached with Tab.');
  };
  await reach(page.getByRole('combobox', { name: 'Calculator', exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('lw-copy-field textarea').last()).toHaveValue(/<retention-profit-calculator/);
  await reach(page.getByRole('button', { name: /^Copy: As an element/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^(Copied\.|Copy it from the field\.)$/)).toBeVisible();
});
