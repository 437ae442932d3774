// What customers spent before and after they changed their answer, as the core answers. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, ProfitSettings, Sentence, Settings } from './protocol';
import type { SurveyMeasure, SurveyReading } from './protocol-survey';

export type ScoreChangesRequest = SurveyReading &
  Partial<ProfitSettings> &
  Partial<Pick<Settings, 'observation_end'>> & {
    file: number;
    /** Days before the first and after the last answer; null: as the data allow. */
    window_days?: number | null;
    /** How many of the unhappy are to be turned round. */
    converted?: number | null;
    draws?: number;
    seed?: number;
    /** Of drawing, that this answer may make; left out: all of them. */
    steps?: number;
  };

/** From the worst to the best. */
export type ScoreGroup = 'detractor' | 'passive' | 'promoter' | 'unsatisfied' | 'satisfied' | 'hard' | 'not_hard';

export interface ChangeTested {
  p: number;
  /** Among all that this answer compares. */
  p_holm: number;
  clear: boolean;
}

export interface SpendToldOf {
  n: number;
  before: Estimate | null;
  after: Estimate | null;
  /** Σ after ÷ Σ before − 1. */
  change: Estimate | null;
  orders_change: Estimate | null;
  /** Share of customers who spent more. */
  more: Estimate | null;
  /** Of single customers' changes, in minor units. */
  median: number | null;
}

export interface Transition extends SpendToldOf {
  from: ScoreGroup;
  to: ScoreGroup;
  /** Customers who answered so, whether or not their spend can be compared. */
  answered: number;
  from_none: ChangeTested | null;
  from_rest: ChangeTested | null;
  /** Beside customers who never answered. */
  matched: { controls: number; strata: number; joined: number; beyond: Estimate; alike_after: number; alike_change: number | null; tested: ChangeTested | null } | null;
}

export interface ToldChange {
  name: 'became_promoter' | 'stayed_detractor' | 'detractor_to_passive';
  claimed: number;
  customers: number;
  own: Estimate | null;
  /** "unclear": the own interval holds no change at all as well. */
  own_is: 'alike' | 'above' | 'below' | 'not_clear' | 'unclear' | null;
}

/** Money a year: more spend and profit of one customer, and profit of all who are turned round. */
export interface ConversionGain {
  spend: Estimate;
  profit: Estimate;
  total: Estimate;
}

/** `effect`: moved less stayed, as parts of spend. */
export type OwnGain = ConversionGain & { basis: 'matched' | 'raw'; moved: Estimate; stayed: Estimate | null; effect: Estimate };
export type ToldGain = ConversionGain & { moved: number; stayed: number; effect: number };

export interface Conversion {
  from: ScoreGroup;
  /** Whose last answer is in the worst group. */
  customers: number;
  /** No more than these. */
  converted: number;
  margin: number;
  /** What these spend a year, of those known for one. */
  spend: Estimate | null;
  year_known: number;
  /** `moved`, `stayed`: customers of whom the own effect is. */
  to: { to: ScoreGroup; moved: number; stayed: number; own: OwnGain | null; claimed: ToldGain | null }[];
}

export interface ScoreChangesResult {
  draws: number;
  never_answered: number;
  compared: number;
  cells: Transition[];
  all: SpendToldOf;
  claims: ToldChange[];
  conversion: Conversion;
  costs?: Costs;
}

export interface ScoreChangesAnswer {
  file: number;
  question: string;
  currency: string;
  minor_digits: number;
  first_day: string;
  observation_end: string;
  measure: SurveyMeasure | null;
  groups: ScoreGroup[];
  customers: { answered: number; twice: number; compared: number };
  left_out: { reason: 'answered_once' | 'not_in_orders' | 'bought_later' | 'too_early' | 'too_late'; customers: number }[];
  window: { days: number; usual_days: number; gap_days: number; by: 'guess' | 'person' };
  /** Share of the draws that are made; below 1 there is no result yet, and the same request goes on. */
  drawn: number;
  result: ScoreChangesResult | null;
  caveats: Sentence[];
}
