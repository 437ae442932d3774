// Messages between page and worker, and the shapes of the core's answers (core/README.md documents them). Types only.
import type { PartProgress } from '../../wasm/read-parts.mjs';
import type { AcquisitionAnswer, AcquisitionRequest, OrderTrait } from './protocol-acquisition';
import type { AfterAnswersAnswer, AfterAnswersRequest } from './protocol-after-answers';
import type { BootstrapAnswer, BootstrapRequest } from './protocol-bootstrap';
import type { Calculation, Catalogue, Inputs, Solved, Uncertainty } from './protocol-calculators';
import type { Cohorts, Repeat } from './protocol-cohorts';
import type { ComebackAnswer } from './protocol-comeback';
import type { ContractAnswer, ContractRequest } from './protocol-contract';
import type { CustomerPage } from './protocol-customer';
import type { DateOrder, DecimalMark, RecordKind, TableChange } from './protocol-files';
import type { ImpressionsAnswer, ImpressionsRequest } from './protocol-impressions';
import type { Measured, MeasuredBeside } from './protocol-measured';
import type { NonresponseAnswer, NonresponseRequest } from './protocol-nonresponse';
import type { Opportunities } from './protocol-opportunities';
import type { ModelCode, Prediction, Unsettled } from './protocol-prediction';
import type { PredictorsAnswer, PredictorsRequest } from './protocol-predictors';
import type { RecurringAnswer, RecurringRequest } from './protocol-recurring';
import type { ReferralsAnswer, ReferralsRequest } from './protocol-referrals';
import type { SegmentsAnswer, SegmentsRequest } from './protocol-segments';
import type { ScoreChangesAnswer, ScoreChangesRequest } from './protocol-score-changes';
import type { SurveyAnswer, SurveyFile, SurveyRequest } from './protocol-survey';
import type { TierName, TiersAnswer, TiersRequest } from './protocol-tiers';
import type { Tracking } from './protocol-tracking';
import type { WholeBaseAnswer, WholeBaseRequest } from './protocol-whole-base';

export type * from './protocol-acquisition';
export type * from './protocol-after-answers';
export type * from './protocol-calculators';
export type * from './protocol-cohorts';
export type * from './protocol-comeback';
export type * from './protocol-contract';
export type * from './protocol-customer';
export type * from './protocol-files';
export type * from './protocol-impressions';
export type * from './protocol-measured';
export type * from './protocol-nonresponse';
export type * from './protocol-opportunities';
export type * from './protocol-prediction';
export type * from './protocol-predictors';
export type * from './protocol-recurring';
export type * from './protocol-referrals';
export type * from './protocol-segments';
export type * from './protocol-score-changes';
export type * from './protocol-survey';
export type * from './protocol-tiers';
export type * from './protocol-tracking';
export type * from './protocol-whole-base';

/** A number with its unit inside a sentence. */
export interface Figure {
  value: number | null;
  unit: Unit;
  never?: boolean;
  currency?: string;
  minor_digits?: number;
}

export interface Sentence {
  code: string;
  message: string;
  wrong: string;
  saw: string;
  hint: string;
  arguments: Record<string, string | number | Figure>;
}

/** What a file that holds no orders came to. */
export interface RecordsRead extends InCurrencies {
  file: number;
  kind: RecordKind;
  rows_read: number;
  rows_used: number;
  customers: number;
  /** Of them, those who have orders too. */
  matched_customers: number;
  total: number | null;
  first_day: string;
  last_day: string;
  /** By role: what its column holds. */
  values: Record<string, { count: number; distinct: number; numbers?: number; sum?: number }>;
}

/** What the whole columns decided. */
export interface ReadAs {
  date_order: DateOrder;
  decimal_mark: DecimalMark;
  /** From which year the days of a spreadsheet count; '' where the dates are no such numbers. */
  date_numbers: '' | '1900' | '1904';
}

/** The currencies that rows name. */
interface InCurrencies {
  currency: string;
  minor_digits: number;
  currencies: { code: string; rows: number; left_out: number }[];
}

