import { divideHalfEven } from '@lanbi/standards';

/**
 * Numbers in ascending order, in one typed array. An insertion finds its place in O(log n) and moves the rest in
 * one copy: O(n) in the letter, of at most 366 values in any standing period, which is measured to cost less than a
 * microsecond (`npm run bench evaluation-air`); a window of 3,650 values costs three times as much.
 */
export class SortedValues {
  #values = new Float64Array(8);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    if (this.#length === this.#values.length) this.#grow();
    const at = this.#place(value);
    this.#values.copyWithin(at + 1, at, this.#length);
    this.#values[at] = value;
    this.#length += 1;
  }

  /** Takes out one of the value, which must be there. */
  remove(value: number): void {
    const at = this.#place(value);
    if (this.#values[at] !== value || at >= this.#length) throw new RangeError(`no ${value} to take out`);
    this.#values.copyWithin(at, at + 1, this.#length);
    this.#length -= 1;
  }

  clear(): void {
    this.#length = 0;
  }

  /**
   * The percentile of integers, to an integer half to even, of others as it is; undefined for no values: k = 1 + (n - 1)·p, s = floor(k),
   * X(s) + (X(s+1) - X(s))·(k - s), in integers.
   * @source HJ 663-2013 annex A [2]
   */
  percentile(percent: number): number | undefined {
    if (this.#length === 0) return undefined;
    const hundredths = (this.#length - 1) * percent;
    const part = hundredths % 100;
    const before = (hundredths - part) / 100;
    const low = this.#values[before] ?? 0;
    const high = before + 1 < this.#length ? (this.#values[before + 1] ?? 0) : low;
    if (Number.isInteger(low) && Number.isInteger(high))
      return divideHalfEven(low * (100 - part) + high * part, 100);
    return low + ((high - low) * part) / 100;
  }

  /** The first place whose value is not below. */
  #place(value: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}
