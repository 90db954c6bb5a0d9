import type { ConsumerName, Result, Station, Store } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Results of one commit. */
const SLICE = 1_000;

/**
 * Notes when the registry was first seen to name each station, so that a station that never reports is silent since then
 * and not since the last start. One that was noted before keeps its time.
 */
export async function noteRegistered(
  store: Store,
  stations: Iterable<Station>,
  { consumer, now }: { consumer: ConsumerName; now: Instant },
): Promise<void> {
  const fresh: Result[] = [];
  for (const { id } of stations) {
    if (await store.latestResult('registered', id)) continue;
    fresh.push({ kind: 'registered', subject: id, from: now, to: now, body: {} });
  }
  const place = await store.position(consumer);
  for (let at = 0; at < fresh.length; at += SLICE)
    await store.commit(consumer, place, fresh.slice(at, at + SLICE), now);
}
