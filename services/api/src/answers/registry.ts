import { bestState, STATION_STATES, type Staleness, stationState } from '@lanbi/evaluation';
import type { Registry, Section, Station, StationActivity } from '@lanbi/model';
import { formatInstant, type Instant } from '@lanbi/standards';
import * as z from 'zod';

const name = z.object({ zh: z.string(), en: z.string() });

export const staleness = z.object({
  state: z.enum(STATION_STATES),
  reason: z
    .enum(['in-time', 'overdue', 'behind', 'no-message-yet'])
    .describe('`behind`: messages come, but of periods long over'),
  since: z.string().describe('when the state began'),
  lastSeen: z.string().nullable().describe('end of the last period that the station reported'),
  lastReceived: z.string().nullable().describe('when its last message came'),
  ageSeconds: z.number().nullable().describe('since the end of that period'),
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

export function stalenessOf(found: Staleness, now: Instant): z.infer<typeof staleness> {
  const { state, reason, since, activity } = found;
  const told = { state, reason, since: formatInstant(since) };
  if (!activity) return { ...told, lastSeen: null, lastReceived: null, ageSeconds: null };
  return {
    ...told,
    lastSeen: formatInstant(activity.lastObservation),
    lastReceived: formatInstant(activity.lastReceived),
    ageSeconds: Math.max(0, Math.round((now - activity.lastObservation) / 1000)),
  };
}

export type Activity = ReadonlyMap<Station['id'], StationActivity>;

/** What staleness is judged with: the time, since when the registry is known, and the limits. */
export type Judging = Parameters<typeof stationState>[2];

export function stationOf(station: Station, activity: Activity, by: Judging): z.infer<typeof stationAnswer> {
  const { units: _units, hj212: _hj212, parameters, ...rest } = station;
  const seen = stalenessOf(stationState(station, activity.get(station.id), by), by.now);
  return { ...rest, parameters: [...parameters], lastSeen: seen.lastSeen, staleness: seen } as z.infer<
    typeof stationAnswer
  >;
}

/** The staleness of a section is that of its best station; without one nothing can ever come. */
export function sectionStaleness(
  { id }: Section,
  registry: Registry,
  activity: Activity,
  by: Judging,
): z.infer<typeof staleness> {
  const stations = registry.stationsOfSection.get(id) ?? [];
  const states = stations.map((station) => stationState(station, activity.get(station.id), by));
  const none: Staleness = { state: 'never-seen', reason: 'no-message-yet', since: by.known };
  return stalenessOf(bestState(states) ?? none, by.now);
}

export function sectionOf(
  section: Section,
  registry: Registry,
  activity: Activity,
  by: Judging,
): z.infer<typeof sectionAnswer> {
  const stations = registry.stationsOfSection.get(section.id) ?? [];
  const seen = sectionStaleness(section, registry, activity, by);
  return {
    ...section,
    stations: stations.map(({ id }) => id),
    lastSeen: seen.lastSeen,
    staleness: seen,
  } as z.infer<typeof sectionAnswer>;
}
