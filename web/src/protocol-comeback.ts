// Who came back in the time that was held out, against what was foretold, and by which signs. core/README.md documents the shapes. Types only.
import type { ModelCode } from './protocol-prediction';
import type { Difference, GroupSummary } from './protocol-tiers';
import type { Estimate, Sentence } from './protocol';

export interface ForetoldBy {
  code: ModelCode;
  title: string;
  chosen: boolean;
  /** Share expected to come back, with a prediction interval for the actual one; null where what was known settles no fit. */
  expected: Estimate | null;
  /** The same of those who had bought once. */
  once: Estimate | null;
  brier: Estimate | null;
  concordance: Estimate | null;
}

/** Customers with probabilities alike. */
export interface ReliabilityGroup {
  from: number;
  to: number;
  predicted: number;
  came: Estimate;
}

/** A simple rule that is told afterwards what share of each of its groups came back. */
export interface NaiveRule {
  name: 'everybody' | 'purchase_days' | 'days_since_last' | 'both';
  brier: Estimate;
  /** How much smaller the model's squared error is. */
  saved: Estimate;
}

/** Adjusted: among customers to whom the model gave like probabilities. */
export interface SignColumn extends Difference {
  /** Follows from how often and when somebody bought, which the model has used already. */
  known_to_model: boolean;
  came: GroupSummary;
}

interface ComebackAsked {
  currency: string;
  minor_digits: number;
  end: string;
  caveats: Sentence[];
}

interface HeldOutCustomers extends ComebackAsked {
  calibration_end: string;
  customers: number;
  came: Estimate;
  /** Of those who had bought once. */
  once: Estimate;
  models: ForetoldBy[];
}

export interface ComebackJudged extends HeldOutCustomers {
  judged: true;
  groups: ReliabilityGroup[];
  naive: NaiveRule[];
  strata: number;
  columns: SignColumn[];
}

/** Where nothing was held out there is no calibration end; where too few came back or stayed away nothing is judged. The caveats say why. */
export type ComebackAnswer = (ComebackAsked & { calibration_end: null }) | (HeldOutCustomers & { judged: false }) | ComebackJudged;
