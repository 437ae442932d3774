// Contract or not, and how long contracts last, as the core answers. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, Sentence, Settings } from './protocol';

export type BillingPeriod = 'week' | 'four_weeks' | 'month' | 'quarter' | 'half_year' | 'year';
export type LifeModel = 'constant' | 'sbg' | 'bdw';
export type ContractSetting = 'contract' | 'no_contract';

export type ContractRequest = Omit<Settings, 'model'> & { setting: ContractSetting | 'auto'; period: BillingPeriod | 'auto'; life_model: LifeModel | 'auto' };

/** What a person chose of contracts, of the file that an engine holds. */
export type ContractChosen = Pick<ContractRequest, 'setting' | 'period'> & { engine: unknown };

export interface TriedLife {
  code: LifeModel;
  title: string;
  chosen: boolean;
  fit: { log_likelihood: number; customers: number; parameters: { name: string; value: number; standard_error: number }[] } | null;
  akaike: number | null;
  schwarz: number | null;
  held_out: { expected: Estimate; log_score: number } | null;
  /** Share left after 0, 1, 2 … periods; empty without a fit. */
  curve: number[];
  periods: Estimate | null;
  base: Estimate | null;
  base_within: Estimate | null;
}

export interface Contracts {
  contracts: number;
  customers: number;
  active: number;
  ended: number;
  /** Of the active ones, those that are cancelled and paid until their period is over. */
  leaving: number;
  came_back: number;
  unknown_age: number;
  other_rhythm: number;
  grace_days: number;
  discount_per_period: number;
  horizon_end: string;
  /** As far as ten contracts could be renewed. */
  periods: { period: number; could: number; renewed: number; retention: Estimate; left: Estimate | null }[];
  median_periods: Omit<Estimate, 'value'> & { value: number | null };
  mean_periods: Estimate | null;
  mean_within: number;
  churn: Estimate | null;
  /** Profit a period and contract; null without amounts. */
  payment: Estimate | null;
  holdout: { calibration_end: string; contracts: number; left: number; decisions: number } | null;
  models: TriedLife[];
  chosen_by: 'person' | 'held_out' | 'likelihood';
  /** Of the model in use; the worth is null where it is infinite or there are no amounts. */
  new_periods: Estimate | null;
  /** Of a contract on hand; null where the mean is infinite. */
  remaining_periods: Estimate | null;
  /** Of these, the ones that begin within the horizon. */
  remaining_within: Estimate | null;
  new_worth: Estimate | null;
  new_within: Estimate | null;
  base: Estimate | null;
  base_within: Estimate | null;
  hidden: Sentence | null;
  caveats: Sentence[];
}

export interface ContractAnswer {
  currency: string;
  minor_digits: number;
  first_day: string;
  observation_end: string;
  margin: number;
  costs?: Costs;
  setting: { value: ContractSetting | 'unclear'; by: 'guess' | 'person'; guess: ContractSetting | 'unclear'; reason: Sentence };
  period: { value: BillingPeriod; by: 'guess' | 'person' };
  source: 'orders' | 'subscriptions';
  rhythm: { customers: number; gaps: number; period: BillingPeriod; fitting: number; regular: number } | null;
  contract: Contracts | null;
}
