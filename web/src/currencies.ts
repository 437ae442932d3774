// Money in several currencies, which is never added: whose it is and what can be chosen. In: what was read, or the refusal to read it. Out: one question a
// group of tables (all orders are one group; of other records each table is its own).
import type { OpenedFiles, OpenedTable, Rates, Sentence, Summary } from './protocol';

export interface CurrencyQuestion {
  /** The tables whose setting it is, and their name where it is not the orders'. */
  keys: string[];
  name: string;
  found: { code: string; rows: number }[];
  /** '' while none is chosen. */
  shown: string;
  rates: Rates;
  /** Currencies that can be shown, when all others have a rate. */
  targets: string[];
}

const used = (opened: OpenedFiles): OpenedTable[] => opened.tables.filter(({ skipped }) => !skipped);
const isCode = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

function question(tables: OpenedTable[], name: string, found: CurrencyQuestion['found'], shown: string, more = ''): CurrencyQuestion {
  const known = found.filter(({ code }) => isCode(code)); // a column of something else names none
  const targets = [...new Set([...known.map(({ code }) => code), more])].filter(Boolean);
  return { keys: tables.map(({ key }) => key), name, found: known, shown, rates: tables[0]?.reading?.mapping.rates ?? {}, targets };
}

const orders = (opened: OpenedFiles): OpenedTable[] => used(opened).filter(({ reading }) => reading?.mapping.kind.value === 'orders');

/** What the core could not decide: "EUR (12), USD (3)", of one table or of the orders. */
export function refusedCurrencies({ code, arguments: { currencies, file } }: Sentence, opened: OpenedFiles): CurrencyQuestion | null {
  if (code !== 'two_currencies') return null;
  const found = [...String(currencies).matchAll(/\b([A-Z]{3}) \((\d+)\)/g)].map(([, each = '', rows]) => ({ code: each, rows: Number(rows) }));
  const one = typeof file === 'number' ? used(opened)[file] : undefined;
  return one ? question([one], one.key, found, '') : question(orders(opened), '', found, '');
}

/** What was decided and can be changed: where rows name several currencies, or other records have money in another than the orders'. */
export function shownCurrencies(summary: Summary, opened: OpenedFiles): CurrencyQuestion[] {
  const questions = [question(orders(opened), '', summary.currencies, summary.currency)];
  for (const { file, currency, currencies } of summary.records) {
    const table = used(opened)[file];
    if (table && currency) questions.push(question([table], table.key, currencies, currency, summary.currency));
  }
  return questions.filter(({ targets }) => targets.length > 1);
}
