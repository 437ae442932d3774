// Messages between page and worker, and the shapes of the core's answers (core/README.md documents them). Types only.

export interface Sentence {
  code: string;
  message: string;
  wrong: string;
  saw: string;
  hint: string;
  arguments: Record<string, string | number>;
}

export type Role = 'customer' | 'date' | 'amount' | 'order_id' | 'currency';
export type SetBy = 'guess' | 'person';
export type DateOrder = 'auto' | 'ymd' | 'dmy' | 'mdy';
export type DecimalMark = 'auto' | '.' | ',';

export interface ColumnChoice {
  column: number | null;
  by: SetBy;
  reasons: Sentence[];
}

export type Mapping = Record<Role, ColumnChoice> & {
  date_order: { value: DateOrder; by: SetBy };
  decimal_mark: { value: DecimalMark; by: SetBy };
  currency_code: { value: string; by: SetBy };
};

/** How a file will be read. */
export interface Reading {
  encoding: string;
  text: string;
  dialect?: { delimiter: string; quote: string };
  has_header: boolean;
  header: string[];
  rows: string[][];
  mapping: Mapping;
  missing: Sentence[];
}

/** A person's corrections; absent items stay as guessed. */
export type MappingChange = Partial<Record<Role, number | null>> & {
  date_order?: DateOrder;
  decimal_mark?: DecimalMark;
  currency_code?: string;
  delimiter?: string;
  has_header?: boolean;
};

/** What was read: every row accounted for. Money in minor units. */
export interface Summary {
  rows_read: number;
  rows_used: number;
  rows_left_out: number;
  left_out: { reason: string; rows: number }[];
  blank_lines: number;
  customers: number;
  orders: number;
  refunds: number;
  refunded: number;
  total: number;
  currency: string;
  minor_digits: number;
  first_day: string;
  last_day: string;
  read_as: { date_order: DateOrder; decimal_mark: DecimalMark }[];
  notices: Sentence[];
}

export type Unit = 'money' | 'customers' | 'transactions' | 'share';

export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
  unit: Unit;
}

export interface Realised {
  currency: string;
  minor_digits: number;
  observation_end: string;
  customers: number;
  transactions: number;
  total: number;
  mean: Estimate;
  repeat_rate: Estimate;
  top: { percent: number; customers: number; customer_share: number; share: number }[];
  curve: [number, number][];
  caveats: Sentence[];
}

export interface Cohort {
  month: string;
  customers: number;
  /** Months of `active` that had ended when the observation did. */
  whole_months: number;
  /** [k]: customers who bought k months after their first purchase. */
  active: number[];
  shares: number[];
}

export interface Cohorts {
  observation_end: string;
  cohorts: Cohort[];
}

export interface FittedModel {
  model: string;
  unit: string;
  log_likelihood: number;
  customers: number;
  parameters: { name: string; value: number; standard_error: number }[];
}

export interface Prediction {
  currency: string;
  minor_digits: number;
  margin: number;
  discount: number;
  horizon_months: number;
  observation_end: string;
  horizon_end: string;
  customers: number;
  repeat_buyers: number;
  purchases: FittedModel | null;
  spend: FittedModel | null;
  spend_correlation: number | null;
  base: { alive: Estimate; transactions: Estimate; clv: Estimate | null; mean_clv: Estimate | null } | null;
  holdout: { calibration_end: string; end: string; actual: number; expected: Estimate; fit: FittedModel } | null;
  holdout_skipped: Sentence | null;
  caveats: Sentence[];
}

/** Value, low, high. */
export type Triple = [number, number, number];

export interface CustomerRow {
  customer: string;
  orders: number;
  first_day: string;
  last_day: string;
  value: number;
  refunds: number;
  p_alive?: Triple;
  transactions?: Triple;
  clv?: Triple;
}

export interface CustomerWindow {
  total: number;
  offset: number;
  rows: CustomerRow[];
}

export interface LeftOutRows {
  total: number;
  rows: { file: number; line: number; reason: string; text: string }[];
}

/** What a prediction is made with. */
export interface Settings {
  margin: number;
  discount: number;
  horizon_months: number;
  observation_end?: string | null;
  calibration_end?: string | null;
}

export type CustomerColumn = 'customer' | 'orders' | 'first_day' | 'last_day' | 'value' | 'p_alive' | 'transactions' | 'clv';

/** Compute requests with the answer each gets. */
export interface Answers {
  realised: { request: Pick<Settings, 'observation_end'>; result: Realised };
  cohorts: { request: Pick<Settings, 'observation_end'>; result: Cohorts };
  prediction: { request: Settings; result: Prediction };
  customers: { request: Settings & { sort: CustomerColumn; descending: boolean; offset: number; limit: number }; result: CustomerWindow };
  customers_csv: {
    request: Settings & { sort: CustomerColumn; descending: boolean; offset: number; limit: number; delimiter: ',' | ';'; decimal_mark: '.' | ',' };
    result: { total: number; csv: string };
  };
  left_out: { request: object; result: LeftOutRows };
  sample: { request: { sample_customers?: number; seed?: number }; result: { file_name: string; csv: string } };
  sentences: { request: object; result: { sentences: Pick<Sentence, 'code' | 'wrong' | 'saw' | 'hint'>[] } };
}

export interface Progress {
  bytes: number;
  total: number;
  rows: number;
}

/** Page → worker. Each is answered once, by its number. */
export type Job =
  | { do: 'open'; parts: Blob[]; change: MappingChange }
  | { do: 'read' }
  | { do: 'compute'; request: object };

export interface JobMessage {
  number: number;
  job: Job;
}

/** Worker → page. */
export type WorkerMessage =
  | { number: number; result: unknown }
  | { number: number; refusal: Sentence }
  | { number: number; progress: Progress };
