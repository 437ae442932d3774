// Cells of a workbook as text: numbers with the digits Excel shows, dates by number format, both date systems.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isoText, kindOfBuiltIn, kindOfFormat, numberText, serialText } from '../../files/cell-text.mjs';

const cases = (title, of, list) =>
  test(title, () => {
    for (const [given, expected] of list) assert.equal(of(given), expected, given);
  });

cases('numbers have at most fifteen digits, and none of them is lost', numberText, [
  ['0', '0'],
  ['12', '12'],
  ['-3.5', '-3.5'],
  ['12.50', '12.50'],
  ['0.30000000000000004', '0.3'],
  ['12.300000000000001', '12.3'],
  ['8.9499999999999993', '8.95'],
  ['-19.989999999999998', '-19.99'],
  ['0.1', '0.1'],
  ['123456789012345', '123456789012345'],
  ['9007199254740993', '9007199254740993'],
  ['1.2345678901234501E+18', '1234567890123450000'],
  ['1E5', '100000'],
  ['1.5E-7', '0.00000015'],
  ['-2.5E-3', '-0.0025'],
  ['6.02214076E+23', '602214076000000000000000'],
  ['1E+21', '1000000000000000000000'],
  ['.5', '0.5'],
  [' 7 ', '7'],
  ['#N/A', '#N/A'],
]);

cases('serial dates are days since 1900, with the leap day that never was', (raw) => serialText(raw, 'date', false), [
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['60', '1900-02-29'],
  ['61', '1900-03-01'],
  ['36526', '2000-01-01'],
  ['45658', '2025-01-01'],
  ['45658.5', '2025-01-01 12:00:00'],
  ['45658.729166666664', '2025-01-01 17:30:00'],
  ['45658.999999', '2025-01-02'],
  ['2958465', '9999-12-31'],
  ['0.75', '18:00:00'],
  ['0', '00:00:00'],
  ['0.999999999', '23:59:59'],
  ['-1', '-1'],
  ['2958466', '2958466'],
]);

cases('serial dates are days since 1904 where the workbook says so', (raw) => serialText(raw, 'date', true), [
  ['1', '1904-01-02'],
  ['44196', '2025-01-01'],
  ['44196.25', '2025-01-01 06:00:00'],
]);

cases('durations may be longer than a day', (raw) => serialText(raw, 'duration', false), [
  ['1.5', '36:00:00'],
  ['0.020833333333333332', '00:30:00'],
]);

cases('number formats tell dates from numbers', kindOfFormat, [
  ['General', 'number'],
  ['0.00', 'number'],
  ['#,##0.00 "days"', 'number'],
  ['#,##0\\d', 'number'],
  ['[Red]0.00;[Blue]-0.00', 'number'],
  ['[$-409]#,##0', 'number'],
  ['_-* #,##0.00\\ "€"_-', 'number'],
  ['0.00E+00', 'number'],
  ['@', 'number'],
  ['[$USD] #,##0', 'number'],
  ['yyyy-mm-dd', 'date'],
  ['dd/mm/yyyy\\ hh:mm', 'date'],
  ['[$-409]d\\-mmm\\-yy;@', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['h:mm AM/PM', 'date'],
  ['mm:ss.0', 'date'],
  ['[h]:mm', 'duration'],
  ['[mm]:ss', 'duration'],
  ['0.0;"a;b"yyyy', 'number'],
]);

test('built-in number formats of dates are known by their ids', () => {
  const dates = Array.from({ length: 60 }, (_, id) => id).filter((id) => kindOfBuiltIn(id) === 'date');
  assert.deepEqual(dates, [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
  assert.equal(kindOfBuiltIn(46), 'duration');
});

cases('dates that are held as text lose what nobody wrote', isoText, [
  ['2025-01-05', '2025-01-05'],
  ['2025-01-05T00:00:00', '2025-01-05'],
  ['2025-01-05T10:20:30.000Z', '2025-01-05 10:20:30'],
  ['2025-01-05T10:20:30+02:00', '2025-01-05T10:20:30+02:00'],
  ['T10:20:30', '10:20:30'],
  ['someday', 'someday'],
]);
