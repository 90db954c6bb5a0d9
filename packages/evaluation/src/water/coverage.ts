import { DAY, type Instant, PERIOD_COVERAGE, type Shortfall } from '@lanbi/standards';

/** Of how many expected sampling times there is a sample; `observed` is never above `expected`. */
export interface TimesCoverage {
  readonly expected: number;
  readonly observed: number;
}

/** By what share of the expected sampling times a period is judged. */
export interface ShareRule {
  /** Least share, per cent; default PERIOD_COVERAGE. No standard has one for automatic sections [D]. */
  readonly coverage?: number | undefined;
  /** Expected times of the days that are over; default all of the period. */
  readonly due?: number | undefined;
}

/** The share of the expected times that a period falls short of, if it does. At least one time is needed. */
export function timesShortfall(
  { expected, observed }: TimesCoverage,
  { coverage = PERIOD_COVERAGE, due = expected }: ShareRule = {},
): Shortfall | undefined {
  const needed = Math.max(1, Math.ceil((due * coverage) / 100));
  if (observed >= needed) return undefined;
  const clause = `${coverage} % of the expected times so far`;
  return { rule: 'share-of-samples', clause, needed, found: observed, unit: 'samples' };
}

/** Expected sampling times of a day: of a station that samples less than daily a part of one. */
export const expectedPerDay = (period: number): number | undefined =>
  period > 0 ? Math.max(Math.min(1, DAY / 1000 / period), Math.round(DAY / 1000 / period)) : undefined;

/** The whole number of expected times that those of days add up to, at least one. */
export const wholeExpected = (sum: number): number => Math.max(1, Math.round(sum));

/** A sampling time that has a value, and whether all of its samples are instants. */
export interface SampledTime {
  readonly at: Instant;
  readonly isInstant: boolean;
}

/**
 * How many of a day's expected times have a sample: the day in as many equal stretches as samples are expected, each
 * counted once, however many samples it has. Without an expectation every sampling time counts.
 * @param perDay as `expectedPerDay` of the most frequent station; of another `length` than a day as many as that has
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
