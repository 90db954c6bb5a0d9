import type { StandingPeriod } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  daysOf,
  editionById,
  type Gb3095Edition,
  hasDayRule,
  isCalendarPeriod,
  isMissing,
  type Period,
  type PeriodRules,
  type PeriodStatistics,
  type Shortfall,
  shareShortfall,
  shortfallsOf,
  type Validity,
} from '@lanbi/standards';
import type { AirIndexBody, AirPeriodOptions } from './period-body.ts';

const OF_CALENDAR: readonly string[] = ['month', 'quarter', 'half-year', 'year'];

/**
 * Returns the rules of validity of a period. A calendar period, or a custom span equal to one, has the rows of table 4;
 * a rolling period, or one to date, has none, and needs a share of its days.
 * @source no clause found for periods of other kinds [D]
 */
export function periodRules(period: StandingPeriod | 'custom', span: Period): PeriodRules {
  return { calendar: OF_CALENDAR.includes(period) || (period === 'custom' && isCalendarPeriod(span)) };
}

/** Returns a minimum share of days as an option of a period; empty if it is not set. */
export const coverageOptions = (coverage: number | undefined): Pick<AirPeriodOptions, 'statistics'> =>
  coverage === undefined ? {} : { statistics: { coverage } };

type Counts = Readonly<Record<AirPollutant, number>>;

function validityFrom(
  days: Counts,
  expected: number,
  shortfalls: readonly Shortfall[],
  short: boolean,
): Validity {
  const counts = AIR_POLLUTANTS.map((pollutant) => days[pollutant]);
  if (Math.max(...counts) === 0) return { kind: 'missing', reason: 'no-data', shortfalls };
  const observed = Math.min(...counts);
  if (!short) return { kind: 'valid', expected, observed };
  return { kind: 'insufficient', expected, observed, shortfalls };
}

/** Returns the validity of all six pollutants together, with every rule that one of them violates. */
export function validityOfPeriod(
  { rows }: Pick<PeriodStatistics, 'rows'>,
  days: Counts,
  expected: number,
): Validity {
  const own = rows.filter(({ row }) => row.periods === 'every');
  const shortfalls = own.flatMap(({ validity }) => shortfallsOf(validity));
  return validityFrom(days, expected, shortfalls, !own.every(({ validity }) => validity.kind === 'valid'));
}

/** The time and the share by which the validity of a period is decided. */
export interface ValiditySoFar {
  /** Number of days of the period that are over. */
  readonly daysSoFar: number;
  /** Minimum share of the days so far, in percent. */
  readonly coverage: number;
}

/**
 * Returns the validity of stored figures at a time: a current period needs the share of its days so far, and the share
 * may have changed since the figures were stored. The rows of table 4 do not depend on either.
 */
export function validityAt(
  period: StandingPeriod | 'custom',
  span: Period,
  { composite, concentrations, days, validity }: AirIndexBody,
  { daysSoFar, coverage }: ValiditySoFar,
): Validity {
  const edition = editionById(composite.edition) as Gb3095Edition;
  const rules = { ...periodRules(period, span), daysSoFar, coverage };
  const stored = shortfallsOf(validity);
  const shortfalls = AIR_POLLUTANTS.flatMap((item) =>
    hasDayRule(item, span, edition, rules)
      ? stored.filter((short) => short.item === item)
      : (shareShortfall(days[item], item, span, rules) ?? []),
  );
  const withheld = AIR_POLLUTANTS.some((pollutant) => isMissing(concentrations[pollutant]));
  const counted = Math.min(...AIR_POLLUTANTS.map((pollutant) => days[pollutant]));
  const length = daysOf(span);
  const expected = rules.calendar ? length : Math.max(counted, Math.min(length, daysSoFar));
  return validityFrom(days, expected, shortfalls, withheld || shortfalls.length > 0);
}
