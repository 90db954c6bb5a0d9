import { CIVIL_OFFSET, DAY, HOUR, type Instant, instant, SECOND } from '@lanbi/standards';

const HOUR_SECONDS = HOUR / SECOND;
const DAY_SECONDS = DAY / SECOND;

/**
 * Returns the multiple of `step` within half a step; undefined exactly between two. Civil days begin at +08:00.
 */
function nearest(to: Instant, step: number): Instant | undefined {
  const shifted = to + CIVIL_OFFSET;
  const rest = ((shifted % step) + step) % step;
  if (rest * 2 === step) return undefined;
  return instant(rest * 2 < step ? to - rest : to - rest + step);
}

const earlier = (to: Instant, step: number): Instant => nearest(to, step) ?? instant(to - step / 2);

/**
 * Returns the end for which an observation counts, from its stated end: clocks of stations may be off by seconds. An
 * hour counts for the clock hour, and a day for the civil day, of which it covers more than half; undefined if it
 * covers half of two. Divisors of an hour count for the nearest multiple of their length, other periods above an hour
 * for the nearest hour; exactly between two for the earlier one. Instantaneous values and lengths that do not divide an
 * hour keep their end.
 * @param period seconds
 * @example countedEnd(at('09:00:00.4'), 3600) // 09:00; of 08:30 undefined
 */
export function countedEnd(to: Instant, period: number): Instant | undefined {
  if (period === HOUR_SECONDS) return nearest(to, HOUR);
  if (period === DAY_SECONDS) return nearest(to, DAY);
  if (period > HOUR_SECONDS) return earlier(to, HOUR);
  return period > 0 && HOUR_SECONDS % period === 0 ? earlier(to, period * SECOND) : to;
}

/**
 * Whether an hour or a day is exactly between two clock hours or civil days, so that it counts for neither.
 */
export const isBetween = (to: Instant, period: number): boolean => countedEnd(to, period) === undefined;
