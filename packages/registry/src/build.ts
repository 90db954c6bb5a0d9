import {
  lakeId,
  type Name,
  type ParameterCode,
  type Registry,
  regionId,
  riverId,
  type Section,
  type SectionId,
  type Station,
  sectionId,
  stationId,
} from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import type { Lists } from './lists.ts';
import { unitsByCode } from './references.ts';
import type { Entry } from './schema.ts';

/** The monitoring plan where the registry gives none: the six of the index; what automatic sections measure. */
const PLANS: Readonly<Record<Station['medium'], readonly ParameterCode[]>> = {
  air: ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'],
  water: ['water_temperature', 'ph', 'do', 'conductivity', 'turbidity', 'codmn', 'nh3n', 'tp', 'tn'],
};

const nameOf = (name: string | { zh: string; en: string }): Name =>
  typeof name === 'string' ? { zh: name, en: name } : name;

function stationOf(entry: Entry<'stations'>): Station {
  const { id, name, region, role, period, parameters, units, hj212, location, section, ...rest } = entry;
  return {
    ...rest,
    id: stationId(id),
    name: nameOf(name),
    region: regionId(region),
    role: role ?? 'evaluation',
    period: seconds(period),
    parameters: parameters ?? PLANS[entry.medium],
    units: unitsByCode(units),
    ...(location && { location }),
    ...(section && { section: sectionId(section) }),
    ...(hj212 && {
      hj212: { ...(hj212.mn && { mn: hj212.mn }), ...(hj212.flags && { flags: hj212.flags }) },
    }),
  };
}

function sectionOf(entry: Entry<'sections'>): Section {
  const { id, name, region, river, lake, waterBody, target, control, location, km } = entry;
  return {
    id: sectionId(id),
    name: nameOf(name),
    region: regionId(region),
    waterBody: waterBody ?? (lake ? 'lake' : 'river'),
    ...(river && { river: riverId(river) }),
    ...(lake && { lake: lakeId(lake) }),
    ...(target && { target }),
    ...(control && { control }),
    ...(location && { location }),
    ...(km !== undefined && { km }),
  };
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Map<Thing['id'], Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

function stationsOfSection(stations: readonly Station[]): Map<SectionId, Station[]> {
  const found = new Map<SectionId, Station[]>();
  for (const station of stations)
    if (station.section) found.set(station.section, [...(found.get(station.section) ?? []), station]);
  return found;
}

/** The registry out of lists without faults. */
export function buildRegistry(lists: Lists): Registry {
  const stations = lists.stations.map(({ entry }) => stationOf(entry));
  const basin = (of: { basin?: string | undefined }) => (of.basin ? { basin: of.basin } : {});
  return {
    regions: byId(
      lists.regions.map(({ entry: { id, name, kind, parent, location } }) => ({
        id: regionId(id),
        name: nameOf(name),
        kind,
        ...(parent && { parent: regionId(parent) }),
        ...(location && { location }),
      })),
    ),
    stations: byId(stations),
    lakes: byId(
      lists.lakes.map(({ entry }) => ({ id: lakeId(entry.id), name: nameOf(entry.name), ...basin(entry) })),
    ),
    rivers: byId(
      lists.rivers.map(({ entry }) => ({
        id: riverId(entry.id),
        name: nameOf(entry.name),
        ...basin(entry),
        ...(entry.inflowOf && { inflowOf: lakeId(entry.inflowOf) }),
      })),
    ),
    sections: byId(lists.sections.map(({ entry }) => sectionOf(entry))),
    stationsOfSection: stationsOfSection(stations),
  };
}
