import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, type MissingReason, missing, sharedReason } from '../../figure/missing.ts';
import { AIR_POLLUTANTS, type AirPollutant } from '../pollutant.ts';
import type { Aqi } from './aqi-figure.ts';
import { traceAqi } from './aqi-trace.ts';
import { categoryOf } from './category.ts';
import type { AqiMethod, AqiMethodId, Hj633Edition } from './edition.ts';
import { type AqiInput, subIndices } from './method-index.ts';

export interface AqiOptions {
  /** A method of the edition; its first where none is named. */
  readonly method?: AqiMethodId | undefined;
  /** 2026: publish at 100 or below when only PM10 is missing; practice [data], not in 5.3.1; off by default. */
  readonly publishWithoutPm10?: boolean;
}

type SubIndices = Aqi['subIndices'];

function methodOf(
  kind: 'hourly' | 'daily',
  asked: AqiMethodId | undefined,
  edition: Hj633Edition,
): AqiMethod {
  const methods = edition.methods[kind];
  const method = asked === undefined ? methods[0] : methods.find(({ id }) => id === asked);
  if (method) return method;
  throw new RangeError(`${edition.id} has no ${kind} method ${asked}`);
}

function largest(indices: SubIndices): number | undefined {
  let max: number | undefined;
  for (const pollutant of AIR_POLLUTANTS) {
    const index = indices[pollutant];
    if (!isMissing(index) && (max === undefined || index > max)) max = index;
  }
  return max;
}

/** Reasons that do not make an index incomplete: outside the plan or the method, or a value beyond the scale. */
const COMPLETE: readonly MissingReason[] = ['not-monitored', 'not-applicable', 'beyond-scale'];

function lackingOf(indices: SubIndices): AirPollutant[] {
  const lacking: AirPollutant[] = [];
  for (const pollutant of AIR_POLLUTANTS) {
    const index = indices[pollutant];
    if (isMissing(index) && !COMPLETE.includes(index.missing)) lacking.push(pollutant);
  }
  return lacking;
}

function withheld(
  max: number,
  lacking: readonly AirPollutant[],
  edition: Hj633Edition,
  options: AqiOptions,
): boolean {
  const rule = edition.publishesIncomplete;
  if (rule === 'always' || lacking.length === 0 || max > rule.above) return false;
  return !(options.publishWithoutPm10 && lacking.length === 1 && lacking[0] === 'pm10');
}

function indexOf(
  indices: SubIndices,
  lacking: readonly AirPollutant[],
  edition: Hj633Edition,
  options: AqiOptions,
): Maybe<number> {
  const max = largest(indices);
  if (max === undefined) return sharedReason(Object.values(indices).filter(isMissing));
  if (withheld(max, lacking, edition, options)) return missing('incomplete');
  return Math.max(max, edition.lowest);
}

function above(indices: SubIndices, limit: number): AirPollutant[] {
  const exceeding: AirPollutant[] = [];
  for (const pollutant of AIR_POLLUTANTS) {
    const index = indices[pollutant];
    if (!isMissing(index) && index > limit) exceeding.push(pollutant);
  }
  return exceeding;
}

function primaryOf(indices: SubIndices, aqi: Maybe<number>, edition: Hj633Edition): AirPollutant[] {
  const primary: AirPollutant[] = [];
  if (isMissing(aqi) || aqi <= edition.primaryAbove) return primary;
  for (const pollutant of AIR_POLLUTANTS) if (indices[pollutant] === aqi) primary.push(pollutant);
  return primary;
}

function assemble(
  indices: SubIndices,
  method: AqiMethod,
  edition: Hj633Edition,
  options: AqiOptions,
  trace?: Trace,
): Aqi {
  const lacking = lackingOf(indices);
  const aqi = indexOf(indices, lacking, edition, options);
  const category = isMissing(aqi) ? undefined : categoryOf(aqi, edition);
  const { exceedingAbove } = edition;
  const result: Aqi = {
    edition: edition.id,
    method: method.id,
    aqi,
    ...(category && { level: category.level, category }),
    primary: primaryOf(indices, aqi, edition),
    ...(exceedingAbove !== undefined && { exceeding: above(indices, exceedingAbove) }),
    subIndices: indices,
    lacking,
  };
  if (trace) traceAqi(result, edition, trace);
  return result;
}

/**
 * The index of an hour, from one-hour means in µg/m³ (CO mg/m³). A value is a number or why there is none;
 * `not-monitored` means not in the plan. Methods of 2012: `live` (what the national platform publishes: one-hour
 * values of all six) and `text` (with `further` o3_8h, pm10_24h, pm2_5_24h); SO2 above 800 by `further` so2_24h.
 * @throws RangeError when a concentration is negative or not finite, or the edition has no such method.
 * @source HJ 633-2012, hourly inputs [P], live practice [data]; HJ 633-2026, hourly inputs, 5.3 [P]
 */
export function hourlyAqi(
  input: AqiInput,
  edition: Hj633Edition,
  options: AqiOptions = {},
  trace?: Trace,
): Aqi {
  const method = methodOf('hourly', options.method, edition);
  return assemble(subIndices(input, method, edition, trace), method, edition, options, trace);
}

/**
 * The index of a day, from five day means and the ozone daily maximum 8 h (`o3`). In 2012 ozone above 800 goes by
 * `further` o3_1h, the daily maximum 1 h, which method `daily-with-o3-1h` always puts beside.
 * @throws RangeError when a concentration is negative or not finite, or the edition has no such method.
 * @source HJ 633-2012, daily inputs [P] (practice: without the ozone 1 h [M]); HJ 633-2026, daily inputs, 5.3 [P]
 */
export function dailyAqi(
  input: AqiInput,
  edition: Hj633Edition,
  options: AqiOptions = {},
  trace?: Trace,
): Aqi {
  const method = methodOf('daily', options.method, edition);
  return assemble(subIndices(input, method, edition, trace), method, edition, options, trace);
}
