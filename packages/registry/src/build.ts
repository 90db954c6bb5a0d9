import {
  AIR_TARGETS,
  lakeId,
  type Name,
  type ParameterCode,
  type Region,
  type Registry,
  regionId,
  riverId,
  type Section,
  type SectionId,
  type Station,
  type StationRole,
  sectionId,
  stationId,
  type TargetClass,
} from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import { datedOf, definedDays, lastOf } from './dates.ts';
import { entriesOf, type Lists } from './lists.ts';
import { unitsByCode } from './plan.ts';
import type { RegistryEntry } from './schema.ts';

/** Default monitoring plans: the six pollutants of the index; the parameters of automatic water stations. */
const PLANS: Readonly<Record<Station['medium'], readonly ParameterCode[]>> = {
  air: ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'],
  water: ['water_temperature', 'ph', 'do', 'conductivity', 'turbidity', 'codmn', 'nh3n', 'tp', 'tn'],
};

const nameOf = (name: string | { zh: string; en: string }): Name =>
  typeof name === 'string' ? { zh: name, en: name } : name;

/** Returns the keys of a value that may have dates: the value, and its list if it has one. */
function datedKeys<Id extends string>(
  [one, many]: readonly [string, string],
  written: Parameters<typeof datedOf<string, Id>>[0],
  id: (text: string) => Id,
): object {
  const [last, list] = [lastOf(written, id), datedOf(written, id)];
  return { ...(last && { [one]: last }), ...(list && { [many]: list }) };
}

/** How the readings of a station are to be interpreted. */
function readingOf({ stamp, detectionLimit, instantInterval, hj212 }: RegistryEntry<'stations'>) {
  const { mn, flags, minuteInterval } = hj212 ?? {};
  return {
    stamp: stamp ?? ('end' as const),
    ...(stamp && { stampStated: true as const }),
    ...(detectionLimit && { detectionLimit }),
    ...(instantInterval && { instantInterval: seconds(instantInterval) }),
    ...(hj212 && {
      hj212: { ...(mn && { mn }), ...(flags && { flags }), ...(minuteInterval && { minuteInterval }) },
    }),
  };
}

function stationOf(entry: RegistryEntry<'stations'>): Station {
  const { id, medium, name, region, role, section, period, parameters, units, location, from, until } = entry;
  return {
    ...readingOf(entry),
    id: stationId(id),
    medium,
    name: nameOf(name),
    ...definedDays({ from, until }),
    region: lastOf(region, regionId) ?? regionId(''),
    ...datedKeys(['region', 'regions'], region, regionId),
    role: 'evaluation',
    ...datedKeys(['role', 'roles'], role, (text) => text as StationRole),
    period: seconds(period),
    parameters: parameters ?? PLANS[entry.medium],
    units: unitsByCode(units),
    ...(location && { location }),
    ...datedKeys(['section', 'sections'], section, sectionId),
  };
}

function sectionOf(entry: RegistryEntry<'sections'>): Section {
  const { id, name, region, river, lake, waterBody, target, control, location, km, from, until } = entry;
  return {
    id: sectionId(id),
    name: nameOf(name),
    ...definedDays({ from, until }),
    region: regionId(region),
    waterBody: waterBody ?? (lake ? 'lake' : 'river'),
    ...datedKeys(['river', 'rivers'], river, riverId),
    ...datedKeys(['lake', 'lakes'], lake, lakeId),
    ...datedKeys(['target', 'targets'], target, (text) => text as TargetClass),
    ...(control && { control }),
    ...(location && { location }),
    ...(km !== undefined && { km }),
  };
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Map<Thing['id'], Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

function stationsOfSection(stations: readonly Station[]): Map<SectionId, Station[]> {
  const found = new Map<SectionId, Station[]>();
  for (const station of stations) {
    const own = station.sections?.map(({ is }) => is) ?? (station.section ? [station.section] : []);
    for (const id of new Set(own)) found.set(id, [...(found.get(id) ?? []), station]);
  }
  return found;
}

/** Targets of each year, in the order of the model; what is not set is absent. */
const airTargetsOf = (
  written: NonNullable<RegistryEntry<'regions'>['targets']>,
): NonNullable<Region['targets']> =>
  Object.fromEntries(
    Object.entries(written).map(([year, targets]) => [
      year,
      Object.fromEntries(
        AIR_TARGETS.flatMap((of) => (targets[of] === undefined ? [] : [[of, targets[of]] as const])),
      ),
    ]),
  );

/** Builds the registry from lists without faults. */
export function buildRegistry(lists: Lists): Registry {
  const stations = entriesOf(lists, 'stations').map(stationOf);
  const basin = (of: { basin?: string | undefined }) => (of.basin ? { basin: of.basin } : {});
  return {
    regions: byId(
      entriesOf(lists, 'regions').map(({ id, name, kind, parent, location, targets }) => ({
        id: regionId(id),
        name: nameOf(name),
        kind,
        ...(parent && { parent: regionId(parent) }),
        ...(location && { location }),
        ...(targets && { targets: airTargetsOf(targets) }),
      })),
    ),
    stations: byId(stations),
    lakes: byId(
      entriesOf(lists, 'lakes').map((entry) => ({
        id: lakeId(entry.id),
        name: nameOf(entry.name),
        ...basin(entry),
      })),
    ),
    rivers: byId(
      entriesOf(lists, 'rivers').map((entry) => ({
        id: riverId(entry.id),
        name: nameOf(entry.name),
        ...basin(entry),
        ...(entry.inflowOf && { inflowOf: lakeId(entry.inflowOf) }),
      })),
    ),
    sections: byId(entriesOf(lists, 'sections').map(sectionOf)),
    stationsOfSection: stationsOfSection(stations),
  };
}
