// One customer, as the core answers it (core/README.md, "customer"). Types only.
import type { Costs, Estimate, ModelCode, Sentence } from './protocol';

export interface Rhythm {
  late: boolean;
  /** Days since the last purchase. */
  silence: number;
  gaps: number;
  /** Gaps longer than the silence. */
  longer: number;
  median_gap: number | null;
  longest_gap: number | null;
  chance: number | null;
  sentence: Sentence;
}

/** By `day` so much of those who buy again have; null for what lies too far off. */
export interface NextTime {
  share: number;
  day: string | null;
  days: { value: number | null; low: number | null; high: number | null; n: number };
}

/** Day, P(alive), and the ends of its interval. */
export type AlivePoint = [string, number, number, number];

export interface CustomerOutlook {
  /** Null where the model cannot say. */
  p_alive: Estimate | null;
  transactions: Estimate;
  clv: Estimate | null;
  /** One purchase at least until the horizon's end. */
  buys: Estimate;
  buys_ever: Estimate | null;
  next_purchase: { within_days: number; times: NextTime[] };
  alive: AlivePoint[];
}

export interface CustomerPage {
  customer: string;
  currency: string;
  minor_digits: number;
  observation_end: string;
  horizon_end: string;
  margin: number;
  costs?: Costs;
  /** So far; where there are costs. */
  profit?: number;
  orders: number;
  first_day: string;
  last_day: string;
  /** Days since the first purchase. */
  age: number;
  value: number;
  refunds: number;
  purchases: { day: string; value: number; refund: boolean }[];
  not_listed: number;
  rhythm: Rhythm;
  model: ModelCode | null;
  forecast: CustomerOutlook | null;
  caveats: Sentence[];
}
