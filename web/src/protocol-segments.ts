// The core's answer about where the value to come is (core/README.md documents it). Types only.
import type { Costs, Estimate, ScoreGroup, Settings, SurveyFile } from './protocol';

export type SegmentBy = 'joined' | 'purchases' | 'silence' | 'answer';
/** By answers, with the survey they are of. */
export type SegmentsRequest = Settings & { segment_by: SegmentBy } & Partial<SurveyFile>;

export interface SegmentsAnswer {
  currency: string;
  minor_digits: number;
  by: SegmentBy;
  /** Of a period in which customers came: 12 or 3; 0 where segments are not by it. */
  months: number;
  margin: number;
  costs?: Costs;
  customers: number;
  segments: {
    /** Where customers are cut by what they answered. */
    name?: ScoreGroup | 'no_answer';
    /** A day where customers are cut by when they came, else a number; null where they have a name. */
    from: string | number | null;
    to: string | number | null;
    customers: number;
    so_far: number;
    alive: Estimate | null;
    transactions: Estimate | null;
    clv: Estimate | null;
    mean_clv: Estimate | null;
  }[];
}
