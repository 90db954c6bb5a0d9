import type { Station } from '@lanbi/model';
import { CIVIL_OFFSET, type Instant, instant, SECOND, type Seconds, seconds } from '@lanbi/standards';

/** A period of a station that has ended. */
export interface Due {
  readonly to: Instant;
  readonly period: Seconds;
}

const MINUTE_PERIOD = seconds(60);

/** Seconds between instant samples, which have no period. */
const SAMPLE_EVERY = 3_600;

function ends(from: Instant, to: Instant, everySeconds: number): Instant[] {
  const every = everySeconds * SECOND;
  const found: Instant[] = [];
  // Periods are aligned to the civil day at +08:00, so that a daily one ends at its midnight.
  for (let n = Math.floor((from + CIVIL_OFFSET) / every) + 1; n * every <= to + CIVIL_OFFSET; n++)
    found.push(instant(n * every - CIVIL_OFFSET));
  return found;
}

/** The periods of a station that end after `from` and not after `to`; with `minutes` an air station's minutes too. */
export function dueBetween(station: Station, from: Instant, to: Instant, minutes: boolean): Due[] {
  const { period, medium } = station;
  const own = ends(from, to, Math.max(MINUTE_PERIOD, period === 0 ? SAMPLE_EVERY : period));
  const due = own.map((end) => ({ to: end, period }));
  if (!minutes || medium !== 'air' || period === MINUTE_PERIOD) return due;
  return [...ends(from, to, MINUTE_PERIOD).map((end) => ({ to: end, period: MINUTE_PERIOD })), ...due];
}