/** What was read: every row accounted for. Money in minor units. */
export interface Summary extends InCurrencies {
  rows_read: number;
  rows_used: number;
  rows_left_out: number;
  has_orders: boolean;
  line_items: number;
  files: { kind: RecordKind; format: string; better_encoding: string }[];
  records: RecordsRead[];
  /** Files of answers on one scale, put together; `file` is what requests call them. */
  joined: { file: number; files: number[]; rows_used: number; customers: number; matched_customers: number }[];
  left_out: { reason: string; rows: number }[];
  blank_lines: number;
  /** Where the lines of the files went; with the rows read they are all of them. */
  lines: { all: number; preamble: number; header: number; blank: number; continued: number };
  customers: number;
  orders: number;
  refunds: number;
  refunded: number;
  total: number;
  first_day: string;
  last_day: string;
  /** What a column of the orders says of customers. */
  traits: (OrderTrait | 'referred_by')[];
  /** How each file was read, in their order. */
  read_as: ReadAs[];
  /** Where a column says what orders cost. */
  costs?: { column: string; rows: number; estimated: number; total: number; /** Of a payment service, say: more than that was spent. */ fees: boolean };
  notices: Sentence[];
}

export type Unit =
  | 'money' | 'money_per_period' | 'money_per_month' | 'money_per_year'
  | 'share' | 'share_per_period' | 'share_per_month' | 'share_per_year'
  | 'customers' | 'transactions' | 'count' | 'per_year'
  | 'seconds' | 'hours' | 'days' | 'months' | 'years' | 'periods'
  | 'points' | 'ratio' | 'choice';

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
  /** Probability of one purchase at least until the horizon. */
  buys?: Triple;
  /** Against the customer's own rhythm; null: too few gaps to tell. */
  late: boolean | null;
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

export type ProfitBy = 'margin' | 'cost_column';

/** What is taken off revenue beside a margin, or instead of it; absent where nothing is. */
export interface Costs {
  profit_by: ProfitBy;
  cost_per_order: number;
  cost_per_contact: number;
  /** The last three: of predictions and customers. */
  margin?: Estimate | null;
  contacts_per_order?: Estimate | null;
  cost_of_order?: number;
}

/** What a prediction is made with. */
export interface Settings {
  margin: number;
  profit_by?: ProfitBy | undefined;
  /** In major units. */
  cost_per_order?: number | undefined;
  cost_per_contact?: number | undefined;
  discount: number;
  horizon_months: number;
  observation_end?: string | null;
  calibration_end?: string | null;
  model?: ModelCode | 'auto';
}

export type ProfitSettings = Pick<Settings, 'margin' | 'profit_by' | 'cost_per_order' | 'cost_per_contact'>;

export type CustomerColumn = 'customer' | 'orders' | 'first_day' | 'last_day' | 'value' | 'p_alive' | 'transactions' | 'clv' | 'buys' | 'late';

// ------------------------------------------------------------------ requests

interface ScenarioRequest {
  calculator: string;
  currency: string;
  scenarios: Inputs[];
  output?: string;
}

/** Lines of a CSV: the header stands before line 0. */
export interface CsvWindow {
  offset: number;
  limit: number;
  delimiter: ',' | ';';
  decimal_mark: '.' | ',';
  emails: 'full' | 'masked';
}

