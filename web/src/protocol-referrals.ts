// Who recommended whom, as the core answers. core/README.md documents the shapes. Types only.
import type { Costs, Estimate, ProfitSettings, ScoreGroup, Sentence, Settings, SurveyReading, SurveyScale } from './protocol';

export interface ReferralsRequest extends SurveyReading, Partial<ProfitSettings>, Partial<Pick<Settings, 'observation_end'>> {
  /** Of a survey; absent where there is none. */
  file?: number;
}

/** Those who recommended by their last answer before it. */
export interface ReferralGroup {
  group: ScoreGroup | 'no_answer';
  referrals: number;
  referrers: number;
  /** Who were in the group at any time, and the years they were, together. */
  customers: number;
  years: number;
  /** Referrals a customer and year; null below ten customers. */
  rate: Estimate | null;
}

export interface ReferralsByAnswer {
  /** From the worst to the best, those without an answer last. */
  groups: ReferralGroup[];
  /** Referrals by customers who had answered, these customers, and how many equal ones would tell as much. */
  answered: number;
  referrers: number;
  effective: number;
  /** Of these referrals, from the best group. */
  share: Estimate | null;
  /** Told of promoters; null where the answers are no NPS. */
  claim: { value: number; own_is: 'below' | 'alike' | 'above' | null } | null;
}

/** Referred customers beside all others who joined from the first of them on, at an age in months. */
export interface ReferredAge {
  age: number;
  referred: number;
  others: number;
  of_referred: Estimate | null;
  of_others: Estimate | null;
  difference: Estimate | null;
  /** For when they joined. */
  adjusted: Estimate | null;
  compared: number;
}

export interface ReferralsAnswer {
  currency: string;
  minor_digits: number;
  file: number | null;
  question: string;
  scale: SurveyScale | null;
  /** Null: no file says who recommended. */
  column: string | null;
  channel: { name: string; customers: number } | null;
  customers: number;
  referrals: number;
  /** Referrals whose recommending customer is in one of the files. */
  known: number;
  by_answer: ReferralsByAnswer | null;
  margin?: number;
  costs?: Costs;
  worth: ReferredAge[] | null;
  caveats: Sentence[];
}
