import type { Refusal, Station } from '@lanbi/model';
import {
  civilDate,
  formatInstant,
  type Instant,
  instant,
  MINUTE,
  parseInstant,
  startOfDate,
} from '@lanbi/standards';

const EARLIEST = startOfDate(civilDate('2000-01-01'));
const AHEAD = 10 * MINUTE;
/** Characters of the longest text that is read as a time. */
const LONGEST = 40;
const LOOKS_LIKE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

const refusal = (reason: Refusal['reason'], message: string): Refusal => ({ reason, message });

function stated(ts: string | number): Instant | Refusal {
  if (typeof ts === 'number')
    return Number.isInteger(ts)
      ? instant(ts)
      : refusal('time-invalid', `epoch milliseconds must be an integer: ${ts}`);
  const shown = ts.slice(0, LONGEST);
  if (ts.length > LONGEST) return refusal('time-invalid', `${shown}… is no RFC 3339 time`);
  const parsed = parseInstant(ts);
  if (parsed !== undefined) return parsed;
  if (LOOKS_LIKE_TIME.test(ts))
    return refusal(
      'time-without-offset',
      `${shown} has no offset; write ${shown}+08:00 if it is Beijing time`,
    );
  return refusal('time-invalid', `${shown} is no RFC 3339 time`);
}

/**
 * The end of the sampling period out of a stated time, or why it is refused. The limits hold for the stated
 * time; a station registered with `stamp: begin` states the start.
 * @source contract 1; pitfalls 15, 16
 */
export function periodEnd(
  ts: string | number,
  period: number,
  station: Station,
  now: Instant,
): Instant | Refusal {
  const time = stated(ts);
  if (typeof time !== 'number') return time;
  if (time < EARLIEST) return refusal('time-too-early', `${ts} is before 2000`);
  if (time > now + AHEAD)
    return refusal('time-in-future', `${ts} is more than 10 minutes ahead; it is ${formatInstant(now)} here`);
  return station.stamp === 'begin' ? instant(time + period * 1000) : time;
}
