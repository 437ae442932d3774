// Who did not answer, as the core answers. core/README.md documents the shapes. Types only.
import type { Estimate, Sentence } from './protocol';
import type { SurveyReading, SurveyScale } from './protocol-survey';

export type NonresponseRequest = SurveyReading & { file: number };

export type NonresponseMethodName = 'cells' | 'raking' | 'chances';
/** What is supposed, the score, the ends of its interval. */
export type SupposedScore = [supposed: number, value: number, low: number | null, high: number | null];

/** Scores: NPS in points, the others as shares. */
export interface NonresponseMethod {
  method: NonresponseMethodName;
  /** null: `reason` says why. */
  score: Estimate | null;
  /** From the plain score. */
  difference: Estimate | null;
  p_holm: number | null;
  clear: boolean;
  /** Kish's, and n divided by it. */
  design_effect: number | null;
  effective: number | null;
  /** Of the mean weight. */
  largest_weight: number | null;
  /** Answers whose weight was cut off. */
  trimmed: number;
  reason: Sentence | null;
}

export interface NonresponseClass {
  /** Money in minor units, days, or purchase days. */
  from: number;
  to: number;
  customers: number;
  answered: number;
  share: Estimate;
}

export interface NonresponseResult {
  rate: Estimate;
  plain: Estimate;
  methods: NonresponseMethod[];
  /** Cells of value × tenure: how many bands of each, how many cells were used, how many had too few answers. */
  cells: { bands: number; used: number; few: number };
  classes: { name: 'revenue' | 'tenure' | 'purchase_days'; classes: NonresponseClass[] }[];
  bounds: {
    /** Whatever the others say. */
    lowest: Estimate;
    highest: Estimate;
    turns_at: number;
    /** How far apart the others' score must be, and which that is; null: nothing they say turns it. */
    turn: { apart: number; others: number } | null;
    curve: SupposedScore[];
  };
  /** null: no middle answers. `least`: the fewest times as likely that the base allows. */
  lukewarm: { from: number; to: number; answers: number; least: number; curve: SupposedScore[] } | null;
}

export interface NonresponseAnswer {
  file: number;
  scale: SurveyScale | null;
  currency: string;
  minor_digits: number;
  observation_end: string;
  customers: number;
  answered: number;
  answered_without_orders: number;
  answers_of_nobody: number;
  later: number;
  result: NonresponseResult | null;
  caveats: Sentence[];
}
