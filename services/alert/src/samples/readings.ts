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

/** How far PM2.5 is above PM10 in an observation of the station's own period. */
export function aboveSample(observation: StoredObservation, station: Station): Sample | undefined {
  const fine = readingSample(observation, station, 'pm2_5');
  const all = readingSample(observation, station, 'pm10');
  return fine && all && { at: fine.at, value: fine.value - all.value };
}

/** The sample of a parameter in an observation of the station's own period; invalid readings take no part. */
export function readingSample(
  { to, period, readings }: StoredObservation,
  station: Station,
  parameter: ParameterCode,
): Sample | undefined {
  if (period !== station.period) return undefined;
  const reading = readings.find((candidate) => candidate.parameter === parameter);
  return reading && !invalidOf(reading) ? { at: to, value: countedReading(reading, station) } : undefined;
}

/** How long the share of received readings is counted over. */
export const COMPLETENESS_MS: number = DAY;

const spacing = (station: Station): number => (station.period > 0 ? station.period * SECOND : HOUR);

/** The share, in per cent, that `count` readings are of those that a station owes in 24 hours. */
export const completenessOf = (count: number, station: Station): number =>
  Math.round(Math.min(100, (100 * count * spacing(station)) / COMPLETENESS_MS) * 10) / 10;

/** How long before a day its readings may be stamped that count to it, in milliseconds: a stamp is off by half a period. */
export const looksBack = ({ period }: Station): number => COMPLETENESS_MS + (period * SECOND) / 2;

/**
 * How complete the 24 hours are that end with each of a station's readings: the expected times that have one, each
 * counted once, whatever the seconds of the stamps.
 * @param observations of the station, ascending; those of `looksBack` before the first sample wanted come along
 */
export function completenessSamples(
  observations: readonly StoredObservation[],
  station: Station,
  after: number,
): Sample[] {
  const places: number[] = [];
  let first = 0;
  return observations.flatMap(({ to, period }) => {
    if (period !== station.period) return [];
    const place = countedEnd(to, period);
    if (place !== undefined && place !== places.at(-1)) places.push(place);
    while ((places[first] ?? Infinity) <= (place ?? to) - COMPLETENESS_MS) first++;
    return to > after ? [{ at: to, value: completenessOf(places.length - first, station) }] : [];
  });
}

/** Whether a figure is taken from the readings themselves. */
export const isOfReadings = ({ kind }: Figure): boolean =>
  kind === 'parameter' || kind === 'silence' || kind === 'completeness' || kind === 'pm2_5-above-pm10';

/** What a figure is made of, when it is made of certain parameters. */
function parametersOf(figure: Figure): readonly ParameterCode[] {
  if (figure.kind === 'parameter') return [figure.parameter];
  return figure.kind === 'pm2_5-above-pm10' ? ['pm2_5', 'pm10'] : [];
}

/** Whether an observation can say anything to a figure of the readings; a parameter that it lacks it never had. */
export function concerns(figure: Figure, { period, readings }: StoredObservation, station: Station): boolean {
  if (!isOfReadings(figure)) return false;
  if (figure.kind === 'silence') return true;
  return (
    period === station.period &&
    parametersOf(figure).every((parameter) => readings.some((reading) => reading.parameter === parameter))
  );
}
