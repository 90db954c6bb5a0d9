import type { StandingPeriod } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirDay,
  type AirPollutant,
  type AirValues,
  type Aqi,
  airEditionsOf,
  attainment,
  type CivilDate,
  type CompositeIndex,
  type CompositeOptions,
  compositeIndex,
  daysOf,
  type Gb3095Edition,
  type GoodDays,
  goodDayRatio,
  type Hj663Edition,
  isMissing,
  type Maybe,
  type PeriodOptions,
  type PeriodStatistics,
  periodStatistics,
  primaryPollutantDays,
  type Trace,
  type Validity,
} from '@lanbi/standards';

/** First and last civil day of a period. */
export interface DaySpan {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The composite index of a period and what goes with it, as stored under `composite.{period}`. */
export interface AirPeriodBody {
  readonly composite: CompositeIndex;
  readonly hj663: string;
  /** True where another edition or stage was in force when the period began. */
  readonly editionChangedWithin: boolean;
  /** Period means, CO 95th and ozone 90th percentile: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Percentiles of the day means, of a calendar year only. */
  readonly percentiles: PeriodStatistics['percentiles'];
  /** Valid days of each pollutant. */
  readonly days: Readonly<Record<AirPollutant, number>>;
  readonly goodDays: GoodDays;
  /** On how many days each was a primary pollutant. */
  readonly primaryDays: Readonly<Record<AirPollutant, number>>;
  /** Grade 2. */
  readonly attainment: {
    readonly attains: Maybe<boolean>;
    readonly pollutants: Readonly<Record<AirPollutant, Maybe<boolean>>>;
  };
  /** In days: those of the period, and those that the pollutant with the fewest has. */
  readonly validity: Validity;
  /** True while the last day of the period is not over. */
  readonly provisional: boolean;
}

/** What a period is evaluated under, where it differs from the editions in force at its end. */
export interface AirPeriodOptions extends CompositeOptions {
  readonly gb3095?: Gb3095Edition | undefined;
  readonly hj663?: Hj663Edition | undefined;
  readonly statistics?: PeriodOptions;
}

/** The statistics of the days, however they were come by. */
export interface PeriodFigures {
  readonly statistics: PeriodStatistics;
  readonly days: AirPeriodBody['days'];
  readonly goodDays: GoodDays;
  readonly primaryDays: AirPeriodBody['primaryDays'];
}

function validityOf({ statistics, days }: PeriodFigures, expected: number): Validity {
  const rows = statistics.rows.filter(({ row }) => row.periods === 'every');
  const counts = AIR_POLLUTANTS.map((pollutant) => days[pollutant]);
  if (Math.max(...counts) === 0) return { kind: 'missing', reason: 'no-data' };
  const valid = rows.every(({ validity }) => validity.kind === 'valid');
  return { kind: valid ? 'valid' : 'insufficient', expected, observed: Math.min(...counts) };
}

export interface PeriodEditionsUsed {
  readonly gb3095: Gb3095Edition;
  readonly hj663: Hj663Edition;
  readonly changedWithin: boolean;
}

export const editionsOfPeriod = (span: DaySpan, options: AirPeriodOptions): PeriodEditionsUsed => {
  const { gb3095, hj663, changedWithin } = airEditionsOf(span);
  return { gb3095: options.gb3095 ?? gb3095, hj663: options.hj663 ?? hj663, changedWithin };
};

/** Index, attainment and validity on top of the statistics. */
export function periodBody(
  figures: PeriodFigures,
  length: number,
  provisional: boolean,
  editions: PeriodEditionsUsed,
  options: CompositeOptions = {},
  trace?: Trace,
): AirPeriodBody {
  const { statistics, days, goodDays, primaryDays } = figures;
  const { values, percentiles } = statistics;
  const { attains, pollutants } = attainment(statistics, editions, 2, trace);
  return {
    composite: compositeIndex({ values, percentiles }, editions.gb3095, options, trace),
    hj663: editions.hj663.id,
    editionChangedWithin: editions.changedWithin,
    concentrations: values,
    percentiles,
    days,
    goodDays,
    primaryDays,
    attainment: { attains, pollutants },
    validity: validityOf(figures, length),
    provisional,
  };
}

/** A day of a subject: its values and its index. */
export interface EvaluatedDay extends AirDay {
  readonly aqi: Pick<Aqi, 'aqi' | 'primary'>;
}

const YEARLY: readonly (StandingPeriod | 'custom')[] = ['year', 'custom'];

/** Whether the percentiles of a calendar year belong to the period: a year, or a custom span that is one. */
export const hasAnnualRows = (period: StandingPeriod | 'custom'): boolean => YEARLY.includes(period);

function withoutAnnualRows(statistics: PeriodStatistics): PeriodStatistics {
  const rows = statistics.rows.filter(({ row }) => row.periods === 'every');
  return { ...statistics, rows, percentiles: {} };
}

/**
 * The figures of a period from its days, computed anew: simple and literal. What is kept evaluated by sliding
 * windows is equal to it.
 * @param provisional whether the last day of the period is still to come or runs
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
  const whole = periodStatistics(days, span, editions, options.statistics, trace);
  const figures: PeriodFigures = {
    statistics: hasAnnualRows(period) ? whole : withoutAnnualRows(whole),
    days: countDays(days),
    goodDays: goodDayRatio(
      days.map(({ aqi }) => aqi.aqi),
      editions.hj663,
      trace,
    ),
    primaryDays: primaryPollutantDays(days.map(({ aqi }) => aqi)),
  };
  return periodBody(figures, daysOf(span), provisional, editions, options, trace);
}

const countDays = (days: readonly AirDay[]): AirPeriodBody['days'] =>
  Object.fromEntries(
    AIR_POLLUTANTS.map((of) => [of, days.filter(({ values }) => !isMissing(values[of])).length]),
  ) as unknown as AirPeriodBody['days'];
