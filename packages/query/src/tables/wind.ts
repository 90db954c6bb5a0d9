import { OBSERVED_AFTER, observedMean, windowBeginsOf } from '@lanbi/evaluation';
import {
  type ObservationReader,
  type ParameterCode,
  type Registry,
  type Station,
  type StoredObservation,
  stationId,
} from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { Dimension, TableRow } from '../table/index.ts';
import type { RowSpan } from './together.ts';

/** The wind of an hour: m/s, and degrees from which it blows, clockwise from north. */
export interface Wind {
  readonly speed: number | undefined;
  readonly direction: number | undefined;
}

/** Wind of a station by the end of the hour. */
export type WindHours = ReadonlyMap<Instant, Wind>;

/** Reads the hourly wind of stations; of each an empty map where it reports none. */
export type ReadWind = (stations: readonly string[], span: RowSpan) => Promise<readonly WindHours[]>;

type Reader = Pick<ObservationReader, 'range'>;

/** Observations that are read at once. */
const PAGE = 2_000;

/** The observations of a station that may count to hours that end in a span. */
async function readingsOf(
  store: Reader,
  station: Station,
  parameter: ParameterCode,
  { after, to }: RowSpan,
): Promise<readonly StoredObservation[]> {
  const found: StoredObservation[] = [];
  const range = {
    ...{ station: station.id, parameter, limit: PAGE },
    ...{ after: instant(after - HOUR), to: instant(to + OBSERVED_AFTER.hour) },
  };
  for (;;) {
    const last = found.at(-1);
    const page = await store.range({
      ...range,
      ...(last && { behind: { to: last.to, period: last.period } }),
    });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/** Hourly means of one parameter by the end of the hour, as `interval=hour` of observations has them. */
async function hourMeans(
  store: Reader,
  station: Station,
  parameter: 'wind_speed' | 'wind_direction',
  span: RowSpan,
): Promise<ReadonlyMap<Instant, number>> {
  const byHour = new Map<Instant, StoredObservation[]>();
  for (const reading of await readingsOf(store, station, parameter, span))
    for (const begin of windowBeginsOf(station, 'hour', reading)) {
      const own = byHour.get(begin);
      if (own) own.push(reading);
      else byHour.set(begin, [reading]);
    }
  const means = new Map<Instant, number>();
  for (const [from, readings] of byHour) {
    const to = instant(from + HOUR);
    const { value } = observedMean(station, parameter, 'hour', { from, to }, readings);
    if (typeof value === 'number') means.set(to, value);
  }
  return means;
}

async function windOf(store: Reader, station: Station | undefined, span: RowSpan): Promise<WindHours> {
  const isReported =
    station?.parameters.includes('wind_direction') || station?.parameters.includes('wind_speed');
  if (!station || !isReported) return new Map();
  const speeds = await hourMeans(store, station, 'wind_speed', span);
  const directions = await hourMeans(store, station, 'wind_direction', span);
  const ends = new Set([...speeds.keys(), ...directions.keys()]);
  return new Map([...ends].map((to) => [to, { speed: speeds.get(to), direction: directions.get(to) }]));
}

/** Reads wind from observations. @param store without readings that rules of data quality exclude */
export const windReader =
  (store: Reader, { stations }: Pick<Registry, 'stations'>): ReadWind =>
  (ids, span) =>
    Promise.all(ids.map((id) => windOf(store, stations.get(stationId(id)), span)));

/** The sixteen directions from which wind blows, clockwise from north, 22.5 degrees each. */
export const WIND_SECTORS = [
  'N',
  'NNE',
  'NE',
  'ENE',
  'E',
  'ESE',
  'SE',
  'SSE',
  'S',
  'SSW',
  'SW',
  'WSW',
  'W',
  'WNW',
  'NW',
  'NNW',
] as const;
const SECTOR = 360 / WIND_SECTORS.length;
const CALM = 'calm';
/** Speeds from here on share a group. */
const STRONG = 10;

/** The sector that a direction is in, that of north around 0 degrees; `calm` where there is no speed. */
export function sectorOf({ speed, direction }: Wind): string | undefined {
  if (speed === 0) return CALM;
  return direction === undefined
    ? undefined
    : WIND_SECTORS[Math.floor(direction / SECTOR + 0.5) % WIND_SECTORS.length];
}

/** Whole metres per second, `00` to `10`; `10` is 10 m/s and more. */
export const speedGroupOf = ({ speed }: Wind): string | undefined =>
  speed === undefined ? undefined : String(Math.min(STRONG, Math.floor(speed))).padStart(2, '0');

/** A row with the wind of its hour. */
export interface WindRow extends TableRow {
  readonly wind: Wind | undefined;
}

export const WIND_DIMENSIONS: readonly Dimension<WindRow>[] = [
  {
    ...{ name: 'wind', groups: WIND_SECTORS.length + 1, order: [...WIND_SECTORS, CALM] },
    group: ({ wind }) => wind && sectorOf(wind),
  },
  { name: 'wind_speed', groups: STRONG + 1, group: ({ wind }) => wind && speedGroupOf(wind) },
];
