import type { FlagTable, RegionId, Registry, Section, Station, StationId } from '@lanbi/model';
import { Points } from '../air/points.ts';
import { flagTableOf } from '../water/reading-value.ts';
import type { WaterMinimum } from '../water/water-evaluation.ts';

/** What the readings of a station count to: ids of districts and cities, of its section, and of the river and lake of that. */
export interface CountsTo {
  readonly regions: readonly RegionId[];
  readonly section?: Section['id'];
  readonly river?: NonNullable<Section['river']>;
  readonly lake?: NonNullable<Section['lake']>;
}

/** All that the figures of a station's readings take from the registry and the settings, in a fixed order of keys. */
export interface StationFacts extends CountsTo {
  readonly medium: Station['medium'];
  readonly period: Station['period'];
  readonly parameters: Station['parameters'];
  readonly waterBody?: Section['waterBody'];
  readonly target?: NonNullable<Section['target']>;
  readonly flags?: FlagTable;
  readonly minimum?: WaterMinimum;
}

function waterFacts(station: Station, registry: Registry, minimum: WaterMinimum | undefined) {
  const section = station.section && registry.sections.get(station.section);
  if (!section) return {};
  const { id, river, lake, waterBody, target } = section;
  const counts = { section: id, ...(river && { river }), ...(lake && { lake }) };
  const of = { waterBody, ...(target && { target }), flags: flagTableOf(station) };
  return { ...counts, ...of, ...(minimum && { minimum }) };
}

/** The facts of all stations of a registry. */
export function stationFacts(
  registry: Registry,
  minimum?: WaterMinimum,
): ReadonlyMap<StationId, StationFacts> {
  const points = new Points(registry);
  const factsOf = (station: Station): StationFacts => {
    const { id, medium, period, parameters } = station;
    const own = { medium, period, parameters, regions: points.regionsOf(id) };
    return medium === 'water' ? { ...own, ...waterFacts(station, registry, minimum) } : own;
  };
  return new Map([...registry.stations.values()].map((station) => [station.id, factsOf(station)]));
}

/** Whether figures under both are the same. */
export const sameFacts = (a: StationFacts, b: StationFacts): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
