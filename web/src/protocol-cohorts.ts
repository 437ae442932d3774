// The core's answers about cohorts, coming back and staying (core/README.md documents them). Types only.
import type { Costs, Estimate, Sentence } from './protocol';

export interface Cohort {
  month: string;
  customers: number;
  /** Months of `active` that had ended when the observation did. */
  whole_months: number;
  /** [k]: customers who bought k months after their first purchase. */
  active: number[];
  shares: number[];
  at_ages: (CohortCell | null)[];
}

/** What customers brought by an age; null where nobody has reached it. */
export interface CohortCell {
  /** Who has reached the age. */
  customers: number;
  bought_again: Estimate;
  orders: Estimate;
  revenue: Estimate;
  profit: Estimate;
}

export interface Cohorts {
  currency: string;
  minor_digits: number;
  observation_end: string;
  margin: number;
  costs?: Costs;
  /** In months, as far as anybody has reached them. */
  ages: number[];
  cohorts: Cohort[];
  all: { customers: number; at_ages: (CohortCell | null)[] };
}

/** Days; null where it lies beyond what was seen. */
export interface DaysEstimate {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  unit: 'days';
}

/** From one purchase to the next. */
export interface RepeatStep {
  /** The purchase that is waited for: 2, 3 … */
  purchase: number;
  customers: number;
  /** Who has made it already. */
  bought: number;
  /** Share who make it within so many days, as Repeat.within_days has them. */
  within: (Estimate | null)[];
  median_days: DaysEstimate;
  /** Of those who make it within so many days. */
  gaps: { within_days: number; quantiles: { share: number; days: DaysEstimate | null }[] } | null;
}

export interface Activity {
  active_days: number;
  /** Days of age, share active, low, high. */
  curve: [number, number, number | null, number | null][];
  at_ages: { days: number; active: Estimate }[];
  median_days: DaysEstimate;
  mean_days: Estimate | null;
  mean_within_days: number;
  lapsed: number;
  /** Of the lapsed, who bought again all the same. */
  came_back: Estimate | null;
}

export interface Repeat {
  observation_end: string;
  customers: number;
  within_days: number[];
  steps: RepeatStep[];
  caveats: Sentence[];
  inferred_days: number | null;
  rule: Sentence;
  activity: Activity | null;
}
