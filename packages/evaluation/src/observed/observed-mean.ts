import type { AirParameter, ParameterCode, Station, StoredObservation } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  DAY,
  HOUR,
  type Instant,
  instant,
  startOfDay,
  type Trace,
  type WaterMeasurand,
} from '@lanbi/standards';
import { AFTER_HOUR, countsToHour, hoursOf } from '../air/counted-hours.ts';
import { hourEndOf } from '../period/day-number.ts';
import type { Window } from '../period/window.ts';
import { AFTER_DAY, sampleTimeOf, waterDayOf } from '../water/sample-time.ts';
import { pollutantDay, pollutantHour } from './air-pollutant.ts';
import type { ObservedMean } from './observed.ts';
import { waterDay, waterHour } from './water.ts';
import { weatherDay, weatherHour } from './weather.ts';

export type ObservedInterval = 'hour' | 'day';

/** Milliseconds of a window. */
export const OBSERVED_LENGTH = { hour: HOUR, day: DAY } as const;

/** Maximum time after the end of a window at which an observation that concerns it may end. */
export const OBSERVED_AFTER = { hour: AFTER_HOUR, day: AFTER_DAY } as const;

/** Returns the windows of an observation of air: an hour exactly between two windows concerns both. */
function airWindows(
  interval: ObservedInterval,
  observation: Pick<StoredObservation, 'to' | 'period'>,
): Instant[] {
  if (!countsToHour(observation)) return [];
  const begins = hoursOf(observation).map((end) => instant(end - HOUR));
  return interval === 'hour' ? begins : [...new Set(begins.map(startOfDay))];
}

/** Returns the begins of the windows that an observation concerns; mostly one. */
export function windowBeginsOf(
  { medium }: Pick<Station, 'medium'>,
  interval: ObservedInterval,
  observation: Pick<StoredObservation, 'to' | 'period'>,
): readonly Instant[] {
  if (medium === 'air') return airWindows(interval, observation);
  if (interval === 'day') return [waterDayOf(observation)];
  const end = hourEndOf(sampleTimeOf(observation));
  return [instant(end - HOUR)];
}

const isPollutant = (parameter: ParameterCode): parameter is (typeof AIR_POLLUTANTS)[number] =>
  AIR_POLLUTANTS.some((pollutant) => pollutant === parameter);

/**
 * Computes one parameter of a station over a clock hour or civil day.
 * @param readings the observations that count for the window (`windowBeginsOf`), in any order
 *
 * @example
 * // 20 of 24 hours of PM2.5 make a day mean, 19 do not (GB 3095 table 4)
 */
export function observedMean(
  station: Station,
  parameter: ParameterCode,
  interval: ObservedInterval,
  { from, to }: Window,
  readings: readonly StoredObservation[],
  trace?: Trace,
): ObservedMean {
  if (station.medium === 'water') {
    const item = parameter as WaterMeasurand;
    return interval === 'hour'
      ? waterHour(item, station, readings, from, trace)
      : waterDay(item, station, readings, from, trace);
  }
  if (isPollutant(parameter))
    return interval === 'hour'
      ? pollutantHour(parameter, station, readings, to, trace)
      : pollutantDay(parameter, station, readings, from, trace);
  const weather = parameter as AirParameter;
  return interval === 'hour'
    ? weatherHour(weather, station, readings, to, trace)
    : weatherDay(weather, station, readings, from, trace);
}
