// One known table in many spellings: dialects, encodings, forms of dates and amounts, what stands around the rows, containers. However it is
// written, the same customers, days and money come out. The table is made by a seeded generator; what it comes to is summed up here, on a second road.
import assert from 'node:assert/strict';
import test from 'node:test';
import { source, readTables } from '../../wasm/read-tables.mjs';
import { tablesOf } from '../../files/tables.mjs';
import { loadCore } from '../../tools/core.mjs';
import { openSession } from '../../wasm/door.mjs';
import { gzip, zip } from '../files/support.mjs';

const core = await loadCore();

function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// --------------------------------------------------------------------------------------------------------------- the table

const random = randomNumbers(20);
const names = ['Zoë', 'Müller; Söhne', 'García, Peña', 'Łukasz', 'O’Neill "Rob"', 'Ana María', 'Smith', 'Ñandú'];
const orders = Array.from({ length: 160 }, (_, index) => ({
  id: `#${1001 + index}`,
  customer: `${'abcdefghijklmnop'[random(16)]}.${random(3)}@example.org`,
  name: names[random(names.length)],
  // In the order of time, over two years; days over 12 come early and late.
  day: new Date(Date.UTC(2024, 0, 2 + index * 4)),
  cents: random(15) === 0 ? -(100 + random(4000)) : 100 + random(250000),
}));
const truth = {
  rows: orders.length,
  customers: new Set(orders.map(({ customer }) => customer)).size,
  total: orders.reduce((sum, { cents }) => sum + cents, 0),
  first_day: orders[0].day.toISOString().slice(0, 10),
  last_day: orders.at(-1).day.toISOString().slice(0, 10),
};

// ------------------------------------------------------------------------------------------------------------- its spellings

