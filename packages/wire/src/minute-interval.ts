import type { Station } from '@lanbi/model';
import { type Seconds, seconds } from '@lanbi/standards';
import type { Hj212Frame } from './hj212.ts';

const MINUTE = 60;
const HOUR = 3600;
/** Longer texts are no interval. */
const DIGITS = /^\d{1,4}$/;

/** A whole number of seconds from a minute to an hour, out of a field of the frame. */
function stated({ settings }: Hj212Frame, field: string, unit: number): Seconds | undefined {
  const text = settings.get(field) ?? '';
  const length = DIGITS.test(text) ? Number(text) * unit : 0;
  return length >= MINUTE && length <= HOUR ? seconds(length) : undefined;
}

/**
 * What a value of CN 2051 covers: `MinInterval` (minutes) of the frame, the registry's `hj212.minuteInterval`, a
 * registered period below an hour, `RtdInterval` (seconds) of the frame where it is at least a minute; undefined where
 * none of them says it.
 */
export const minuteInterval = (frame: Hj212Frame, { hj212, period }: Station): Seconds | undefined =>
  stated(frame, 'mininterval', MINUTE) ??
  (hj212?.minuteInterval ? seconds(hj212.minuteInterval * MINUTE) : undefined) ??
  (period > 0 && period < HOUR ? period : undefined) ??
  stated(frame, 'rtdinterval', 1);
