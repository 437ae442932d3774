// Every way out of the page and the worker is tried; each must fail, and a server that listens must hear nothing.
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { expect, openPage, places, showSample, test as base } from './page';
import { builtFile } from './page';

/** A server beside the page that counts what arrives, WebSocket handshakes too. */
const test = base.extend<{ listener: { url: string; host: string; heard: string[] } }>({
  listener: async ({}, use) => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.setHeader('access-control-allow-origin', '*');
      response.end('heard');
    });
    server.on('upgrade', (request, socket) => {
      heard.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use({ url: `http://${host}`, host, heard });
    // A browser may have opened a connection in advance, on which it then sent nothing.
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await closed;
  },
});

const pageWays: Record<string, string> = {
  fetch: `await fetch(url + '/fetch')`,
  'fetch without CORS': `await fetch(url + '/nocors', { mode: 'no-cors' })`,
  XMLHttpRequest: `await new Promise((done, failed) => { const x = new XMLHttpRequest(); x.onload = done; x.onerror = () => failed(new Error('blocked')); x.open('GET', url + '/xhr'); x.send(); })`,
  WebSocket: `await new Promise((done, failed) => { const s = new WebSocket('ws://' + host + '/ws'); s.onopen = done; s.onerror = () => failed(new Error('blocked')); })`,
  EventSource: `await new Promise((done, failed) => { const s = new EventSource(url + '/events'); s.onopen = done; s.onerror = () => failed(new Error('blocked')); })`,
  sendBeacon: `if (!navigator.sendBeacon(url + '/beacon', 'x')) throw new Error('blocked'); await settled(); throw new Error('queued, see what the server heard')`,
  image: `await new Promise((done, failed) => { const i = document.createElement('img'); i.onload = done; i.onerror = () => failed(new Error('blocked')); i.src = url + '/image.png'; document.body.append(i); })`,
  'image in a style': `const d = document.createElement('div'); d.style.backgroundImage = 'url(' + url + '/style.png)'; document.body.append(d); await settled(); throw new Error('see what the server heard')`,
  stylesheet: `await new Promise((done, failed) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url + '/style.css'; l.onload = done; l.onerror = () => failed(new Error('blocked')); document.head.append(l); })`,
  font: `await new FontFace('x', 'url(' + url + '/font.woff2)').load()`,
  script: `await new Promise((done, failed) => { const s = document.createElement('script'); s.src = url + '/script.js'; s.onload = done; s.onerror = () => failed(new Error('blocked')); document.head.append(s); })`,
  'import()': `await import(url + '/module.js')`,
  frame: `const f = document.createElement('iframe'); f.src = url + '/frame'; document.body.append(f); await settled(); throw new Error('see what the server heard')`,
  object: `const o = document.createElement('object'); o.data = url + '/object'; document.body.append(o); await settled(); throw new Error('see what the server heard')`,
  video: `await new Promise((done, failed) => { const v = document.createElement('video'); v.onloadeddata = done; v.onerror = () => failed(new Error('blocked')); v.src = url + '/video.mp4'; document.body.append(v); })`,
  prefetch: `const l = document.createElement('link'); l.rel = 'prefetch'; l.href = url + '/prefetch'; document.head.append(l); await settled(); throw new Error('see what the server heard')`,
  ping: `const a = document.createElement('a'); a.href = '#x'; a.ping = url + '/ping'; document.body.append(a); a.click(); await settled(); throw new Error('see what the server heard')`,
  form: `const f = document.createElement('form'); f.action = url + '/form'; f.method = 'post'; f.target = '_self'; document.body.append(f); f.submit(); await settled(); throw new Error('see what the server heard')`,
  WebRTC: `const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + host + '?transport=tcp' }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); await settled()`,
  'worker from an address': `await new Promise((done, failed) => { const w = new Worker(url + '/worker.js'); w.onmessage = done; w.onerror = () => failed(new Error('blocked')); })`,
};

const workerWays: Record<string, string> = {
  fetch: pageWays['fetch']!,
  XMLHttpRequest: pageWays['XMLHttpRequest']!,
  WebSocket: pageWays['WebSocket']!,
  EventSource: pageWays['EventSource']!,
  importScripts: `importScripts(url + '/script.js')`,
  'import()': pageWays['import()']!,
  WebTransport: `const t = new WebTransport('https://' + host); await t.ready`,
  WebRTC: `new RTCPeerConnection()`,
  'a worker of its own': `await new Promise((done, failed) => { const w = new Worker(url + '/worker.js'); w.onmessage = done; w.onerror = () => failed(new Error('blocked')); })`,
};

const attempt = (body: string) => `(async (url, host) => {
  const settled = () => new Promise((done) => setTimeout(done, 300));
  const late = new Promise((done) => setTimeout(() => done('nothing came of it'), 4000));
  try { await Promise.race([late, (async () => { ${body} })()]).then((said) => { if (said) throw new Error(said); }); return 'got through'; }
  catch (error) { return 'failed: ' + (error && error.message || error); }
})`;

for (const place of places) {
  test.describe(place.name, () => {
    for (const [way, body] of Object.entries(pageWays)) {
      test(`the page cannot reach out by ${way}`, async ({ page, listener, complaints }) => {
        await openPage(page, place.url());
        const said = await page.evaluate(`${attempt(body)}(${JSON.stringify(listener.url)}, ${JSON.stringify(listener.host)})`).catch((error: Error) => `failed: ${error.message}`);
        expect(said).toMatch(/^failed/);
        await page.waitForTimeout(200);
        expect(listener.heard).toEqual([]);
        complaints.length = 0; // the browser complains of each attempt, as it should
      });
    }

    for (const [way, body] of Object.entries(workerWays)) {
      test(`the worker cannot reach out by ${way}`, async ({ page, listener, complaints }) => {
        await openPage(page, place.url());
        await showSample(page);
        const worker = page.workers()[0];
        expect(worker, 'the page has a worker').toBeTruthy();
        const said = await worker!.evaluate(`${attempt(body)}(${JSON.stringify(listener.url)}, ${JSON.stringify(listener.host)})`);
        expect(said).toMatch(/^failed/);
        await page.waitForTimeout(200);
        expect(listener.heard).toEqual([]);
        complaints.length = 0;
      });
    }
  });
}

test('the listener hears what does get out, so silence means something', async ({ page, listener, complaints }) => {
  await page.goto(`${listener.url}/open`);
  await page.evaluate((url) => fetch(`${url}/control`), listener.url);
  expect(listener.heard).toEqual(expect.arrayContaining(['GET /open', 'GET /control']));
  complaints.length = 0;
});

test('the whole main job sends one request: for the page itself', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await openPage(page, places[0]!.url());
  await showSample(page);
  await page.getByLabel('Months ahead').fill('24');
  await page.getByLabel('Months ahead').press('Enter');
  await page.waitForTimeout(500);
  const outside = requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(outside).toEqual([places[0]!.url()]);
});

test('the policy stands before everything else in the file, and allows nothing but what is in it', async () => {
  const html = await readFile(builtFile, 'utf8');
  const policy = /<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  for (const rule of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", 'worker-src blob:']) expect(policy).toContain(rule);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
});
