/** One step behind a figure, as data: enough to show it as a line of a calculation. */
export interface Step {
  /** What was worked out, such as `iaqi.pm2_5` or `class.tp`. */
  readonly quantity: string;
  /** The edition, such as `HJ 633-2026`. */
  readonly edition: string;
  /** The clause, table or formula of that edition. */
  readonly clause: string;
  /** Named inputs, limits and breakpoints; null where one was missing. */
  readonly inputs: Readonly<Record<string, number | string | null>>;
  /** The arithmetic with its numbers in it, such as `(100 - 50) / (60 - 35) × (36 - 35) + 50 = 52, up to 52`. */
  readonly arithmetic: string;
  /** How the result was rounded, such as `half to even, 1 decimal`; absent where it was not. */
  readonly rounding?: string;
  readonly result: number | string | null;
}

/** The rounding of GB/T 8170 in words. */
export const halfEven = (digits: number): string =>
  `half to even, ${digits} decimal${digits === 1 ? '' : 's'}`;

/** Collects the steps of a derivation. Pass none and nothing is written: `trace?.step({ … })`. */
export interface Trace {
  step(step: Step): void;
}

/** A trace that keeps its steps in order. */
export class Derivation implements Trace {
  readonly steps: Step[] = [];

  step(step: Step): void {
    this.steps.push(step);
  }
}
