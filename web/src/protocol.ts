// Messages between page and worker, and the shapes of the core's answers (core/README.md documents them). Types only.
import type { PartProgress } from '../../wasm/read-parts.mjs';
import type { AcquisitionAnswer, AcquisitionRequest } from './protocol-acquisition';
import type { BootstrapAnswer, BootstrapRequest } from './protocol-bootstrap';
import type { Cohorts, Repeat } from './protocol-cohorts';
import type { ComebackAnswer } from './protocol-comeback';
import type { ContractAnswer, ContractRequest } from './protocol-contract';
import type { CustomerPage } from './protocol-customer';
import type { DateOrder, DecimalMark, RecordKind, TableChange } from './protocol-files';
import type { NonresponseAnswer, NonresponseRequest } from './protocol-nonresponse';
import type { Opportunities } from './protocol-opportunities';
import type { ModelCode, Prediction, Unsettled } from './protocol-prediction';
import type { PredictorsAnswer, PredictorsRequest } from './protocol-predictors';
import type { SegmentsAnswer, SegmentsRequest } from './protocol-segments';
import type { SurveyAnswer, SurveyRequest } from './protocol-survey';
import type { TierName, TiersAnswer, TiersRequest } from './protocol-tiers';
import type { Tracking } from './protocol-tracking';
import type { WholeBaseAnswer, WholeBaseRequest } from './protocol-whole-base';

export type * from './protocol-acquisition';
export type * from './protocol-cohorts';
export type * from './protocol-comeback';
export type * from './protocol-contract';
export type * from './protocol-customer';
export type * from './protocol-files';
export type * from './protocol-nonresponse';
export type * from './protocol-opportunities';
export type * from './protocol-prediction';
export type * from './protocol-predictors';
export type * from './protocol-segments';
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

// ------------------------------------------------------------------ calculators

/** An input of a calculator; money in major units, as a person types it. */
export interface CalculatorInput {
  name: string;
  unit: Unit;
  default: number | string | null;
  lowest: number;
  highest: number;
  /** '' for what is shown at once. */
  group: string;
  /** The measured quantity that can stand here, or ''. */
  measured: string;
  optional: boolean;
  /** A count of what happened: no lever, no range. */
  counted: boolean;
  choices?: string[];
}

export interface CalculatorOutput {
  /** name, or name_variant */
  key: string;
  name: string;
  variant: string;
  unit: Unit;
}

export interface Calculator {
  name: string;
  inputs: CalculatorInput[];
  /** The first is the one people came for. */
  outputs: CalculatorOutput[];
  /** With {places} named as inputs and keys of outputs. */
  formulas: string[];
  presets: { name: string; inputs: Record<string, number | string> }[];
}

export interface Catalogue {
  calculators: Calculator[];
  currencies: { code: string; minor_digits: number }[];
}

/** As typed; null is an empty field. A range is a 95 % range. */
export type InputValue = number | string | null | { value: number; low: number; high: number };
export type Inputs = Record<string, InputValue>;

/** null with `never`: infinity; null alone: nothing can be said. Money in minor units. */
export interface OutputValue {
  value: number | null;
  never?: boolean;
}

/** An input moved alone, and the output at both ends (null: impossible there). */
export interface Pull {
  low_input: number;
  high_input: number;
  low: number | null;
  high: number | null;
}

export interface CalculatorChart {
  name: string;
  form: 'lines' | 'bars' | 'stacked';
  x: string;
  x_unit: Unit;
  y_unit: Unit;
  /** Names along x of bars; x is then their place. */
  words: string[];
  series: { name: string; observed: boolean; points: [number, number | null][] }[];
  guides: { name: string; axis: 'x' | 'y'; at: number }[];
}

export interface CalculatedScenario {
  /** Inputs that make it impossible; then there are no outputs. */
  problems: { input: string; sentence: Sentence }[];
  outputs: Record<string, OutputValue>;
  meaning: Sentence | null;
  notes: Sentence[];
  /** Largest first. */
  levers: { input: string; step: Pull; own: Pull | null }[];
  charts: CalculatorChart[];
  /** Whether the request "uncertainty" has something to say. */
  spreads: boolean;
}

export interface Calculation {
  calculator: string;
  currency: string;
  minor_digits: number;
  /** The output that levers are about. */
  output: string;
  scenarios: CalculatedScenario[];
}

export interface Uncertainty {
  calculator: string;
  currency: string;
  minor_digits: number;
  output: string;
  draws: number;
  impossible?: number;
  outputs: Record<string, { low: OutputValue; median: OutputValue; high: OutputValue }>;
  histogram: { from: number; width: number; counts: number[]; below: number; above: number } | null;
  notes: Sentence[];
}

/** The input at which the output is the target; null with a sentence where there is none. */
export interface Solved {
  calculator: string;
  input: string;
  output: string;
  value: number | null;
  sentence: Sentence | null;
}

/** What a file can give to calculators, by name of the quantity. */
export interface Measured {
  currency: string;
  minor_digits: number;
  observation_end: string;
  margin: number;
  costs?: Costs;
  quantities: Record<string, Estimate>;
  caveats: Sentence[];
}

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
  acquisition: { request: AcquisitionRequest; result: AcquisitionAnswer };
  survey: { request: SurveyRequest; result: SurveyAnswer };
  nonresponse: { request: NonresponseRequest; result: NonresponseAnswer };
  records_csv: { request: { file: number } & CsvWindow; result: { total: number; csv: string } };
  unmatched_csv: { request: { file: number; without: 'orders' | 'records' } & CsvWindow; result: { total: number; csv: string } };
  left_out: { request: object; result: LeftOutRows };
  measured: { request: Partial<ProfitSettings> & Pick<Settings, 'observation_end'>; result: Measured };
  calculators: { request: object; result: Catalogue };
  calculation: { request: ScenarioRequest; result: Calculation };
  uncertainty: { request: ScenarioRequest & { draws?: number; seed?: number }; result: Uncertainty };
  solve: { request: ScenarioRequest & { input: string; target: number }; result: Solved };
  sample: { request: { sample_customers?: number; seed?: number; table?: 'orders' | 'spend' | 'answers' }; result: { file_name: string; csv: string } };
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
