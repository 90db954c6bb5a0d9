import { observationKey } from '@lanbi/evaluation';
import {
  isStoreAway,
  type ObservationFlags,
  type QualityFlagRange,
  type QualityFlags,
  type StationId,
  type StoredObservation,
} from '@lanbi/model';
import { LATE, within } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';
import type { ApiDeps } from './deps.ts';

type Named = Pick<StoredObservation, 'to' | 'period'>;

/** Flags that are read at once. */
const PAGE = 5_000;

/** Ends of observations that lie near each other: what a station last sent may be of long ago. */
function stretchesOf(ends: readonly Instant[]): { after: Instant; to: Instant }[] {
  const stretches: { after: Instant; to: Instant }[] = [];
  for (const to of [...ends].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last && to - last.to <= DAY) last.to = to;
    else stretches.push({ after: instant(to - 1), to });
  }
  return stretches;
}

async function* flagsIn(
  store: Pick<ApiDeps['store'], 'qualityFlags'>,
  range: Omit<QualityFlagRange, 'limit'>,
): AsyncIterableIterator<ObservationFlags> {
  for (let { after } = range; ; ) {
    const page = await store.qualityFlags({ ...range, after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    // Of one end there are a few, of several periods: they come again.
    after = instant(last.to - 1);
  }
}

/** The suspect values of observations of one station, by `observationKey`; those without any are absent. */
export async function qualityFlagsByKey(
  { store }: Pick<ApiDeps, 'store'>,
  station: StationId,
  observations: readonly Named[],
): Promise<ReadonlyMap<string, QualityFlags>> {
  const found = new Map<string, QualityFlags>();
  for (const stretch of stretchesOf(observations.map(({ to }) => to)))
    for await (const each of flagsIn(store, { station, ...stretch }))
      found.set(observationKey(each), each.flags);
  return found;
}

/** Last values wait for their flags no longer than this, in milliseconds. */
const MOST_WAIT = 1_000;

/**
 * As `qualityFlagsByKey`; undefined where the store of flags is away or does not answer within a second. Last values are in memory and
 * are answered without it.
 */
export async function flagsUnlessAway(
  deps: Pick<ApiDeps, 'store'>,
  station: StationId,
  observations: readonly Named[],
): Promise<ReadonlyMap<string, QualityFlags> | undefined> {
  try {
    const flags = await within(MOST_WAIT, qualityFlagsByKey(deps, station, observations));
    return flags === LATE ? undefined : flags;
  } catch (error) {
    if (isStoreAway(error)) return undefined;
    throw error;
  }
}
