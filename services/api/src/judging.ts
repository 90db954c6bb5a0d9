import { bestState, countStates, type Points, type Staleness, stationState } from '@lanbi/evaluation';
import type { Region, RegionId, Section, Station, StationActivity, StationId } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { ApiDeps } from './deps.ts';

/** The states of stations and of the places that have some, at one time. */
export interface Judge {
  readonly now: Instant;
  of(station: Station): Staleness;
  /** A place is as its best station; where there is none nothing can come. */
  ofPlace(stations: readonly Station[]): Staleness;
}

type Activity = ReadonlyMap<StationId, StationActivity>;

/** Since when the registry names stations that were never seen; each is read once. */
class Registered {
  readonly #store: ApiDeps['store'];
  readonly #known = new Map<StationId, Instant>();
  readonly #start: Instant;

  constructor({ store, clock }: ApiDeps) {
    this.#store = store;
    this.#start = clock.now();
  }

  async load(stations: Iterable<Station>, activity: Activity): Promise<void> {
    for (const { id } of stations) {
      if (activity.has(id) || this.#known.has(id)) continue;
      const found = await this.#store.latestResult('registered', id);
      if (found) this.#known.set(id, found.to);
    }
  }

  /** The start of this process until the evaluation has noted the station. */
  of(station: StationId): Instant {
    return this.#known.get(station) ?? this.#start;
  }

  get first(): Instant {
    return instant(Math.min(this.#start, ...this.#known.values()));
  }
}

/** Nothing is expected of a station that the registry has no more. */
const goneSince = (activity: StationActivity | undefined, now: Instant): Staleness => ({
  state: 'out-of-service',
  reason: 'not-registered',
  since: activity?.lastObservation ?? now,
  ...(activity && { activity }),
});

/**
 * What staleness is judged with now; asked for anew by each request.
 * @returns a function that takes the stations to be judged; all of the registry by default
 */
export function judging(deps: ApiDeps): (stations?: Iterable<Station>) => Promise<Judge> {
  const { clock, staleness: limits, store, registry } = deps;
  const registered = new Registered(deps);
  return async (stations = registry.stations.values()) => {
    const activity = await store.activity();
    await registered.load(stations, activity);
    const now = clock.now();
    const of = (station: Station): Staleness => {
      const own = activity.get(station.id);
      if (!registry.stations.has(station.id)) return goneSince(own, now);
      const at = { known: registered.of(station.id), now, ...(limits && { limits }) };
      return stationState(station, own, at);
    };
    const none: Staleness = { state: 'never-seen', reason: 'no-station', since: registered.first };
    return { now, of, ofPlace: (stations) => bestState(stations.map(of)) ?? none };
  };
}

/** The stations of some sections, in the registry's order. */
export const stationsOf = (
  { registry }: Pick<ApiDeps, 'registry'>,
  sections: readonly Pick<Section, 'id'>[],
): Station[] => sections.flatMap(({ id }) => registry.stationsOfSection.get(id) ?? []);

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
