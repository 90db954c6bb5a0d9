import { STALENESS_REASONS, STATION_STATES, type Staleness } from '@lanbi/evaluation';
import { AIR_TARGETS, type Dated, type Region, type Section, type Station } from '@lanbi/model';
import { formatInstant, type Instant } from '@lanbi/standards';
import * as z from 'zod';
import type { StalenessNow } from '../staleness-now.ts';
import { optionalMembers } from './members.ts';
import { name } from './name.ts';

export const staleness = z
  .object({
    state: z.enum(STATION_STATES),
    reason: z
      .enum(STALENESS_REASONS)
      .describe(
        '`behind`: messages come, but of periods long over; `no-station`: a place without one; `not-begun`, `closed`: before the first or after the last day that the registry gives; `not-registered`: the registry has the station no more',
      ),
    since: z
      .string()
      .describe('when the state began; of `never-seen` when the registry first named the station'),
    lastSeen: z.string().nullable().describe('end of the last period that the station reported'),
    lastReceived: z.string().nullable().describe('when its last message came'),
    ageSeconds: z.number().nullable().describe('since the end of that period'),
  })
  .meta({ id: 'Staleness' });

export const location = z.object({ lat: z.number(), lon: z.number() }).describe('WGS 84, degrees').optional();

/** What holds on which days; both days are included, an absent one leaves that end open. */
const datedAnswer = z.array(
  z.object({ is: z.string(), from: z.string().optional(), until: z.string().optional() }),
);

const datedOf = (all: readonly Dated<string>[]): z.infer<typeof datedAnswer> =>
  all.map((each) => ({ ...each }));

export const stationAnswer = z
  .object({
    id: z.string(),
    name,
    medium: z.enum(['air', 'water']),
    region: z.string(),
    regions: datedAnswer.optional().describe('the regions by days, where the registry says so'),
    role: z.string(),
    roles: datedAnswer.optional().describe('the roles by days, where the registry says so'),
    from: z.string().optional().describe('first day in service'),
    until: z.string().optional().describe('last day in service'),
    registered: z
      .boolean()
      .describe('false: the registry has it no more; its fields are what its readings say'),
    period: z.number(),
    stamp: z.enum(['end', 'begin']),
    location,
    parameters: z.array(z.string()),
    section: z.string().optional(),
    sections: datedAnswer.optional().describe('the sections by days, where the registry says so'),
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
    rivers: datedAnswer.optional(),
    lake: z.string().optional(),
    lakes: datedAnswer.optional(),
    from: z.string().optional().describe('first day in service'),
    until: z.string().optional().describe('last day in service'),
    waterBody: z.enum(['river', 'lake']),
    target: z.string().optional(),
    targets: datedAnswer.optional(),
    control: z.string().optional(),
    location,
    km: z.number().describe('along the river, rising downstream').optional(),
    stations: z.array(z.string()),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'Section' });

export const regionAnswer = z
  .object({
    id: z.string(),
    name,
    kind: z.string(),
    parent: z.string().optional(),
    location,
    targets: z
      .array(z.object({ year: z.string(), ...optionalMembers(AIR_TARGETS, z.number()).shape }))
      .optional()
      .describe('what the air of each year is to come to; `/v1/air/regions/{id}/targets` says what is left'),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'Region' });
export const riverAnswer = z
  .object({
    id: z.string(),
    name,
    basin: z.string().optional(),
    inflowOf: z.string().optional(),
    sections: z.array(z.string()),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'River' });
export const lakeAnswer = z
  .object({
    id: z.string(),
    name,
    basin: z.string().optional(),
    inflows: z.array(z.string()),
    sections: z.array(z.string()),
    lastSeen: z.string().nullable(),
    staleness,
  })
  .meta({ id: 'Lake' });

export function stalenessOf(found: Staleness, now: Instant): z.infer<typeof staleness> {
  const { state, reason, since, activity } = found;
  const common = { state, reason, since: formatInstant(since) };
  if (!activity) return { ...common, lastSeen: null, lastReceived: null, ageSeconds: null };
  return {
    ...common,
    lastSeen: formatInstant(activity.lastObservation),
    lastReceived: formatInstant(activity.lastReceived),
    ageSeconds: Math.max(0, Math.round((now - activity.lastObservation) / 1000)),
  };
}

/** Last-seen and staleness, as every answer of the registry ends. */
export function heardOf(found: Staleness, now: Instant) {
  const seen = stalenessOf(found, now);
  return { lastSeen: seen.lastSeen, staleness: seen };
}

export function stationOf(
  station: Station,
  { of, now }: StalenessNow,
  registered = true,
): z.infer<typeof stationAnswer> {
  const { units: _units, hj212: _hj212, stampStated: _stated, parameters, ...rest } = station;
  const { regions, roles, sections, location: place, name: named, ...own } = rest;
  return {
    ...own,
    name: { ...named },
    ...(regions && { regions: datedOf(regions) }),
    ...(roles && { roles: datedOf(roles) }),
    ...(sections && { sections: datedOf(sections) }),
    ...(place && { location: { ...place } }),
    parameters: [...parameters],
    registered,
    ...heardOf(of(station), now),
  };
}

/** A region with the targets of its air, a row a year. */
export function regionOf({ targets, name: named, location: place, ...own }: Region) {
  return {
    ...own,
    name: { ...named },
    ...(place && { location: { ...place } }),
    ...(targets && { targets: Object.entries(targets).map(([year, each]) => ({ year, ...each })) }),
  };
}

export function sectionOf(
  section: Section,
  stations: readonly Station[],
  { ofSubject, now }: StalenessNow,
): z.infer<typeof sectionAnswer> {
  const { rivers, lakes, targets, location: place, name: named, ...own } = section;
  return {
    ...own,
    name: { ...named },
    ...(rivers && { rivers: datedOf(rivers) }),
    ...(lakes && { lakes: datedOf(lakes) }),
    ...(targets && { targets: datedOf(targets) }),
    ...(place && { location: { ...place } }),
    stations: stations.map(({ id }) => id),
    ...heardOf(ofSubject(stations), now),
  };
}
