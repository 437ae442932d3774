// In:  a file and its columns. Out: the answer, by DuckDB in its own worker: the file registered by its handle, one read_csv with GROUP BY into a
//      table. `duckdb` leaves everything to it; `duckdb-told` names every column and its type, so that it need not guess, and frees it of
//      keeping rows in order. The rules of its file handles: duckdb-wasm's documentation, "Data Ingestion".
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '/tools/bench/node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs';

const dist = '/tools/bench/node_modules/@duckdb/duckdb-wasm/dist/';

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

async function namesOf(file) {
  const text = await file.slice(0, 4096).text();
  return text.slice(0, text.indexOf('\n')).split(',');
}

function source(told, names, { date, amount }) {
  if (!told) return `read_csv('orders.csv')`;
  const type = (column) => (column === amount ? 'DECIMAL(18,2)' : 'VARCHAR');
  const columns = names.map((name, column) => `'${name}': '${type(column)}'`).join(', ');
  return `read_csv('orders.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', columns = {${columns}})`;
}

/** The day as it was written, whatever type the column came out as. */
const day = (name) => `CAST(left(CAST(${name} AS VARCHAR), 10) AS DATE)`;

async function answerOf(connection) {
  const table = await connection.query(`
    SELECT CAST(sum(orders) AS DOUBLE) AS rows, CAST(count(*) AS DOUBLE) AS customers, CAST(round(sum(total) * 100) AS DOUBLE) AS cents,
           CAST(sum(orders * orders) AS DOUBLE) AS squares, CAST(sum(first_day - DATE '1970-01-01') AS DOUBLE) AS firstDays,
           CAST(sum(last_day - DATE '1970-01-01') AS DOUBLE) AS lastDays
    FROM customers`);
  return table.toArray()[0].toJSON();
}

export async function prepare(name, fileOf) {
  const told = name === 'duckdb-told';
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(`${dist}duckdb-browser-eh.worker.js`));
  await database.instantiate(new URL(`${dist}duckdb-eh.wasm`, location.href).href);
  await database.open({ query: { castBigIntToDouble: true } });
  const connection = await database.connect();
  await connection.query('SELECT 1');
  if (told) await connection.query('SET preserve_insertion_order = false');
  return async (columns) => {
    const file = fileOf();
    const names = await namesOf(file);
    await database.registerFileHandle('orders.csv', file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    const [customer, date, amount] = [columns.customer, columns.date, columns.amount].map((column) => quoted(names[column]));
    await connection.query(`
      CREATE TABLE customers AS
      SELECT ${customer} AS customer, count(*) AS orders, sum(${amount}) AS total, min(${day(date)}) AS first_day, max(${day(date)}) AS last_day
      FROM ${source(told, names, columns)} GROUP BY 1`);
    return { later: () => answerOf(connection) };
  };
}
