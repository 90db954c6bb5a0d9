import {
  type FlagTable,
  type Memberships,
  membershipsOf,
  type RegionId,
  type Registry,
  type Section,
  type SectionId,
  type Statement,
  type Station,
  type StationId,
  statementsOf,
} from '@lanbi/model';
import { flagTableOf } from '../water/reading-value.ts';
import type { WaterMinimum } from '../water/water-evaluation.ts';

/** What stored figures the readings of a station count to: ids of districts and cities, and of its section. */
export interface CountsTo {
  readonly regions: readonly RegionId[];
  readonly section?: SectionId;
  /** Of a station whose memberships have dates: everything that it counts to at any time. */
  readonly dated?: DatedFacts;
}

export interface DatedFacts {
  readonly sections: readonly SectionId[];
  /** All that has dates, of the station and of its sections. */
  readonly statements: readonly Statement[];
  /** What the sections are without dates. */
  readonly bodies: readonly Section['waterBody'][];
}

/** All that the figures of a station's readings take from the registry and the settings, in a fixed order of keys. */
export interface StationFacts extends CountsTo {
  readonly medium: Station['medium'];
  readonly period: Station['period'];
  readonly parameters: Station['parameters'];
  readonly waterBody?: Section['waterBody'];
  readonly target?: NonNullable<Section['target']>;
  readonly flags?: FlagTable;
  /** Absent where it is the default, and as `instantInterval` where the registry does not state it. */
  readonly detectionLimit?: 'half';
  readonly instantInterval?: Station['period'];
  /** Of days alone: the others are of figures that are computed when asked for. */
  readonly minimum?: Pick<WaterMinimum, 'day'>;
  /** Of air: how day values are kept. Those of earlier versions lack what rounding left out, and are evaluated again. */
  readonly dayValues?: 'exact';
}

function waterFacts(station: Station, registry: Registry, minimum: WaterMinimum | undefined) {
  const section = station.section && registry.sections.get(station.section);
  if (!section) return {};
  const { id, waterBody, target } = section;
  const of = { section: id, waterBody, ...(target && { target }), flags: flagTableOf(station) };
  return { ...of, ...(minimum?.day !== undefined && { minimum: { day: minimum.day } }) };
}

const hasDates = ({ from, until }: Statement): boolean => from !== undefined || until !== undefined;

/** Which river or lake a section is on changes no stored figure. */
const isStored = ({ says }: Statement): boolean => says !== 'river' && says !== 'lake';

/** Statements of the subjects that have any with dates. */
function statementsBySubject(registry: Registry): ReadonlyMap<string, readonly Statement[]> {
  const all = Map.groupBy(statementsOf(registry).filter(isStored), ({ of, id }) => `${of} ${id}`);
  return new Map([...all].filter(([, statements]) => statements.some(hasDates)));
}

/** Nothing where no statement of the station and its sections has dates, so that such facts stay as they were noted. */
function datedFacts(
  { id, medium }: Station,
  registry: Registry,
  statements: ReadonlyMap<string, readonly Statement[]>,
): { readonly dated?: DatedFacts } {
  const ids = medium === 'water' ? membershipsOf(registry).sectionsEver(id) : [];
  const own = [`station ${id}`, ...ids.map((each) => `section ${each}`)].flatMap(
    (key) => statements.get(key) ?? [],
  );
  if (own.length === 0) return {};
  const sections = ids.flatMap((each) => registry.sections.get(each) ?? []);
  const bodies = sections.map(({ waterBody }) => waterBody);
  return { dated: { sections: ids, statements: own, bodies } };
}

const regionsEver = (memberships: Memberships, id: StationId): RegionId[] => [
  ...new Set(memberships.pointSpans(id).map(({ value }) => value)),
];

/** What changes the figures of stored readings; what was read when a message came is stored with it. */
const readingFacts = ({ detectionLimit, instantInterval }: Station) => ({
  ...(detectionLimit === 'half' && { detectionLimit }),
  ...(instantInterval && { instantInterval }),
});

/** The facts of all stations of a registry. */
export function stationFacts(
  registry: Registry,
  minimum?: WaterMinimum,
): ReadonlyMap<StationId, StationFacts> {
  const memberships = membershipsOf(registry);
  const statements = statementsBySubject(registry);
  const factsOf = (station: Station): StationFacts => {
    const { id, medium, period, parameters } = station;
    const regions = regionsEver(memberships, id);
    const carried = medium === 'air' ? { dayValues: 'exact' as const } : {};
    const own = { medium, period, parameters, regions, ...readingFacts(station), ...carried };
    const dated = datedFacts(station, registry, statements);
    return medium === 'water'
      ? { ...own, ...waterFacts(station, registry, minimum), ...dated }
      : { ...own, ...dated };
  };
  return new Map([...registry.stations.values()].map((station) => [station.id, factsOf(station)]));
}

/** Whether figures under both are the same. */
export const sameFacts = (a: StationFacts, b: StationFacts): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
