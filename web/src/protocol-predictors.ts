// Which measure foretold later spend best, as the core answers. core/README.md documents the shapes. Types only.
import type { Estimate, Sentence, Settings } from './protocol';

/** How many months after are looked at, where the history has them: 6–60. */
export type PredictorsRequest = Pick<Settings, 'observation_end'> & { months: number };

export interface RatedMeasure {
  name: string;
  /** Customers of whom it was known. */
  known: number;
  /** Spearman's, with later spend. */
  correlation: Estimate | null;
  /** Of the best by later spend, the share that was at its top; at its bottom where the correlation is negative. */
  found: Estimate | null;
  lift: Estimate | null;
  /** How much weaker than the best, over the customers of whom both are known; null of the best. */
  behind: Estimate | null;
}

interface PredictorsAsked {
  currency: string;
  minor_digits: number;
  observation_end: string;
  wanted_months: number;
  caveats: Sentence[];
}

export interface PredictorsFound extends PredictorsAsked {
  /** The day looked back to. */
  known_until: string;
  months: number;
  customers: number;
  /** Of them, those who spent anything later. */
  buyers: number;
  spend: number;
  /** What was chosen among the models with the data of that day. */
  model: string | null;
  later_best: number;
  /** Strongest first; empty where there are too few customers. */
  measures: RatedMeasure[];
  best: string | null;
  clear: boolean;
}

/** Where the history is too short there is no day to look back to, and the caveats say so. */
export type PredictorsAnswer = PredictorsFound | (PredictorsAsked & { known_until: null });
