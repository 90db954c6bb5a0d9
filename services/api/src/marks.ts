import { observationKey } from '@lanbi/evaluation';
import {
  isStoreAway,
  type Marks,
  type MarksRange,
  type ObservationMarks,
  type StationId,
  type StoredObservation,
} from '@lanbi/model';
import { LATE, within } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';
import type { ApiDeps } from './deps.ts';

type Named = Pick<StoredObservation, 'to' | 'period'>;

/** Marks that are read at once. */
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

async function* marksIn(
  store: Pick<ApiDeps['store'], 'marks'>,
  range: Omit<MarksRange, 'limit'>,
): AsyncIterableIterator<ObservationMarks> {
  for (let { after } = range; ; ) {
    const page = await store.marks({ ...range, after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    // Of one end there are a few, of several periods: they come again.
    after = instant(last.to - 1);
  }
}

/** The suspect values of observations of one station, by `observationKey`; those without any are absent. */
export async function marksOf(
  { store }: Pick<ApiDeps, 'store'>,
  station: StationId,
  observations: readonly Named[],
): Promise<ReadonlyMap<string, Marks>> {
  const found = new Map<string, Marks>();
  for (const stretch of stretchesOf(observations.map(({ to }) => to)))
    for await (const each of marksIn(store, { station, ...stretch }))
      found.set(observationKey(each), each.marks);
  return found;
}

/** Last values wait for their marks no longer than this, in milliseconds. */
const MOST_WAIT = 1_000;

/**
 * As `marksOf`; undefined where the store of marks is away or does not answer within a second. Last values are in memory and
 * are answered without it.
 */
export async function marksUnlessAway(
  deps: Pick<ApiDeps, 'store'>,
  station: StationId,
  observations: readonly Named[],
): Promise<ReadonlyMap<string, Marks> | undefined> {
  try {
    const marks = await within(MOST_WAIT, marksOf(deps, station, observations));
    return marks === LATE ? undefined : marks;
  } catch (error) {
    if (isStoreAway(error)) return undefined;
    throw error;
  }
}
