import type { Sample } from '@lanbi/alerting';
import { countedEnd, type Station, type StoredObservation } from '@lanbi/model';
import type { FromReadings, ValueSource } from '@lanbi/query';
import { DAY, HOUR, SECOND } from '@lanbi/standards';

/** The sample of an observation; undefined where it has no value of the source. */
export function readingSample(
  source: FromReadings,
  observation: StoredObservation,
  station: Station,
): Sample | undefined {
  const value = source.valueIn(observation, station);
  return value === undefined ? undefined : { at: observation.to, value };
}

/** Span of completeness in milliseconds. */
export const COMPLETENESS_MS: number = DAY;

const spacing = (station: Station): number => (station.period > 0 ? station.period * SECOND : HOUR);

/** Completeness in percent: `count` readings of those that are expected of a station in 24 hours. */
export const completenessOf = (count: number, station: Station): number =>
  Math.round(Math.min(100, (100 * count * spacing(station)) / COMPLETENESS_MS) * 10) / 10;

/** Milliseconds before a reading within which others count for its completeness: 24 hours and half a period. */
export const completenessSpan = ({ period }: Station): number => COMPLETENESS_MS + (period * SECOND) / 2;

/**
 * Completeness of the 24 hours that end with each of a station's readings: the share of expected times with a reading,
 * each counted once whatever the seconds of the stamps.
 * @param observations of the station, ascending, from `completenessSpan` before the first sample on
 */
export function completenessSamples(
  observations: readonly StoredObservation[],
  station: Station,
  after: number,
): Sample[] {
  const expected: number[] = [];
  let first = 0;
  return observations.flatMap(({ to, period }) => {
    if (period !== station.period) return [];
    const at = countedEnd(to, period);
    if (at !== undefined && at !== expected.at(-1)) expected.push(at);
    while ((expected[first] ?? Infinity) <= (at ?? to) - COMPLETENESS_MS) first++;
    return to > after ? [{ at: to, value: completenessOf(expected.length - first, station) }] : [];
  });
}

/** Whether an observation may have a value of a source. */
export function mayHaveValue(
  source: ValueSource,
  { period, readings }: StoredObservation,
  station: Station,
): boolean {
  switch (source.from) {
    case 'arrivals':
      return true;
    case 'expected-readings':
      return period === station.period;
    case 'readings':
      return (
        period === station.period &&
        source.parameters.every((parameter) => readings.some((reading) => reading.parameter === parameter))
      );
    default:
      return false;
  }
}
