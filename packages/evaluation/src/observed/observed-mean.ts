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
import { hourEndOf } from '../period/day-number.ts';
import type { Window } from '../period/window.ts';
import { waterDayOf } from '../water/day.ts';
import { pollutantDay, pollutantHour } from './air-pollutant.ts';
import type { ObservedMean } from './observed.ts';
import { waterDay, waterHour } from './water.ts';
import { weatherDay, weatherHour } from './weather.ts';

export type ObservedInterval = 'hour' | 'day';

/** Milliseconds of a window. */
export const OBSERVED_LENGTH = { hour: HOUR, day: DAY } as const;

/** The begin of the window that an observation counts to. */
export function windowBeginOf(
  { medium }: Pick<Station, 'medium'>,
  interval: ObservedInterval,
  observation: Pick<StoredObservation, 'to' | 'period'>,
): Instant {
  const end = hourEndOf(observation.to);
  if (interval === 'hour') return instant(end - HOUR);
  if (medium === 'water') return waterDayOf(observation);
  return startOfDay(instant(end - HOUR));
}

const isPollutant = (parameter: ParameterCode): parameter is (typeof AIR_POLLUTANTS)[number] =>
  AIR_POLLUTANTS.some((pollutant) => pollutant === parameter);

/**
 * One parameter of a station over a clock hour or civil day.
 * @param readings the observations that count to the window, by `windowBeginOf`, in any order
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
      ? waterHour(item, station, readings, trace)
      : waterDay(item, station, readings, from, trace);
  }
  if (isPollutant(parameter))
    return interval === 'hour'
      ? pollutantHour(parameter, readings, to, trace)
      : pollutantDay(parameter, readings, from, trace);
  const weather = parameter as AirParameter;
  return interval === 'hour'
    ? weatherHour(weather, readings, to, trace)
    : weatherDay(weather, readings, from, trace);
}
