import type { Registry, Section, Station, StationActivity } from '@lanbi/model';
import { formatInstant, HOUR, type Instant } from '@lanbi/standards';
import * as z from 'zod';

const name = z.object({ zh: z.string(), en: z.string() });

export const staleness = z.object({
  state: z.enum(['current', 'stale', 'never-seen']),
  lastSeen: z.string().nullable().describe('end of the last period that the station reported'),
  ageSeconds: z.number().nullable(),
});

export const stationAnswer = z
  .object({
    id: z.string(),
    name,
    medium: z.enum(['air', 'water']),
    region: z.string(),
    role: z.string(),
    period: z.number(),
    stamp: z.enum(['end', 'begin']),
    location: z.object({ lat: z.number(), lon: z.number() }).optional(),
    parameters: z.array(z.string()),
    section: z.string().optional(),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'Station' });

export const sectionAnswer = z
  .object({
    id: z.string(),
    name,
    region: z.string(),
    river: z.string().optional(),
    lake: z.string().optional(),
    waterBody: z.enum(['river', 'lake']),
    target: z.string().optional(),
    control: z.string().optional(),
    stations: z.array(z.string()),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'Section' });

export const regionAnswer = z
  .object({ id: z.string(), name, kind: z.string(), parent: z.string().optional() })
  .meta({ id: 'Region' });
export const riverAnswer = z
  .object({
    id: z.string(),
    name,
    basin: z.string().optional(),
    inflowOf: z.string().optional(),
    sections: z.array(z.string()),
  })
  .meta({ id: 'River' });
export const lakeAnswer = z
  .object({
    id: z.string(),
    name,
    basin: z.string().optional(),
    inflows: z.array(z.string()),
    sections: z.array(z.string()),
  })
  .meta({ id: 'Lake' });

/** Two periods and an hour without a reading, and a station is stale. */
export function stalenessOf(
  activity: StationActivity | undefined,
  period: number,
  now: Instant,
): z.infer<typeof staleness> {
  if (!activity) return { state: 'never-seen', lastSeen: null, ageSeconds: null };
  const age = Math.max(0, now - activity.lastObservation);
  const state = age > 2 * period * 1000 + HOUR ? 'stale' : 'current';
  return { state, lastSeen: formatInstant(activity.lastObservation), ageSeconds: Math.round(age / 1000) };
}

export type Activity = ReadonlyMap<Station['id'], StationActivity>;

export function stationOf(station: Station, activity: Activity, now: Instant): z.infer<typeof stationAnswer> {
  const { units: _units, hj212: _hj212, parameters, ...rest } = station;
  const seen = stalenessOf(activity.get(station.id), station.period, now);
  return { ...rest, parameters: [...parameters], lastSeen: seen.lastSeen, staleness: seen } as z.infer<
    typeof stationAnswer
  >;
}

export function sectionOf(
  section: Section,
  registry: Registry,
  activity: Activity,
  now: Instant,
): z.infer<typeof sectionAnswer> {
  const stations = registry.stationsOfSection.get(section.id) ?? [];
  const period = Math.max(14_400, ...stations.map((station) => station.period));
  const seen = stations.flatMap((station) => activity.get(station.id) ?? []);
  const newest = seen.sort((a, b) => b.lastObservation - a.lastObservation)[0];
  const state = stalenessOf(newest, period, now);
  return {
    ...section,
    stations: stations.map(({ id }) => id),
    lastSeen: state.lastSeen,
    staleness: state,
  } as z.infer<typeof sectionAnswer>;
}
