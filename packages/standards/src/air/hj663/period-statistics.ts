import { ExactSum } from '../../exact/exact-sum.ts';
import { compare, divide, exactly, type Rational, rational, sum } from '../../exact/rational.ts';
import { type Carried, exactOf, isShortDecimal, type Remainder, roundable } from '../../exact/remainder.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import { shortfallsOf } from '../../figure/validity.ts';
import type { CivilDate } from '../../time/civil.ts';
import type { ExactInput } from '../composite/input.ts';
import type { Gb3095Edition } from '../gb3095/edition.ts';
import { type AirPollutant, type AirValues, concentration, eachPollutant } from '../pollutant.ts';
import type { Hj663Edition, StatisticRow } from './edition.ts';
import { type ExceptionalPollutants, leftOutOn } from './exceptional-events.ts';
import { type AirFigure, CARRIED_DIGITS, noFigure, shownSum } from './mean.ts';
import { exactPercentile, type PercentileContext, percentile, percentileOfExact } from './percentile.ts';
import {
  hasDayRule,
  isCalendarYear,
  isWithin,
  type Period,
  type PeriodRules,
  periodValidity,
} from './period-validity.ts';

/** The values of a civil day: day means, ozone the daily maximum 8 h; µg/m³, CO mg/m³. */
export interface AirDay {
  readonly date: CivilDate;
  readonly values: AirValues;
  /** What is left of the values that were rounded to a millionth, so that a statistic is rounded once. */
  readonly rests?: Readonly<Partial<Record<AirPollutant, Remainder>>> | undefined;
  /** The pollutants that a day of dust or another exceptional event is out of; `true`: all that the edition names. */
  readonly exceptional?: ExceptionalPollutants | undefined;
}

/** A statistic with the row that asks for it. */
export interface PeriodStatistic extends AirFigure {
  readonly row: StatisticRow;
  /** Below, at or above zero, as the exact statistic is below, at or above the value, where rounding may depend on it. */
  readonly side?: number;
  /** The exact statistic, where it is asked for. */
  readonly exact?: Rational | undefined;
}

export interface PeriodStatistics {
  readonly edition: string;
  readonly period: Period;
  readonly rows: readonly PeriodStatistic[];
  /** What a composite index takes: means of four, percentiles of CO and O3. */
  readonly values: AirValues;
  /** Percentiles of the day means, calendar years only. */
  readonly percentiles: Readonly<Partial<Record<AirPollutant, Maybe<number>>>>;
}

export interface PeriodOptions extends PeriodRules {
  /**
   * What to do with a statistic that misses its rule in table 4: `withhold` it (6.4, the default) or `report` it as
   * it is. One that only misses the share of the days so far, which is no clause of the standard, is always reported.
   */
  readonly whenInsufficient?: 'withhold' | 'report';
  /** `keep` takes exceptional days in although the edition leaves them out. */
  readonly exceptionalEvents?: 'edition' | 'keep';
  /** Decimals; default CARRIED_DIGITS. */
  readonly digits?: number;
  /** Whether each statistic is there exactly too. */
  readonly exact?: boolean | undefined;
}

export interface PeriodEditions {
  readonly gb3095: Gb3095Edition;
  readonly hj663: Hj663Edition;
}

interface Samples {
  readonly dates: CivilDate[];
  /** Of the days that take part. */
  readonly values: Carried[];
}

/** @param hj663 whose exceptional days are left out; undefined: they are kept */
function samplesOf(
  pollutant: AirPollutant,
  days: readonly AirDay[],
  hj663: Hj663Edition | undefined,
): Samples {
  const samples: Samples = { dates: [], values: [] };
  for (const day of days) {
    const value = day.values[pollutant];
    if (isMissing(value)) continue;
    const known = concentration(value);
    samples.dates.push(day.date);
    if (hj663 && leftOutOn(day, hj663).includes(pollutant)) continue;
    const rest = day.rests?.[pollutant];
    samples.values.push(rest ? { value: known, rest } : { value: known });
  }
  return samples;
}

/** The days that statistics of a pollutant leave out, as one step. */
function traceLeftOut(
  pollutant: AirPollutant,
  { dates, values }: Samples,
  { id, exceptionalEvents }: Hj663Edition,
  trace: Trace,
): void {
  const leftOut = dates.length - values.length;
  if (leftOut === 0) return;
  trace.step({
    quantity: `left-out.${pollutant}`,
    edition: id,
    clause: exceptionalEvents.clause,
    inputs: { measured: dates.length, leftOut },
    arithmetic: `${dates.length} - ${leftOut}`,
    result: values.length,
  });
}

function percentileOf(
  values: readonly Carried[],
  percent: number,
  digits: number,
  context?: PercentileContext,
): Maybe<number> {
  if (values.some(({ rest }) => rest))
    return percentileOfExact(values.map(exactOf), percent, digits, context);
  return percentile(
    values.map(({ value }) => value),
    percent,
    digits,
    context,
  );
}

/** The mean or percentile of a row, exactly. @throws RangeError when there is no value */
function exactStatistic({ percent }: StatisticRow, values: readonly Carried[]): Rational {
  const exact = values.map(exactOf);
  if (percent !== undefined) return exactPercentile(exact, percent);
  return divide(sum(exact), rational(BigInt(exact.length)));
}

/** Where the exact statistic lies beside a value that is a short decimal. */
function sideOf(row: StatisticRow, values: readonly Carried[], value: Maybe<number>): number {
  if (isMissing(value) || !isShortDecimal(value)) return 0;
  return compare(exactStatistic(row, values), exactly(value));
}

