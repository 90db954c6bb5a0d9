import { countStates, type Points, type Staleness } from '@lanbi/evaluation';
import type { DataSubject, Region, RegionId, Section, Station } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { ApiDeps, FigureDeps } from './deps.ts';

/** The states of stations and of the places that have some, at one time. */
export interface StalenessNow {
  readonly now: Instant;
  of(station: Station): Staleness;
  /** A place is as its best station; where there is none nothing can come. */
  ofSubject(stations: readonly Station[]): Staleness;
}

/**
 * What staleness is computed from now; asked for anew by each request.
 * @returns a function that takes the stations in question; all of the registry by default
 */
export function stalenessNow(deps: FigureDeps): (stations?: Iterable<Station>) => Promise<StalenessNow> {
  const { clock, registry, latest } = deps;
  const { states } = latest;
  return async (stations = registry.stations.values()) => {
    await states.load(stations);
    const now = clock.now();
    return {
      now,
      of: (station) => states.of(station, now),
      ofSubject: (some) => states.ofSubject(some, now),
    };
  };
}

/** The stations of some sections, in the registry's order. */
export const stationsOf = (
  { registry }: Pick<ApiDeps, 'registry'>,
  sections: readonly Pick<Section, 'id'>[],
): Station[] => sections.flatMap(({ id }) => registry.stationsOfSection.get(id) ?? []);

/** Whose data the figures of a section are made of. */
export const dataOfSection = ({ id }: Pick<Section, 'id'>): DataSubject => ({ of: 'section', id });

/** The stations that are or were points of a region. */
export const pointsOf = (points: Points, region: RegionId): readonly Station[] =>
  points.during(region, -Infinity, Infinity);

/** The stations of a region and of all below it. */
export function stationsWithin({ registry }: Pick<ApiDeps, 'registry'>, region: Region): Station[] {
  const inside = (id: RegionId | undefined): boolean =>
    id !== undefined && (id === region.id || inside(registry.regions.get(id)?.parent));
  return [...registry.stations.values()].filter((station) => inside(station.region));
}

/** `lanbi_stations`: how many stations of each medium are live, late, silent, never seen or out of service, read when scraped. */
export function stationMetrics({ metrics, store, registry, clock, staleness: limits }: ApiDeps): void {
  const help = 'Stations by medium and state: live, late, silent, never-seen, out-of-service';
  metrics.gauges('lanbi_stations', help, ['medium', 'state'], async () => {
    const now = clock.now();
    const at = { known: now, now, ...(limits && { limits }) };
    return countStates(registry, await store.activity(), at).map(
      ({ medium, state, count }) => [{ medium, state }, count] as const,
    );
  });
}
