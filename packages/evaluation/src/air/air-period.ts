import type { StandingPeriod } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirDay,
  type AirEditionSet,
  type Aqi,
  airEditionsOf,
  attainment,
  type CivilDate,
  type CompositeOptions,
  compositeIndex,
  dailyAqi,
  daysOf,
  exactInput,
  type GoodDays,
  type GoodDaysOf,
  goodDayRatio,
  isMissing,
  type PeriodStatistics,
  periodStatistics,
  primaryPollutantDays,
  roundableStatistics,
  type Trace,
} from '@lanbi/standards';
import { roundableFurther } from './air-day.ts';
import { roundableValues } from './day-rests.ts';
import { type LeftOutDay, leftOutDays } from './dust.ts';
import type { EvaluatedDay } from './evaluated-day.ts';
import type { AirIndexBody, AirPeriodBody, AirPeriodOptions } from './period-body.ts';
import { periodRules, validityOfPeriod } from './period-validity.ts';

/** First and last civil day of a period. */
export interface DaySpan {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The statistics of the values of the days. */
export interface PeriodMeans {
  readonly statistics: PeriodStatistics;
  readonly days: AirPeriodBody['days'];
  /** Days that the statistics leave out. */
  readonly leftOut: readonly LeftOutDay[];
}

/** The statistics, and the counts of daily indices. */
export interface PeriodFigures extends PeriodMeans {
  readonly goodDays: GoodDays;
  /** Good days without dust days; absent if there are no dust days. */
  readonly goodDaysWithoutDust?: GoodDays | undefined;
  readonly primaryDays: AirPeriodBody['primaryDays'];
}

export interface PeriodEditionsUsed extends AirEditionSet {
  readonly changedWithin: boolean;
}

/** Returns the editions named by the options, else those in force at the end of the span. */
export const editionsOfPeriod = (span: DaySpan, options: AirPeriodOptions): PeriodEditionsUsed => {
  const { gb3095, hj633, hj663, changedWithin } = airEditionsOf(span);
  return {
    gb3095: options.gb3095 ?? gb3095,
    hj633: options.hj633 ?? hj633,
    hj663: options.hj663 ?? hj663,
    changedWithin,
  };
};

/** Computes index, attainment and validity from the statistics. */
export function periodIndex(
  { statistics, days, leftOut }: PeriodMeans,
  length: number,
  provisional: boolean,
  editions: PeriodEditionsUsed,
  options: CompositeOptions = {},
  trace?: Trace,
): AirIndexBody {
  const { values, percentiles } = statistics;
  const rounded = roundableStatistics(statistics);
  const { attains, pollutants } = attainment(rounded, editions, 2, trace);
  return {
    composite: compositeIndex({ ...rounded, exact: exactInput(statistics) }, editions.gb3095, options, trace),
    hj633: editions.hj633.id,
    hj663: editions.hj663.id,
    editionChangedWithin: editions.changedWithin,
    concentrations: values,
    percentiles,
    days,
    attainment: { attains, pollutants },
    ...(leftOut.length > 0 && { dust: leftOut }),
    validity: validityOfPeriod(statistics, days, length),
    provisional,
  };
}

/** What is counted of the indices of the days. */
export type IndexDayCounts = Pick<PeriodFigures, 'goodDays' | 'goodDaysWithoutDust' | 'primaryDays'>;

/** Joins the figure of a period with the counts of its daily indices. */
export function withIndexDays(
  body: AirIndexBody,
  { goodDays, goodDaysWithoutDust, primaryDays }: IndexDayCounts,
): AirPeriodBody {
  const { attainment: attained, dust, validity, provisional, ...rest } = body;
  return {
    ...{ ...rest, goodDays, ...(goodDaysWithoutDust && { goodDaysWithoutDust }), primaryDays },
    ...{ attainment: attained, ...(dust && { dust }), validity, provisional },
  };
}

const YEARLY: readonly (StandingPeriod | 'custom')[] = ['year', 'custom'];

/** Whether a period has the percentiles of a year: a calendar year, or a custom span equal to one. */
export const hasAnnualRows = (period: StandingPeriod | 'custom'): boolean => YEARLY.includes(period);

/** Whether the index uses unrounded concentrations. */
export const takesExact = ({ rounding }: CompositeOptions): boolean => rounding === 'exact';

function withoutAnnualRows(statistics: PeriodStatistics): PeriodStatistics {
  const rows = statistics.rows.filter(({ row }) => row.periods === 'every');
  return { ...statistics, rows, percentiles: {} };
}

/**
 * Computes the figures of a period from its days in a simple and literal way. Figures from columns of days are equal to
 * it.
 * @param provisional whether the last day of the period is not over
 * @source GB 3095 clause 3, HJ 663: statistics of daily values, never of months
 */
export function airPeriod(
  period: StandingPeriod | 'custom',
  span: DaySpan,
  all: readonly EvaluatedDay[],
  provisional: boolean,
  options: AirPeriodOptions = {},
  trace?: Trace,
): AirPeriodBody {
  const editions = editionsOfPeriod(span, options);
  const days = all.filter(({ date }) => date >= span.from && date <= span.to);
  const statistics = { ...periodRules(period, span), ...options.statistics, exact: takesExact(options) };
  const whole = periodStatistics(days, span, editions, statistics, trace);
  const figures: PeriodFigures = {
    statistics: hasAnnualRows(period) ? whole : withoutAnnualRows(whole),
    days: countDays(days),
    leftOut: statistics.exceptionalEvents === 'keep' ? [] : leftOutDays(days, editions.hj663),
    ...countedIndices(days, editions, options, trace),
  };
  const body = periodIndex(figures, daysOf(span), provisional, editions, options, trace);
  return withIndexDays(body, figures);
}

/** Counts good days, good days without dust days, and primary pollutants. */
function countedIndices(
  days: readonly EvaluatedDay[],
  editions: AirEditionSet,
  options: AirPeriodOptions,
  trace: Trace | undefined,
): IndexDayCounts {
  const indices = dayIndices(days, editions, options);
  const { hj663 } = editions;
  const keeps = options.statistics?.exceptionalEvents === 'keep';
  const dusty = new Set(keeps ? [] : leftOutDays(days, hj663).map(({ date }) => date));
  const others = indices.filter((_, at) => !dusty.has(days[at]?.date ?? ('' as CivilDate)));
  const ratio = (of: readonly Aqi[], quantity: GoodDaysOf) =>
    goodDayRatio(
      of.map(({ aqi }) => aqi),
      hj663,
      trace,
      quantity,
    );
  return {
    goodDays: ratio(indices, 'good-day-ratio'),
    ...(dusty.size > 0 && { goodDaysWithoutDust: ratio(others, 'good-day-ratio-without-dust') }),
    primaryDays: primaryPollutantDays(indices),
  };
}

/**
 * Computes the indices of the days, all under the edition of the period, whatever was in force on each day.
 */
function dayIndices(
  days: readonly EvaluatedDay[],
  { hj633 }: AirEditionSet,
  { dailyMethod }: AirPeriodOptions,
): readonly Aqi[] {
  const method = hj633.methods.daily.find(({ id }) => id === dailyMethod)?.id;
  return days.map(({ values, rests, further }) => {
    const input = { values: roundableValues(values, rests), further: roundableFurther(further, rests) };
    return dailyAqi(input, hj633, { method });
  });
}

const countDays = (days: readonly AirDay[]): AirPeriodBody['days'] =>
  Object.fromEntries(
    AIR_POLLUTANTS.map((of) => [of, days.filter(({ values }) => !isMissing(values[of])).length]),
  ) as unknown as AirPeriodBody['days'];