const two = (number) => String(number).padStart(2, '0');
const parts = (day) => [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  pt: ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
};
const dates = {
  iso: (day) => day.toISOString().slice(0, 10),
  'iso with time and offset': (day) => `${day.toISOString().slice(0, 10)} 23:50:26 -0700`,
  'iso with T and Z': (day) => day.toISOString().replace('00:00', '23:59'),
  'day first': (day) => parts(day).reverse().map(two).join('/'),
  'day first, dots': (day) => parts(day).reverse().join('.'),
  'month first': (day) => { const [y, m, d] = parts(day); return `${m}/${d}/${y} 2:30:00 PM`; },
  'short year, day first': (day) => { const [y, m, d] = parts(day); return `${two(d)}/${two(m)}/${two(y % 100)}`; },
  'short year, month first': (day) => { const [y, m, d] = parts(day); return `${two(m)}/${two(d)}/${two(y % 100)}`; },
  compact: (day) => day.toISOString().slice(0, 10).replaceAll('-', ''),
  'English month': (day) => { const [y, m, d] = parts(day); return `${months.en[m - 1]} ${d}, ${y} 10:00:00 AM`; },
  'day-Mon-yy': (day) => { const [y, m, d] = parts(day); return `${two(d)}-${months.en[m - 1]}-${two(y % 100)}`; },
  Spanish: (day) => { const [y, m, d] = parts(day); return `${d} de ${months.es[m - 1]} de ${y}`; },
  French: (day) => { const [y, m, d] = parts(day); return `${d} ${months.fr[m - 1]} ${y}`; },
  German: (day) => { const [y, m, d] = parts(day); return `${d}. ${months.de[m - 1]} ${y}`; },
  Portuguese: (day) => { const [y, m, d] = parts(day); return `${d} de ${months.pt[m - 1]} de ${y}`; },
  serial: (day) => String(day.getTime() / 86_400_000 + 25_569),
  'Unix seconds': (day) => String(day.getTime() / 1000 + 3600),
  'Unix milliseconds': (day) => String(day.getTime() + 3_600_000),
};
const grouped = (cents, group, mark) => {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${whole}${mark}${two(Math.abs(cents) % 100)}`;
};
const signed = (cents, text) => (cents < 0 ? `-${text}` : text);
const amounts = {
  plain: (cents) => signed(cents, grouped(cents, '', '.')),
  'decimal comma': (cents) => signed(cents, grouped(cents, '', ',')),
  'thousands comma': (cents) => signed(cents, grouped(cents, ',', '.')),
  'thousands point': (cents) => signed(cents, grouped(cents, '.', ',')),
  'no-break space': (cents) => signed(cents, grouped(cents, '\u00a0', ',')),
  'narrow space': (cents) => signed(cents, grouped(cents, '\u202f', ',')),
  apostrophe: (cents) => signed(cents, grouped(cents, '’', '.')),
  'euro before': (cents) => signed(cents, `€${grouped(cents, ',', '.')}`),
  'euro behind': (cents) => signed(cents, `${grouped(cents, '.', ',')} €`),
  'code behind': (cents) => signed(cents, `${grouped(cents, ',', '.')} EUR`),
  accounting: (cents) => (cents < 0 ? `(${grouped(cents, ',', '.')})` : grouped(cents, ',', '.')),
  'minus behind': (cents) => `${grouped(cents, '', '.')}${cents < 0 ? '-' : ''}`,
  'long minus': (cents) => (cents < 0 ? `\u2212${grouped(cents, '', '.')}` : grouped(cents, '', '.')),
};
const header = ['Order', 'Email', 'Name', 'Date', 'Total'];
const cells = (date = dates.iso, amount = amounts.plain) => orders.map((order) => [order.id, order.customer, order.name, date(order.day), amount(order.cents)]);

const needed = (text, delimiter, quote) => text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text);
function csv(rows, { delimiter = ',', quote = '"', end = '\n', always = false, last = true, escape } = {}) {
  const cell = (text) => (always || needed(text, delimiter, quote) ? `${quote}${text.replaceAll(quote, `${escape ?? quote}${quote}`)}${quote}` : text);
  return rows.map((row) => row.map(cell).join(delimiter)).join(typeof end === 'string' ? end : '\n') + (last ? (typeof end === 'string' ? end : '\n') : '');
}
const table = (options, date, amount) => csv([header, ...cells(date, amount)], options);
const utf16 = (text, little) => {
  const bytes = Buffer.from(text, 'utf16le');
  return little ? bytes : bytes.swap16();
};
const latin = (text) => Buffer.from(text.replaceAll('’', '\u0092').replaceAll('Ł', 'L').replaceAll('€', '\u0080'), 'latin1');

const spellings = {};
for (const [name, delimiter] of Object.entries({ comma: ',', semicolon: ';', tab: '\t', bar: '|' })) {
  spellings[`delimiter ${name}`] = table({ delimiter });
  spellings[`delimiter ${name}, everything quoted, CRLF`] = table({ delimiter, always: true, end: '\r\n' });
}
spellings['lone CR'] = table({ end: '\r' });
spellings['without a last line end'] = table({ last: false });
spellings['quotes escaped by backslashes'] = table({ escape: '\\', always: true });
spellings['apostrophes for quotes'] = table({ quote: "'", always: true }).replaceAll("O’Neill", 'ONeill');
spellings['whole rows in quotes'] = table({}).trim().split('\n').map((line) => `"${line.replaceAll('"', '""')}"`).join('\n');
spellings['a sep= line'] = `sep=;\r\n${table({ delimiter: ';', end: '\r\n' })}`;
for (const [name, date] of Object.entries(dates)) spellings[`dates: ${name}`] = table({}, date);
for (const [name, amount] of Object.entries(amounts)) spellings[`amounts: ${name}`] = table({ delimiter: ';' }, dates.iso, amount);
spellings['amounts with decimal comma and dates day first, semicolons'] = table({ delimiter: ';', end: '\r\n' }, dates['day first'], amounts['thousands point']);
spellings['UTF-8 with a mark'] = `\ufeff${table({})}`;
spellings['UTF-16 little end first, tabs'] = Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(table({ delimiter: '\t', end: '\r\n' }), true)]);
spellings['UTF-16 big end first'] = Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(table({}), false)]);
spellings['UTF-16 without a mark'] = utf16(table({}), true);
spellings['Windows-1252'] = latin(table({ delimiter: ';' }, dates.iso, amounts['euro behind']));
spellings['a title, a blank line and a period before the table'] = `Orders of the shop\n"January 1, 2024 - December 31, 2025"\n\n${table({})}`;
spellings['a padded title'] = `Orders of the shop,,,,\n,,,,\n${table({})}`;
spellings['comments before the table'] = `# made on Monday\n# by the till\n${table({})}`;
spellings['a total behind the table'] = `${table({})}Total,,,,${amounts.plain(truth.total)}\n`;
spellings['footers behind the table'] = `${table({})}\nGrand Totals (160 records)\nConfidential Information - Do Not Distribute\n`;
spellings['a second table behind the table'] = `${table({})}\n\nChannel,Sessions\nsearch,120\nsocial,80\n`;
spellings['the header printed again every fifty rows'] = csv([header, ...cells().flatMap((row, index) => (index && index % 50 === 0 ? [header, row] : [row]))]);
spellings['thousands of empty rows behind the table'] = `${table({})}${',,,,\n'.repeat(5000)}\n\n`;
spellings['blank lines between the rows'] = table({}).replaceAll('\n', '\n\n');
spellings['a JSON array'] = JSON.stringify(orders.map((order, index) => Object.fromEntries(cells()[index].map((cell, at) => [header[at], cell]))));
spellings['JSON in an object, nested'] = JSON.stringify({ data: orders.map((order) => ({ Order: order.id, customer: { email: order.customer, name: order.name }, date: dates.iso(order.day), total: order.cents / 100 })) }, null, 2);
spellings['one JSON object a line'] = orders.map((order) => JSON.stringify({ Order: order.id, email: order.customer, date: dates['iso with T and Z'](order.day), total: amounts.plain(order.cents) })).join('\n');
spellings.gzip = gzip(table({}));
spellings['zip with one table'] = zip([{ name: 'readme.txt', content: 'Made on Monday.' }, { name: 'orders.csv', content: table({}) }]);

for (const [name, content] of Object.entries(spellings)) {
  test(`the same table: ${name}`, async () => {
    const session = openSession(core);
    try {
      const { container, tables } = await tablesOf(new Blob([content]), 'orders.csv');
      const summary = await readTables(session, [source(container === 'zip' ? tables.at(-1) : tables[0])]);
      const { rows_used: rows, customers, total, first_day, last_day } = summary;
      assert.deepEqual({ rows, customers, total, first_day, last_day }, truth);
      const { lines, rows_read } = summary;
      if (lines.all) assert.equal(lines.all, lines.preamble + lines.header + rows_read + lines.blank + lines.continued);
    } finally {
      session.close();
    }
  });
}
