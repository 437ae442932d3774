// The core's answer about where the value to come is (core/README.md documents it). Types only.
import type { Costs, Estimate, Settings } from './protocol';

export type SegmentBy = 'joined' | 'purchases' | 'silence';
export type SegmentsRequest = Settings & { segment_by: SegmentBy };

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
    /** A day where customers are cut by when they came, else a number. */
    from: string | number;
    to: string | number | null;
    customers: number;
    so_far: number;
    alive: Estimate | null;
    transactions: Estimate | null;
    clv: Estimate | null;
    mean_clv: Estimate | null;
  }[];
}
