import type { Section } from '@lanbi/model';
import {
  gb3838InForce,
  isMissing,
  type MainItem,
  type MissingReason,
  mainItems,
  missing,
  periodMean,
  type SectionClass,
  type SectionOptions,
  sectionClass,
  type Trace,
  type Validity,
  WATER_METHODS,
  type WaterMeasurand,
  type WaterMethod,
  type WaterPeriod,
  type WaterStandards,
  waterAssessmentInForce,
} from '@lanbi/standards';
import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  datesOf,
  type PeriodName,
  type Window,
} from '../period/window.ts';
import type { TimesCoverage } from './coverage.ts';
import { type ItemSums, type ItemSumsText, itemCounts, itemMeans, itemSumsText } from './item-sums.ts';
import { meansToCount, onceRounded } from './month-means.ts';
import { type MonthTimes, monthAt, monthsValidity, timesValidity } from './period-validity.ts';
import type { SectionMonth, WaterMeans } from './section-month.ts';
import type { StateIn } from './section-states.ts';

/** The figure of a section over a period, of the kinds `class.day` … `class.year`. */
export interface SectionPeriodBody {
  readonly section: SectionClass;
  readonly values: WaterMeans;
  /** Number of `counted` in each mean. */
  readonly counts: Readonly<Partial<Record<WaterMeasurand, number>>>;
  readonly counted: 'results' | 'months';
  readonly validity: Validity;
  readonly mainItems: readonly MainItem[];
  /** Numbers of sampling times and of days with a value; for periods of results. */
  readonly samples?: number;
  readonly days?: number;
  /** Number of expected sampling times with a value. */
  readonly covered: number;
  /** Number of expected sampling times of the whole period; absent if the registry does not determine it. */
  readonly expected?: number;
  /** The sampling times of each month, for a period of months. */
  readonly months?: readonly MonthTimes[];
  /** The minimum by which the period was evaluated instead of the share. */
  readonly minimum?: number;
  /** The exact sums, from which the means and every longer period are computed. */
  readonly sums?: ItemSumsText;
  /** States on days of the period, which are left out; absent if there are none. */
  readonly states?: readonly StateIn[];
}

/** Returns a period with the states on its days. */
export const withStates = (body: SectionPeriodBody, states: readonly StateIn[]): SectionPeriodBody =>
  states.length === 0 ? body : { ...body, states };

/** Minimum numbers of results for a class; by default any number, and an incomplete period is marked. */
export interface WaterMinimum {
  /** Minimum number of sampling times in a day. */
  readonly day?: number;
  /** Minimum number of days with a result in a month. */
  readonly month?: number;
}

/** The sums of the results of a day, or of any number of days. */
export interface Aggregate {
  readonly sums: Readonly<ItemSums>;
  readonly samples: number;
  /** Number of expected sampling times with a sample, each counted once. */
  readonly covered: number;
  readonly days: number;
}

/** How a period is to be evaluated. */
export interface SectionPeriodRules {
  /** Results that the whole period should hold; undefined where the registry does not say. */
  readonly expected: number | undefined;
  /** Minimum number for a class. Not set: all results count, and a period with too few is `insufficient`. */
  readonly least: number | undefined;
  /** The unit of `least`. */
  readonly of: 'samples' | 'days';
  /** Number of days of the period. */
  readonly length: number;
  /** Minimum share of the expected times in percent; default PERIOD_COVERAGE. */
  readonly coverage?: number | undefined;
  /** Number of expected times of the days that are over; default all. */
  readonly due?: number | undefined;
}

/** The default method of periods: the items of 环办〔2011〕22号. */
export const PERIOD_METHOD: WaterMethod = WATER_METHODS['2011'];

/** The rule of the method for a period; what is rolling or to date has none of its own and takes that of any span. */
export const waterPeriodOf = (period: PeriodName): WaterPeriod =>
  CALENDAR_PERIODS.find((calendar) => calendar === period) ?? 'custom';

/**
 * Returns the standards of a period: those in force on its last day; means are rounded to the digits of the method's
 * edition before the class is looked up. Method and options may be selected.
 */
export function periodStandards(
  period: PeriodName,
  window: Window,
  method: WaterMethod = PERIOD_METHOD,
  options: Partial<SectionOptions> = {},
): WaterStandards {
  const [, last] = datesOf(window);
  const assessment = waterAssessmentInForce(last);
  const { rounding } = assessment.periods[waterPeriodOf(period)];
  return { edition: gb3838InForce(last), assessment, method, options: { rounding, ...options } };
}

/** Computes the class of a section from its means, and its main pollution items. */
export function classByMeans(
  section: Pick<Section, 'waterBody' | 'target'>,
  values: WaterMeans,
  by: WaterStandards,
  trace?: Trace,
): Pick<SectionPeriodBody, 'section' | 'mainItems'> {
  const { waterBody, target } = section;
  const input = { waterBody, values, ...(target && { target }) };
  const found = sectionClass(input, by.edition, by.method, by.options, trace);
  return { section: found, mainItems: mainItems(found, by.edition, by.assessment, trace) };
}

