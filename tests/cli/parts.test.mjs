// A file read by two sessions, as the page's two workers do it, against the same file read by one; and every way in which the second can fail.
import assert from 'node:assert/strict';
import test from 'node:test';
import { tablesOf } from '../../files/tables.mjs';
import { loadCore } from '../../tools/core.mjs';
import { openSession } from '../../wasm/door.mjs';
import { readSecondPart } from '../../wasm/read-parts.mjs';
import { peekTable, readTables, source } from '../../wasm/read-tables.mjs';
import { gzip } from '../files/support.mjs';

const core = await loadCore();

const note = (number) => (number % 11 ? 'ok' : '"left\r\nat the door"');
const line = (number) => `#${number},${number % 97}@example.org,2024-0${1 + (number % 9)}-1${number % 10},${number % 300}.50,${note(number)}\r\n`;
const orders = `Order ID,Email,Date,Total,Note\r\n${Array.from({ length: 40000 }, (_, number) => line(number)).join('')}`;

const tableOf = async (content) => (await tablesOf(new Blob([content]), 'orders.csv')).tables[0];

/** The second reader in the same process: all it has to say is said before the first one asks. */
async function secondOf(table, change = {}) {
  const session = openSession(core);
  await peekTable(session, source(table, change));
  let progress = null;
  const part = await readSecondPart(session, table, (told) => (progress = told));
  session.close();
  return { progress: () => progress, part: Promise.resolve(part), end: () => undefined };
}

/** What reading comes to: the summary, what was left out, and the bytes that were pushed. */
async function read(content, change = {}, askSecond = undefined) {
  const session = openSession(core);
  let pushed = 0;
  let joined = false;
  const watched = {
    ...session,
    push: (bytes) => {
      pushed += bytes.length;
      return session.push(bytes);
    },
    joinPart: (part) => (joined = session.joinPart(part)),
  };
  const told = [];
  try {
    const summary = await readTables(watched, [source(await tableOf(content), change)], (progress) => told.push(progress), askSecond);
    const outcome = { summary, left_out: session.compute({ kind: 'left_out' }), customers: session.compute({ kind: 'customers', limit: 50 }) };
    return { outcome, pushed, joined, told };
  } finally {
    session.close();
  }
}

const alone = await read(orders);

test('two readers come to what one comes to, and each reads its half', async () => {
  const second = await secondOf(await tableOf(orders));
  const { outcome, pushed, joined, told } = await read(orders, {}, () => second);
  assert.deepEqual(outcome, alone.outcome);
  assert.equal(joined, true);
  assert.equal(pushed, second.progress().start);
  assert.ok(pushed / orders.length > 0.4 && pushed / orders.length < 0.7);
  assert.equal(told.at(-1).bytes, orders.length);
  assert.equal(told.at(-1).rows, outcome.summary.rows_read);
});

test('with a person’s settings, too', async () => {
  const change = { date_order: 'dmy', minor_units: true, order_id: null };
  const second = await secondOf(await tableOf(orders), change);
  const { outcome, joined } = await read(orders, change, () => second);
  assert.deepEqual(outcome, (await read(orders, change)).outcome);
  assert.equal(joined, true);
});

test('a second reader that begins inside a cell, knows other settings or fails does no harm', async () => {
  const lines = Array.from({ length: 3000 }, (_, number) => line(number * 11 + 1)).join('');
  const inside = `Order ID,Email,Date,Total,Note\r\n${line(1)}${line(2)}3,c@example.org,2024-01-01,5.50,"${lines}"\r\n${line(4)}`;
  const other = await secondOf(await tableOf(orders), { date_order: 'dmy' });
  const good = await secondOf(await tableOf(orders));
  const seconds = [
    [inside, await secondOf(await tableOf(inside))],
    [orders, other],
    [orders, { ...good, part: Promise.resolve(null) }],
    [orders, { ...good, part: Promise.resolve(new Uint8Array(100)) }],
    [orders, { ...good, part: good.part.then((part) => part.slice(0, -1)) }],
  ];
  for (const [content, second] of seconds) {
    const { outcome, pushed, joined } = await read(content, {}, () => second);
    assert.notEqual(second.progress(), null);
    assert.equal(joined, false);
    assert.equal(pushed, new Blob([content]).size);
    assert.deepEqual(outcome, (await read(content)).outcome);
  }
});

test('a second reader that has not begun when the first one gets there is let go', async () => {
  let ended = 0;
  const second = { progress: () => null, part: new Promise(() => undefined), end: () => (ended += 1) };
  const { outcome, pushed } = await read(orders, {}, () => second);
  assert.deepEqual(outcome, alone.outcome);
  assert.equal(pushed, orders.length);
  assert.equal(ended, 1);
});

test('what is packed, or decoded by the host, is read by one', async () => {
  for (const [content, change] of [[gzip(orders), {}], [orders, { encoding: 'shift_jis' }]]) {
    let ended = 0;
    const second = { progress: () => ({ start: 1, bytes: 0, rows: 0 }), part: Promise.resolve(null), end: () => (ended += 1) };
    const { outcome } = await read(content, change, () => second);
    assert.equal(outcome.summary.rows_read, 40000);
    assert.equal(ended, 1);
  }
});
