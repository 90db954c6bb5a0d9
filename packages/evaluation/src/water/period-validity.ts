import { dateAt, type Instant, type Shortfall, type Validity } from '@lanbi/standards';
import { type ShareRule, type TimesCoverage, timesShortfall } from './coverage.ts';

/** The sampling times of one month of a longer period. */
export interface MonthTimes extends TimesCoverage {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Whether the month has a mean that the period uses. */
  readonly counts: boolean;
}

/** The rule for the number of months of a period. */
export interface MonthsRule {
  /** Minimum number of months; absent: any number. */
  readonly least?: number | undefined;
  /** Edition and clause. */
  readonly clause: string;
}

/** The months of a period, and the number of months of each item. */
export interface CountedMonths {
  readonly months: readonly MonthTimes[];
  readonly counts: Readonly<Record<string, number>>;
}

const isShortfall = (found: Shortfall | undefined): found is Shortfall => found !== undefined;

const byCounts = (times: TimesCoverage, shortfalls: readonly Shortfall[]): Validity => {
  const { expected, observed } = times;
  return shortfalls.length === 0
    ? { kind: 'valid', expected, observed }
    : { kind: 'insufficient', expected, observed, shortfalls };
};

/** Returns the month of an instant, `YYYY-MM`. */
export const monthAt = (at: Instant): string => dateAt(at).slice(0, 7);

/** Returns the validity of a period of results, from its sampling times. */
export const timesValidity = (times: TimesCoverage, rule: ShareRule = {}): Validity => {
  const shortfalls = [timesShortfall(times, rule)].filter(isShortfall);
  return times.observed === 0
    ? { kind: 'missing', reason: 'no-data', shortfalls }
    : byCounts(times, shortfalls);
};

const tooFewMonths = (found: number, { least, clause }: MonthsRule, item?: string): Shortfall | undefined => {
  if (least === undefined || found >= least) return undefined;
  const named = item === undefined ? {} : { item };
  return { rule: 'months-a-period', clause, ...named, needed: least, found, unit: 'months' };
};

/** Returns the months with too small a share. @param before the first month that is not over */
const thinMonths = (
  months: readonly MonthTimes[],
  { coverage }: ShareRule,
  before: string | undefined,
): readonly Shortfall[] =>
  months.flatMap(({ month, expected, observed }) => {
    if (expected === 0 || (before !== undefined && month >= before)) return [];
    const short = timesShortfall({ expected, observed }, { coverage });
    return short ? [{ ...short, period: month }] : [];
  });

/**
 * Returns the validity of a period of months: it needs the share of the expected sampling times and, in addition, the
 * number of months that the method requires. The shortfalls name months with too few samples and items with too few
 * months.
 * @param before the first month that is not over, for a current period
 */
export function monthsValidity(
  times: TimesCoverage,
  { months, counts }: CountedMonths,
  least: MonthsRule,
  rule: ShareRule = {},
  before?: string,
): Validity {
  const counted = months.filter(({ counts: own }) => own).length;
  const whole = [timesShortfall(times, rule), tooFewMonths(counted, least)].filter(isShortfall);
  if (whole.length === 0) return byCounts(times, whole);
  const items = Object.entries(counts).flatMap(([item, count]) =>
    count === counted ? [] : [tooFewMonths(count, least, item)].filter(isShortfall),
  );
  const shortfalls = [...whole, ...thinMonths(months, rule, before), ...items];
  return counted === 0 ? { kind: 'missing', reason: 'no-data', shortfalls } : byCounts(times, shortfalls);
}
