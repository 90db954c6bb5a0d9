import type { Section } from '@lanbi/model';
import {
  gb3838InForce,
  isMissing,
  type MainItem,
  type Maybe,
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
  type WaterItem,
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
  type Period,
  type Window,
} from '../period/window.ts';
import { validityByShare } from './coverage.ts';
import { type StoredTally, storeTally, type Tally, tallyCounts, tallyMeans } from './tally.ts';

/** Means by measurand, or why there is none. */
export type WaterMeans = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;

/** A section over a period, as stored under `class.day` … `class.year`. */
export interface SectionPeriodBody {
  readonly section: SectionClass;
  readonly values: WaterMeans;
  /** How many of `counted` each mean was made of. */
  readonly counts: Readonly<Partial<Record<WaterMeasurand, number>>>;
  readonly counted: 'results' | 'months';
  readonly validity: Validity;
  readonly mainItems: readonly MainItem[];
  /** Sampling times with a value, and days that have one; of periods made of results. */
  readonly samples?: number;
  readonly days?: number;
  /** Expected sampling times that have a value; absent in a body of an earlier version. */
  readonly covered?: number;
  /** The exact sums behind the means, of which every longer period is made. */
  readonly tally?: StoredTally;
}

/** Results that make a period: of a day, or of any number of days added up. */
export interface Gathered {
  readonly tally: Readonly<Tally>;
  readonly samples: number;
  /** Expected sampling times that have a sample, each once. */
  readonly covered: number;
  readonly days: number;
}

/** How a period is to be evaluated. */
export interface PeriodRules {
  /** Results that the whole period should hold; undefined where the registry does not tell. */
  readonly expected: number | undefined;
  /** Fewer give no class. Not set: what there is counts, and a period that lacks too many is `insufficient`. */
  readonly least: number | undefined;
  /** What `least` counts. */
  readonly of: 'samples' | 'days';
  /** Days of the period. */
  readonly length: number;
}

/** Periods are evaluated by the items of 环办〔2011〕22号 unless asked otherwise. */
export const PERIOD_METHOD: WaterMethod = WATER_METHODS['2011'];

/** The rule of the method for a period; what is rolling or to date has none of its own and takes that of any span. */
export const waterPeriodOf = (period: Period): WaterPeriod =>
  CALENDAR_PERIODS.find((calendar) => calendar === period) ?? 'custom';

/**
 * The standards of a period: those in force on its last day, means rounded to the digits that the method's edition
 * names for it before the class is looked up. Method and options may be chosen.
 */
export function periodStandards(
  period: Period,
  window: Window,
  method: WaterMethod = PERIOD_METHOD,
  options: Partial<SectionOptions> = {},
): WaterStandards {
  const [, last] = datesOf(window);
  const assessment = waterAssessmentInForce(last);
  const { rounding } = assessment.periods[waterPeriodOf(period)];
  return { edition: gb3838InForce(last), assessment, method, options: { rounding, ...options } };
}

/** The class of a section by its means, and its main pollution items. */
export function classByMeans(
  section: Pick<Section, 'waterBody' | 'target'>,
  values: WaterMeans,
  by: WaterStandards,
  trace?: Trace,
): Pick<SectionPeriodBody, 'section' | 'mainItems'> {
  const { waterBody, target } = section;
  const items = values as Readonly<Partial<Record<WaterItem, Maybe<number>>>>;
  const input = { waterBody, values: items, ...(target && { target }) };
  const found = sectionClass(input, by.edition, by.method, by.options, trace);
  return { section: found, mainItems: mainItems(found, by.edition, by.assessment, trace) };
}

function validityOf(
  { samples, covered, days }: Gathered,
  { expected = samples, least, of, length }: PeriodRules,
): Validity {
  if (samples === 0) return { kind: 'missing', reason: 'no-data' };
  const times = { expected, observed: Math.min(covered, expected) };
  if (least === undefined) return validityByShare(times);
  const counted = of === 'days' ? { expected: length, observed: Math.min(days, length) } : times;
  return { ...counted, kind: counted.observed < least ? 'insufficient' : 'valid' };
}

const withoutValues = (values: WaterMeans, reason: MissingReason): WaterMeans =>
  Object.fromEntries(Object.keys(values).map((measurand) => [measurand, missing(reason)]));

/**
 * A period as the mean of its results: a day, a month, and whatever is rolling or to date.
 * @source 环办〔2011〕22号, periods: a month is the mean of its results [M]
 */
export function periodOfResults(
  section: Pick<Section, 'waterBody' | 'target'>,
  gathered: Gathered,
  rules: PeriodRules,
  by: WaterStandards,
): SectionPeriodBody {
  const { tally, samples, covered, days } = gathered;
  const validity = validityOf(gathered, rules);
  const few = rules.least !== undefined && validity.kind === 'insufficient';
  const means: WaterMeans = tallyMeans(tally);
  const values = few ? withoutValues(means, 'too-few-samples') : means;
  return {
    ...classByMeans(section, values, by),
    values,
    counts: tallyCounts(tally),
    counted: 'results',
    validity,
    samples,
    days,
    covered,
    tally: storeTally(tally),
  };
}

/** Months of a period that is made of them. */
const MONTHS = { quarter: 3, 'half-year': 6, year: 12 } as const;
export type PeriodOfMonths = Extract<CalendarPeriod, keyof typeof MONTHS>;
/** Months that a period is made of; undefined of one that is made of results. */
export const monthsExpected = (period: Period): number | undefined =>
  Object.hasOwn(MONTHS, period) ? MONTHS[period as PeriodOfMonths] : undefined;

export const PERIODS_OF_MONTHS = Object.keys(MONTHS) as readonly PeriodOfMonths[];

/**
 * A period as the mean of its months: a quarter of at least two, a year of at least eight.
 * @param months the means of the months that have results, in order
 * @source 环办〔2011〕22号, periods [M]
 */
export function periodOfMonths(
  section: Pick<Section, 'waterBody' | 'target'>,
  period: PeriodOfMonths,
  months: readonly WaterMeans[],
  by: WaterStandards,
): SectionPeriodBody {
  const { values, counts, validity } = periodMean(period, months, by.assessment, MONTHS[period]);
  return { ...classByMeans(section, values, by), values, counts, counted: 'months', validity };
}

/** The class, or undefined where there is none. */
export const classOfBody = ({ section }: SectionPeriodBody) =>
  isMissing(section.class) ? undefined : section.class;
