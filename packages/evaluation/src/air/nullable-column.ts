import { missingCode, missingReason } from '@lanbi/model';
import { isMissing, type Maybe, missing } from '@lanbi/standards';

/** A fixed number of values or reasons in nine bytes each; initially all are `no-data`. */
export class NullableColumn {
  readonly #values: Float64Array;
  readonly #reasons: Uint8Array;

  constructor(length: number) {
    // One buffer for both arrays: a buffer costs the garbage collector more than its content.
    const buffer = new ArrayBuffer(length * (Float64Array.BYTES_PER_ELEMENT + 1));
    this.#values = new Float64Array(buffer, 0, length).fill(Number.NaN);
    this.#reasons = new Uint8Array(buffer, length * Float64Array.BYTES_PER_ELEMENT, length);
  }

  get length(): number {
    return this.#values.length;
  }

  /** Returns a copy with twice the size. */
  grown(): NullableColumn {
    const twice = new NullableColumn(this.length * 2);
    twice.#values.set(this.#values);
    twice.#reasons.set(this.#reasons);
    return twice;
  }

  at(index: number): Maybe<number> {
    const value = this.#values[index] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
    const code = this.#reasons[index] ?? 0;
    const reason = missingReason(code);
    if (reason === undefined) throw new RangeError(`no reason for a missing value has the number ${code}`);
    return missing(reason);
  }

  /** Returns the value, or NaN if it is missing. */
  number(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  put(index: number, value: Maybe<number>): void {
    const none = isMissing(value);
    this.#values[index] = none ? Number.NaN : value;
    this.#reasons[index] = none ? missingCode(value.missing) : 0;
  }
}
