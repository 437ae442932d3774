// Values → text in the reader's locale. The only place where numbers, money and dates become words; no arithmetic beyond units.
import type { Estimate } from './protocol';

let locale = 'en';

/** The reader's own regional form of a language ("es-MX" for "es"), where the browser names one. */
export function setFormatLocale(language: string): void {
  locale = navigator.languages.find((each) => each.toLowerCase().startsWith(language)) ?? language;
}

export const formatLocale = (): string => locale;

export const whole = (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
export const decimal = (value: number, digits: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
export const significant = (value: number, digits = 5): string => new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(value);
/** The mark the reader's spreadsheet expects. */
export const decimalMark = (): string => new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
/** For a field one types in: no grouping. */
export const plain = (value: number): string => new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 6 }).format(value);
export const percent = (share: number, digits = 0): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);

/** Money from minor units. Large sums lose their cents; without a known currency the number stands alone. */
export function money(minor: number, currency: string, minorDigits: number): string {
  const major = minor / 10 ** minorDigits;
  const digits = Math.abs(major) >= 10_000 ? 0 : minorDigits;
  const style: Intl.NumberFormatOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const known = /^[A-Z]{3}$/.test(currency);
  if (known) Object.assign(style, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const text = new Intl.NumberFormat(locale, style).format(major).replace('-', '\u2212'); // a hyphen would break the line after it
  return known || !currency ? text : `${text}\u00a0${currency}`;
}

/** A calendar day (YYYY-MM-DD); UTC keeps it the day that was written. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));

/** A month (YYYY-MM). */
export const month = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${iso}-01T00:00:00Z`));

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function size(bytes: number): string {
  const step = Math.min(sizeUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, { style: 'unit', unit: sizeUnits[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 }).format(
    bytes / 1000 ** step,
  );
}

/** The number of an estimate in its unit. */
export function inUnit(value: number, unit: Estimate['unit'], currency: string, minorDigits: number): string {
  if (unit === 'money') return money(value, currency, minorDigits);
  if (unit === 'share') return percent(value, 1);
  return whole(value);
}
