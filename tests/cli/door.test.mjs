// The headless door: what is asked, what is answered, how it refuses.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { workbook, zip } from '../files/support.mjs';
import { answer, file, lifeworth, root, shop } from './support.mjs';

test('read gives the rows as the reader split them', () => {
  const read = answer('read', file('quotes.csv', 'name;note\n"Mug; red";"a ""b"" c"\n007;\n'));
  assert.deepEqual(read.header, ['name', 'note']);
  assert.deepEqual(read.rows, [['Mug; red', 'a "b" c'], ['007', '']]);
  assert.equal(read.reading.dialect.delimiter, ';');
});

test('read says so when there is no header', () => {
  const read = answer('read', file('bare.csv', 'a@example.org,2025-01-01,5.00\nb@example.org,2025-01-02,6.00\n'));
  assert.equal(read.header, null);
  assert.equal(read.rows.length, 2);
});

test('compute answers a request about a file', () => {
  const realised = answer('compute', file('request.json', { kind: 'realised' }), file('shop.csv', shop));
  assert.equal(realised.total, 17000); // 100 + 50 + 30 − 10, in cents; the 30th of February is left out
  assert.equal(realised.customers, 2); // A@ and a@ are one
  assert.equal(realised.currency, 'EUR');
});

test('compute reads parts of one export together', () => {
  const half = shop.split('\r\n');
  const first = file('part1.csv', half.slice(0, 3).join('\n'));
  const second = file('part2.csv', [half[0], ...half.slice(3)].join('\n'));
  assert.equal(answer('compute', file('request.json', { kind: 'realised' }), first, second).total, 17000);
});

test('compute takes a correction of the mapping', () => {
  const orders = file('two.csv', 'email,date,total,net\na@example.org,2025-01-05,100.00,80.00\n');
  const request = file('request.json', { kind: 'realised' });
  assert.equal(answer('compute', request, orders).total, 10000);
  assert.equal(answer('compute', request, '--map', file('map.json', { amount: 3 }), orders).total, 8000);
});

test('letters of ISO-2022-JP, whose bytes are commas and quotes, too, are decoded before cells are cut', () => {
  const [sato, ugan] = ['\x1b$B:4F#\x1b(B', '\x1b$B%&%,%s\x1b(B']; // 佐藤 and ウガン, which has a byte that is a comma
  const read = answer('read', file('jis.csv', `email,name,date,total\na@example.org,${sato},2025-01-05,1200\nb@example.org,${ugan},2025-01-06,980\n`));
  assert.equal(read.reading.encoding, 'iso-2022-jp');
  assert.deepEqual(read.rows, [['a@example.org', '佐藤', '2025-01-05', '1200'], ['b@example.org', 'ウガン', '2025-01-06', '980']]);
});

const currencies = 'email,date,total,currency\na@example.org,2025-01-05,10.00,EUR\nb@example.org,2025-01-06,20.25,USD\nb@example.org,2025-01-07,250,JPY\n';
test('of several currencies one is shown, or others are converted at rates of a person, by integers alone', () => {
  const orders = file('currencies.csv', currencies);
  const request = file('request.json', { kind: 'summary' });
  const shown = answer('compute', request, '--map', file('map.json', { currency_code: 'USD' }), orders);
  assert.equal(shown.total, 2025);
  assert.deepEqual(shown.currencies, [{ code: 'EUR', rows: 1, left_out: 1 }, { code: 'USD', rows: 1, left_out: 0 }, { code: 'JPY', rows: 1, left_out: 1 }]);
  const { total, converted, left_out: leftOut } = answer('compute', request, '--map', file('map.json', { currency_code: 'EUR', rates: { USD: '0.5', JPY: '0.0061' } }), orders);
  assert.equal(total, 1000 + 1013 + 153); // 10.125 and 1.525 euros: halves go away from zero
  assert.deepEqual(leftOut, []);
  assert.deepEqual(converted, [
    { currency: 'USD', minor_digits: 2, rate: '0.5', rows: 1, before: 2025, after: 1013 },
    { currency: 'JPY', minor_digits: 0, rate: '0.0061', rows: 1, before: 250, after: 153 },
  ]);
  const wrong = lifeworth(['compute', request, '--map', file('map.json', { currency_code: 'EUR', rates: { USD: 0.5 } }), orders]);
  assert.equal(wrong.status, 3);
  assert.match(wrong.stderr, /rates/);
});

