import { compareOffsets, isSameOffset, type Offset } from '@lanbi/model';
import { moveTo, type StreamEntry } from './entries.ts';
import type { StreamFilter } from './filter.ts';
import type { SharedLog } from './shared-log.ts';
import type { StreamOffset } from './stream-offset.ts';

const PAGE = 500;

/** Where an entry stands in a log, and what it stands behind. */
export interface EntryPlace {
  readonly after: StreamOffset;
  readonly position: Offset;
}

/** What is left of a log for a client that is too slow for all of it: where the latest entry of each key stands. */
export interface Collapsed {
  readonly latest: readonly EntryPlace[];
  readonly skipped: number;
}

/**
 * Reads a log from an offset to its end and keeps the latest entry of each wanted key. Only offsets are kept, so that what it
 * holds is bounded by the number of keys and not by how far the client is behind.
 */
export async function collapse(
  log: SharedLog,
  from: StreamOffset,
  { wants }: Pick<StreamFilter, 'wants'>,
): Promise<Collapsed> {
  const offset = { ...from };
  const latest = new Map<string, EntryPlace & Pick<StreamEntry, 'rank'>>();
  let count = 0;
  for (;;) {
    const entries = await log.read(offset, PAGE);
    for (const entry of entries) {
      const after = { ...offset };
      moveTo(offset, entry);
      if (!wants(entry)) continue;
      const { key, rank, position } = entry;
      count += 1;
      if (rank >= (latest.get(key)?.rank ?? rank)) latest.set(key, { rank, after, position });
    }
    if (entries.length < PAGE) break;
  }
  const offsets = [...latest.values()].sort((a, b) => compareOffsets(a.position, b.position));
  return { latest: offsets, skipped: count - latest.size };
}

/** The entry at an offset; undefined if it changed meanwhile: then it comes later. */
export async function entryAt(
  log: SharedLog,
  { after, position }: EntryPlace,
): Promise<StreamEntry | undefined> {
  const [entry] = await log.read(after, 1);
  return entry && isSameOffset(entry.position, position) ? entry : undefined;
}
