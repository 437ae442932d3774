// In:  the value of a cell as a workbook holds it, and the number format of its style.
// Out: the text that stands for it in CSV: plain digits, YYYY-MM-DD, HH:MM:SS.
// Source: ECMA-376 part 1 §18.8.30 (number formats and their built-in ids), §18.17.4 (serial dates: 1900 and 1904, and the 29th of February
//      1900, which never was). Fifteen significant digits are what Excel shows and works with; the file has seventeen.

/** @typedef {'number' | 'date' | 'duration'} CellKind */

/** Digits that need no work: up to fifteen of them, no exponent. */
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Plain digits instead of an exponent. @param {string} text as String(number) gives it */
function withoutExponent(text) {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign, first, rest = '', exponent] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A number as Excel would show it with all its digits. What is no number comes back as it is. @param {string} raw */
export function numberText(raw) {
  if (plain.test(raw) && (raw.length <= 15 || !raw.includes('.'))) return raw; // whole numbers keep every digit: they may be order numbers
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw.trim();
  return withoutExponent(String(Number(value.toPrecision(15))));
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, '0');

/** @param {number} seconds */
const clock = (seconds) => `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

const dayInSeconds = 86400;
/** The 31st of December 9999, in either date system. */
const lastSerial = 2958466;
const unixDayOf = { 1900: -25569, 1904: -24107 };

/** Rows of one day often stand together. */
const lastDay = { unixDay: NaN, text: '' };

/** @param {number} serial whole @param {boolean} since1904 */
function dayText(serial, since1904) {
  if (!since1904 && serial === 60) return '1900-02-29';
  const unixDay = since1904 ? serial + unixDayOf[1904] : serial + unixDayOf[1900] + (serial < 60 ? 1 : 0);
  if (unixDay !== lastDay.unixDay) {
    lastDay.unixDay = unixDay;
    lastDay.text = new Date(unixDay * dayInSeconds * 1000).toISOString().slice(0, 10);
  }
  return lastDay.text;
}

/** Dates and durations as text. @param {string} raw a serial number @param {CellKind} kind @param {boolean} since1904 */
export function serialText(raw, kind, since1904) {
  const value = Number(raw);
  if (raw.trim() === '' || !(value >= 0) || value >= lastSerial) return numberText(raw);
  const seconds = Math.round(value * dayInSeconds);
  if (kind === 'duration') return clock(seconds);
  if (value < 1) return clock(Math.min(seconds, dayInSeconds - 1));
  const time = seconds % dayInSeconds;
  const day = dayText((seconds - time) / dayInSeconds, since1904);
  return time === 0 ? day : `${day} ${clock(time)}`;
}

/** A date that the file holds as text (t="d"). @param {string} raw ISO 8601 */
export function isoText(raw) {
  const [, day = '', time = '', zone = ''] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(raw.trim()) ?? [];
  if (zone !== '' && zone !== 'Z') return raw.trim();
  if (day === '') return time || raw.trim();
  return time === '' || time === '00:00:00' ? day : `${day} ${time}`;
}

/** What a format code makes of a number. @param {string} code @returns {CellKind} */
export function kindOfFormat(code) {
  const [section = ''] = code.replace(/"[^"]*"?|\\.|_.|\*./g, '').split(';');
  if (/\[(h+|m+|s+)\]/i.test(section)) return 'duration';
  return /[dmyhs]/i.test(section.replace(/\[[^\]]*\]?/g, '')) ? 'date' : 'number';
}

/** @param {number} id of a number format without a code of its own @returns {CellKind} */
export function kindOfBuiltIn(id) {
  if (id === 46) return 'duration';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58) ? 'date' : 'number';
}
