import {
  columnOf,
  type DaySpan,
  dayOfDate,
  hasAnnualRows,
  type IndexDayCounts,
  type LeftOutDay,
  type PeriodEditionsUsed,
  type PeriodMeans,
  periodRules,
} from '@lanbi/evaluation';
import type { StandingPeriod } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type CountedDays,
  eachPollutant,
  type GoodDays,
  type Hj663Edition,
  hasDayRule,
  isCalendarYear,
  isMissing,
  type Maybe,
  missing,
  noFigure,
  type PeriodStatistic,
  type PeriodStatistics,
  rational,
  roundRational,
  type StatisticRow,
  type Validity,
  validityOfDays,
} from '@lanbi/standards';
import type { IndexCounts } from './index-counts.ts';
import type { SlidingWindow } from './sliding-window.ts';

/** Valid days of a pollutant in a calendar month (`month` 0 to 11). */
export type MonthCount = (year: number, month: number, column: number) => number;

/** The validity of a pollutant, and whether table 4 has a rule for it over the period. */
interface ColumnValidity {
  readonly validity: Validity;
  readonly ruled: boolean;
}

/** The days of a pollutant in the window with a value, and how many of them its statistics leave out. */
interface Taken {
  readonly window: SlidingWindow;
  readonly leftOut: readonly LeftOutDay[];
}

/** Days with a value: those that statistics leave out are measured all the same. */
const measured = ({ window, leftOut }: Taken, of: AirPollutant): number =>
  window.count(columnOf(of)) + leftOut.filter(({ pollutants }) => pollutants.includes(of)).length;

/** The days of a pollutant in the window, and in its months. */
function countedDays(taken: Taken, of: AirPollutant, inMonth: MonthCount): CountedDays {
  const column = columnOf(of);
  return {
    count: measured(taken, of),
    inMonth: (month) => inMonth(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, column),
  };
}

function statisticOf(
  row: StatisticRow,
  { validity, ruled }: ColumnValidity,
  window: SlidingWindow,
  isExact: boolean,
): PeriodStatistic {
  if (validity.kind === 'missing') return { row, value: missing(validity.reason), validity };
  if (validity.kind === 'insufficient' && ruled) return { row, value: missing('too-few-samples'), validity };
  const column = columnOf(row.pollutant);
  const { percent } = row;
  if (window.count(column) === 0) return { row, ...noFigure(missing('no-data')) };
  const value = percent === undefined ? window.mean(column) : window.percentile(column, percent);
  const side = isMissing(value) ? 0 : window.sideOf(column, value, percent);
  return {
    row,
    value,
    validity,
    ...(side !== 0 && { side }),
    ...(isExact && !isMissing(value) && { exact: window.exactly(column, percent) }),
  };
}

function ratioOf(good: number, indexed: number, digits: number): Maybe<number> {
  return indexed === 0
    ? missing('no-data')
    : roundRational(rational(BigInt(good * 100), BigInt(indexed)), digits);
}

/** In the shape that a composite index takes. */
function forIndex(rows: readonly PeriodStatistic[]): Pick<PeriodStatistics, 'values' | 'percentiles'> {
  const values: Record<AirPollutant, Maybe<number>> = eachPollutant(() => missing('not-applicable'));
  const percentiles: Partial<Record<AirPollutant, Maybe<number>>> = {};
  for (const { row, value } of rows) (row.periods === 'every' ? values : percentiles)[row.pollutant] = value;
  return { values: values as AirValues, percentiles };
}

const counted = (of: (pollutant: AirPollutant) => number): Record<AirPollutant, number> =>
  Object.fromEntries(AIR_POLLUTANTS.map((each) => [each, of(each)])) as Record<AirPollutant, number>;

/**
 * The statistics that a sliding window stands for: the same figures as `periodStatistics` of its days.
 * @param taken the window without the values that are left out, and the days that they are of
 */
export function windowMeans(
  period: StandingPeriod | 'custom',
  span: DaySpan,
  taken: Taken,
  { gb3095, hj663 }: PeriodEditionsUsed,
  inMonth: MonthCount,
  { coverage, exact = false }: { readonly coverage?: number | undefined; readonly exact?: boolean } = {},
): PeriodMeans {
  const rules = { ...periodRules(period, span), coverage };
  const { window, leftOut } = taken;
  const validities = eachPollutant((of): ColumnValidity => {
    const days = countedDays(taken, of, inMonth);
    return {
      validity: validityOfDays(days, of, span, gb3095, rules),
      ruled: hasDayRule(of, span, gb3095, rules),
    };
  });
  const isYear = hasAnnualRows(period) && isCalendarYear(span);
  const rows = hj663.statistics
    .filter(({ periods }) => periods === 'every' || isYear)
    .map((row) => statisticOf(row, validities[row.pollutant], window, exact));
  return {
    statistics: { edition: hj663.id, period: span, rows, ...forIndex(rows) },
    days: counted((of) => measured(taken, of)),
    leftOut,
  };
}

/** The good days of those that remain without some days. */
function goodWithout(
  days: readonly number[],
  { good, indexed, aqiOf }: Pick<IndexCounts, 'good' | 'indexed' | 'aqiOf'>,
  { goodDay, digits }: Hj663Edition,
): GoodDays {
  const out = days.map(aqiOf).filter((aqi) => aqi !== undefined);
  const valid = indexed - out.length;
  const left = good - out.filter((aqi) => aqi <= goodDay.upTo).length;
  return { good: left, valid, ratio: ratioOf(left, valid, digits.ratio) };
}

/** What is counted of the daily indices of a window. @param leftOut days that statistics leave a value out of */
export function windowIndices(
  window: SlidingWindow,
  { hj633, hj663 }: PeriodEditionsUsed,
  leftOut: readonly LeftOutDay[],
): IndexDayCounts {
  const indices = window.indicesUnder(hj633, hj663);
  const { good, indexed } = indices;
  const dusty = leftOut.map(({ date }) => dayOfDate(date));
  return {
    goodDays: { good, valid: indexed, ratio: ratioOf(good, indexed, hj663.digits.ratio) },
    ...(dusty.length > 0 && { goodDaysWithoutDust: goodWithout(dusty, indices, hj663) }),
    primaryDays: counted((of) => indices.primaryDays(columnOf(of))),
  };
}
