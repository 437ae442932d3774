// The core's answer about shops that sell at fixed times (core/README.md documents it). Types only.
import type { BillingPeriod, Estimate, FittedModel, Sentence } from './protocol';

/** `period` alone, and null, where purchases come at any time. */
export interface Opportunities {
  currency: string;
  minor_digits: number;
  period: BillingPeriod | null;
  /** Of a customer's periods with a purchase, those with a single purchase day. */
  once: Estimate;
  /** Of the periods after a customer's first purchase and up to the last, those with one. */
  taken: Estimate;
  /** Of the last period that had ended. */
  last_day: string;
  /** Of the earliest customers. */
  opportunities: number;
  customers: number;
  /** Won after that day; not among them. */
  too_young: number;
  fit: Pick<FittedModel, 'log_likelihood' | 'customers' | 'parameters'> | null;
  failure: Sentence | null;
  /** Whole periods within the horizon, and the last one's end. */
  to_come: number;
  until: string;
  /** There at the next opportunity. */
  alive: Estimate | null;
  transactions: Estimate | null;
  clv: Estimate | null;
  held_out: { known_until: string; until: string; opportunities: number; actual: number; naive: number; expected: Estimate } | null;
  /** Of the customers who had as many opportunities as most had, where these are few enough for a table. */
  opportunities_of_most: number;
  groups: { taken: number; last: number; customers: number; alive: Estimate; expected: Estimate | null }[];
}
