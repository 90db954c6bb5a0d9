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

/** Hours that the running means of an hour look back, itself among them. */
export const RUNNING_HOURS = 24;

/** Running means by the further input that they serve. */
export const RUNNING = [
  ['so2_24h', 'so2', 24],
  ['o3_8h', 'o3', 8],
  ['pm10_24h', 'pm10', 24],
  ['pm2_5_24h', 'pm2_5', 24],
] as const satisfies readonly (readonly [RunningInput, AirPollutant, hours: 8 | 24])[];

/** Running means that end with an hour, each with what rounding it to a millionth left out; µg/m³. */
export type RunningValues = Readonly<Record<RunningInput, CarriedValue>>;

/** The one-hour mean of a pollutant so many hours before; 0 is the hour itself. */
export type HourAgo = (pollutant: AirPollutant, hours: number) => CarriedValue;

/** One running mean of each kind. */
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
 * The running means that end with an hour, at least 6 of 8 and 20 of 24 hours, of the exact hours.
 * @source GB 3095 table 4 [P]; that 24 h running means keep the rule of the day [M]
 */
export function runningMeansOf(hourAgo: HourAgo, end: Instant): RunningValues {
  return eachRunning((pollutant, hours) => runningMeanOf(hourAgo, end, pollutant, hours));
}

/** One of them. */
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

/** Whether a method takes running means whatever the concentrations are. @param end of the hour */
export function takesRunningMeans(
  end: Instant,
  { hj633, method }: { readonly hj633?: Hj633Edition | undefined; readonly method?: AqiMethodId | undefined },
): boolean {
  const { methods } = hj633 ?? hj633InForce(dateOfDay(dayOfHour(end)));
  const used = method === undefined ? methods.hourly[0] : methods.hourly.find(({ id }) => id === method);
  const rows = used ? Object.values(used.rows).flat() : [];
  return rows.some(({ input, when }) => when === undefined && RUNNING.some(([each]) => each === input));
}

/** The end of the scale of SO2 1 h in an edition that takes the running mean above it. */
function scaleEnd({ methods, table }: Hj633Edition): number {
  const rows = methods.hourly.flatMap(({ rows: { so2 } }) => so2);
  if (!rows.some(({ input }) => input === 'so2_24h')) return Infinity;
  return Math.max(...table['so2.1h'].filter((limit) => limit !== null));
}

const SO2_SCALE_END = Math.min(...editionsOf('HJ 633').map(scaleEnd));

/**
 * Whether SO2 of an hour is above the scale of the hour in an edition that then takes its running mean.
 * @source HJ 633-2012, SO2 1 h above 800 [P]
 */
export const isSo2BeyondScale = (value: Maybe<number>, rest: Remainder | undefined): boolean =>
  !isMissing(value) && value >= SO2_SCALE_END && roundable(value, rest?.num ?? 0) > SO2_SCALE_END;
