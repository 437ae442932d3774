// The prediction: fits, what they expect, and how they did on held-out data. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, Sentence } from './protocol';

export interface FittedModel {
  model: string;
  /** Of MBG/CNBD-k: the greater, the more regular. */
  k: number | null;
  unit: string;
  log_likelihood: number;
  customers: number;
  parameters: { name: string; value: number; standard_error: number }[];
}

/** How a forecast of held-out data did. */
export interface HeldOut {
  expected: Estimate;
  /** Of customers' own numbers. */
  root_mean_square: number;
  log_score: number | null;
}

export type ModelCode = 'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'mbg_cnbd_k';

/** Simpler customers than a model allows for. */
export type ModelLimit = 'equal_rates' | 'equal_dropout' | 'nobody_leaves' | 'everybody_leaves' | 'leaves_at_once_or_never';

/** What can be said by models whose parameters the data do not settle. */
export interface Unsettled {
  customers: number;
  models: {
    code: ModelCode;
    /** That explain the data as well; the likeliest first. */
    limits: ModelLimit[];
    /** Expected of the whole base, 95 %; null where the data do not bound it. */
    transactions: [low: number, high: number] | null;
  }[];
}

/** A model that was tried, MBG/CNBD-k only where customers buy with a rhythm; without a fit the rest is null. */
export interface TriedModel {
  code: ModelCode;
  title: string;
  chosen: boolean;
  fit: FittedModel | null;
  akaike: number | null;
  schwarz: number | null;
  transactions: Estimate | null;
  /** Of those who bought once. */
  once: Estimate | null;
  /** Null where the model cannot say. */
  alive_once: Estimate | null;
  held_out: HeldOut | null;
}

/** What a customer just won is worth over the horizon: first_order + repeats × repeat_order − discounting, and repeats are repeats_per_year × years_active. */
export interface NewCustomer {
  first_order: Estimate;
  repeats_per_year: Estimate;
  years_active: Estimate;
  repeats: Estimate;
  /** Null without a model of spend, as the two after it. */
  repeat_order: Estimate | null;
  discounting: number | null;
  worth: Estimate | null;
}

export interface Prediction {
  currency: string;
  minor_digits: number;
  margin: number;
  costs?: Costs;
  discount: number;
  horizon_months: number;
  observation_end: string;
  horizon_end: string;
  customers: number;
  repeat_buyers: number;
  /** Late against their own rhythm, of those with gaps enough to judge. */
  late: { customers: number; judged: number };
  purchases: FittedModel | null;
  spend: FittedModel | null;
  spend_correlation: number | null;
  base: { alive: Estimate; transactions: Estimate; clv: Estimate | null; mean_clv: Estimate | null } | null;
  new_customer: NewCustomer | null;
  holdout: { calibration_end: string; end: string; actual: number; expected: Estimate; fit: FittedModel } | null;
  holdout_skipped: Sentence | null;
  models: TriedModel[];
  chosen_by: 'person' | 'held_out' | 'likelihood';
  /** If everybody went on at the rate so far. */
  naive: { transactions: number; held_out: HeldOut | null };
  caveats: Sentence[];
}
