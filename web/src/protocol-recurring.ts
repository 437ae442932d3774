// Monthly recurring revenue, as the core answers. core/README.md documents the shapes. Types only.
import type { Estimate, Sentence, Settings } from './protocol';
import type { BillingPeriod, ContractRequest } from './protocol-contract';

/** Where vendors differ; each has two words, the usual one first. */
export interface RecurringRules {
  refunds: 'ignored' | 'counted';
  past_due: 'active' | 'churned';
  within_month: 'ignored' | 'counted';
  returned: 'apart' | 'kept';
  amounts_pay: 'own_period' | 'one_period';
}

export type RecurringRequest = Pick<Settings, 'observation_end'> & Pick<ContractRequest, 'setting' | 'period'> & RecurringRules;

/** Nothing where nobody was there, nothing was lost, or the file does not tell. */
export interface RecurringFigures {
  logo_churn: Estimate | null;
  grr: Estimate | null;
  nrr: Estimate | null;
  quick_ratio: Estimate | null;
}

/** Amounts in minor units: start + new + reactivation + expansion − contraction − churn = end. */
export interface RecurringMonth extends RecurringFigures {
  month: string;
  start: number;
  new: number;
  reactivation: number;
  expansion: number;
  contraction: number;
  churn: number;
  end: number;
  customers: { start: number; new: number; reactivated: number; expanded: number; contracted: number; lost: number; end: number };
}

export interface RecurringRevenue {
  mrr: number;
  arr: number;
  customers: number;
  /** Rows of subscriptions, or customers who pay, by the period they are billed. */
  by_period: { period: BillingPeriod; count: number }[];
  months: RecurringMonth[];
  /** The last twelve months, where so many are there. */
  year: (RecurringFigures & { first_month: string; customers: number }) | null;
  grace_days: number;
  tolerance_days: number;
}

export interface RecurringAnswer {
  currency: string;
  minor_digits: number;
  first_day: string;
  observation_end: string;
  contract: boolean;
  period: BillingPeriod;
  source: 'orders' | 'subscriptions';
  rules: RecurringRules;
  /** Those the files can answer. */
  offered: (keyof RecurringRules)[];
  recurring: RecurringRevenue | null;
  caveats: Sentence[];
}
