// Numbers of calculators as text with the words of their units: "€20.00 a month", "6.7 years", "never". In: values of the core.
import { msg } from '@lit/localize';
import type { Cell } from '../export';
import { duration, inDrawing, inUnit, major, outputText } from '../format';
import type { CalculatorInput, InputValue, OutputValue, Unit } from '../protocol';
import { centre, isRange } from './number-field';
import { choiceWord, unitSuffix } from './words';

/** How a calculator's numbers are written. */
export interface Form {
  currency: string;
  minorDigits: number;
  /** The period a person chose, where the calculator has one. */
  period: 'year' | 'month';
}

const never = (): string => msg('never', { id: 'never' });

/** A number with its unit's words. */
export function figure(value: number, unit: Unit, { currency, minorDigits, period }: Form): string {
  if (unit === 'years' || unit === 'months' || unit === 'hours' || unit === 'seconds') return duration(value, unit);
  if (unit === 'periods') return duration(value, period === 'month' ? 'months' : 'years');
  const words = unitSuffix(unit, period).replace(/^%\s*/, '');
  const number = inUnit(value, unit, currency, minorDigits);
  return words ? `${number} ${words}` : number;
}

/** An output without the words of its unit. */
export const bareOutput = (output: OutputValue | undefined, unit: Unit, { currency, minorDigits }: Form): string => outputText(output, unit, currency, minorDigits, never());

export const outputFigure = (output: OutputValue | undefined, unit: Unit, form: Form): string =>
  output?.value != null ? figure(output.value, unit, form) : bareOutput(output, unit, form);

/** Money of inputs is in major units. */
const inputScale = (input: CalculatorInput, form: Form): number => (input.unit.startsWith('money') ? 10 ** form.minorDigits : 1);

/** A number of an input without the words of its unit. */
export const bareInput = (value: number, input: CalculatorInput, form: Form): string =>
  inUnit(value * inputScale(input, form), input.unit, form.currency, form.minorDigits);

/** The same, as short as a drawing needs it. */
export const drawnInput = (value: number, input: CalculatorInput, form: Form): string =>
  inDrawing(value * inputScale(input, form), input.unit, form.currency, form.minorDigits);

/** An input as it was typed. */
export function inputFigure(value: InputValue | undefined, input: CalculatorInput, form: Form): string {
  if (value === undefined || value === null) return '\u2013';
  if (typeof value === 'string') return choiceWord(value);
  const text = figure(centre(value)! * inputScale(input, form), input.unit, form);
  return isRange(value) ? `${text} (${bareInput(value.low, input, form)} \u2013 ${bareInput(value.high, input, form)})` : text;
}

/** A number of a file as a person would type it: money in major units, shares to a hundredth of a percent and others to four digits. What is near nothing, or a
 * share near all, keeps two digits of how near: a retention of 99.997 % must not become one for ever. */
export function asTyped(number: number, unit: Unit, minorDigits: number): number {
  if (unit.startsWith('money')) return Number(major(number, minorDigits).toPrecision(12));
  if (Number.isInteger(number)) return number; // counted
  if (!unit.startsWith('share')) return Number(number.toPrecision(4));
  const near = Math.min(...[Math.abs(number), Math.abs(1 - number)].filter((distance) => distance > 0));
  return Number(number.toFixed(Math.min(12, Math.max(4, 1 - Math.floor(Math.log10(near))))));
}

/** An output as a cell of a table; money in major units for spreadsheets. */
export const outputCell = (output: OutputValue | undefined, unit: Unit, form: Form): Cell => {
  const value = output?.value ?? null;
  return { text: outputFigure(output, unit, form), raw: value !== null && unit.startsWith('money') ? major(value, form.minorDigits) : value };
};

/** Lists by a key, in order of first appearance. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
