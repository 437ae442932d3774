// The core's answer about what came beside what was expected (core/README.md documents it). Types only.
import type { ModelCode, Triple } from './protocol';

/** All lists but `models` are beside `ends`. */
export interface Tracking {
  /** Who are followed: those won until the calibration end. */
  customers: number;
  first_day: string | null;
  /** Null where the models were fitted to all data. */
  calibration_end: string | null;
  calibration_weeks: number | null;
  weeks_a_period: number;
  /** Last days of whole periods. */
  ends: string[];
  /** Since the first day, until the ends. */
  weeks: number[];
  /** Repeat purchases until then. */
  actual: number[];
  actual_in_period: number[];
  /** Lists are empty where the model does not fit. `expected`: value, low, high. */
  models: { code: ModelCode; expected: Triple[]; expected_in_period: number[] }[];
}
