// How numbers are written: a minus that no line is broken after, and no sign before what is rounded to nothing.
import { decimal, inUnit, money, percent, significant, signed, whole } from '../../web/src/format';
import { expect, test } from '@playwright/test';

const minus = '\u2212';

test('a minus is no hyphen, whatever the number is', () => {
  expect(decimal(-0.156, 2)).toBe(`${minus}0.16`);
  expect(whole(-1234)).toBe(`${minus}1,234`);
  expect(significant(-1.25)).toBe(`${minus}1.25`);
  expect(percent(-0.25)).toBe(`${minus}25%`);
  expect(money(-150, 'EUR', 2)).toBe(`${minus}€1.50`);
  expect(inUnit(-2.5, 'ratio', '', 2)).toBe(`${minus}2.5`);
});

test('what is rounded to nothing has no sign', () => {
  for (const [text, zero] of [[(value: number) => decimal(value, 2), '0.00'], [whole, '0'], [(value: number) => percent(value, 1), '0%'], [(value: number) => money(value, 'EUR', 2), '€0.00']] as const)
    for (const nearly of [-0.0004, -0, 0, 0.0004]) {
      expect(text(nearly)).toBe(zero);
      expect(signed(text)(nearly)).toBe(zero);
    }
  expect(signed((value) => decimal(value, 2))(0.5)).toBe('+0.50');
  expect(signed((value) => decimal(value, 2))(-0.5)).toBe(`${minus}0.50`);
});
