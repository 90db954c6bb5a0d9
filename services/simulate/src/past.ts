import type { Station } from '@lanbi/model';
import { DAY, type Instant, instant, shift, startOfHour } from '@lanbi/standards';
import type { Past } from './options.ts';
import { dueBetween } from './schedule.ts';

/** Some days of the past: `from` is exclusive. */
export interface PastBlock {
  readonly from: Instant;
  readonly to: Instant;
}

/** Days of one array: 384 observations of an hour. */
const BLOCK_DAYS = 16;

const earlier = (a: Instant, b: Instant): Instant => instant(Math.min(a, b));

/** The time from the begin of a day to the last full hour, in blocks of whole days; the last one is shorter. */
export function blocksOf(from: Instant, now: Instant): PastBlock[] {
  const end = startOfHour(now);
  const blocks: PastBlock[] = [];
  for (let begin = from; begin < end; begin = shift(begin, BLOCK_DAYS * DAY)) {
    const to = shift(begin, BLOCK_DAYS * DAY);
    blocks.push({ from: begin, to: earlier(to, end) });
  }
  return blocks;
}

/** The ends of the periods of a station in a block, but for days of which the last observation is stored. */
export async function missingOf(past: Past, station: Station, block: PastBlock): Promise<Instant[]> {
  const missing: Instant[] = [];
  for (let from = block.from; from < block.to; from = shift(from, DAY)) {
    const next = shift(from, DAY);
    const ends = dueBetween(station, from, earlier(next, block.to), false).map(({ to }) => to);
    const last = ends.at(-1);
    if (last !== undefined && !(await past.isStored(station.id, last))) missing.push(...ends);
  }
  return missing;
}
