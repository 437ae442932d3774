// The page's address as text: the fragment counts before the query, and writing it is never faster than Safari allows. No page is opened:
// address.ts gets a location and a history of the test's own.
import { expect, test } from '@playwright/test';
import { onAddress, readAddress, writeAddress } from '../../web/src/address';

const place = { hash: '', search: '' };
const written: string[] = [];
const page = new EventTarget();
let refuses = false;

test.beforeAll(() => {
  const replaceState = (_state: unknown, _title: string, address: string) => {
    if (refuses) throw new DOMException('sandboxed', 'SecurityError');
    written.push(address);
    place.hash = address;
  };
  Object.assign(globalThis, { location: place, history: { replaceState }, window: page });
});

/** Other tests may follow in this process, and what they load may look whether there is a window. */
test.afterAll(() => {
  for (const name of ['location', 'history', 'window']) Reflect.deleteProperty(globalThis, name);
});

test.beforeEach(async () => {
  await new Promise((done) => setTimeout(done, 400)); // what the test before has written is done
  Object.assign(place, { hash: '', search: '' });
  written.length = 0;
});

test.describe.configure({ mode: 'serial' });

test('the fragment is read, and where there is none the query', () => {
  expect(readAddress()).toBe('');
  place.search = '?c=simple_clv';
  expect(readAddress()).toBe('c=simple_clv');
  place.hash = '#data';
  expect(readAddress()).toBe('data');
});

test('a single change is written at once; of many, three a second and always the last', async () => {
  const begun = performance.now();
  for (let count = 0; count <= 100; count += 1) {
    writeAddress(`count=${count}`);
    if (count === 0) expect(written).toEqual(['#count=0']);
    await new Promise((done) => setTimeout(done, 10));
  }
  await new Promise((done) => setTimeout(done, 400));
  expect(written.at(-1)).toBe('#count=100');
  expect(written.length).toBeGreaterThan(2);
  expect(written.length).toBeLessThanOrEqual(1 + (3 * (performance.now() - begun)) / 1000);
});

test('what waits to be written is dropped when the reader goes elsewhere meanwhile', async () => {
  writeAddress('one');
  writeAddress('two');
  place.hash = '#data';
  await new Promise((done) => setTimeout(done, 400));
  expect(place.hash).toBe('#data');
});

test('a frame that refuses is no fault', async () => {
  refuses = true;
  expect(() => writeAddress('one')).not.toThrow();
  refuses = false;
});

test('who listens hears where the reader goes, until the end', () => {
  const heard: string[] = [];
  const leave = onAddress((address) => heard.push(address));
  place.hash = '#calculators';
  page.dispatchEvent(new Event('hashchange'));
  leave();
  page.dispatchEvent(new Event('hashchange'));
  expect(heard).toEqual(['calculators']);
});
