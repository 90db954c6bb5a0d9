import { type Entry, moveTo } from './entries.ts';
import type { StreamFilter } from './filter.ts';
import type { Place } from './place.ts';
import type { SharedLog } from './shared-log.ts';

const PAGE = 500;

/** What is left of a log for a client that is too slow for all of it: the position of the latest entry of each key. */
export interface Collapsed {
  readonly latest: readonly number[];
  readonly skipped: number;
}

/**
 * Reads a log from a place to its end and keeps the latest entry of each key that is wanted. Only positions are kept, so that what it
 * holds is bounded by the number of keys and not by how far the client is behind.
 */
export async function collapse(
  log: SharedLog,
  from: Place,
  { wants }: Pick<StreamFilter, 'wants'>,
): Promise<Collapsed> {
  const place = { ...from };
  const latest = new Map<string, Pick<Entry, 'position' | 'rank'>>();
  let count = 0;
  for (;;) {
    const entries = await log.read(place, PAGE);
    for (const entry of entries) {
      moveTo(place, entry);
      if (!wants(entry)) continue;
      const { key, rank, position } = entry;
      count += 1;
      if (rank >= (latest.get(key)?.rank ?? rank)) latest.set(key, { rank, position });
    }
    if (entries.length < PAGE) break;
  }
  const positions = [...latest.values()].map(({ position }) => position);
  return { latest: positions.sort((a, b) => a - b), skipped: count - latest.size };
}

/** The entry at a position; undefined when it has moved on meanwhile: then it comes later. */
export async function entryAt(log: SharedLog, position: number): Promise<Entry | undefined> {
  const [entry] = await log.read({ alert: position - 1, result: position - 1 }, 1);
  return entry?.position === position ? entry : undefined;
}
