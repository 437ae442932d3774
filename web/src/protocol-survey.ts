// What a file of answers says, as the core answers. core/README.md documents the shapes. Types only.
import type { Difference, Estimate, GroupSummary, Sentence } from './protocol';

export type SurveyMeasure = 'nps' | 'csat' | 'ces_low' | 'ces_high';
export type SurveyGrain = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type SurveyLevel = 'responses' | 'customers';
/** Columns that can part answers. */
export type SurveySegmentRole = 'file' | 'channel' | 'type' | 'topic' | 'product' | 'agent' | 'plan';

export interface SurveyRequest {
  /** By its number in the session. */
  file: number;
  measure?: SurveyMeasure | 'auto';
  /** Ends of the scale of satisfaction and effort. */
  scale_low?: number;
  scale_high?: number;
  /** Answers of this kind alone, as the column of types writes it. */
  only_type?: string | null;
  level?: SurveyLevel;
  grain?: SurveyGrain | 'auto';
  by?: SurveySegmentRole | 'auto';
  /** The same, of columns without a role: its name. */
  by_column?: string | null;
}

/** How the answers are to be read. */
export type SurveyReading = Pick<SurveyRequest, 'measure' | 'scale_low' | 'scale_high' | 'only_type'>;
/** A survey by the number of its file. */
export type SurveyFile = SurveyReading & { file: number };

/** −1 to 1 where answers say promoter, passive or detractor. */
export interface SurveyScale {
  measure: SurveyMeasure;
  low: number;
  high: number;
  /** To a point; there only where answers are in halves. */
  steps?: 2;
}

/** NPS in points, shares of satisfied and of hard going as shares. */
export interface SurveySummary {
  n: number;
  customers: number;
  score: Estimate;
  /** null where answers are no numbers on a scale. */
  mean: Estimate | null;
}

export interface SurveyTested {
  difference: Estimate;
  p: number;
  /** Among all that this answer compares. */
  p_holm: number;
  clear: boolean;
}

export interface SurveyPeriod extends SurveySummary {
  /** First day of the month, quarter or year; of its answers the first and the last. */
  period: string;
  first_day: string;
  last_day: string;
}

export interface SurveySegment extends SurveySummary {
  /** '' where nothing is written. */
  name: string;
  against_rest: SurveyTested | null;
}

export type CoverageColumn = Difference & { answered_group: GroupSummary };

export interface SurveyCoverage {
  currency: string;
  minor_digits: number;
  observation_end: string;
  /** Who bought, and of them who answered. */
  customers: number;
  answered: number;
  answered_without_orders: number;
  share: Estimate | null;
  revenue: number;
  revenue_answered: number;
  revenue_share: number | null;
  columns: CoverageColumn[];
}

export interface SurveyResult extends SurveySummary {
  of_responses: Estimate;
  of_customers: Estimate | null;
  /** How many answers of different customers would tell as much. */
  effective: number;
  standard_error: number;
  needed: { half: number; variance: number; answers: number };
  /** `mark`: what the point counts for in the score. */
  distribution: { point: number; mark: number; n: number; share: number }[];
  groups: { mark: number; n: number; share: Estimate }[];
  grain: SurveyGrain;
  periods: SurveyPeriod[];
  /** The newest two periods with an interval; `both`: customers who answered in both. */
  change: { from: string; to: string; all: SurveyTested; both: SurveyTested | null } | null;
  segments: SurveySegment[];
  other_segments: number;
  other_answers: number;
  compared: number;
  coverage: SurveyCoverage | null;
}

export interface SurveyAnswer {
  file: number;
  question: string;
  records: 'responses' | 'contacts';
  rows: number;
  /** null: it has to be asked. */
  scale: SurveyScale | null;
  guess: SurveyScale | null;
  by: 'guess' | 'person';
  reason: Sentence;
  answers_in: 'words' | 'numbers';
  possible: SurveyMeasure[];
  left_out: { reason: 'outside' | 'not_whole' | 'no_number' | 'other_words'; answers: number; examples: string[] }[];
  level: SurveyLevel;
  has_customers: boolean;
  /** Kinds of answers in one file, the commonest first; empty where there is one only. */
  types: { name: string; answers: number }[];
  segments_by: SurveySegmentRole[];
  /** Further columns whose words part the answers. */
  columns_by: string[];
  /** The one in use: `segment` is one of `columns_by`. */
  segment: SurveySegmentRole | 'segment' | null;
  segment_column: string | null;
  result: SurveyResult | null;
  caveats: Sentence[];
}
