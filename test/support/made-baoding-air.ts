import { type Observation, type ParameterCode, type Registry, regionId, stationId } from '@lanbi/model';
import { civilDate, DAY, HOUR, instant, parseInstant, seconds, startOfDate } from '@lanbi/standards';
import { observationOf } from '@lanbi/testkit/samples/water-run';

/**
 * MADE READINGS. They reproduce the shape of Baoding's statement for 2023 (index 4.74, 1.46 % lower than the year
 * before), not Baoding's air: concentrations were chosen so that the published sums come out.
 * 2023: 7/60 + 31/40 + 1.4/4 + 184/160 + 78/70 + 43/35 = 0.12 + 0.78 + 0.35 + 1.15 + 1.11 + 1.23 = 4.74
 * 2022: 8/60 + 31/40 + 1.4/4 + 185/160 + 79/70 + 44/35 = 0.13 + 0.78 + 0.35 + 1.16 + 1.13 + 1.26 = 4.81
 */
const MADE: Readonly<Record<string, Readonly<Partial<Record<ParameterCode, number>>>>> = {
  '2022': { so2: 8, no2: 31, co: 1.4, o3: 185, pm10: 79, pm2_5: 44 },
  '2023': { so2: 7, no2: 31, co: 1.4, o3: 184, pm10: 78, pm2_5: 43 },
};
/** One district is cleaner by this and the other dirtier, so that the city's mean is as above. */
const APART: Readonly<Partial<Record<ParameterCode, number>>> = { pm10: 14, pm2_5: 7 };
export const MADE_AIR_STATIONS = [
  { id: 'MADE-1', region: 'jingxiu', sign: 1 },
  { id: 'MADE-2', region: 'mancheng', sign: -1 },
] as const;

/** Regions and stations of the registry. */
export const MADE_AIR = {
  regions: [
    { id: 'hebei', name: { zh: '河北省', en: 'Hebei' }, kind: 'province' },
    { id: 'baoding', name: { zh: '保定市', en: 'Baoding' }, kind: 'city', parent: 'hebei' },
    { id: 'jingxiu', name: { zh: '竞秀区', en: 'Jingxiu' }, kind: 'district', parent: 'baoding' },
    { id: 'mancheng', name: { zh: '满城区', en: 'Mancheng' }, kind: 'district', parent: 'baoding' },
  ],
  stations: MADE_AIR_STATIONS.map(({ id, region }) => ({
    id,
    medium: 'air',
    name: `${id} (made)`,
    region,
    role: 'evaluation',
  })),
};

/** The 20 hours that make a day valid; particulates swing about their mean. */
export function madeAirDay(
  { id, region, sign }: (typeof MADE_AIR_STATIONS)[number],
  start: number,
  year: string,
): Observation[] {
  const values = Object.entries(MADE[year] ?? {}) as [ParameterCode, number][];
  return Array.from({ length: 20 }, (_, i) => ({
    station: stationId(id),
    medium: 'air',
    region: regionId(region),
    to: instant(start + (i + 5) * HOUR),
    period: seconds(3600),
    receivedAt: instant(start + (i + 5) * HOUR),
    readings: values.map(([parameter, value]) => {
      const swing = parameter.startsWith('pm') ? (i % 2 === 0 ? 3 : -3) : 0;
      return { parameter, value: value + swing + sign * (APART[parameter] ?? 0), flag: 'N' };
    }),
  }));
}

/** A year of both stations, in slices that a store takes at once. */
export function* madeAirYear(year: string): Generator<Observation[]> {
  const begin = startOfDate(civilDate(`${year}-01-01`));
  for (let day = 0; day < 365; day += 73) {
    const days = Array.from({ length: 73 }, (_, i) => begin + (day + i) * DAY);
    yield days.flatMap((start) => MADE_AIR_STATIONS.flatMap((station) => madeAirDay(station, start, year)));
  }
}

/** One hour whose index is 101: ozone of 201 µg/m³ is (150 - 100) / (300 - 200) × (201 - 200) + 100 = 100.5, up. */
export const madeHour = (registry: Registry): Observation =>
  observationOf(registry, 'MADE-1', parseInstant('2023-11-05T14:00:00+08:00') ?? instant(0), {
    o3: 201,
  });
