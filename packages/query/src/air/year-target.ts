import {
  columnOf,
  datesOf,
  editionsOfPeriod,
  MILLION,
  type Subject,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import { AIR_TARGETS, type AirTarget, type AirTargets } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  civilDate,
  DAY,
  dateAt,
  type Hj663Edition,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  startOfDate,
} from '@lanbi/standards';
import { daysIn } from './figure.ts';
import type { PeriodFigure } from './period.ts';
import type { SubjectDays } from './subject-days.ts';

/** What is left until a target of the year. */
export interface TargetLeft {
  readonly target: AirTarget;
  readonly value: number;
  /** Of the year so far: as `value` is. */
  readonly soFar: Maybe<number>;
  /** Days that it is made of. */
  readonly days: number;
  /** Whether the year so far meets the target; undefined where there is nothing of it. */
  readonly meets: boolean | undefined;
  /** Whether the target can still be met, if each day that is left has a value; of a year without data, if days are left. */
  readonly reachable: boolean;
  /** The mean that the days that are left may have; absent where it is not a mean, or nothing is left. */
  readonly mean?: number;
  /** Good days that are still needed. */
  readonly goodDays?: number;
  /** Days that may still be above the target of a percentile. */
  readonly daysAbove?: number;
  /** The index of a year is no mean of days: what is left of it is an estimate ([D]). */
  readonly isEstimate?: true;
}

/** The year so far of a subject. */
export interface YearSoFar {
  readonly days: SubjectDays;
  /** From the first day of the year to the last that is over. */
  readonly window: Window;
  readonly figure: PeriodFigure;
  /** Days of the year that are not over. */
  readonly left: number;
}

/** Days that a percentile may leave above a limit: k = 1 + (n - 1) p, and the value behind k decides too. */
function aboveAllowed(count: number, percent: number): number {
  const hundredths = (count - 1) * percent;
  const decides = Math.ceil(hundredths / 100) + 1;
  return Math.max(0, count - decides);
}

/** The values of a pollutant in the year so far, in millionths, without days of dust. */
function valuesOf({ days, window }: YearSoFar, of: AirPollutant, hj663: Hj663Edition): readonly number[] {
  const values: number[] = [];
  const { first, last } = daysIn(days.subject, window);
  days.takenBy(hj663).eachValue(first, last, columnOf(of), (millionths, num, den) => {
    values.push(millionths + (den > 0 ? num / den : 0));
  });
  return values;
}

/** A mean that days may have, rounded down so that it does not promise too much. */
const roundedDown = (value: number): number => Math.floor(value * 10 + 1e-6) / 10;

/** What the days that are left may have so that the mean of all is a value. */
function meanLeft(value: number, sum: number, count: number, left: number): number {
  return (value * (count + left) - sum) / left;
}

function leftOfMean(target: AirPollutant, value: number, year: YearSoFar, hj663: Hj663Edition): TargetLeft {
  const soFar = year.figure.body.concentrations[target];
  const values = valuesOf(year, target, hj663);
  const sum = values.reduce((total, each) => total + each, 0) / MILLION;
  const meets = isMissing(soFar) ? undefined : soFar <= value;
  const own = { target, value, soFar, days: values.length, meets };
  if (year.left === 0) return { ...own, reachable: meets ?? false };
  const mean = meanLeft(value, sum, values.length, year.left);
  return { ...own, reachable: mean >= 0, ...(mean >= 0 && { mean: roundedDown(mean) }) };
}

function leftOfPercentile(
  target: 'co' | 'o3',
  value: number,
  year: YearSoFar,
  hj663: Hj663Edition,
): TargetLeft {
  const row = hj663.statistics.find(({ pollutant, periods }) => pollutant === target && periods === 'every');
  const soFar = year.figure.body.concentrations[target];
  const values = valuesOf(year, target, hj663);
  const above = values.filter((each) => each > value * MILLION).length;
  const allowed = aboveAllowed(values.length + year.left, row?.percent ?? 100) - above;
  const meets = isMissing(soFar) ? undefined : soFar <= value;
  const own = { target, value, soFar, days: values.length, meets };
  return { ...own, reachable: allowed >= 0, ...(allowed >= 0 && { daysAbove: allowed }) };
}

function leftOfIndex(value: number, { figure, left }: YearSoFar): TargetLeft {
  const { composite, days } = figure.body;
  const count = Math.min(...AIR_POLLUTANTS.map((of) => days[of]));
  const soFar = composite.index;
  const meets = isMissing(soFar) ? undefined : soFar <= value;
  const own = { target: 'composite_index', value, soFar, days: count, meets } as const;
  if (isMissing(soFar) || left === 0) return { ...own, reachable: meets ?? left > 0 };
  const mean = meanLeft(value, soFar * count, count, left);
  const rounded = Math.floor(mean * 100 + 1e-6) / 100;
  return { ...own, reachable: mean >= 0, ...(mean >= 0 && { mean: rounded }), isEstimate: true };
}

function leftOfGoodDays(target: 'good_days' | 'good_day_ratio', value: number, year: YearSoFar): TargetLeft {
  const { good, valid, ratio } = year.figure.body.goodDays;
  // Without an index the year has no count of good days: 0 would say that each day was bad.
  if (isMissing(ratio))
    return { target, value, soFar: ratio, days: valid, meets: undefined, reachable: year.left > 0 };
  const all = target === 'good_days' ? value : Math.ceil((value * (valid + year.left)) / 100 - 1e-9);
  const goodDays = Math.max(0, all - good);
  const soFar = target === 'good_days' ? good : ratio;
  return {
    target,
    value,
    soFar,
    days: valid,
    meets: soFar >= value,
    reachable: goodDays <= year.left,
    goodDays,
  };
}

/** What is left until each target of a year, in the order of the model. */
export function targetsLeft(targets: AirTargets, year: YearSoFar): readonly TargetLeft[] {
  const [from, to] = datesOf(year.window);
  const { hj663 } = editionsOfPeriod({ from, to }, {});
  return AIR_TARGETS.flatMap((target): TargetLeft[] => {
    const value = targets[target];
    if (value === undefined) return [];
    if (target === 'composite_index') return [leftOfIndex(value, year)];
    if (target === 'good_days' || target === 'good_day_ratio') return [leftOfGoodDays(target, value, year)];
    if (target === 'co' || target === 'o3') return [leftOfPercentile(target, value, year, hj663)];
    return [leftOfMean(target, value, year, hj663)];
  });
}

/** The targets of a year of a subject, and the year so far. */
export interface YearTargets {
  readonly subject: Subject;
  readonly figure: PeriodFigure;
  readonly left: number;
  readonly targets: readonly TargetLeft[];
}

/** The days of a year that are over, at least the first, and how many are not. */
export function yearSoFar(year: string, now: Instant): { readonly window: Window; readonly left: number } {
  const { from, to } = windowOf('year', civilDate(`${year}-01-01`));
  const over = Math.min(Math.max(startOfDate(dateAt(now)), from), to);
  return {
    window: { from, to: instant(Math.max(over, from + DAY)) },
    left: Math.round((to - over) / DAY),
  };
}
