// How files are read: what the core guesses about each table, and what a person sets. core/README.md documents the shapes. Types only.
import type { Sentence } from './protocol';

export type RecordKind = 'orders' | 'customers' | 'subscriptions' | 'responses' | 'contacts' | 'spend' | 'events' | 'traffic';
export type Role =
  | 'customer' | 'date' | 'amount' | 'quantity' | 'order_id' | 'currency' | 'refund' | 'discount' | 'refunded_to' | 'cost' | 'product' | 'channel' | 'end'
  | 'score' | 'comment' | 'plan' | 'topic' | 'type' | 'campaign' | 'agent' | 'record_id' | 'orders_count' | 'new_customers' | 'handle_seconds' | 'reopened' | 'interval' | 'interval_count' | 'country' | 'referred_by';
export type SetBy = 'guess' | 'person';
export type DateOrder = 'auto' | 'ymd' | 'dmy' | 'mdy';
export type DecimalMark = 'auto' | '.' | ',';

export interface ColumnChoice {
  column: number | null;
  by: SetBy;
  reasons: Sentence[];
}

/** Rows that are left out, or are refunds, by what a column says. */
export interface RowRule {
  column: string;
  on: boolean;
  /** Why such rows are left out, unless they are refunds. */
  reason?: string;
  refund?: true;
  filled?: boolean;
  is?: string[];
  /** Those of `is` that the rows looked at have. */
  seen?: string[];
  is_not?: string[];
}

export type Mapping = Partial<Record<Role, ColumnChoice>> & {
  kind: { value: RecordKind; by: SetBy };
  /** Name of the format; '' = none was recognised. */
  format: string;
  recognised: Sentence[];
  /** Those of this kind of table. */
  roles: Role[];
  rules: RowRule[];
  minor_units: boolean;
  refund_rows: boolean;
  note: string;
  /** What amounts may be instead, and what to choose then. */
  doubts: Sentence[];
  /** From which year the days of a spreadsheet count. */
  date_numbers: { value: '1900' | '1904'; by: SetBy };
  date_order: { value: DateOrder; by: SetBy };
  decimal_mark: { value: DecimalMark; by: SetBy };
  currency_code: { value: string; by: SetBy };
  rates: Rates;
};

/** What one of a currency is worth in the one that is chosen, as decimal text. */
export type Rates = Record<string, string>;

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
  kind?: RecordKind;
  format?: string;
  rules?: boolean[];
  minor_units?: boolean;
  refund_rows?: boolean;
  encoding?: string;
  date_order?: DateOrder;
  decimal_mark?: DecimalMark;
  date_numbers?: '1900' | '1904';
  currency_code?: string;
  rates?: Rates;
  delimiter?: string;
  has_header?: boolean;
};

/** What a person set about a table: how it is read, and whether at all. */
export type TableChange = MappingChange & { skip?: boolean };

/** A table found in the files. */
export interface OpenedTable {
  /** Its file, or file/entry inside an archive, file/sheet of a workbook with several. */
  key: string;
  container: 'none' | 'gzip' | 'zip' | 'xlsx';
  table: string;
  /** A sheet that Excel does not show. */
  hidden: boolean;
  /** Not to be read: a person left it out, or it is a further sheet of a workbook. */
  skipped: boolean;
  /** Nothing where it is one of several tables and cannot be read; `problem` says why. */
  reading: Reading | null;
  problem: Sentence | null;
}

/** Codes of files/sentences.mjs. */
export type WhyNotInside =
  | 'image' | 'unsupported_compression' | 'not_text' | 'folder' | 'system_file' | 'read_me' | 'document' | 'archive' | 'workbook' | 'encrypted' | 'no_worksheet' | 'empty_sheet';

export interface OpenedFiles {
  tables: OpenedTable[];
  /** What of an archive is no table. */
  left_out: { name: string; why: WhyNotInside }[];
}
