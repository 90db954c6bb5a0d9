import { isMissing, type Maybe, type MissingReason, missing } from '@lanbi/standards';

const REASONS: readonly MissingReason[] = [
  'no-data',
  'not-monitored',
  'fault',
  'calibration',
  'maintenance',
  'invalid',
  'too-few-samples',
  'beyond-scale',
  'incomplete',
  'not-applicable',
  'stamp-off',
];
const CODES = new Map(REASONS.map((reason, code) => [reason, code]));

/** A fixed number of figures or reasons in nine bytes each; at first all are `no-data`. */
export class Maybes {
  readonly #values: Float64Array;
  readonly #reasons: Uint8Array;

  constructor(length: number) {
    this.#values = new Float64Array(length).fill(Number.NaN);
    this.#reasons = new Uint8Array(length);
  }

  get length(): number {
    return this.#values.length;
  }

  /** A copy with room for twice as many. */
  grown(): Maybes {
    const twice = new Maybes(this.length * 2);
    twice.#values.set(this.#values);
    twice.#reasons.set(this.#reasons);
    return twice;
  }

  at(index: number): Maybe<number> {
    const value = this.#values[index] ?? Number.NaN;
    return Number.isNaN(value) ? missing(REASONS[this.#reasons[index] ?? 0] ?? 'no-data') : value;
  }

  /** The figure, or NaN where there is none. */
  number(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  put(index: number, value: Maybe<number>): void {
    const none = isMissing(value);
    this.#values[index] = none ? Number.NaN : value;
    this.#reasons[index] = none ? (CODES.get(value.missing) ?? 0) : 0;
  }
}
