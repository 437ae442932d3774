// From a sample to the whole base, as the core answers. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, ProfitSettings, Sentence, Settings } from './protocol';

export type WholeBaseRequest = Pick<Settings, 'observation_end'> & ProfitSettings & {
  /** How many customers the base has; null where that is not told. */
  base: number | null;
  /** Its sizes by year of the first purchase; empty without strata. Their sum stands for the base. */
  strata: Record<string, number>;
  /** Wanted half-width of the interval as a share of the mean. */
  precision: number;
};

export interface WholeBaseAnswer {
  currency: string;
  minor_digits: number;
  observation_end: string;
  margin: number;
  costs?: Costs;
  /** Sampled. */
  customers: number;
  /** null where none was told, or none that can be. */
  base: number | null;
  stratified: boolean;
  mean: Estimate | null;
  total: Estimate | null;
  repeat_share: Estimate | null;
  repeat_buyers: Estimate | null;
  years: { year: number; customers: number; size: number | null; mean: Estimate }[];
  precision: number;
  /** Customers that the wanted precision takes, of this base and of a vast one. */
  needed: number | null;
  needed_of_many: number | null;
  caveats: Sentence[];
}
