// In:  a shape (wide or narrow) and a number of rows.
// Out: an orders export of that shape under build/bench/, written once, and beside it a .json with the answer every reader of it must give.
// Why: readers are measured on what they are made for, too big to keep in git. `wide` has the twelve columns that a shop's export begins with
//      (a day's time zone, quoted names with commas and doubled quotes); `narrow` is a database's own list. Everything follows from one seed.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../wasm/toolchain/places.mjs';
import { say } from '../wasm/toolchain/run.mjs';

/** Raise it when what is written changes. */
const version = 1;
const ordersPerCustomer = 4.7;
const firstDay = Date.UTC(2022, 0, 1) / 86_400_000;
const days = 3 * 365 + 1; // 2022 to 2024

/** Numbers of [0, 1), the same on every machine: the 32-bit xorshift of Marsaglia (2003) with the shifts 13, 17 and 5. */
function seeded(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

const given = ['ana', 'ben', 'carla', 'david', 'elena', 'felix', 'greta', 'hugo', 'ines', 'jonas', 'karin', 'luis', 'marta', 'nora', 'oscar', 'paula'];
const family = ['alvarez', 'bauer', 'costa', 'dumont', 'evans', 'ferrari', 'garcia', 'hansen', 'ivanov', 'jensen', 'keller', 'lopez', 'moreau', 'novak'];
const hosts = ['example.com', 'mail.example.org', 'example.net', 'post.example.com'];

const email = (customer) => `${given[customer % 16]}.${family[(customer >>> 4) % 14]}${customer}@${hosts[customer & 3]}`;

const items = ['Linen shirt', 'Wool socks', 'Oak chair', 'Desk lamp', 'Tea pot', 'Rain coat', 'Notebook', 'Olive soap', 'Candle set', 'Coffee beans 1 kg'];
const quotedItems = ['"Frame 12"" x 16"", oak"', '"Mug, blue"', '"Shelf, 80 cm, ""Nord"""', '"Towels, pack of 3"'];
const tags = ['', '', '', '', '', 'vip', 'newsletter', '"gift, wrapped"', 'first order of many'];
const shippings = [0, 390, 490, 990];

const money = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
const two = (number) => String(number).padStart(2, '0');
const clock = (second) => `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
const dayText = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** A line of each shape; the columns a reader needs by their place. */
const shapes = {
  wide: {
    columns: { customer: 1, date: 9, amount: 8 },
    header: 'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem name,Tags\n',
    line({ row, customer, day, second, cents, random }) {
      const shipping = shippings[Math.floor(random() * 4)];
      const net = Math.max(cents - shipping, 0);
      const taxes = net - Math.round(net / 1.21);
      const pick = random();
      const item = pick < 0.12 ? quotedItems[Math.floor(pick * 33)] : items[Math.floor(pick * 10)];
      const paid = Math.min(second + Math.floor(random() * 40), 86_399); // the same day, so that either column tells it
      return (
        `#${1001 + row},${email(customer)},paid,${day} ${clock(paid)} +0100,EUR,${money(net - taxes)},${money(cents - net)},${money(taxes)},${money(cents)},` +
        `${day} ${clock(second)} +0100,${item},${tags[Math.floor(random() * 9)]}\n`
      );
    },
  },
  narrow: {
    columns: { customer: 0, date: 1, amount: 2 },
    header: 'email,date,amount\n',
    line: ({ customer, day, cents }) => `${email(customer)},${day},${money(cents)}\n`,
  },
};

/** What everybody must find: rows, customers, cents, and over the customers the squares of their rows and their first and last days. */
function answerOf(customers) {
  const answer = { rows: 0, customers: 0, cents: 0, squares: 0, firstDays: 0, lastDays: 0 };
  for (let customer = 0; customer < customers.rows.length; customer += 1) {
    const rows = customers.rows[customer];
    if (rows === 0) continue;
    answer.rows += rows;
    answer.customers += 1;
    answer.cents += customers.cents[customer];
    answer.squares += rows * rows;
    answer.firstDays += customers.first[customer];
    answer.lastDays += customers.last[customer];
  }
  return answer;
}

function write(file, { header, line }, rows) {
  const random = seeded(20_240_229);
  const size = Math.max(1, Math.round(rows / ordersPerCustomer));
  const customers = { rows: new Uint32Array(size), cents: new Float64Array(size), first: new Int32Array(size), last: new Int32Array(size) };
  const out = openSync(file, 'w');
  let text = header;
  let day = -1;
  let today = '';
  for (let row = 0; row < rows; row += 1) {
    const time = ((row + random()) / rows) * days * 86_400; // in the order of time, as exports come
    if (Math.floor(time / 86_400) !== day) {
      day = Math.floor(time / 86_400);
      today = dayText(firstDay + day);
    }
    const customer = Math.floor(size * random() ** 1.3); // some buy often
    const cents = 500 + Math.floor(random() ** 3 * 40_000);
    if (customers.rows[customer] === 0) customers.first[customer] = firstDay + day;
    customers.last[customer] = firstDay + day;
    customers.rows[customer] += 1;
    customers.cents[customer] += cents;
    text += line({ row, customer, day: today, second: Math.floor(time % 86_400), cents, random });
    if (text.length > 1 << 20) {
      writeSync(out, text);
      text = '';
    }
  }
  writeSync(out, text);
  closeSync(out);
  return answerOf(customers);
}

/** { file, megabytes, shape, columns, answer }: the file of a shape with so many rows, written if it is not there yet. */
export function ordersFile(shape, rows) {
  const folder = join(root, 'build', 'bench');
  const file = join(folder, `${shape}-${rows}-v${version}.csv`);
  const beside = `${file}.json`;
  if (!existsSync(beside) || !existsSync(file)) {
    say(`bench: writing ${rows.toLocaleString('en')} rows, ${shape} …`);
    mkdirSync(folder, { recursive: true });
    const answer = write(`${file}.part`, shapes[shape], rows);
    renameSync(`${file}.part`, file); // a file that stands there is whole
    writeFileSync(beside, `${JSON.stringify(answer)}\n`);
  }
  const { columns } = shapes[shape];
  return { file, megabytes: statSync(file).size / 1e6, shape, columns, answer: JSON.parse(readFileSync(beside, 'utf8')) };
}
