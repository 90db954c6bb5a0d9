import type { ObservationReader, RegionId, Registry, StationId, StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { Figured } from '../figure.ts';
import { inBatches } from './batches.ts';
import { readObservations } from './read-observations.ts';
import { AirRecomputation, type RecomputeOptions } from './recompute.ts';

/** Running means of the first hours need the day before. */
const BACK = 23 * HOUR;
/** The day after the span is read to know that the last day of the span is over. */
const ON = 24 * HOUR;

/** Returns the air stations of the subjects. */
function stationsOf(registry: Registry, subjects: ReadonlySet<string> | undefined): StationId[] {
  const inside = (id: RegionId | undefined): boolean => {
    const region = id === undefined ? undefined : registry.regions.get(id);
    return region !== undefined && (subjects?.has(region.id) || inside(region.parent));
  };
  return [...registry.stations.values()]
    .filter(({ medium }) => medium === 'air')
    .filter(({ id, region, regions = [] }) => {
      const ever = [region, ...regions.map(({ is }) => is)];
      return !subjects || subjects.has(id) || ever.some(inside);
    })
    .map(({ id }) => id);
}

/**
 * Computes hours, days and periods of air from the raw readings around a span, including periods that reach beyond it.
 */
export async function* airResults(
  { store, registry }: { readonly store: Pick<ObservationReader, 'range'>; readonly registry: Registry },
  { from, to }: { readonly from: Instant; readonly to: Instant },
  subjects: ReadonlySet<string> | undefined,
  options: RecomputeOptions | undefined,
): AsyncIterableIterator<Figured> {
  const observations = new Map<StationId, readonly StoredObservation[]>();
  await inBatches(stationsOf(registry, subjects), async (station) => {
    const after = instant(from - BACK);
    observations.set(station, await readObservations(store, { station, after, to: instant(to + ON) }));
  });
  yield* new AirRecomputation(registry, options).results(observations);
}
