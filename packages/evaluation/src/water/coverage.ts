import { DAY, type Instant, type Validity } from '@lanbi/standards';

/** Of how many expected sampling times there is a sample; `observed` is never above `expected`. */
export interface TimesCoverage {
  readonly expected: number;
  readonly observed: number;
}

/**
 * Least share of the expected sampling times that makes a period valid, where no setting names a minimum. No standard
 * has one for automatic sections [D].
 */
export const LEAST_SHARE = 0.75;

/** Of a period that has something; one with nothing is `missing`. */
export const validityByShare = ({ expected, observed }: TimesCoverage): Validity => ({
  kind: observed < LEAST_SHARE * expected ? 'insufficient' : 'valid',
  expected,
  observed,
});

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
