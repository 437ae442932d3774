// Values → text in the reader's locale. The only place where numbers, money and dates become words; no arithmetic beyond units.
import { foreign } from './foreign';
import type { OutputValue, Unit } from './protocol';

let locale = 'en';

/** The reader's own regional form of a language ("es-MX" for "es"), where the browser names one. */
export function setFormatLocale(language: string): void {
  locale = navigator.languages.find((each) => each.toLowerCase().startsWith(language)) ?? language;
}

export const formatLocale = (): string => locale;

/** Making a format costs the browser a hundred times what using it does, and while a slider is dragged hundreds of numbers are written a frame. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const known = made.get(key);
  if (known) return known as Format;
  const format = make();
  made.set(key, format);
  return format;
}

/** What is rounded to nothing has no sign. */
const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => kept(`${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options }));
/** With the minus sign: after a hyphen the line would break. */
const written = (value: number, options: Intl.NumberFormatOptions): string => numbers(options).format(value).replace('-', '\u2212');
const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => kept(`${locale} ${JSON.stringify(options)} day`, () => new Intl.DateTimeFormat(locale, options));

/** "this, that, or the other" */
export const eitherOf = (texts: string[]): string => new Intl.ListFormat(locale, { type: 'disjunction' }).format(texts);

export const whole = (value: number): string => written(value, { maximumFractionDigits: 0 });
export const decimal = (value: number, digits: number): string => written(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const significant = (value: number, digits = 5): string => written(value, { maximumSignificantDigits: digits });
/** The mark the reader's spreadsheet expects. */
export const decimalMark = (): string => new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
/** For a field one types in: no grouping. */
export const plain = (value: number): string => numbers({ useGrouping: false, maximumFractionDigits: 6 }).format(value);
export const percent = (share: number, digits = 0): string => written(share, { style: 'percent', maximumFractionDigits: digits });
/** With a plus before what is more than nothing as it is written. */
export const signed = (text: (value: number) => string) => (value: number): string => (value > 0 && text(value) !== text(0) ? `+${text(value)}` : text(value));

/** Money from minor units. Large sums lose their cents; without a known currency the number stands alone. */
export function money(minor: number, currency: string, minorDigits: number): string {
  const value = major(minor, minorDigits);
  const digits = Math.abs(value) >= 10_000 ? 0 : minorDigits;
  const style = inCurrency(currency);
  if (Math.abs(value) >= 1e12) return compact(value, style);
  const text = written(value, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return style.style || !currency ? text : `${text}\u00a0${foreign(currency, 12)}`;
}

/** Nothing where the currency is not known. */
const inCurrency = (currency: string): Intl.NumberFormatOptions => (/^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {});

/** A calendar day (YYYY-MM-DD); UTC keeps it the day that was written. */
export const day = (iso: string): string =>
  dates({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));

/** A calendar day along an axis. */
export const dayTick = (at: Date): string => dates({ year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(at);

/** A month (YYYY-MM). */
export const month = (iso: string): string =>
  dates({ year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${iso}-01T00:00:00Z`));

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function size(bytes: number): string {
  const step = Math.min(sizeUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return numbers({ style: 'unit', unit: sizeUnits[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 }).format(
    bytes / 1000 ** step,
  );
}

const isMoney = (unit: Unit): boolean => unit.startsWith('money');
const isShare = (unit: Unit): boolean => unit.startsWith('share');

/** A number in its unit, without the unit's words: money and percent carry their signs, years and months stand bare. */
export function inUnit(value: number, unit: Unit, currency: string, minorDigits: number): string {
  if (isMoney(unit)) return money(value, currency, minorDigits);
  if (isShare(unit)) return percent(value, 1);
  if (unit === 'customers' || unit === 'transactions') return whole(value);
  if (Math.abs(value) >= 1e12) return compact(value);
  if (Math.abs(value) >= 100) return whole(value);
  return significant(value, 3);
}

/** A number in a drawing, where room is short: whole amounts of money go without their cents, millions are named ("1.2m"). */
export function inDrawing(value: number, unit: Unit, currency: string, minorDigits: number): string {
  const amount = isMoney(unit) ? major(value, minorDigits) : value;
  if (Math.abs(amount) >= 1e6 && !isShare(unit)) return compact(amount, { ...(isMoney(unit) && inCurrency(currency)), compactDisplay: 'short', maximumFractionDigits: 3 });
  return isMoney(unit) && Number.isInteger(amount) ? money(amount, currency, 0) : inUnit(value, unit, currency, minorDigits);
}

/** An average in a cell of a drawing: of money no cents that nobody could compare. */
export function inCell(value: number, unit: Unit, currency: string, minorDigits: number): string {
  if (unit === 'share') return percent(value);
  const amount = major(value, minorDigits);
  return isMoney(unit) && Math.abs(amount) >= 10 ? inDrawing(Math.round(amount), unit, currency, 0) : inUnit(value, unit, currency, minorDigits);
}

export interface Interval {
  low: number | null;
  high: number | null;
}

/** "2 – 5"; nothing where there is none, and a question mark where its end lies beyond what could be seen. */
export const interval = ({ low, high }: Interval, text: (value: number) => string): string => (low === null ? '' : `${text(low)} – ${high === null ? '?' : text(high)}`);

/** A chance is never written as none, nor as certain. */
export const probability = (p: number): string => {
  if (p < 0.001) return `p < ${decimal(0.001, 3)}`;
  return p > 0.999 ? `p > ${decimal(0.999, 3)}` : `p = ${decimal(p, 3)}`;
};

/** Numbers that would burst their place: "1.2 trillion". */
const compact = (value: number, style: Intl.NumberFormatOptions = {}): string =>
  written(value, { notation: 'compact', compactDisplay: 'long', minimumFractionDigits: 0, maximumFractionDigits: 1, ...style });

const durations: Partial<Record<Unit, string>> = { years: 'year', months: 'month', hours: 'hour', seconds: 'second' };

/** A number of years, months, hours or seconds with its word in the reader's language. */
export function duration(value: number, unit: 'years' | 'months' | 'hours' | 'seconds'): string {
  return numbers({ style: 'unit', unit: durations[unit], unitDisplay: 'long', maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);
}

/** What one in a field means inside: 0.01 where people write percent. */
export const fieldUnit = (unit: Unit): number => (isShare(unit) ? 0.01 : 1);

/** A number as a person wrote it, in the form of their locale or of a computer; null where it is none. One kind of mark alone parts thousands only if it does so
 * in the language of the page and the digits stand in threes ("1,200" is 1200 in English and 1.2 in Spanish, "0.125" a fraction in both); where both marks
 * stand, the last one is the decimal mark and the others must part thousands. Blanks may part thousands, too. */
export function parseNumber(text: string): number | null {
  const read = decimalText(text);
  return read === null ? null : Number(read);
}

/** The same as text with a point, for what must not become the nearest double. */
export function decimalText(text: string): string | null {
  const unsigned = text.trim().replace('\u2212', '-').replace(/^([+-]?)\s*[€$£¥]?\s*/, '$1').replace(/\s*[%€$£¥]$/, '');
  const bare = unsigned.replace(/(\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g, '$1');
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return /^[+-]?\d+(e[+-]?\d+)?$/i.test(bare) ? bare : null;
  const mark = bare[last]!;
  const other = mark === '.' ? ',' : '.';
  const inThrees = (each: string, end = '$') => new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${each}\\d{3})+${end}`).test(bare);
  const grouped = mark !== decimalMark() && inThrees(mark);
  if (!grouped && bare.includes(other) && !inThrees(other, `\\${mark}`)) return null;
  const plainText = grouped ? bare.replaceAll(mark, '') : bare.replaceAll(other, '').replace(mark, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plainText) ? plainText : null;
}

/** An output of a calculator in its unit; `never` is the reader's word for it. */
export function outputText(output: OutputValue | undefined, unit: Unit, currency: string, minorDigits: number, never: string): string {
  if (!output || (output.value === null && !output.never)) return '\u2013';
  return output.never ? never : inUnit(output.value!, unit, currency, minorDigits);
}

/** Money from minor to major units, for a field. */
export const major = (minor: number, minorDigits: number): number => minor / 10 ** minorDigits;
