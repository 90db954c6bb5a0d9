import type { CarriedValue, RunningInput } from '@lanbi/model';
import {
  type AirPollutant,
  type AqiMethodId,
  dayRule,
  editionsOf,
  eightHourRule,
  type Gb3095Edition,
  gb3095InForce,
  type Hj633Edition,
  hj633InForce,
  type Instant,
  isMissing,
  type Maybe,
  type MeanRule,
  missing,
  type Remainder,
  roundable,
  sharedReason,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';
import { meanOfPresent } from './day-rests.ts';

/** Number of hours in the longest running mean. */
export const RUNNING_HOURS = 24;

/** The running means, by their name among the further inputs of an index. */
export const RUNNING = [
  ['so2_24h', 'so2', 24],
  ['o3_8h', 'o3', 8],
  ['pm10_24h', 'pm10', 24],
  ['pm2_5_24h', 'pm2_5', 24],
] as const satisfies readonly (readonly [RunningInput, AirPollutant, hours: 8 | 24])[];

/** Running means that end with an hour, each with its rounding remainder; µg/m³. */
export type RunningValues = Readonly<Record<RunningInput, CarriedValue>>;

/** Returns the one-hour mean of a pollutant a number of hours before; 0 is the hour itself. */
export type HourAgo = (pollutant: AirPollutant, hours: number) => CarriedValue;

/** Computes a value for each running mean. */
export const eachRunning = (
  of: (pollutant: AirPollutant, hours: 8 | 24, input: RunningInput) => CarriedValue,
): RunningValues => {
  const [so2, o3, pm10, pm2_5] = RUNNING.map(([input, pollutant, hours]) => of(pollutant, hours, input));
  const none = { value: missing('no-data') };
  return { so2_24h: so2 ?? none, o3_8h: o3 ?? none, pm10_24h: pm10 ?? none, pm2_5_24h: pm2_5 ?? none };
};

const ruleOf = (pollutant: AirPollutant, hours: 8 | 24, edition: Gb3095Edition): MeanRule | undefined =>
  hours === 8 ? eightHourRule(edition) : dayRule(pollutant, edition);

/**
 * Computes the running means that end with an hour from exact hours; at least 6 of 8 and 20 of 24 hours are needed.
 * @source GB 3095 table 4 [P]; that 24 h running means keep the rule of the day [M]
 */
export function runningMeansOf(hourAgo: HourAgo, end: Instant): RunningValues {
  return eachRunning((pollutant, hours) => runningMeanOf(hourAgo, end, pollutant, hours));
}

/** Computes one running mean. */
export function runningMeanOf(
  hourAgo: HourAgo,
  end: Instant,
  pollutant: AirPollutant,
  hours: 8 | 24,
): CarriedValue {
  const rule = ruleOf(pollutant, hours, gb3095InForce(dateOfDay(dayOfHour(end))));
  if (!rule) return { value: missing('not-applicable') };
  const all = Array.from({ length: rule.expected }, (_, ago) => hourAgo(pollutant, ago));
  const present = all.filter(({ value }) => !isMissing(value));
  if (present.length === 0) return { value: sharedReason(all.map(({ value }) => value).filter(isMissing)) };
  return present.length < rule.required ? { value: missing('too-few-samples') } : meanOfPresent(present);
}

/** Whether a method always uses running means. @param end of the hour */
export function takesRunningMeans(
  end: Instant,
  { hj633, method }: { readonly hj633?: Hj633Edition | undefined; readonly method?: AqiMethodId | undefined },
): boolean {
  const { methods } = hj633 ?? hj633InForce(dateOfDay(dayOfHour(end)));
  const used = method === undefined ? methods.hourly[0] : methods.hourly.find(({ id }) => id === method);
  const rows = used ? Object.values(used.rows).flat() : [];
  return rows.some(({ input, when }) => when === undefined && RUNNING.some(([each]) => each === input));
}

/** Returns the end of the scale of SO2 1 h in an edition that uses the running mean above it. */
function scaleEnd({ methods, table }: Hj633Edition): number {
  const rows = methods.hourly.flatMap(({ rows: { so2 } }) => so2);
  if (!rows.some(({ input }) => input === 'so2_24h')) return Infinity;
  return Math.max(...table['so2.1h'].filter((limit) => limit !== null));
}

const SO2_SCALE_END = Math.min(...editionsOf('HJ 633').map(scaleEnd));

/**
 * Whether SO2 of an hour is above the scale of the hour in an edition that then uses its running mean.
 * @source HJ 633-2012, SO2 1 h above 800 [P]
 */
export const isSo2BeyondScale = (value: Maybe<number>, rest: Remainder | undefined): boolean =>
  !isMissing(value) && value >= SO2_SCALE_END && roundable(value, rest?.num ?? 0) > SO2_SCALE_END;
