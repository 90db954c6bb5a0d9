import { countedEnd, type StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';

export const FULL_HOUR = 3600;
const HALF = HOUR / 2;

type Timed = Pick<StoredObservation, 'to' | 'period'>;

/** Ends of observations that count to an hour are not later than this after its end: an hour's stamp may be off. */
export const AFTER_HOUR = HALF;

/** Whether an observation counts to an hour at all: longer ones do not. */
export const countsToHour = ({ period }: Pick<Timed, 'period'>): boolean =>
  period >= 0 && period <= FULL_HOUR;

/**
 * The ends of the clock hours that an observation of at most an hour concerns. It counts to the hour that it covers by
 * more than half; a shorter one that covers two by half each counts to the earlier. An hour exactly between two counts
 * to neither and is the reason why both have nothing. An instant on the hour closes it.
 */
export function hoursOf({ to, period }: Timed): readonly [Instant, ...Instant[]] {
  if (period !== FULL_HOUR) return [instant(Math.ceil((to - period * 500) / HOUR) * HOUR)];
  const end = countedEnd(to, period);
  return end === undefined ? [instant(to - HALF), instant(to + HALF)] : [end];
}

/** Observations by the hours that they concern; longer ones are left out. */
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
