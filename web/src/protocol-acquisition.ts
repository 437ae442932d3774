// What a new customer costs and when that is paid back, as the core answers. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, ProfitSettings, Sentence, Settings } from './protocol';

/** Each takes a step beyond the one before it. */
export type CacDefinition = 'all' | 'acquisition' | 'lagged' | 'loaded';

/** What a first order says of a customer. */
export type OrderTrait = 'channel' | 'country' | 'plan' | 'agent';
/** What customers that are compared can be alike in. */
export type AlikeIn = 'joined' | OrderTrait;

export type AcquisitionRequest = Partial<ProfitSettings> & Partial<Pick<Settings, 'observation_end' | 'discount'>> & {
  lag_days?: number;
  /** Of a new customer, in major units. */
  onboarding_cost?: number;
  /** Channels and campaigns that are not meant to find new customers, by name. */
  not_acquisition?: string[];
  /** What orders call a channel, and what the spend calls it; "" = nothing is spent on it. */
  same_channels?: Record<string, string>;
  /** What parts the customers that are compared; auto: the first that parts any. */
  compare_by?: OrderTrait | 'auto';
  adjust_for?: AlikeIn[];
  definition?: CacDefinition;
  payback_months?: number;
  outside_cac?: number | null;
  outside_ratio?: number | null;
  /** Of drawing, that this answer may make; left out: all of them. */
  steps?: number;
};

export interface SpendChannel {
  /** "" where rows name none. */
  name: string;
  spend: number;
  share: number | null;
  acquisition: boolean;
  /** New customers as the channel itself counts them; null where it says nothing. */
  reported: number | null;
  cac: Estimate | null;
  /** By `spend_months`; only of the largest, which a picture can show. */
  by_month: number[] | null;
}

export interface AcquisitionCohort {
  month: string;
  whole: boolean;
  spend: number;
  customers: number;
  cac: Estimate | null;
  /** Value ÷ cost at each of `ages`; null where not all have reached it. */
  ratios: (Estimate | null)[];
}

export interface PaybackAge {
  /** Months since the first purchase; 0 is its day. */
  age: number;
  cohorts: number;
  customers: number;
  /** Per customer, cumulative. */
  profit: Estimate;
  cost: number;
  /** Share of drawn customer bases that had paid back by then. */
  chance: number;
}

export interface PaybackMonths {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
}

/** A number from elsewhere beside the own one. */
export interface Outside {
  value: number;
  own: Estimate | null;
  own_is: 'below' | 'alike' | 'above' | null;
}

export type Side = 'lower' | 'alike' | 'higher';

/** A channel's customers at one of `ages`. */
export interface ChannelAge {
  customers: number;
  /** Per customer; null below ten of them. */
  value: Estimate | null;
  /** As if customers of every channel were made up as all are, in what is adjusted for. */
  adjusted: Estimate | null;
  ratio: Estimate | null;
  adjusted_ratio: Estimate | null;
}

export interface ChannelCounts {
  /** New customers in the days of all spend. */
  joined: number;
  /** Days, customers and spend that its cost is counted by. */
  first_day: string;
  last_day: string;
  customers: number;
  spend: number;
  scatter: number;
  cac: Estimate | null;
  ages: ChannelAge[];
}

export interface ChannelOfCustomers extends ChannelCounts {
  name: string;
  /** Names in the orders; none: nobody came by it. */
  in_orders: string[];
  /** Null: nothing is spent on it. */
  in_spend: string | null;
  by_person: boolean;
  acquisition: boolean | null;
  share: Estimate;
  against_others: {
    /** Own cost ÷ theirs. */
    cac: Estimate | null;
    cac_p: number | null;
    cac_is: Side | null;
    /** Own value − theirs at the compared age. */
    value: Estimate | null;
    adjusted: Estimate | null;
    /** Adjusted − value. */
    moved: number | null;
    /** Groups of customers alike it is adjusted by, and how many customers are in them. */
    strata: number;
    own: number;
    others: number;
    /** Own customers like whom there is nobody among the others. */
    left_out: number;
    value_p: number | null;
    value_is: Side | null;
  };
}

/** What customers cost and bring by the channel their first order names; or bring, by another of its traits. */
export interface ByChannel {
  /** The column of the orders. */
  column: string;
  customers: number;
  compare_by: OrderTrait;
  adjusted_for: AlikeIn[];
  /** Traits that the orders tell, with the names of their columns. */
  columns: { trait: OrderTrait; column: string }[];
  /** Whose first order names no channel. */
  unknown: number;
  ages: number[];
  compared_age: number | null;
  channels: ChannelOfCustomers[];
  further: { channels: number; customers: number } | null;
  all: ChannelCounts;
  spend_names: string[];
}

/** What needs orders of the same time and currency. */
export interface CountedAcquisition {
  counted: true;
  margin: number;
  costs?: Costs;
  observation_end: string;
  definitions: { definition: CacDefinition; first_day: string | null; last_day: string | null; spend: number; customers: number; scatter: number; cac: Estimate | null }[];
  paid: { spend: number; reported: number; cac: Estimate | null } | null;
  marginal: { months: number; varied: boolean; cost: Estimate | null; at_least: number | null; average: Estimate | null } | null;
  ages: number[];
  cohorts: AcquisitionCohort[];
  all: { ratios: Estimate[] };
  /** `discounted`: with what comes later worth less; null without a discount. */
  payback: { draws: number; months: PaybackMonths; discount: number; discounted: PaybackMonths | null; curve: PaybackAge[] } | null;
  /** Null where no order names a channel or another trait. */
  by_channel: ByChannel | null;
  outside_cac: Outside | null;
  outside_ratio: Outside | null;
}

/** What orders tell where there is no spend. */
export interface ValuedCustomers {
  counted: false;
  margin: number;
  costs?: Costs;
  observation_end: string;
  /** Null where nobody's first order differs from the others' in what it names. */
  by_channel: ByChannel | null;
}

export interface SpendAnswer {
  currency: string;
  minor_digits: number;
  /** Null without spend. */
  first_day: string | null;
  last_day: string | null;
  rows: number;
  lag_days: number;
  onboarding_cost: number;
  definition: CacDefinition;
  total: number;
  spend_months: string[];
  channels: SpendChannel[];
  /** Beyond those that are listed. */
  other_channels: { channels: number; spend: number } | null;
  /** Of all channels whose own months are not told, together. */
  rest_by_month: number[] | null;
  campaigns: { name: string; channel: string; spend: number; acquisition: boolean }[];
  /** Share of the draws that are made; below 1 there is no payback yet, and the same request goes on. */
  drawn: number;
  caveats: Sentence[];
}

export type AcquisitionAnswer = SpendAnswer & (CountedAcquisition | ValuedCustomers | { counted: false; by_channel?: undefined });
