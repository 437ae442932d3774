// What customers who answer several times make of it, as the core answers. core/README.md documents the shapes. Types only.
import type { Estimate, ScoreGroup, Sentence, Settings, SurveyMeasure, SurveyReading } from './protocol';

export interface ImpressionsRequest extends SurveyReading, Pick<Settings, 'observation_end'> {
  file: number;
  impression_months?: number;
}

export type Impression = 'last' | 'mean' | 'worst' | 'best';

/** How much more than the middle group (or the other one) spend moved, money in minor units; null where a group is too small. */
export type BeyondMiddle = { difference: Estimate; p: number; p_holm: number; clear: boolean } | null;

export interface ImpressionsResult {
  foretold: {
    customers: number;
    buyers: number;
    /** Strongest first; empty where there are too few customers. */
    measures: { name: Impression; correlation: Estimate | null; behind: Estimate | null }[];
    best: Impression | null;
    clear: boolean;
  } | null;
  /** Null without orders, as is what was foretold. */
  after: {
    months: number;
    answered: number;
    followed: number;
    left_out: { reason: 'not_in_orders' | 'too_new' | 'too_early' | 'too_late'; customers: number }[];
    /** From the worst to the best; spend of 30 days. */
    groups: { group: ScoreGroup; n: number; before: Estimate | null; after: (Estimate | null)[] }[];
    bad: BeyondMiddle[];
    /** Empty where there is no middle group. */
    good: BeyondMiddle[];
    /** Months from the first on in which it is clear. */
    bad_lasts: number;
    good_lasts: number;
    /** Of all months together; null where there is no middle group. */
    asymmetry: { bad: Estimate | null; good: Estimate | null; more: Estimate | null; p: number | null } | null;
  } | null;
  consistency: {
    customers: number;
    answers: number;
    bad: ScoreGroup;
    without_bad: Estimate;
    spread: Estimate | null;
    alike: Estimate | null;
    rows: { answers: number; customers: number; without_bad: Estimate; by_chance: number }[];
  } | null;
}

export interface ImpressionsAnswer {
  file: number;
  question: string;
  currency: string;
  minor_digits: number;
  observation_end: string | null;
  /** Null: it has to be asked; then there is no result. */
  measure: SurveyMeasure | null;
  result: ImpressionsResult | null;
  caveats: Sentence[];
}
