import type { StandingPeriod } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type CivilDate,
  daysOf,
  eachPollutant,
  type Gb3095Edition,
  isCalendarYear,
  type Maybe,
  missing,
  noFigure,
  type PeriodStatistic,
  type PeriodStatistics,
  rational,
  roundRational,
  type StatisticRow,
  type Validity,
} from '@lanbi/standards';
import { datesOf, windowOf } from '../period/window.ts';
import { type DaySpan, hasAnnualRows, type PeriodEditionsUsed, type PeriodFigures } from './air-period.ts';
import { columnOf } from './day-table.ts';
import type { SlidingWindow } from './sliding-window.ts';

/** Valid days of a pollutant in a calendar month (`month` 0 to 11). */
export type MonthCount = (year: number, month: number, column: number) => number;

const isFirst = (date: string): boolean => date.endsWith('-01');
const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const isLast = (date: CivilDate): boolean => datesOf(windowOf('month', date))[1] === date;

/** Whether every whole month of the span has its 27 days (February 25), and a calendar year 324. */
function isEnough(
  span: DaySpan,
  column: number,
  count: number,
  { year }: Gb3095Edition['validity'],
  inMonth: MonthCount,
): boolean {
  if (isCalendarYear(span) && count < year.days) return false;
  const first = monthOf(span.from) + (isFirst(span.from) ? 0 : 1);
  const last = monthOf(span.to) - (isLast(span.to) ? 0 : 1);
  for (let month = first; month <= last; month += 1) {
    const least = month % 12 === 1 ? year.daysInFebruary : year.daysAMonth;
    if (inMonth(Math.floor(month / 12), month % 12, column) < least) return false;
  }
  return true;
}

function validityOf(
  pollutant: AirPollutant,
  window: SlidingWindow,
  span: DaySpan,
  { validity }: Gb3095Edition,
  inMonth: MonthCount,
): Validity {
  const column = columnOf(pollutant);
  const observed = window.count(column);
  if (observed === 0) return { kind: 'missing', reason: 'no-data' };
  const ruled = validity.year.items.includes(pollutant);
  const enough = !ruled || isEnough(span, column, observed, validity, inMonth);
  return { kind: enough ? 'valid' : 'insufficient', expected: daysOf(span), observed };
}

function statisticOf(row: StatisticRow, validity: Validity, window: SlidingWindow): PeriodStatistic {
  if (validity.kind === 'missing') return { row, ...noFigure(missing(validity.reason)) };
  if (validity.kind === 'insufficient') return { row, value: missing('too-few-samples'), validity };
  const column = columnOf(row.pollutant);
  const value = row.percent === undefined ? window.mean(column) : window.percentile(column, row.percent);
  return { row, value, validity };
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

/** The statistics that a sliding window stands for: the same figures as `periodStatistics` of its days. */
export function windowFigures(
  period: StandingPeriod,
  span: DaySpan,
  window: SlidingWindow,
  { gb3095, hj663 }: PeriodEditionsUsed,
  inMonth: MonthCount,
): PeriodFigures {
  const validity = eachPollutant((of) => validityOf(of, window, span, gb3095, inMonth));
  const rows = hj663.statistics
    .filter(({ periods }) => periods === 'every' || hasAnnualRows(period))
    .map((row) => statisticOf(row, validity[row.pollutant], window));
  const { good, indexed } = window.goodDays;
  const counted = (of: (column: number) => number): Record<AirPollutant, number> =>
    Object.fromEntries(AIR_POLLUTANTS.map((each, column) => [each, of(column)])) as Record<
      AirPollutant,
      number
    >;
  return {
    statistics: { edition: hj663.id, period: span, rows, ...forIndex(rows) },
    days: counted((column) => window.count(column)),
    goodDays: { good, valid: indexed, ratio: ratioOf(good, indexed, hj663.digits.ratio) },
    primaryDays: counted((column) => window.primaryDays(column)),
  };
}
