import type { ObservationReader, StationId, StoredObservation } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

const PAGE = 2_000;

export interface ObservationSpan {
  readonly station: StationId;
  /** Exclusive bound of ends. */
  readonly after: Instant;
  /** Inclusive. */
  readonly to: Instant;
}

/** Reads all observations of a span, page by page. */
export async function readObservations(
  store: Pick<ObservationReader, 'range'>,
  span: ObservationSpan,
): Promise<StoredObservation[]> {
  const all: StoredObservation[] = [];
  for (;;) {
    const last = all.at(-1);
    const behind = last && { to: last.to, period: last.period };
    const page = await store.range({ ...span, limit: PAGE, ...(behind && { behind }) });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
