import type { ParameterCode, StoredObservation, StoredReading } from '@lanbi/model';
import { HOUR, type Instant } from '@lanbi/standards';

/** A reading of one parameter and one length of period, among its like in order of time. */
export interface Point {
  readonly to: Instant;
  readonly value: number;
}

/** Readings that can be judged by their neighbours: valid ones, ascending. */
export type Series = readonly Point[];

/** Hours of a rule are hours of an hourly series; of a shorter period as many periods (60 minutes for an hour … one minute). */
export const unitOf = (period: number): number => (period > 0 && period < 3600 ? period * 1000 : HOUR);

/** How far the judgement of a reading may look, in hours of its series, either way. */
export const LOOK = 48;

export const lookOf = (period: number): number => LOOK * unitOf(period);

/** The valid readings of each parameter among observations of one period. */
export function seriesOf(observations: readonly StoredObservation[]): ReadonlyMap<ParameterCode, Series> {
  const all = new Map<ParameterCode, Point[]>();
  const add = (to: Instant, { parameter, value, invalid }: StoredReading): void => {
    if (invalid !== undefined) return;
    const series = all.get(parameter) ?? [];
    all.set(parameter, series);
    series.push({ to, value });
  };
  for (const { to, readings } of observations) for (const reading of readings) add(to, reading);
  for (const series of all.values()) series.sort((a, b) => a.to - b.to);
  return all;
}

/** Place of a time in a series; -1 when it is not there. */
export function placeOf(series: Series, to: Instant): number {
  let [low, high] = [0, series.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = series[middle]?.to ?? to;
    if (found === to) return middle;
    if (found < to) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** First and last place of the run of equal values around a place, looking no further than `reach` either way. */
export function runAround(series: Series, at: number, reach: number): readonly [first: number, last: number] {
  const own = series[at];
  if (!own) return [at, at];
  const same = (place: number): boolean => {
    const point = series[place];
    return point !== undefined && point.value === own.value && Math.abs(point.to - own.to) <= reach;
  };
  let [first, last] = [at, at];
  while (same(first - 1)) first -= 1;
  while (same(last + 1)) last += 1;
  return [first, last];
}
