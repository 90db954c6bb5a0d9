import {
  type DatedFacts,
  type Memberships,
  membershipsOf,
  type RegionId,
  type Registry,
  type Statement,
  type Station,
  type StationFacts,
  type StationId,
  statementsOf,
} from '@lanbi/model';
import { flagTableOf } from '../water/reading-value.ts';

function waterFacts(station: Station, registry: Registry) {
  const section = station.section && registry.sections.get(station.section);
  return section ? { section: section.id, flags: flagTableOf(station) } : {};
}

const hasDates = ({ from, until }: Statement): boolean => from !== undefined || until !== undefined;

/** Whether a statement changes records; the river, lake and target of a section change only figures. */
const isStored = ({ says }: Statement): boolean => says !== 'river' && says !== 'lake' && says !== 'target';

/** Returns the statements of the subjects that have dated ones. */
function statementsBySubject(registry: Registry): ReadonlyMap<string, readonly Statement[]> {
  const all = Map.groupBy(statementsOf(registry).filter(isStored), ({ of, id }) => `${of} ${id}`);
  return new Map([...all].filter(([, statements]) => statements.some(hasDates)));
}

/**
 * Returns the dated facts; empty if no statement of the station and its sections has dates, so that such facts equal
 * the stored ones.
 */
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
  return { dated: { sections: ids, statements: own } };
}

const regionsEver = (memberships: Memberships, id: StationId): RegionId[] => [
  ...new Set(memberships.pointSpans(id).map(({ value }) => value)),
];

/**
 * Returns the settings that change the records of stored readings; other settings were applied when the message was
 * decoded.
 */
const readingFacts = ({ detectionLimit, instantInterval }: Station) => ({
  ...(detectionLimit === 'half' && { detectionLimit }),
  ...(instantInterval && { instantInterval }),
});

/** Returns the facts of all stations of a registry. */
export function stationFacts(registry: Registry): ReadonlyMap<StationId, StationFacts> {
  const memberships = membershipsOf(registry);
  const statements = statementsBySubject(registry);
  const factsOf = (station: Station): StationFacts => {
    const { id, medium, period, parameters } = station;
    const regions = regionsEver(memberships, id);
    const carried = medium === 'air' ? { dayValues: 'exact' as const } : {};
    const own = { medium, period, parameters, regions, ...readingFacts(station), ...carried };
    const dated = datedFacts(station, registry, statements);
    return medium === 'water' ? { ...own, ...waterFacts(station, registry), ...dated } : { ...own, ...dated };
  };
  return new Map([...registry.stations.values()].map((station) => [station.id, factsOf(station)]));
}

/** Whether both facts give the same records. */
export const sameFacts = (a: StationFacts, b: StationFacts): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
