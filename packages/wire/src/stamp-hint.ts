import type { Refusal } from '@lanbi/model';
import { addDays, type CivilDate, civilDate, parseInstant } from '@lanbi/standards';
import { quoted } from './show.ts';

type Fault = Pick<Refusal, 'reason' | 'message'>;

const EXAMPLE = '"2026-04-01T08:00:00+08:00"';
const WANTED = `write RFC 3339 with an offset, such as ${EXAMPLE}, or epoch milliseconds as a number`;

/** Matches times in forms that stations send although they are not RFC 3339. */
const LOOSE =
  /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[Tt ]{0,2}(\d{1,2}):?(\d{2})(?::?(\d{2})([.,]\d{1,9})?)? ?([Zz]|[+-]\d{1,2}(?::?\d{2})?)?$/;
const DATE = /^\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}$/;
const EPOCH = /^\d{9,13}$/;

const two = (text: string): string => text.padStart(2, '0');

/** Writes an offset in the form of RFC 3339. */
function offsetOf(written: string | undefined): string {
  if (written === undefined) return '+08:00';
  if (/^[Zz]$/.test(written)) return 'Z';
  const digits = written.slice(1).replace(':', '');
  return `${written[0]}${two(digits.slice(0, digits.length > 2 ? -2 : undefined))}:${digits.length > 2 ? digits.slice(-2) : '00'}`;
}

function dayAfter(date: string): CivilDate | undefined {
  try {
    return addDays(civilDate(date), 1);
  } catch {
    return undefined;
  }
}

/** Lists the deviations from RFC 3339. */
function differences(
  [, , , , hour, , second, fraction, offset]: readonly (string | undefined)[],
  ts: string,
): string[] {
  return [
    ...(hour === '24' ? ['the day ends at 00:00 of the next one'] : []),
    ...(second === undefined ? ['the seconds are missing'] : []),
    ...(fraction?.startsWith(',') ? ['the fraction begins with a point'] : []),
    ...(offset === undefined ? ['the offset is missing'] : []),
    ...(offset !== undefined && /^[+-]/.test(offset) && !/^[+-]\d{2}:\d{2}$/.test(offset)
      ? ['the offset is written +08:00']
      : []),
    ...(/^\d{4}-\d{2}-\d{2}[Tt ]\d/.test(ts) ? [] : ['date and time are written 2026-04-01T08:00:00']),
  ];
}

/** Writes the same instant in RFC 3339; undefined if there is none. */
function repaired(parts: readonly (string | undefined)[]): string | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', offset] =
    parts;
  const date = `${year}-${two(month)}-${two(day)}`;
  const isEnd = hour === '24' && minute === '00' && second === '00';
  const shown = isEnd ? dayAfter(date) : date;
  const text = `${shown}T${isEnd ? '00' : two(hour)}:${minute}:${second}${fraction.replace(',', '.')}${offsetOf(offset)}`;
  return parseInstant(text) === undefined ? undefined : text;
}

/** Says why a text is no time, and how it should be written. The text has at most 40 characters. */
export function stampFault(ts: string): Fault {
  const invalid = (why: string): Fault => ({ reason: 'time-invalid', message: `${quoted(ts)} ${why}` });
  if (EPOCH.test(ts)) return invalid(`is a text; write epoch milliseconds without quotes, or ${EXAMPLE}`);
  if (DATE.test(ts))
    return invalid(`is a date without a time; write the end of the period, such as ${EXAMPLE}`);
  const parts = LOOSE.exec(ts.trim());
  if (!parts) return invalid(`is no time; ${WANTED}`);
  const text = repaired(parts);
  if (text === undefined) return invalid(`is no moment of the calendar; ${WANTED}`);
  const why = differences(parts, ts.trim()).join(', ') || 'blanks stand around it';
  if (parts[8] !== undefined) return invalid(`is not RFC 3339: ${why}; write "${text}"`);
  return {
    reason: 'time-without-offset',
    message: `${quoted(ts)}: ${why}; write "${text}" if it is Beijing time`,
  };
}

/** Says why a number is no epoch in milliseconds: it is in seconds, microseconds or nanoseconds of 2000 to 2100. */
export function epochHint(ts: number): string {
  const from = 946_684_800;
  const to = 4_102_444_800;
  if (ts >= from && ts <= to)
    return `; it looks like epoch seconds: write milliseconds, ${Math.round(ts * 1000)}`;
  if (ts >= from * 1e6 && ts <= to * 1e6)
    return `; it looks like epoch microseconds: write milliseconds, ${Math.round(ts / 1000)}`;
  if (ts >= from * 1e9 && ts <= to * 1e9) return '; it looks like epoch nanoseconds: write milliseconds';
  return '';
}
