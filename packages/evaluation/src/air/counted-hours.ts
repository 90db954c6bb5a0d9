import { countedEnd, type StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';

export const FULL_HOUR = 3600;
const HALF = HOUR / 2;

type Timed = Pick<StoredObservation, 'to' | 'period'>;

/**
 * Maximum time after the end of an hour at which an observation that counts for it may end, since stamps may be off.
 */
export const AFTER_HOUR = HALF;

/** Whether an observation counts for an hour; longer ones do not. */
export const countsToHour = ({ period }: Pick<Timed, 'period'>): boolean =>
  period >= 0 && period <= FULL_HOUR;

/**
 * Returns the ends of the clock hours that an observation of at most an hour concerns. It counts for the hour of which
 * it covers more than half; a shorter one that covers half of two counts for the earlier. An hourly one exactly between
 * two hours counts for neither, and concerns both as the reason of a missing value. An instantaneous value on the hour
 * belongs to the hour that ends.
 */
export function hoursOf({ to, period }: Timed): readonly [Instant, ...Instant[]] {
  if (period !== FULL_HOUR) return [instant(Math.ceil((to - period * 500) / HOUR) * HOUR)];
  const end = countedEnd(to, period);
  return end === undefined ? [instant(to - HALF), instant(to + HALF)] : [end];
}

/** Groups observations by the hours that they concern; longer ones are left out. */
export function byHours<Each extends Timed>(observations: Iterable<Each>): Map<Instant, Each[]> {
  const hours = new Map<Instant, Each[]>();
  for (const each of observations) {
    if (!countsToHour(each)) continue;
    for (const end of hoursOf(each)) {
      const hour = hours.get(end);
      if (hour) hour.push(each);
      else hours.set(end, [each]);
    }
  }
  return hours;
}
