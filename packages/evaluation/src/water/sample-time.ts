import { countedEnd, isBetween, type StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant, MINUTE, startOfDay } from '@lanbi/standards';

type Timed = Pick<StoredObservation, 'to' | 'period'>;

/**
 * Maximum time after the end of a day at which an observation that counts for it may end, since a daily stamp may be
 * off.
 */
export const AFTER_DAY = DAY / 2;

const DAY_SECONDS = 86_400;

/**
 * Returns the sampling time for which an observation counts: the full hour, or multiple of its length, if its stamp is
 * less than a minute off; for a daily mean the nearest midnight. Other stamps are sampling times of their own, as the
 * national network publishes them. @source water.md 3 [data]
 */
export function sampleTimeOf({ to, period }: Timed): Instant {
  const near = countedEnd(to, period);
  if (near === undefined) return to;
  return period === DAY_SECONDS || Math.abs(near - to) < MINUTE ? near : to;
}

/** Whether an observation counts for a day; a daily mean exactly between two days does not. */
export const hasSampleTime = ({ to, period }: Timed): boolean =>
  period !== DAY_SECONDS || !isBetween(to, period);

/**
 * Returns the start of the civil day of an observation: one that ends at 00:00 belongs to the day before, an
 * instantaneous one to the day that begins.
 */
export const waterDayOf = (observation: Timed): Instant =>
  startOfDay(observation.period > 0 ? instant(sampleTimeOf(observation) - 1) : observation.to);
