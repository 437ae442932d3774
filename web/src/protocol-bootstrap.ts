// Intervals by simulation, as the core answers. core/README.md documents the shapes. Types only.
import type { Estimate, Settings } from './protocol';

export type BootstrapRequest = Settings & {
  /** Simulated shops in all. */
  draws: number;
  /** How many of them this answer is to add. */
  batch: number;
  seed?: number;
};

export interface BootstrapAnswer {
  currency: string;
  minor_digits: number;
  drawn: number;
  wanted: number;
  /** Of the simulated shops, those whose data settle the model of purchases. */
  settled: number;
  transactions: Estimate | null;
  clv: Estimate | null;
}
