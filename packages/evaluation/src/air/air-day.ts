import type { AirDayRecord, CarriedValue, DayRests, DayValues, PollutantCoverage } from '@lanbi/model';
import {
  type AirFigure,
  type AirPollutant,
  type AirValues,
  type Aqi,
  type AqiMethodId,
  dailyAqi,
  dayMean,
  dayRule,
  eachPollutant,
  type Gb3095Edition,
  gb3095InForce,
  type Hj633Edition,
  hj633InForce,
  hj663InForce,
  isMissing,
  type Maybe,
  carriedMean as meanOfCarried,
  missing,
  type OzoneEditions,
  ozoneDailyMax8h,
  type Remainder,
  sharedReason,
  type Trace,
  type Validity,
} from '@lanbi/standards';
import { dateOfDay } from '../period/day-number.ts';
import { hourValidity } from './air-hour.ts';
import {
  type CarriedFigure,
  isCarried,
  restsOf,
  roundableValue,
  roundableValues,
  validMean,
} from './day-rests.ts';

/** The values of a civil day with their coverage and remainders. */
export type AirDayValues = Omit<AirDayRecord, 'running'>;

/** The figure of a civil day: its values with the index under an edition. */
export interface AirDayBody extends AirDayValues {
  readonly aqi: Aqi;
  /** Validity by the number of pollutants that the station measures, and of those with a value. */
  readonly validity: Validity;
  /** True while the day is running: until its last hour or a later one is stored. */
  readonly provisional: boolean;
}

/** Counts of a figure; 0 of `expected` where it is missing altogether. */
export const dayCoverage = ({ validity }: AirFigure, expected: number): PollutantCoverage[AirPollutant] =>
  validity.kind === 'missing'
    ? { expected, observed: 0 }
    : { expected: validity.expected, observed: validity.observed };

/** Returns the remainder of a value as a fraction of a millionth. */
const partOf = ({ rest }: CarriedValue): number => (rest ? rest.num / rest.den : 0);

/** Returns the value with the largest exact value. */
function largest(values: readonly CarriedValue[]): CarriedValue {
  let found: CarriedValue | undefined;
  for (const each of values) {
    if (isMissing(each.value)) continue;
    const over = found && !isMissing(found.value) ? each.value - found.value : 1;
    if (!found || over > 0 || (over === 0 && partOf(each) > partOf(found))) found = each;
  }
  return found ?? { value: sharedReason(values.map(({ value }) => value).filter(isMissing)) };
}

const OZONE_HOURS = 8;
/** Returns the hours of the 8 h window whose mean is the ozone value of the day. */
export function ozoneHours<Hour>(
  { label = OZONE_HOURS }: AirFigure & { readonly label?: number },
  hours: readonly Hour[],
): readonly Hour[] {
  return hours.slice(label - OZONE_HOURS, label);
}

/**
 * Computes the values of a station's civil day from its 24 hourly means (ending at 01:00 to 24:00).
 * @param rests rounding remainders of the hours; none by default
 * @source GB 3095 table 4: 20 hours [P]; HJ 663: ozone daily maximum 8 h [2]
 */
export function stationDay(
  hours: (pollutant: AirPollutant) => readonly Maybe<number>[],
  day: number,
  trace?: Trace,
  rests: (pollutant: AirPollutant) => readonly (Remainder | undefined)[] = () => [],
): AirDayValues {
  const date = dateOfDay(day);
  const [gb3095, hj663] = [gb3095InForce(date), hj663InForce(date)];
  const carried = eachPollutant((pollutant) => carriedHours(hours(pollutant), rests(pollutant)));
  const figures = eachPollutant(
    (pollutant): CarriedFigure =>
      pollutant === 'o3'
        ? ozoneOfDay(carried.o3, { gb3095, hj663 }, trace)
        : meanOfDay(carried[pollutant], pollutant, gb3095, trace),
  );
  const { firstLabel, lastLabel } = hj663.ozone;
  const { value: o3_1h, rest } = largest(carried.o3);
  const left = rest ? { ...restsOf(figures), o3_1h: rest } : restsOf(figures);
  const expected = (pollutant: AirPollutant): number =>
    pollutant === 'o3' ? lastLabel - firstLabel + 1 : 24;
  return {
    concentrations: eachPollutant((pollutant) => figures[pollutant].value),
    ...(left && { rests: left }),
    further: { o3_1h },
    coverage: eachPollutant((pollutant) => dayCoverage(figures[pollutant], expected(pollutant))),
  };
}

const carriedHours = (
  values: readonly Maybe<number>[],
  rests: readonly (Remainder | undefined)[],
): readonly CarriedValue[] => values.map((value, at) => ({ value, rest: rests[at] }));

/**
 * Computes the mean of the available hours; without a trace `dayMean` only determines the reason of a missing mean.
 */
function meanOfDay(
  hours: readonly CarriedValue[],
  pollutant: AirPollutant,
  edition: Gb3095Edition,
  trace: Trace | undefined,
): CarriedFigure {
  const rule = dayRule(pollutant, edition);
  const present = hours.filter(isCarried);
  if (!trace && rule && present.length >= rule.required) return validMean(present, rule.expected);
  const figure = dayMean(
    hours.map(({ value }) => value),
    pollutant,
    edition,
    undefined,
    trace,
  );
  return isMissing(figure.value) ? figure : { ...figure, ...meanOfCarried(present) };
}

function ozoneOfDay(
  hours: readonly CarriedValue[],
  editions: OzoneEditions,
  trace: Trace | undefined,
): CarriedFigure {
  const [values, rests] = [hours.map(({ value }) => value), hours.map(({ rest }) => rest)];
  const figure = ozoneDailyMax8h(values, editions, undefined, trace, rests);
  if (isMissing(figure.value)) return figure;
  return { validity: figure.validity, ...meanOfCarried(ozoneHours(figure, hours).filter(isCarried)) };
}

/** Selects another edition or method than those of the date. */
export interface DailyOptions {
  readonly hj633?: Hj633Edition | undefined;
  readonly method?: AqiMethodId | undefined;
}

/**
 * Computes only the index of a day, under the edition in force at its date.
 * @throws RangeError when the edition has no such method.
 * @source HJ 633, daily report
 */
export function dayIndex(
  { concentrations, rests, further }: DayValues,
  day: number,
  { hj633 = hj633InForce(dateOfDay(day)), method }: DailyOptions = {},
  trace?: Trace,
): Aqi {
  const input = { values: roundableValues(concentrations, rests), further: roundableFurther(further, rests) };
  return dailyAqi(input, hj633, { method }, trace);
}

/** Computes the figure of a day. @throws RangeError when the edition has no such method. */
export function airDay(
  { concentrations, rests, further, coverage, running: provisional }: AirDayRecord,
  day: number,
  options: DailyOptions = {},
  trace?: Trace,
): AirDayBody {
  const aqi = dayIndex({ concentrations, ...(rests && { rests }), further }, day, options, trace);
  const validity = hourValidity(concentrations);
  return { aqi, concentrations, ...(rests && { rests }), further, coverage, validity, provisional };
}

/** Returns the daily maximum 1 h of ozone as an index uses it. */
export const roundableFurther = (
  { o3_1h }: AirDayRecord['further'],
  rests: DayRests | undefined,
): AirDayRecord['further'] => ({ o3_1h: roundableValue({ value: o3_1h, rest: rests?.o3_1h }) });

/** Returns the values of a day without data. */
export const noDay = (plan: ReadonlySet<string>): AirValues =>
  eachPollutant((pollutant) => missing(plan.has(pollutant) ? 'no-data' : 'not-monitored'));
