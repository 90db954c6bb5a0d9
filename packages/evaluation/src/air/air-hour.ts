import type { AirHourRecord, RunningMeans } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Aqi,
  type AqiMethodId,
  dayRule,
  ExactSum,
  eightHourRule,
  type Gb3095Edition,
  gb3095InForce,
  type Hj633Edition,
  hj633InForce,
  hourlyAqi,
  type Instant,
  isMissing,
  type Maybe,
  type MeanRule,
  meanOfSum,
  missing,
  sharedReason,
  type Trace,
  type Validity,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';
import { roundableValues } from './day-rests.ts';

/** The figure of a clock hour: its record with the index under an edition. */
export interface AirHourBody extends Omit<AirHourRecord, 'rests'> {
  readonly aqi: Aqi;
  /** Of the six pollutants: how many the plan asks for, how many there are. */
  readonly validity: Validity;
  /** Live data may be corrected later. */
  readonly provisional: boolean;
}

/** Hours that the running means of an hour look back, itself among them. */
export const RUNNING_HOURS = 24;

/** Running means by the further input that they serve. */
export const RUNNING = [
  ['so2_24h', 'so2', 24],
  ['o3_8h', 'o3', 8],
  ['pm10_24h', 'pm10', 24],
  ['pm2_5_24h', 'pm2_5', 24],
] as const satisfies readonly (readonly [keyof RunningMeans, AirPollutant, hours: 8 | 24])[];

const ruleOf = (pollutant: AirPollutant, hours: 8 | 24, edition: Gb3095Edition) =>
  hours === 8 ? eightHourRule(edition) : dayRule(pollutant, edition);

/**
 * The running means that end with an hour, at least 6 of 8 and 20 of 24 hours.
 * @param hourAgo the one-hour mean of a pollutant so many hours before; 0 is the hour itself
 * @source GB 3095 table 4 [P]; that 24 h running means keep the rule of the day [M]
 */
export function runningMeansOf(
  hourAgo: (pollutant: AirPollutant, hours: number) => Maybe<number>,
  end: Instant,
): RunningMeans {
  const edition = gb3095InForce(dateOfDay(dayOfHour(end)));
  const mean = ([, pollutant, hours]: (typeof RUNNING)[number]): Maybe<number> => {
    const rule = ruleOf(pollutant, hours, edition);
    return rule ? runningMean(hourAgo, pollutant, rule) : missing('not-applicable');
  };
  const [so2, o3, pm10, pm2_5] = RUNNING;
  return { so2_24h: mean(so2), o3_8h: mean(o3), pm10_24h: mean(pm10), pm2_5_24h: mean(pm2_5) };
}

function runningMean(
  hourAgo: (pollutant: AirPollutant, hours: number) => Maybe<number>,
  pollutant: AirPollutant,
  rule: MeanRule,
): Maybe<number> {
  const sum = new ExactSum();
  for (let ago = 0; ago < rule.expected; ago += 1) {
    const value = hourAgo(pollutant, ago);
    if (typeof value === 'number') sum.add(value);
  }
  if (sum.count > 0) return meanOfSum(sum, rule, missing('no-data')).value;
  const reasons = Array.from({ length: rule.expected }, (_, ago) => hourAgo(pollutant, ago));
  return sharedReason(reasons.filter(isMissing));
}

/** Of the six pollutants: how many the plan asks for, how many have a figure. */
export function validityOf(values: AirValues): Validity {
  const planned = AIR_POLLUTANTS.map((pollutant) => values[pollutant]).filter(
    (value) => !isMissing(value) || value.missing !== 'not-monitored',
  );
  const observed = planned.filter((value) => !isMissing(value)).length;
  if (observed === 0) {
    const [first] = planned;
    return { kind: 'missing', reason: isMissing(first) ? first.missing : 'not-monitored' };
  }
  return { kind: observed === planned.length ? 'valid' : 'insufficient', expected: planned.length, observed };
}

/** Another edition or method than those of the date. */
export interface HourlyOptions {
  readonly hj633?: Hj633Edition | undefined;
  readonly method?: AqiMethodId | undefined;
}

/**
 * The hour's index under the edition in force at its date. The hour that ends at 00:00 belongs to the day before.
 * @throws RangeError when the edition has no such method.
 * @source HJ 633, hourly report; the edition's own default method
 */
export function airHour(
  { concentrations, further, coverage, minutes, rests }: AirHourRecord,
  end: Instant,
  { hj633 = hj633InForce(dateOfDay(dayOfHour(end))), method }: HourlyOptions = {},
  trace?: Trace,
): AirHourBody {
  const input = { values: roundableValues(concentrations, rests), further };
  const aqi = hourlyAqi(input, hj633, { method }, trace);
  const validity = validityOf(concentrations);
  const counts = { ...(coverage && { coverage }), ...(minutes && { minutes }) };
  return { aqi, concentrations, further, ...counts, validity, provisional: true };
}
