import {
  atMost,
  type Fraction,
  fraction,
  minus,
  over,
  plus,
  times,
  total,
  whole,
} from '../../water/literal/fraction.ts';

/** Means, percentiles and the ozone day in fractions; decimal text in, null where there is no figure. */
export type Reading = string | null;

const there = (readings: readonly Reading[]): Fraction[] =>
  readings.flatMap((reading) => (reading === null ? [] : [fraction(reading)]));

/** The mean of what is there, if that is at least `required`. */
export function literalMean(readings: readonly Reading[], required: number): Fraction | null {
  const values = there(readings);
  return values.length < required ? null : over(total(values), whole(values.length));
}

/** Insertion sort, then k = 1 + (n - 1)p, s = floor(k), X(s) + (X(s+1) - X(s))(k - s). */
export function literalPercentile(readings: readonly Reading[], percent: number): Fraction | null {
  const sorted: Fraction[] = [];
  for (const value of there(readings)) {
    const at = sorted.findIndex((other) => atMost(value, other));
    sorted.splice(at < 0 ? sorted.length : at, 0, value);
  }
  if (sorted.length === 0) return null;
  const k = plus(whole(1), times(whole(sorted.length - 1), over(whole(percent), whole(100))));
  const s = k.n / k.d;
  const [low, high] = [sorted[Number(s) - 1] ?? whole(0), sorted[Number(s)]];
  return high ? plus(low, times(minus(high, low), minus(k, { n: s, d: 1n }))) : low;
}

/** Of 24 hours: each window of eight that ends at 8 to 24, then the rule of 14 and its exception. */
export function literalOzoneDay(hours: readonly Reading[], limit: number): Fraction | null {
  const windows: Fraction[] = [];
  for (let label = 8; label <= 24; label += 1) {
    const mean = literalMean(hours.slice(label - 8, label), 6);
    if (mean) windows.push(mean);
  }
  const largest = windows.reduce<Fraction | null>((a, b) => (a && atMost(b, a) ? a : b), null);
  if (!largest || windows.length >= 14) return largest;
  // Above the limit by the printed integer: from limit + 1/2 on, where the half goes to the even neighbour.
  return atMost(largest, over(whole(2 * limit + 1), whole(2))) ? null : largest;
}
