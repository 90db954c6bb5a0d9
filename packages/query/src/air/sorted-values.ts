import { divideHalfEven } from '@lanbi/standards';

/** The two values that a percentile lies between. */
export interface PercentileEnds {
  /** Place of the lower one from 0. */
  readonly before: number;
  /** Hundredths of the way to the upper one. */
  readonly part: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Numbers of which percentiles are asked for, in one typed array. Those that were put in together are brought into
 * order when the first other one comes or goes; until then a percentile selects its place. Once in order, an insertion
 * finds its place in O(log n) and moves the rest in one copy: O(n) in the letter, of at most 366 values in any standing
 * period, which is measured to cost less than a microsecond (`npm run bench evaluation-air`); a window of 3,650 values
 * costs three times as much.
 */
export class SortedValues {
  #values = new Float64Array(8);
  #length = 0;
  #isSorted = true;

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    this.#sort();
    if (this.#length === this.#values.length) this.#grow();
    const at = this.#place(value);
    this.#values.copyWithin(at + 1, at, this.#length);
    this.#values[at] = value;
    this.#length += 1;
  }

  /** Takes out one of the value, which must be there. */
  remove(value: number): void {
    this.#sort();
    const at = this.#place(value);
    if (this.#values[at] !== value || at >= this.#length) throw new RangeError(`no ${value} to take out`);
    this.#values.copyWithin(at, at + 1, this.#length);
    this.#length -= 1;
  }

  /** Holds these and no others. */
  fill(values: Float64Array): void {
    if (this.#values.length < values.length) this.#values = new Float64Array(values.length);
    this.#values.set(values);
    this.#length = values.length;
    this.#isSorted = false;
  }

  /**
   * Where a percentile lies: k = 1 + (n - 1)·p, s = floor(k), between X(s) and X(s+1); undefined for no values.
   * @source HJ 663-2013 annex A [2]
   */
  ends(percent: number): PercentileEnds | undefined {
    if (this.#length === 0) return undefined;
    const hundredths = (this.#length - 1) * percent;
    const part = hundredths % 100;
    const before = (hundredths - part) / 100;
    if (!this.#isSorted) select(this.#values, this.#length, before);
    const low = this.#values[before] ?? 0;
    return { before, part, low, high: before + 1 < this.#length ? this.#above(before) : low };
  }

  /**
   * The percentile of integers, to an integer half to even, of others as it is; undefined for no values: X(s) +
   * (X(s+1) - X(s))·(k - s), in integers.
   * @source HJ 663-2013 annex A [2]
   */
  percentile(percent: number): number | undefined {
    const ends = this.ends(percent);
    if (!ends) return undefined;
    const { part, low, high } = ends;
    if (Number.isInteger(low) && Number.isInteger(high))
      return divideHalfEven(low * (100 - part) + high * part, 100);
    return low + ((high - low) * part) / 100;
  }

  /** The next value behind a place, before which there is none that is larger than at it. */
  #above(place: number): number {
    if (this.#isSorted) return this.#values[place + 1] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    for (let at = place + 1; at < this.#length; at += 1) least = Math.min(least, this.#values[at] ?? least);
    return least;
  }

  #sort(): void {
    if (this.#isSorted) return;
    this.#values.subarray(0, this.#length).sort();
    this.#isSorted = true;
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

/** Brings the value of a place in ascending order there, with none before it that is larger and none behind that is smaller. */
function select(values: Float64Array, length: number, place: number): void {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const [left, right] = partition(values, low, high);
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}

/** Parts values into those up to the right and those from the left on, none of which is smaller. */
function partition(values: Float64Array, low: number, high: number): readonly [left: number, right: number] {
  const pivot = values[(low + high) >>> 1] ?? 0;
  let [left, right] = [low, high];
  while (left <= right) {
    while ((values[left] ?? pivot) < pivot) left += 1;
    while ((values[right] ?? pivot) > pivot) right -= 1;
    if (left > right) break;
    const moved = values[left] ?? 0;
    values[left++] = values[right] ?? 0;
    values[right--] = moved;
  }
  return [left, right];
}
