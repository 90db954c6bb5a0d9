import { HOUR } from '@lanbi/standards';
import type { TimeRange } from './time-range.ts';

/** An instant and the name of its series. */
export interface TimedName {
  readonly at: number;
  readonly name: string;
}

/** A time range, and the names that have an instant in it. */
export interface Cluster {
  readonly names: readonly string[];
  readonly timeRange: TimeRange;
}

/** Instants no further apart than this share a cluster: another row costs less than another range. */
const NEAR = 6 * HOUR;
/** Most clusters of one call; beyond it the nearest ones are merged. */
const MOST = 200;
/** Names in one filter: a longer chain of `or` takes longer to plan than a second filter. */
const NAMES = 100;

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

/** The indices, in the order of time, after which a cluster ends. */
function endsOf(sorted: readonly TimedName[]): ReadonlySet<number> {
  const gaps = sorted.slice(1).map(({ at }, i) => ({ i, gap: at - (sorted[i]?.at ?? at) }));
  const wide = gaps.filter(({ gap }) => gap > NEAR).sort((a, b) => b.gap - a.gap);
  return new Set(wide.slice(0, MOST - 1).map(({ i }) => i));
}

/** Groups instants into few time ranges that contain little else. */
export function clustersOf(instants: readonly TimedName[]): Cluster[] {
  const sorted = instants.toSorted((a, b) => a.at - b.at);
  const ends = endsOf(sorted);
  const found: Cluster[] = [];
  let part: TimedName[] = [];
  for (const [i, one] of sorted.entries()) {
    part.push(one);
    if (!ends.has(i) && i < sorted.length - 1) continue;
    const timeRange = { from: part[0]?.at ?? one.at, to: one.at + 1 };
    const names = [...new Set(part.map(({ name }) => name))];
    for (const some of chunks(names, NAMES)) found.push({ names: some, timeRange });
    part = [];
  }
  return found;
}

/** Most ranges of one request. */
const RANGES = 25;

/** Splits ranges into requests. */
export const requestsOf = <Part>(parts: readonly Part[]): readonly (readonly Part[])[] => [
  ...chunks(parts, RANGES),
];
