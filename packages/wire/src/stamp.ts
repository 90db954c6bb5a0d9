import type { Refusal, Station } from '@lanbi/model';
import {
  civilDate,
  formatInstant,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  parseInstant,
  startOfDate,
} from '@lanbi/standards';
import { quoted, showValue } from './show.ts';
import { epochHint, stampFault } from './stamp-hint.ts';

const EARLIEST = startOfDate(civilDate('2000-01-01'));
const AHEAD = 10 * MINUTE;
/** Most characters of a time. */
const LONGEST = 40;

const refusal = (reason: Refusal['reason'], message: string): Refusal => ({ reason, message });

function stated(ts: string | number): Instant | Refusal {
  if (typeof ts === 'number')
    return Number.isInteger(ts)
      ? instant(ts)
      : refusal('time-invalid', `ts: ${ts} is no whole number of milliseconds${epochHint(ts)}`);
  if (ts.length > LONGEST) return refusal('time-invalid', `ts: ${quoted(ts)} is too long for a time`);
  const parsed = parseInstant(ts);
  if (parsed !== undefined) return parsed;
  const { reason, message } = stampFault(ts);
  return refusal(reason, `ts: ${message}`);
}

/** Says what is probably wrong with a time that is too far ahead. */
function aheadHint(ahead: number, written: string): string {
  const isBeijingAsUtc = Math.abs(ahead - 8 * HOUR) <= 2 * HOUR && /Z"?$/i.test(written);
  return isBeijingAsUtc ? '; it may be Beijing time that ends in Z: write +08:00' : '';
}

/**
 * Returns the end of the sampling period for a stated time, or why the time is refused. A station with `stamp: begin` states
 * the start of the period. The limits apply to the stated time. `written`: field and text, for the refusal.
 * @source contract 1; pitfalls 15, 16
 */
export function periodEnd(
  ts: string | number,
  period: number,
  station: Pick<Station, 'stamp'>,
  now: Instant,
  written?: string,
): Instant | Refusal {
  const time = stated(ts);
  if (typeof time !== 'number') return time;
  if (time < EARLIEST) {
    const hint = typeof ts === 'number' && written === undefined ? epochHint(ts) : '';
    return refusal(
      'time-too-early',
      `${written ?? `ts: ${showValue(ts)}`} is before 2000${hint || '; set the clock of the station'}`,
    );
  }
  if (time > now + AHEAD) {
    const text = written ?? `ts: ${showValue(ts)}`;
    const hint = aheadHint(time - now, text) || (typeof ts === 'number' ? epochHint(ts) : '');
    return refusal(
      'time-in-future',
      `${text} is more than 10 minutes ahead; it is ${formatInstant(now)} here${hint}`,
    );
  }
  return station.stamp === 'begin' ? instant(time + period * 1000) : time;
}