/** Compute requests with the answer each gets. */
export interface Answers {
  realised: { request: Pick<Settings, 'observation_end'>; result: Realised };
  cohorts: { request: Partial<ProfitSettings> & Pick<Settings, 'observation_end'>; result: Cohorts };
  repeat: { request: { observation_end?: string | null; active_days?: number | null }; result: Repeat };
  prediction: { request: Settings; result: Prediction };
  tracking: { request: Settings; result: Tracking };
  segments: { request: SegmentsRequest; result: SegmentsAnswer };
  opportunities: { request: Settings; result: Opportunities };
  comeback: { request: Settings; result: ComebackAnswer };
  unsettled: { request: Settings; result: Unsettled };
  bootstrap: { request: BootstrapRequest; result: BootstrapAnswer };
  customers: { request: Settings & { sort: CustomerColumn; descending: boolean; offset: number; limit: number }; result: CustomerWindow };
  customers_csv: {
    request: Settings & { sort: CustomerColumn; descending: boolean } & CsvWindow;
    result: { total: number; csv: string };
  };
  customer: { request: Settings & { customer: string }; result: CustomerPage };
  tiers: { request: TiersRequest; result: TiersAnswer };
  tiers_csv: { request: TiersRequest & { list: TierName } & CsvWindow; result: { total: number; csv: string } };
  predictors: { request: PredictorsRequest; result: PredictorsAnswer };
  whole_base: { request: WholeBaseRequest; result: WholeBaseAnswer };
  contract: { request: ContractRequest; result: ContractAnswer };
  recurring: { request: RecurringRequest; result: RecurringAnswer };
  acquisition: { request: AcquisitionRequest; result: AcquisitionAnswer };
  survey: { request: SurveyRequest; result: SurveyAnswer };
  nonresponse: { request: NonresponseRequest; result: NonresponseAnswer };
  after_answers: { request: AfterAnswersRequest; result: AfterAnswersAnswer };
  impressions: { request: ImpressionsRequest; result: ImpressionsAnswer };
  referrals: { request: ReferralsRequest; result: ReferralsAnswer };
  score_changes: { request: ScoreChangesRequest; result: ScoreChangesAnswer };
  records_csv: { request: { file: number } & CsvWindow; result: { total: number; csv: string } };
  unmatched_csv: { request: { file: number; without: 'orders' | 'records' } & CsvWindow; result: { total: number; csv: string } };
  left_out: { request: object; result: LeftOutRows };
  measured: { request: Partial<ProfitSettings> & Pick<Settings, 'observation_end'>; result: Measured };
  measured_beside: { request: Settings & Partial<SurveyFile> & Partial<Pick<ContractRequest, 'setting' | 'period'>>; result: MeasuredBeside };
  calculators: { request: object; result: Catalogue };
  calculation: { request: ScenarioRequest; result: Calculation };
  uncertainty: { request: ScenarioRequest & { draws?: number; seed?: number }; result: Uncertainty };
  solve: { request: ScenarioRequest & { input: string; target: number }; result: Solved };
  sample: { request: { sample_customers?: number; seed?: number; table?: 'orders' | 'spend' | 'answers' | 'tickets' | 'effort' | 'payments' }; result: { file_name: string; csv: string } };
  sentences: { request: object; result: { sentences: Pick<Sentence, 'code' | 'wrong' | 'saw' | 'hint'>[] } };
}

export interface Progress {
  bytes: number;
  total: number;
  rows: number;
}

/** Page → worker. Each is answered once, by its number. */
export type Job =
  | { do: 'prepare' }
  | { do: 'open'; parts: { blob: Blob; name: string }[]; changes: Record<string, TableChange>; formats: string[]; second: MessagePort | null }
  | { do: 'read' }
  | PartJob
  | { do: 'compute'; request: object };

/** To read a large file from its middle to its end, for another worker that reads it from its start. */
export interface PartJob {
  do: 'read_part';
  blob: Blob;
  name: string;
  change: TableChange;
  formats: string[];
}

/** The page → the worker that reads from the start: how far the other one got, and in the end what it read (null: nothing that helps). */
export type PartMessage = { progress: PartProgress } | { part: Uint8Array<ArrayBuffer> | null };

export interface JobMessage {
  number: number;
  job: Job;
}

/** Worker → page. */
export type WorkerMessage =
  /** The name of a lock that the worker holds as long as it lives. */
  | { lifeline: string }
  | { number: number; result: unknown }
  | { number: number; refusal: Sentence }
  | { number: number; progress: Progress | PartProgress };
