// Calculators: what they are, what they are asked and what they answer. core/README.md documents the shapes. Types only.
import type { Sentence, Unit } from './protocol';

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
