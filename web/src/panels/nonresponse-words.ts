// What the ways to correct for those who did not answer are called, and their numbers as text.
import { msg, str } from '@lit/localize';
import { decimal, money, percent, signed, whole } from '../format';
import type { Estimate, NonresponseAnswer, NonresponseClass, NonresponseMethodName, NonresponseResult, SurveyMeasure } from '../protocol';
import { scoreText } from './survey-words';

export function methodName(method: NonresponseMethodName): string {
  switch (method) {
    case 'cells':
      return msg('Weighted by value and tenure', { id: 'nonresponse-cells' });
    case 'raking':
      return msg('Weighted by value, tenure and purchases', { id: 'nonresponse-raking' });
    case 'chances':
      return msg('Weighted by the chance to answer', { id: 'nonresponse-chances' });
  }
}

/** In points, of shares too, with its sign. */
export const apartText = (measure: SurveyMeasure) => signed((value) => decimal(measure === 'nps' ? value : 100 * value, 1));

/** Ticks of a picture. */
export const scoreTick = (measure: SurveyMeasure) => (value: number): string => (measure === 'nps' ? whole(value) : percent(value));
export const apartTick = (measure: SurveyMeasure) => (value: number): string => whole(measure === 'nps' ? value : 100 * value);

export function classText(name: NonresponseResult['classes'][number]['name'], { from, to }: NonresponseClass, { currency, minor_digits }: Pick<NonresponseAnswer, 'currency' | 'minor_digits'>): string {
  const text = name === 'revenue' ? (value: number) => money(value, currency, minor_digits) : whole;
  return from === to ? text(from) : msg(str`${text(from)} to ${text(to)}`, { id: 'survey-from-to' });
}

export function reached({ value, low, high, n }: Estimate, measure: SurveyMeasure): string {
  const text = scoreText(measure);
  return low === null || high === null
    ? msg(str`${text(value)} (n\u00a0=\u00a0${whole(n)})`, { id: 'nonresponse-without-interval' })
    : msg(str`${text(value)} (95% interval ${text(low)} to ${text(high)}, n\u00a0=\u00a0${whole(n)})`, { id: 'nonresponse-with-interval' });
}
