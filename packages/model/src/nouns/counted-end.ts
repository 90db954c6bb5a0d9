import { CIVIL_OFFSET, DAY, HOUR, type Instant, instant, SECOND } from '@lanbi/standards';

const HOUR_SECONDS = HOUR / SECOND;
const DAY_SECONDS = DAY / SECOND;

/** The multiple of `step` within half a step; undefined exactly between two. Civil days begin at +08:00. */
function nearest(to: Instant, step: number): Instant | undefined {
  const shifted = to + CIVIL_OFFSET;
  const rest = ((shifted % step) + step) % step;
  if (rest * 2 === step) return undefined;
  return instant(rest * 2 < step ? to - rest : to - rest + step);
}

const earlier = (to: Instant, step: number): Instant => nearest(to, step) ?? instant(to - step / 2);

/**
 * The end that an observation counts to, out of its stated end: clocks of stations are off by seconds, a period is not.
 * An hour counts to the clock hour, and a day to the civil day, that it covers by more than half; undefined where it
 * covers two of them by half each. Parts of an hour go to the nearest place of their own length, other periods above an
 * hour to the nearest hour; exactly between two they go to the earlier one. Instants and lengths that do not divide an
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

/** Whether an hour or a day lies exactly between two clock hours or civil days, so that it counts to neither. */
export const isBetween = (to: Instant, period: number): boolean => countedEnd(to, period) === undefined;
