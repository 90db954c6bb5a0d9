import type { Offset, StationId, StoredObservation } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import type { EvaluationStore } from './evaluation.ts';

/** Observations of one page. */
const PAGE = 1_000;
const EVER = { after: instant(-8.64e15), to: instant(8.64e15) } as const;

export interface StationPage {
  /** Observations of the page; never empty. */
  readonly observations: readonly StoredObservation[];
  /** The offset in the log up to which they were read. */
  readonly upTo: Offset;
}

/**
 * Reads all observations of a station in the log up to an offset, in order, page by page.
 * @param offset returns the offset up to which the log is applied, called for each page; it advances meanwhile
 */
export async function* stationPages(
  store: Pick<EvaluationStore, 'range'>,
  station: StationId,
  offset: () => Offset,
): AsyncIterableIterator<StationPage> {
  let last: StoredObservation | undefined;
  do {
    const behind = last && { behind: { to: last.to, period: last.period } };
    const upTo = offset();
    const observations = await store.range({ station, ...EVER, upTo, limit: PAGE, ...behind });
    if (observations.length > 0) yield { observations, upTo };
    last = observations.length < PAGE ? undefined : observations.at(-1);
  } while (last);
}
