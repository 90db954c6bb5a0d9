import { isBelowLimit, type ParameterCode, type StoredObservation, type StoredReading } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';

/** Hours of a rule are hours of an hourly series; of a shorter period as many periods (60 minutes for an hour … one minute). */
export const hourOfRule = (period: number): number => (period > 0 && period < 3600 ? period * 1000 : HOUR);

/** Maximum window of the rules before and after a reading, in hours of its series. */
export const LOOK = 48;

export const lookOf = (period: number): number => LOOK * hourOfRule(period);

/** Initial capacity of a series; it doubles when full. */
const PLACES = 16;

/**
 * The valid readings of one parameter and one length of period, ascending. Each takes sixteen bytes, since the newest
 * of every station are in memory.
 */
export class Series {
  #ends = new Float64Array(PLACES);
  #values = new Float64Array(PLACES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Returns the end of the reading at an index; undefined beyond the series. */
  endAt(index: number): Instant | undefined {
    const end = this.#ends[index];
    return index < this.#length && end !== undefined ? instant(end) : undefined;
  }

  /** Returns the value of the reading at an index; undefined beyond the series. */
  valueAt(index: number): number | undefined {
    return index < this.#length ? this.#values[index] : undefined;
  }

  /** Appends a reading. */
  append(to: Instant, value: number): void {
    if (this.#length === this.#ends.length) this.#grow();
    this.#ends[this.#length] = to;
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** Drops the readings that end before a time, once they are half of the series. */
  forgetBefore(time: number): void {
    if (this.#length < this.#ends.length) return;
    const first = this.#ends.findIndex((end) => end >= time);
    if (first < this.#length / 2) return;
    this.#ends.copyWithin(0, first, this.#length);
    this.#values.copyWithin(0, first, this.#length);
    this.#length -= first;
  }

  #grow(): void {
    const [ends, values] = [this.#ends, this.#values];
    this.#ends = new Float64Array(ends.length * 2);
    this.#values = new Float64Array(ends.length * 2);
    this.#ends.set(ends);
    this.#values.set(values);
  }
}

export type SeriesByParameter = ReadonlyMap<ParameterCode, Series>;

/** Whether a reading can be checked: it is valid and not below the detection limit. */
export const isCheckable = (reading: StoredReading): boolean =>
  reading.invalid === undefined && !isBelowLimit(reading);

/** Appends the valid readings of an observation to the series of their parameters. */
export function appendTo(
  all: Map<ParameterCode, Series>,
  { to, readings }: Pick<StoredObservation, 'to' | 'readings'>,
): void {
  const append = (reading: StoredReading): void => {
    if (!isCheckable(reading)) return;
    const { parameter, value } = reading;
    const series = all.get(parameter) ?? new Series();
    all.set(parameter, series);
    series.append(to, value);
  };
  for (const reading of readings) append(reading);
}

/** Returns the series of each parameter from observations of one period, given in any order. */
export function seriesOf(observations: readonly StoredObservation[]): Map<ParameterCode, Series> {
  const all = new Map<ParameterCode, Series>();
  for (const each of [...observations].sort((a, b) => a.to - b.to)) appendTo(all, each);
  return all;
}

/** Index of a time in a series; -1 if it is not there. */
export function indexOfTime(series: Series, to: Instant): number {
  let [low, high] = [0, series.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = series.endAt(middle) ?? to;
    if (found === to) return middle;
    if (found < to) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Returns the first and last index of the run of equal values around an index, within `reach` before and after.
 */
export function runAround(series: Series, at: number, reach: number): readonly [first: number, last: number] {
  const [end, value] = [series.endAt(at), series.valueAt(at)];
  if (end === undefined) return [at, at];
  const same = (index: number): boolean => {
    const other = index < 0 ? undefined : series.endAt(index);
    return other !== undefined && series.valueAt(index) === value && Math.abs(other - end) <= reach;
  };
  let [first, last] = [at, at];
  while (same(first - 1)) first -= 1;
  while (same(last + 1)) last += 1;
  return [first, last];
}