const cell = (at, value) => (typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`);
const sheet = (name, rows, more = {}) => ({ name, data: [['email', 'date', 'total'], ...rows].map((cells, y) => `<row r="${y + 1}">${cells.map((value, x) => cell(`${'ABC'[x]}${y + 1}`, value)).join('')}</row>`).join(''), ...more });

test('of a workbook the first sheet is read, or those that are named; its bare numbers are days since the year it says', () => {
  const sheets = [sheet('January', [['a@example.org', 44196, 1], ['b@example.org', 44197, 2]]), sheet('February', [['a@example.org', 44230, 4], ['b@example.org', 44231, 8]])];
  const mac = file('mac.xlsx', workbook(sheets, { properties: '<workbookPr date1904="1"/>' }));
  const request = file('request.json', { kind: 'summary' });
  const first = answer('compute', request, mac);
  assert.deepEqual([first.total, first.first_day], [300, '2025-01-01']);
  assert.equal(answer('compute', request, '--table', 'February', mac).total, 1200);
  assert.equal(answer('compute', request, '--table', 'January', '--table', 'February', mac).total, 1500);
  assert.equal(answer('compute', request, file('pc.xlsx', workbook(sheets))).first_day, '2020-12-31');
  assert.equal(answer('compute', request, '--map', file('map.json', { date_numbers: '1900' }), mac).first_day, '2020-12-31');
  assert.equal(answer('read', mac, '--table', 'February').rows[0][2], '4');
  const { status, stderr } = lifeworth(['compute', request, '--table', 'March', mac]);
  assert.equal(status, 2);
  assert.match(stderr, /no table “March” .* “January”, “February”/);
});

test('of an archive all tables are computed together, or those that are named; to read rows takes one', () => {
  const archive = file('parts.zip', zip([{ name: 'one.csv', content: shop.replace(/\r/g, '') }, { name: 'two.csv', content: 'order_id,email,order_date,total,currency\n9,d@example.org,2025-03-01,1.00,EUR\n' }]));
  const request = file('request.json', { kind: 'realised' });
  assert.equal(answer('compute', request, archive).total, 17100);
  assert.equal(answer('compute', request, '--table', 'two.csv', archive).total, 100);
  assert.equal(lifeworth(['read', archive]).status, 2);
  assert.equal(answer('read', archive, '--table', 'two.csv').rows.length, 1);
});

test('of a workbook in an archive the first sheet is read, or those that are named', () => {
  const sheets = [sheet('January', [['a@example.org', 45662, 1], ['b@example.org', 45663, 2]]), sheet('February', [['a@example.org', 45693, 4], ['b@example.org', 45694, 8]])];
  const archive = file('books.zip', zip([{ name: 'deep/book.xlsx', content: workbook(sheets) }, { name: 'logo.png', content: 'x' }]));
  const request = file('request.json', { kind: 'summary' });
  assert.equal(answer('compute', request, archive).total, 300);
  assert.equal(answer('compute', request, '--table', 'deep/book.xlsx/January', '--table', 'deep/book.xlsx/February', archive).total, 1500);
});

test('tables of an archive that may hold the same money twice must be named', () => {
  const payments = 'payment,customer,paid at,amount\np1,a@example.org,2025-01-05,100.00\np2,b@example.org,2025-01-20,50.00\n';
  const survey = 'email,survey date,score\na@example.org,2025-02-11,9\nc@example.org,2025-03-05,4\n';
  const tables = { 'orders.csv': shop, 'payments.csv': payments, 'survey.csv': survey };
  const packed = (...names) => file(`${names.length}.zip`, zip(names.map((name) => ({ name, content: tables[name] }))));
  const archive = packed('orders.csv', 'payments.csv', 'survey.csv');
  const request = file('request.json', { kind: 'summary' });
  const { status, stdout, stderr } = lifeworth(['compute', request, archive]);
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /different columns: “orders\.csv”, “payments\.csv”\. .* --table\./);
  assert.equal(answer('compute', request, '--table', 'orders.csv', archive).total, 17000);
  assert.equal(answer('compute', request, '--table', 'orders.csv', '--table', 'payments.csv', archive).total, 32000);
  assert.equal(answer('compute', request, packed('orders.csv', 'survey.csv')).total, 17000); // a survey is no rival
  assert.equal(answer('compute', request, file('orders.csv', shop), file('payments.csv', payments)).total, 32000); // files named one by one are meant
  const [{ error }] = lifeworth(['--serve'], `${JSON.stringify({ do: 'load', files: [archive] })}\n`).stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.match(error.message, /payments\.csv/);
});

const refusals = [
  ['an empty file', '', /^The file is empty\./],
  ['a web page', '<!doctype html><html></html>', /^This is a web page/],
  ['a header alone', 'email,date,total\n', /^The file has a header but no rows\./],
  ['no date', 'email,total\na@example.org,5.00\n', /^No column has dates\. We saw the columns email, total\./],
  ['two currencies', shop.replace('50.00,EUR', '50.00,USD'), /several currencies, which cannot be added\. We found EUR \(\d\), USD \(1\)/],
];
for (const [what, content, sentence] of refusals) {
  test(`${what} is refused with exit code 3 and one sentence on standard error`, () => {
    const { status, stdout, stderr } = lifeworth(['compute', file('request.json', { kind: 'realised' }), file('bad.csv', content)]);
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.match(stderr.trim(), sentence);
    assert.doesNotMatch(stderr, /\bat .*\.mjs:\d+/, 'no stack trace');
  });
}

test('a request with a field that is not known is refused by its name', () => {
  const { status, stderr } = lifeworth(['compute', file('request.json', { kind: 'prediction', margn: 0.3 }), file('shop.csv', shop)]);
  assert.equal(status, 3);
  assert.match(stderr, /margn/);
});

test('misuse is told apart from refusal', () => {
  assert.equal(lifeworth(['read']).status, 2);
  assert.equal(lifeworth(['read', '/nowhere/at/all.csv']).status, 2);
});

test('--serve answers one request a line and keeps what was loaded when the next file is refused', () => {
  const lines = [
    { do: 'load', files: [file('shop.csv', shop)] },
    { kind: 'realised' },
    { do: 'load', files: [file('empty.csv', '')] },
    { kind: 'realised' },
    { do: 'read', file: file('shop.csv', shop) },
    { kind: 'nonsense' },
  ];
  const { stdout, status } = lifeworth(['--serve'], `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`);
  const answers = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(status, 0);
  assert.equal(answers.length, 7);
  assert.deepEqual([answers[0].rows_read, answers[0].rows_used, answers[0].rows_left_out], [5, 4, 1]);
  assert.equal(answers[1].total, 17000);
  assert.equal(answers[2].error.code, 'empty_file');
  assert.equal(answers[3].total, 17000);
  assert.equal(answers[4].rows.length, 5);
  assert.equal(answers[5].error.code, 'bad_request');
  assert.equal(answers[6].error.code, 'bad_request');
});

const cdnow = join(root, '../shared/data/cdnow_sample_elog.csv');
test('CDNOW: the published parameters come out of the raw log', { skip: existsSync(cdnow) ? false : 'the CDNOW log is not here' }, () => {
  const request = file('request.json', { kind: 'prediction', model: 'bg_nbd', observation_end: '1997-09-30' });
  const { purchases, spend } = answer('compute', request, '--map', file('map.json', { customer: 1, order_id: null }), cdnow);
  const rounded = (fit, digits) => fit.parameters.map(({ value }) => value.toFixed(digits));
  // Fader, Hardie & Lee (2005), Marketing Science 24(2), table 2; Fader & Hardie (2013), note 025.
  assert.deepEqual(rounded(purchases, 3), ['0.243', '4.414', '0.793', '2.426']);
  assert.equal(purchases.log_likelihood.toFixed(1), '-9582.4');
  assert.deepEqual(rounded(spend, 2), ['6.25', '3.74', '15.44']);
  assert.equal(spend.customers, 946);
});
