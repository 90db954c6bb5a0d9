import { hourValidity } from '@lanbi/evaluation';
import type { AirHourKind, StoredResult } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import { WAIT } from './latest-results.ts';

type AirHour = StoredResult<AirHourKind>;

const hasFigure = ({ body }: AirHour): boolean => hourValidity(body.concentrations).kind !== 'missing';

/**
 * The latest hour that is over; of a region the latest for which enough points reported, as long as that is no more
 * than a few hours back.
 * @param hours the newest ones, in ascending order
 */
export function latestHour<Hour extends AirHour>(
  hours: readonly Hour[],
  region: boolean,
  now: Instant,
): Hour | undefined {
  const newest = hours.at(-1);
  // A station's newest hour is its latest, unless it is not over; a region's, unless its points are still waited for.
  if (!newest || (newest.to <= now && (!region || hasFigure(newest)))) return newest;
  const to = Math.min(newest.to, now);
  const over = hours.filter((hour) => hour.to > to - WAIT && hour.to <= to);
  return over.findLast((hour) => !region || hasFigure(hour)) ?? over.at(-1) ?? newest;
}

/** When another hour becomes the latest, if nothing comes. */
export function latestHourUntil(hours: readonly AirHour[], latest: AirHour, now: Instant): Instant {
  const newest = hours.at(-1);
  if (!newest || newest.to <= now) return instant(Infinity);
  return instant(Math.min(newest.to, latest.to > now - WAIT ? latest.to + WAIT : Infinity));
}
