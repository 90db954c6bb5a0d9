import {
  columnOf,
  type DaySpan,
  hasAnnualRows,
  type PeriodEditionsUsed,
  type PeriodFigures,
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
  hasDayRule,
  isCalendarYear,
  isMissing,
  judgeDays,
  type Maybe,
  missing,
  type PeriodStatistic,
  type PeriodStatistics,
  rational,
  roundRational,
  type StatisticRow,
  type Validity,
} from '@lanbi/standards';
import type { SlidingWindow } from './sliding-window.ts';

/** Valid days of a pollutant in a calendar month (`month` 0 to 11). */
export type MonthCount = (year: number, month: number, column: number) => number;

/** The validity of a pollutant, and whether table 4 has a rule for it over the period. */
interface Judged {
  readonly validity: Validity;
  readonly ruled: boolean;
}

/** The days of a pollutant in the window, and in its months. */
function countedDays(window: SlidingWindow, column: number, inMonth: MonthCount): CountedDays {
  return {
    count: window.count(column),
    inMonth: (month) => inMonth(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, column),
  };
}

function statisticOf(
  row: StatisticRow,
  { validity, ruled }: Judged,
  window: SlidingWindow,
  isExact: boolean,
): PeriodStatistic {
  if (validity.kind === 'missing') return { row, value: missing(validity.reason), validity };
  if (validity.kind === 'insufficient' && ruled) return { row, value: missing('too-few-samples'), validity };
  const column = columnOf(row.pollutant);
  const { percent } = row;
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

const counted = (of: (column: number) => number): Record<AirPollutant, number> =>
  Object.fromEntries(AIR_POLLUTANTS.map((each, column) => [each, of(column)])) as Record<
    AirPollutant,
    number
  >;

/** The statistics that a sliding window stands for: the same figures as `periodStatistics` of its days. */
export function windowMeans(
  period: StandingPeriod | 'custom',
  span: DaySpan,
  window: SlidingWindow,
  { gb3095, hj663 }: PeriodEditionsUsed,
  inMonth: MonthCount,
  { coverage, exact = false }: { readonly coverage?: number | undefined; readonly exact?: boolean } = {},
): PeriodMeans {
  const rules = { ...periodRules(period, span), coverage };
  const judged = eachPollutant((of): Judged => {
    const days = countedDays(window, columnOf(of), inMonth);
    return {
      validity: judgeDays(days, of, span, gb3095, rules),
      ruled: hasDayRule(of, span, gb3095, rules),
    };
  });
  const isYear = hasAnnualRows(period) && isCalendarYear(span);
  const rows = hj663.statistics
    .filter(({ periods }) => periods === 'every' || isYear)
    .map((row) => statisticOf(row, judged[row.pollutant], window, exact));
  return {
    statistics: { edition: hj663.id, period: span, rows, ...forIndex(rows) },
    days: counted((column) => window.count(column)),
  };
}

/** What is counted of the daily indices of a window. */
export function windowIndices(
  window: SlidingWindow,
  { hj633, hj663 }: PeriodEditionsUsed,
): Pick<PeriodFigures, 'goodDays' | 'primaryDays'> {
  const indices = window.indicesUnder(hj633);
  const { good, indexed } = indices;
  return {
    goodDays: { good, valid: indexed, ratio: ratioOf(good, indexed, hj663.digits.ratio) },
    primaryDays: counted((column) => indices.primaryDays(column)),
  };
}
