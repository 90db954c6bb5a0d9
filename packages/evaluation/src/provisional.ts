import { HOUR, type Instant } from '@lanbi/standards';

/** Default number of hours after the end of a figure's time in which late data are expected [D]. */
export const PROVISIONAL_HOURS = 72;

/**
 * Whether a figure is provisional: its time is not over, or late data are still expected.
 * @param to the end of the hour, sample, day or period
 * @example isProvisional(end, instant(end + 71 * HOUR)) // true
 */
export const isProvisional = (to: Instant, now: Instant, hours: number = PROVISIONAL_HOURS): boolean =>
  now < to + hours * HOUR;