function statisticOf(
  row: StatisticRow,
  values: readonly Carried[],
  edition: string,
  digits: number,
  trace?: Trace,
): Maybe<number> {
  const quantity = `${row.kind}.${row.pollutant}`;
  if (row.percent !== undefined)
    return percentileOf(values, row.percent, digits, trace && { quantity, edition, trace });
  const total = new ExactSum();
  for (const each of values) {
    if (each.rest) total.addExact(exactOf(each));
    else total.add(each.value);
  }
  const result = total.mean(digits);
  trace?.step({
    quantity,
    edition,
    clause: `${row.clause}; mean of daily means`,
    inputs: { sum: shownSum(total), days: total.count },
    arithmetic: `${shownSum(total)} / ${total.count}`,
    rounding: halfEven(digits),
    result,
  });
  return result;
}

/** The rules of validity that the days of a statistic do not meet, as one step. */
function traceShortfalls({ row, value, validity }: PeriodStatistic, edition: string, trace: Trace): void {
  const shortfalls = shortfallsOf(validity);
  if (shortfalls.length === 0) return;
  const counts = shortfalls.map(({ period, needed, found, unit }) => ({
    of: period ?? unit,
    needed,
    found,
    unit,
  }));
  trace.step({
    quantity: `validity.${row.kind}.${row.pollutant}`,
    edition,
    clause: [...new Set(shortfalls.map(({ clause }) => clause))].join('; '),
    inputs: Object.fromEntries(
      counts.flatMap(({ of, needed, found }) => [
        [`${of}.found`, found] as const,
        [`${of}.needed`, needed] as const,
      ]),
    ),
    arithmetic: counts
      .map(
        ({ of, needed, found, unit }) =>
          `${of === unit ? '' : `${of}: `}${found} of at least ${needed} ${unit}`,
      )
      .join('; '),
    result: isMissing(value) ? value.missing : 'insufficient',
  });
}

/**
 * The statistics of a period by the edition's items: means of daily means and percentiles, never means of months.
 * Exceptional days that the edition leaves out of a pollutant still count as measured days [D].
 * @throws RangeError when a concentration is negative or not finite.
 * @source GB 3095-2026 clause 3, table 4 [P]; HJ 663 items and percentiles [2], exceptional events [2]
 */
export function periodStatistics(
  days: readonly AirDay[],
  period: Period,
  { gb3095, hj663 }: PeriodEditions,
  {
    whenInsufficient = 'withhold',
    exceptionalEvents = 'edition',
    digits = CARRIED_DIGITS,
    exact = false,
    ...rules
  }: PeriodOptions = {},
  trace?: Trace,
): PeriodStatistics {
  const inside = days.filter(({ date }) => isWithin(date, period));
  const of = (pollutant: AirPollutant) => {
    const taken = samplesOf(pollutant, inside, exceptionalEvents === 'edition' ? hj663 : undefined);
    if (trace) traceLeftOut(pollutant, taken, hj663, trace);
    const validity = periodValidity(taken.dates, pollutant, period, gb3095, rules);
    return { values: taken.values, validity };
  };
  const samples = eachPollutant(of);
  const statistic = (row: StatisticRow): PeriodStatistic => {
    const { values, validity } = samples[row.pollutant];
    if (validity.kind === 'missing') return { row, value: missing(validity.reason), validity };
    if (values.length === 0) return { row, ...noFigure(missing('no-data')) };
    const ruled = hasDayRule(row.pollutant, period, gb3095, rules);
    const withheld = validity.kind === 'insufficient' && ruled && whenInsufficient === 'withhold';
    const value = withheld ? missing('too-few-samples') : statisticOf(row, values, hj663.id, digits, trace);
    const side = digits === CARRIED_DIGITS ? sideOf(row, values, value) : 0;
    return {
      row,
      value,
      validity,
      ...(side !== 0 && { side }),
      ...(exact && !isMissing(value) && { exact: exactStatistic(row, values) }),
    };
  };
  const rows = hj663.statistics
    .filter(({ periods }) => periods === 'every' || isCalendarYear(period))
    .map(statistic);
  if (trace) for (const row of rows) traceShortfalls(row, gb3095.id, trace);
  return { edition: hj663.id, period, rows, ...forIndex(rows) };
}

/** The rows in the shape that a composite index takes. */
function forIndex(rows: readonly PeriodStatistic[]): Pick<PeriodStatistics, 'values' | 'percentiles'> {
  const values = eachPollutant((): Maybe<number> => missing('not-applicable'));
  const percentiles: Partial<Record<AirPollutant, Maybe<number>>> = {};
  for (const { row, value } of rows) {
    const target = row.periods === 'every' ? values : percentiles;
    target[row.pollutant] = value;
  }
  return { values, percentiles };
}

/**
 * The statistics with values that are rounded, or held against a limit, as the exact ones behind them are: what index and
 * attainment are made of.
 * @source GB/T 8170: no rounding in steps [P]
 */
export function roundableStatistics(statistics: PeriodStatistics): PeriodStatistics {
  if (statistics.rows.every(({ side }) => side === undefined)) return statistics;
  const rows = statistics.rows.map((row) => {
    const { value, side = 0 } = row;
    return isMissing(value) ? row : { ...row, value: roundable(value, side) };
  });
  return { ...statistics, rows, ...forIndex(rows) };
}

/** The exact statistics in the shape that a composite index takes; undefined where they were not asked for. */
export function exactInput({ rows }: PeriodStatistics): ExactInput | undefined {
  if (rows.every(({ exact }) => exact === undefined)) return undefined;
  const values: Partial<Record<AirPollutant, Rational>> = {};
  const percentiles: Partial<Record<AirPollutant, Rational>> = {};
  for (const { row, exact } of rows)
    if (exact) (row.periods === 'every' ? values : percentiles)[row.pollutant] = exact;
  return { values, percentiles };
}
