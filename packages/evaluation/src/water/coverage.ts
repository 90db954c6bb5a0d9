import { DAY, type Instant, PERIOD_COVERAGE, type Shortfall } from '@lanbi/standards';

/** Numbers of expected sampling times, and of those with a sample; `observed` is never above `expected`. */
export interface TimesCoverage {
  readonly expected: number;
  readonly observed: number;
}

/** The share of expected sampling times that a period needs. */
export interface ShareRule {
  /** Minimum share in percent; default PERIOD_COVERAGE. No standard has one for automatic sections [D]. */
  readonly coverage?: number | undefined;
  /** Number of expected times of the days that are over; default all of the period. */
  readonly due?: number | undefined;
}

/**
 * Returns the shortfall of a period with too few sampling times, if it has one. At least one time is needed.
 */
export function timesShortfall(
  { expected, observed }: TimesCoverage,
  { coverage = PERIOD_COVERAGE, due = expected }: ShareRule = {},
): Shortfall | undefined {
  const needed = Math.max(1, Math.ceil((due * coverage) / 100));
  if (observed >= needed) return undefined;
  const clause = `${coverage} % of the expected times so far`;
  return { rule: 'share-of-samples', clause, needed, found: observed, unit: 'samples' };
}

/** Returns the expected sampling times of a day; below 1 for a station that samples less than daily. */
export const expectedPerDay = (period: number): number | undefined =>
  period > 0 ? Math.max(Math.min(1, DAY / 1000 / period), Math.round(DAY / 1000 / period)) : undefined;

/** Returns the sum of expected times as an integer, at least one. */
export const wholeExpected = (sum: number): number => Math.max(1, Math.round(sum));

/** A sampling time with a value, and whether all its samples are instantaneous. */
export interface SampledTime {
  readonly at: Instant;
  readonly isInstant: boolean;
}

/**
 * Counts the expected times of a day that have a sample: the day is divided into as many equal parts as samples are
 * expected, and each part counts once. Without an expectation every sampling time counts.
 * @param perDay `expectedPerDay` of the most frequent station; for another `length` than a day the number for that
 * length
 */
export function coveredTimes(
  times: Iterable<SampledTime>,
  day: Instant,
  perDay: number | undefined,
  length: number = DAY,
): number {
  const stretch = perDay === undefined ? 1 : length / Math.max(1, perDay);
  const places = new Set<number>();
  for (const { at, isInstant } of times)
    places.add(isInstant ? Math.floor((at - day) / stretch) + 1 : Math.ceil((at - day) / stretch));
  return places.size;
}
