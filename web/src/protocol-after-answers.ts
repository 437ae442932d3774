// What customers did after they had answered, as the core answers. core/README.md documents the shapes. Types only.
import type { Difference, Estimate, GroupSummary, ScoreGroup, Settings, SurveyMeasure, SurveyReading } from './protocol';

export interface AfterAnswersRequest extends SurveyReading, Pick<Settings, 'observation_end'> {
  file: number;
  after_days?: number;
}

/** Estimates have no interval below ten customers, and are null of nobody. Money in minor units. */
export interface Followed {
  n: number;
  bought: Estimate | null;
  revenue: Estimate | null;
  orders: Estimate | null;
  refunded: Estimate | null;
  /** Null where no file has contacts. */
  contacts: Estimate | null;
}

export type LaterPurchases = Pick<Followed, 'n' | 'bought' | 'revenue'>;

export interface AfterColumn extends Difference {
  /** Of the days before the answer. */
  before: boolean;
  first: GroupSummary;
}

export interface AfterResult {
  /** From the worst to the best. */
  groups: (Followed & { group: ScoreGroup })[];
  scores: (Followed & { score: number })[];
  /** The best group: how many bought nothing, and what those and the others did in as many days once more. */
  happy: { customers: number; without_purchase: Estimate | null; idle: LaterPurchases; bought: LaterPurchases };
  columns: AfterColumn[];
}

export interface AfterAnswersAnswer {
  question: string;
  currency: string;
  minor_digits: number;
  observation_end: string;
  measure: SurveyMeasure | null;
  days: number;
  answered: number;
  followed: number;
  left_out: { reason: 'not_in_orders' | 'bought_later' | 'too_early' | 'too_late'; customers: number }[];
  result: AfterResult | null;
}
