import { countedEnd, isBetween, type StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant, MINUTE, startOfDay } from '@lanbi/standards';

type Timed = Pick<StoredObservation, 'to' | 'period'>;

/** Ends of observations that count to a day are not later than this after its end: a day's own stamp may be off. */
export const AFTER_DAY = DAY / 2;

const DAY_SECONDS = 86_400;

/**
 * The sampling time that an observation counts to: the full hour, or place of its length, that its stamp is less than a
 * minute off; a mean of a day the nearest midnight. Other stamps are sampling times of their own, as the national network
 * publishes them. @source water.md 3 [data]
 */
export function sampleTimeOf({ to, period }: Timed): Instant {
  const near = countedEnd(to, period);
  if (near === undefined) return to;
  return period === DAY_SECONDS || Math.abs(near - to) < MINUTE ? near : to;
}

/** Whether an observation counts to a day: a mean of a day exactly between two does not. */
export const hasSampleTime = ({ to, period }: Timed): boolean =>
  period !== DAY_SECONDS || !isBetween(to, period);

/** Start of the civil day of an observation: one that ends at 00:00 belongs to the day before, an instant to its own. */
export const waterDayOf = (observation: Timed): Instant =>
  startOfDay(observation.period > 0 ? instant(sampleTimeOf(observation) - 1) : observation.to);