/** Returns the validity by a minimum instead of the share; its clause is the name of the setting. */
function minimumValidity(
  times: TimesCoverage,
  { samples, days }: Aggregate,
  { least, of, length }: SectionPeriodRules & { readonly least: number },
): Validity {
  const counted = of === 'days' ? { expected: length, observed: Math.min(days, length) } : times;
  if (counted.observed >= least) return { ...counted, kind: 'valid' };
  const clause = of === 'days' ? 'LANBI_WATER_MONTH_MINIMUM' : 'LANBI_WATER_DAY_MINIMUM';
  const rule = of === 'days' ? 'days-a-month' : 'share-of-samples';
  const found = of === 'days' ? days : Math.min(samples, counted.observed);
  return { ...counted, kind: 'insufficient', shortfalls: [{ rule, clause, needed: least, found, unit: of }] };
}

function validityOf(aggregate: Aggregate, rules: SectionPeriodRules): Validity {
  const { samples, covered } = aggregate;
  const { expected = samples, least } = rules;
  const times = { expected, observed: Math.min(covered, expected) };
  if (samples === 0 || least === undefined) return timesValidity({ ...times }, rules);
  return minimumValidity(times, aggregate, { ...rules, least });
}

const withoutValues = (values: WaterMeans, reason: MissingReason): WaterMeans =>
  Object.fromEntries(Object.keys(values).map((measurand) => [measurand, missing(reason)]));

/** Computes the means of results with their validity; without values if there are fewer than a minimum. */
export function meansOfResults(
  aggregate: Aggregate,
  rules: SectionPeriodRules,
): Pick<SectionPeriodBody, 'values' | 'validity'> {
  const validity = validityOf(aggregate, rules);
  const few = rules.least !== undefined && validity.kind === 'insufficient';
  const means: WaterMeans = itemMeans(aggregate.sums);
  return { values: few ? withoutValues(means, 'too-few-samples') : means, validity };
}

/**
 * Computes a period as the mean of its results: a day, a month, a rolling period, or one to date.
 * @source 环办〔2011〕22号, periods: a month is the mean of its results [M]
 */
export function periodOfResults(
  section: Pick<Section, 'waterBody' | 'target'>,
  aggregate: Aggregate,
  rules: SectionPeriodRules,
  by: WaterStandards,
): SectionPeriodBody {
  const { sums, samples, covered, days } = aggregate;
  const { values, validity } = meansOfResults(aggregate, rules);
  return {
    ...classByMeans(section, values, by),
    values,
    counts: itemCounts(sums),
    counted: 'results',
    validity,
    samples,
    days,
    covered,
    ...(rules.expected !== undefined && { expected: rules.expected }),
    ...(rules.least !== undefined && { minimum: rules.least }),
    sums: itemSumsText(sums),
  };
}

/** Number of months of a period of months. */
const MONTHS = { quarter: 3, 'half-year': 6, year: 12 } as const;
export type PeriodOfMonths = Extract<CalendarPeriod, keyof typeof MONTHS>;

export const PERIODS_OF_MONTHS = Object.keys(MONTHS) as readonly PeriodOfMonths[];

const hasMean = (values: WaterMeans = {}): boolean =>
  Object.values(values).some((value) => !isMissing(value));

/** How a period of months is to be evaluated. */
export interface MonthsRules extends Pick<SectionPeriodRules, 'expected' | 'coverage' | 'due'> {
  /** The first month that is not over, `YYYY-MM`, of a period that runs. */
  readonly running?: string;
}

const timesOf = ({ window, expected, covered, values }: SectionMonth): MonthTimes => ({
  month: monthAt(window.from),
  expected: expected ?? covered,
  observed: Math.min(covered, expected ?? covered),
  counts: hasMean(values),
});

/** Returns the rule of an assessment for the number of months of a period. */
export function monthsRuleOf(period: WaterPeriod, { id, periods }: WaterStandards['assessment']) {
  const { least, clause } = periods[period];
  return { least, clause: `${id} ${clause}` };
}

/**
 * Computes a period as the mean of its months: a quarter of at least two, a year of at least eight, a period to date of
 * any number ([D]: the method has no such period). Its coverage is that of the expected sampling times of all its
 * months.
 * @param months all months of the period, in order
 * @source 环办〔2011〕22号, periods [M]
 */
export function periodOfMonths(
  section: Pick<Section, 'waterBody' | 'target'>,
  period: WaterPeriod,
  own: readonly SectionMonth[],
  by: WaterStandards,
  rules: MonthsRules,
): SectionPeriodBody {
  const { values: means, counts } = periodMean(period, meansToCount(own), by.assessment, own.length);
  const values = onceRounded(means, own);
  const covered = own.reduce((sum, month) => sum + month.covered, 0);
  const expected = rules.expected ?? covered;
  const months = own.map(timesOf);
  const times = { expected, observed: Math.min(covered, expected) };
  const least = monthsRuleOf(period, by.assessment);
  const validity = monthsValidity(times, { months, counts }, least, rules, rules.running);
  const given = rules.expected === undefined ? {} : { expected };
  return {
    ...classByMeans(section, values, by),
    ...{ values, counts, counted: 'months', validity, covered, ...given, months },
  };
}
