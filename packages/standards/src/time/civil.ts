import { DAY, HOUR, type Instant, instant, MINUTE, SECOND } from './instant.ts';

/**
 * Civil time of the Chinese networks: UTC+8 the whole year, without daylight saving, by fixed arithmetic.
 * @source GB 3095-2026 clause 3 (natural day) [P]; networks keep UTC+8 without daylight saving
 */
export const CIVIL_OFFSET = 8 * HOUR;

/** A date of the civil calendar, `YYYY-MM-DD`; compares as text. */
export type CivilDate = string & { readonly __civilDate: never };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const civil = (at: Instant): Date => new Date(at + CIVIL_OFFSET);

/**
 * A checked date.
 * @throws RangeError when the text is no date of the calendar, such as 2023-02-29.
 */
export function civilDate(text: string): CivilDate {
  const parts = DATE.exec(text);
  if (parts && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text) return text as CivilDate;
  throw new RangeError(`not a date: ${text}`);
}

/** The civil date at an instant. An hour that ends at 00:00 belongs to the day before: ask with its start. */
export function dateAt(at: Instant): CivilDate {
  const d = civil(at);
  return `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1, 2)}-${pad(d.getUTCDate(), 2)}` as CivilDate;
}

/** The first instant of a civil date, 00:00 at +08:00. */
export const startOfDate = (date: CivilDate): Instant =>
  instant(Date.parse(`${date}T00:00:00Z`) - CIVIL_OFFSET);

/** The date `days` later (earlier when negative). */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  dateAt(instant(startOfDate(date) + days * DAY));

/** 00:00 at +08:00 of the civil day that holds the instant. */
export const startOfDay = (at: Instant): Instant =>
  instant(Math.floor((at + CIVIL_OFFSET) / DAY) * DAY - CIVIL_OFFSET);

/** The start of the clock hour that holds the instant. */
export const startOfHour = (at: Instant): Instant => instant(Math.floor(at / HOUR) * HOUR);

/** The number of days of a month, 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * RFC 3339 at +08:00, with milliseconds only where there are some.
 * @example formatInstant(instant(0)) // "1970-01-01T08:00:00+08:00"
 */
export function formatInstant(at: Instant): string {
  const iso = civil(at).toISOString();
  return `${at % 1000 === 0 ? iso.slice(0, 19) : iso.slice(0, 23)}+08:00`;
}

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const COMMON_YEAR = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** 00:00 UTC of a day of the calendar, 400 years of which have 146,097 days; undefined when there is none. */
function midnightOf(year: number, month: number, day: number): number | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : COMMON_YEAR[month - 1];
  if (last === undefined || day < 1 || day > last) return undefined;
  // `Date.UTC` takes years below 100 for those of the twentieth century.
  return Date.UTC(year + 400, month - 1, day) - 146_097 * DAY;
}

/**
 * An RFC 3339 time with its offset (ISO 8601's `24:00:00` is not part of it); undefined when the text is none.
 * Fractions beyond the millisecond are cut. A leap second reads as the second after it.
 * @example parseInstant('2026-04-01T08:00:00+08:00')
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = RFC3339.exec(text);
  if (!parts) return undefined;
  const midnight = midnightOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (midnight === undefined) return undefined;
  const zone = parts[8] as string;
  const away = zone.length === 1 ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  const minutes = Number(parts[4]) * 60 + Number(parts[5]) + (zone[0] === '-' ? away : -away);
  const fraction = parts[7] === undefined ? 0 : Number(parts[7].slice(0, 3).padEnd(3, '0'));
  return instant(midnight + minutes * MINUTE + Number(parts[6]) * SECOND + fraction);
}
