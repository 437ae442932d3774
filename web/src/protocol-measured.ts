// What calculators can take from files (core/README.md documents the core's answers). Types only.
import type { BillingPeriod, Costs, Estimate, Sentence } from './protocol';

/** What a file can give to calculators, by name of the quantity. */
export interface Measured {
  currency: string;
  minor_digits: number;
  /** Null where nobody could set one: neither orders nor contracts were read. */
  margin: number | null;
  costs?: Costs;
  quantities: Record<string, Estimate>;
  caveats: Sentence[];
  /** Of the files beside the orders and of the prediction, whose quantities are among those above. Put in by the page. */
  sources?: MeasuredBeside['sources'];
  lacking?: MeasuredBeside['lacking'];
  /** Of contracts: what stands in each period of theirs. */
  period?: MeasuredBeside['period'];
}

/** What each sentence explains. */
export interface MeasuredBeside {
  currency: string;
  minor_digits: number;
  sources: { sentence: Sentence; quantities: Record<string, Estimate> }[];
  /** Why a number that could have been measured was not. */
  lacking: { quantity: string; sentence: Sentence }[];
  /** That contracts are paid by, where there are any. */
  period: BillingPeriod | null;
  /** Codes of caveats of `measured` that hold no longer beside these numbers. */
  instead_of: string[];
}
