import type { Offset, StationId, StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import type { EvaluationInput } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';

/** Number of observations of one page; stations are read in turn, a month at a time. */
const PAGE = 1_000;
const STRETCH = 31 * DAY;
const EVER = instant(-8.64e15);

type Ranges = Pick<EvaluationStore, 'range'>;

async function* pages(
  store: Ranges,
  station: StationId,
  [after, to]: readonly [Instant, Instant],
  upTo: Offset,
): AsyncIterableIterator<readonly StoredObservation[]> {
  let last: StoredObservation | undefined;
  do {
    const behind = last && { behind: { to: last.to, period: last.period } };
    const page = await store.range({ station, after, to, upTo, limit: PAGE, ...behind });
    if (page.length > 0) yield page;
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last);
}

/**
 * Reads all readings of stations as evaluation inputs, the newest month first, to rebuild lost results.
 * @param offset returns the offset up to which the log is applied, called for each part; later entries are applied when
 * they arrive
 */
export async function* rebuiltReadings(
  store: Ranges,
  stations: Iterable<StationId>,
  now: Instant,
  offset: () => Offset,
): AsyncIterableIterator<{ readonly flags: readonly []; readonly inputs: readonly EvaluationInput[] }> {
  let left = [...stations];
  for (let to = now + DAY; left.length > 0; to -= STRETCH) {
    const stretch = [instant(to - STRETCH), instant(to)] as const;
    const earlier: StationId[] = [];
    for (const station of left) {
      for await (const page of pages(store, station, stretch, offset()))
        yield { flags: [], inputs: page.map((each) => ({ ...each, rebuilt: true })) };
      const before = await store.range({ station, after: EVER, to: stretch[0], limit: 1 });
      if (before.length > 0) earlier.push(station);
    }
    left = earlier;
  }
}
