// Tiers: the rule a person sets and what the core says of the customers who meet it. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, ProfitSettings, Sentence, Settings, Unit } from './protocol';

export type ThresholdBy = 'mean' | 'median' | 'quantile' | 'value';
export type TierName = 'above' | 'just_under';

export interface TierRule {
  threshold: ThresholdBy;
  /** 0–1 */
  quantile: number;
  /** In major units of value. */
  own_value: number;
  tenure_months: number;
  /** How far below the threshold is just under it, as a share of it. */
  distance: number;
}

export type TiersRequest = Partial<TierRule> & ProfitSettings & Pick<Settings, 'observation_end'>;

export interface GroupSummary {
  n: number;
  mean: number | null;
  /** null of shares, too. */
  median: number | null;
}

/** How a group of customers differs from the rest in a trait. */
export interface Difference {
  name: string;
  unit: Unit;
  effect: 'hedges_g' | 'difference_of_shares';
  rest: GroupSummary;
  raw: Estimate | null;
  /** Among like customers. */
  adjusted: Estimate | null;
  cliffs_delta: Estimate | null;
  p: number | null;
  p_holm: number | null;
  clear: boolean;
}

export interface TierColumn extends Difference {
  /** What value is made of: it differs by definition. */
  part_of_value: boolean;
  above: GroupSummary;
}

/** A bin holds values above its left edge up to its right one; the first also its left edge. */
export interface TierHistogram {
  /** One more than counts. */
  edges: number[];
  counts: number[];
  /** The bin that begins at the threshold. */
  first_above: number;
  below: number;
  above: number;
}

interface TiersAsked {
  currency: string;
  minor_digits: number;
  observation_end: string;
  margin: number;
  costs?: Costs;
  threshold_by: ThresholdBy;
  quantile: number;
  own_value: number;
  tenure_months: number;
  distance: number;
  customers: number;
  caveats: Sentence[];
}

export interface TiersFound extends TiersAsked {
  threshold: Estimate;
  threshold_revenue: number;
  total: number;
  above: { customers: number; customer_share: number | null; value: number; value_share: number | null };
  under: number;
  too_new: { customers: number; above: number };
  just_under: {
    from: number;
    customers: number;
    customer_share: number | null;
    /** Revenue, not value: what a customer brings. */
    missing: number;
    mean_missing: number | null;
    most_missing: number;
    one_order: number;
  } | null;
  histogram: TierHistogram;
  strata: number;
  columns: TierColumn[];
}

/** With a margin of nothing there is no threshold, and the caveats say so. */
export type TiersAnswer = TiersFound | (TiersAsked & { threshold: null });
