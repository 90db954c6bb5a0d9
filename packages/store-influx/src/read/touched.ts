import { HOUR } from '@lanbi/standards';
import type { Stretch } from './stretch.ts';

/** Something at an instant, and under what name it is found. */
export interface Touched {
  readonly at: number;
  readonly name: string;
}

/** A stretch of time and the names of all that is touched in it. */
export interface TouchedIn {
  readonly names: readonly string[];
  readonly stretch: Stretch;
}

/** Instants no further apart are of one stretch: a row more costs less than a range more. */
const NEAR = 6 * HOUR;
/** Stretches of one call at the most; then the nearest ones are one. */
const MOST = 200;
/** Names in one filter: a longer chain of `or` is slower to plan than a second one. */
const NAMES = 100;

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

/** After which places in the order of time a stretch ends. */
function endsOf(sorted: readonly Touched[]): ReadonlySet<number> {
  const gaps = sorted.slice(1).map(({ at }, i) => ({ i, gap: at - (sorted[i]?.at ?? at) }));
  const wide = gaps.filter(({ gap }) => gap > NEAR).sort((a, b) => b.gap - a.gap);
  return new Set(wide.slice(0, MOST - 1).map(({ i }) => i));
}

/** Few stretches that hold all that is touched, and little else. */
export function touchedIn(touched: readonly Touched[]): TouchedIn[] {
  const sorted = touched.toSorted((a, b) => a.at - b.at);
  const ends = endsOf(sorted);
  const found: TouchedIn[] = [];
  let part: Touched[] = [];
  for (const [i, one] of sorted.entries()) {
    part.push(one);
    if (!ends.has(i) && i < sorted.length - 1) continue;
    const stretch = { from: part[0]?.at ?? one.at, to: one.at + 1 };
    const names = [...new Set(part.map(({ name }) => name))];
    for (const some of chunks(names, NAMES)) found.push({ names: some, stretch });
    part = [];
  }
  return found;
}

/** Ranges of one request. */
const RANGES = 25;

/** What is asked for together. */
export const requestsOf = <Part>(parts: readonly Part[]): readonly (readonly Part[])[] => [
  ...chunks(parts, RANGES),
];
