import type { Figure, Sample } from '@lanbi/alerting';
import {
  countedEnd,
  countedReading,
  invalidOf,
  type ParameterCode,
  type Station,
  type StoredObservation,
} from '@lanbi/model';
import { DAY, HOUR, SECOND } from '@lanbi/standards';

/** PM2.5 less PM10 (µg/m³) of an observation of the station's own period. */
export function aboveSample(observation: StoredObservation, station: Station): Sample | undefined {
  const fine = readingSample(observation, station, 'pm2_5');
  const all = readingSample(observation, station, 'pm10');
  return fine && all && { at: fine.at, value: fine.value - all.value };
}

/** The sample of a parameter in an observation of the station's own period; undefined for invalid readings. */
export function readingSample(
  { to, period, readings }: StoredObservation,
  station: Station,
  parameter: ParameterCode,
): Sample | undefined {
  if (period !== station.period) return undefined;
  const reading = readings.find((candidate) => candidate.parameter === parameter);
  return reading && !invalidOf(reading) ? { at: to, value: countedReading(reading, station) } : undefined;
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

/** Whether a figure is computed from readings. */
export const isOfReadings = ({ kind }: Figure): boolean =>
  kind === 'parameter' || kind === 'no-data' || kind === 'completeness' || kind === 'pm2_5-above-pm10';

/** The parameters that a figure needs; none where it needs no certain ones. */
function parametersOf(figure: Figure): readonly ParameterCode[] {
  if (figure.kind === 'parameter') return [figure.parameter];
  return figure.kind === 'pm2_5-above-pm10' ? ['pm2_5', 'pm10'] : [];
}

/** Whether an observation may have a value of a figure of readings. */
export function mayHaveValue(
  figure: Figure,
  { period, readings }: StoredObservation,
  station: Station,
): boolean {
  if (!isOfReadings(figure)) return false;
  if (figure.kind === 'no-data') return true;
  return (
    period === station.period &&
    parametersOf(figure).every((parameter) => readings.some((reading) => reading.parameter === parameter))
  );
}
