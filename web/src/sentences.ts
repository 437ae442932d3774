// Sentences of the core, of the files room and a few of the page in the reader's language and locale. The English wording is the list of each
// room; the Spanish stands in locales/es-core.ts and es-files.ts. Places are filled here, so that numbers and days take the reader's form.
import { msg } from '@lit/localize';
import dataDefinitions from '../../core/base/data_sentences.def?raw';
import definitions from '../../core/base/sentences.def?raw';
import { fileSentences, leftOutReasons } from '../../files/sentences.mjs';
import { foreign } from './foreign';
import { day, decimalMark, inUnit, month, significant, whole } from './format';
import { coreSentences } from './locales/es-core';
import { dataSentences } from './locales/es-data';
import { leftOutReasonsInSpanish, fileSentencesInSpanish } from './locales/es-files';
import { language } from './localization';
import type { Figure, Sentence } from './protocol';
import { leftOutReason, roleName } from './words';

export interface Parts {
  wrong: string;
  saw: string;
  hint: string;
}

const spanish: Record<string, Parts> = { ...coreSentences, ...dataSentences, ...fileSentencesInSpanish };

const englishOfCore: Record<string, Parts> = Object.fromEntries(
  [...`${definitions}${dataDefinitions}`.matchAll(/^SENTENCE\((\w+), "(.*?)", "(.*?)", "(.*?)"\)$/gm)].map(([, code, wrong = '', saw = '', hint = '']) => [code, { wrong, saw, hint }]),
);
const english: Record<string, Parts> = { ...englishOfCore, ...fileSentences };

/** Why something inside an archive or a workbook was left out. */
export function whyNotInside(reason: keyof typeof leftOutReasons): string {
  return (language() === 'es' ? leftOutReasonsInSpanish : leftOutReasons)[reason];
}

/** Sentences about the page itself, which the core never sees. */
function pageParts(code: string, detail: string): Parts | null {
  switch (code) {
    case 'worker_died':
      return {
        wrong: msg('The computation stopped.', { id: 'worker-died-wrong' }),
        saw: msg('The browser ended it, most likely because memory ran out.', { id: 'worker-died-saw' }),
        hint: msg('Close other tabs and try again, or export a shorter period.', { id: 'worker-died-hint' }),
      };
    case 'page_fault':
      return {
        wrong: msg('Something in this page went wrong.', { id: 'page-fault-wrong' }),
        saw: detail && `${foreign(detail).replace(/\.$/, '')}.`,
        hint: msg('Reload the page and try again; what you see is a fault of ours.', { id: 'page-fault-hint' }),
      };
    default:
      return null;
  }
}

const orderNames = (): Record<string, string> => ({
  'day/month/year': msg('day/month/year', { id: 'order-dmy' }),
  'month/day/year': msg('month/day/year', { id: 'order-mdy' }),
  'year-month-day': msg('year-month-day', { id: 'order-ymd' }),
});

function figureText({ value, unit, never, currency = '', minor_digits = 2 }: Figure): string {
  if (never) return msg('never', { id: 'never' });
  return value === null ? msg('unknown', { id: 'unknown' }) : inUnit(value, unit, currency, minor_digits);
}

/** An argument as words: names the core uses become the reader's, numbers take the reader's form. */
function argumentText(name: string, value: string | number | Figure): string {
  if (typeof value === 'object') return figureText(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  if (name === 'month' && typeof value === 'string' && /^\d{4}-\d\d$/.test(value)) return month(value);
  if (typeof value === 'number') return Number.isInteger(value) ? whole(value) : significant(value, 3);
  if (name === 'order') return orderNames()[value] ?? value;
  if (name === 'rate') return value.replace('.', decimalMark());
  if (name === 'reason') return leftOutReason(value);
  if (name === 'first' || name === 'second') return roleName(value);
  return value.split(', ').map((each) => foreign(each)).join(', ');
}

export function partsOf(sentence: Sentence): Parts {
  const own = pageParts(sentence.code, String(sentence.arguments['detail'] ?? ''));
  if (own) return own;
  const wording = (language() === 'es' ? spanish : english)[sentence.code];
  if (!wording) return { wrong: foreign(sentence.wrong || sentence.message), saw: foreign(sentence.saw), hint: foreign(sentence.hint) };
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => argumentText(name, sentence.arguments[name] ?? ''));
  return { wrong: fill(wording.wrong), saw: fill(wording.saw), hint: fill(wording.hint) };
}
