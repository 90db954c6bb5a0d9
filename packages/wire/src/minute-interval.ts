import type { Station } from '@lanbi/model';
import { type Seconds, seconds } from '@lanbi/standards';
import type { Hj212Frame } from './hj212.ts';

const MINUTE = 60;
const HOUR = 3600;
/** Most characters of an interval. */
const DIGITS = /^\d{1,4}$/;

/** Reads a field of the frame as whole seconds, from a minute to an hour. */
function stated({ settings }: Hj212Frame, field: string, unit: number): Seconds | undefined {
  const text = settings.get(field) ?? '';
  const length = DIGITS.test(text) ? Number(text) * unit : 0;
  return length >= MINUTE && length <= HOUR ? seconds(length) : undefined;
}

/**
 * Returns the period of a value of CN 2051 in seconds. The first of these counts: `MinInterval` (minutes) of the frame,
 * `hj212.minuteInterval` of the registry, a registered period below an hour, `RtdInterval` (seconds) of the frame if it is
 * at least a minute. Undefined if there is none.
 */
export const minuteInterval = (frame: Hj212Frame, { hj212, period }: Station): Seconds | undefined =>
  stated(frame, 'mininterval', MINUTE) ??
  (hj212?.minuteInterval ? seconds(hj212.minuteInterval * MINUTE) : undefined) ??
  (period > 0 && period < HOUR ? period : undefined) ??
  stated(frame, 'rtdinterval', 1);
