// What calculators can take from files (core/README.md documents the core's answers). Types only.
import type { Costs, Estimate, Sentence } from './protocol';

/** What a file can give to calculators, by name of the quantity. */
export interface Measured {
  currency: string;
  minor_digits: number;
  observation_end: string;
  margin: number;
  costs?: Costs;
  quantities: Record<string, Estimate>;
  caveats: Sentence[];
  /** Of the files beside the orders and of the prediction, whose quantities are among those above. Put in by the page. */
  sources?: MeasuredBeside['sources'];
}

/** What each sentence explains. */
export interface MeasuredBeside {
  currency: string;
  minor_digits: number;
  observation_end: string;
  sources: { sentence: Sentence; quantities: Record<string, Estimate> }[];
}
