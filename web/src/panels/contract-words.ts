// Words of contracts in the reader's language: periods, models, parameters. In: codes of the core. Out: text.
import { msg } from '@lit/localize';
import type { BillingPeriod, LifeModel } from '../protocol';

export const periodNames = (): [BillingPeriod, string][] => [
  ['week', msg('a week', { id: 'period-week' })],
  ['four_weeks', msg('four weeks', { id: 'period-four-weeks' })],
  ['month', msg('a month', { id: 'period-month' })],
  ['quarter', msg('a quarter', { id: 'period-quarter' })],
  ['half_year', msg('half a year', { id: 'period-half-year' })],
  ['year', msg('a year', { id: 'period-year' })],
];
export const periodName = (period: BillingPeriod): string => periodNames().find(([code]) => code === period)![1];

export const lifeModelName = (code: LifeModel): string =>
  ({
    constant: msg('One constant retention', { id: 'life-constant' }),
    sbg: msg('sBG: customers differ', { id: 'life-sbg' }),
    bdw: msg('BdW: customers differ and change', { id: 'life-bdw' }),
  })[code];
