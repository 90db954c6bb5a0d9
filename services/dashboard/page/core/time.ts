import { signal } from '@preact/signals';

const DAY_MS = 86_400_000;
/** The city's time is +08:00 without daylight saving; answers have that offset. */
const OFFSET_MS = 8 * 3_600_000;

/** The time now, of minute precision: ages are shown by it. */
export const now = signal(Date.now());

export function startClock(): void {
  setInterval(() => {
    now.value = Date.now();
  }, 20_000);
}

/** A date such as `2026-04-01` of the city. */
export const dateOf = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(0, 10);
/** `2026-11-29 19:00` of the city. */
export const timeAt = (ms: number): string =>
  new Date(ms + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
export const today = (): string => dateOf(now.value);
/** Hours of today that have ended. */
export const hoursOfToday = (): number => new Date(now.value + OFFSET_MS).getUTCHours();

/** The calendar date of a time of an answer. */
export const dayOf = (time: string): string => time.slice(0, 10);
/** `11-29 19:00` of a time of an answer. */
export const clockOf = (time: string): string => `${time.slice(5, 10)} ${time.slice(11, 16)}`;

/** A time so many milliseconds earlier, as answers have it: in the time of the city. */
export const earlier = (time: string, ms: number): string =>
  `${new Date(Date.parse(time) - ms + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
/** The begin of an hour of which an answer has the end. */
export const hourBefore = (to: string): string => earlier(to, 3_600_000);

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 0 for Monday. */
export const weekdayOf = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;

export const pad = (value: number): string => String(value).padStart(2, '0');

/** The last day of a span of days whose end is exclusive. */
export const lastDayOf = (to: string): string =>
  to.slice(11, 19) === '00:00:00' ? plusDays(dayOf(to), -1) : dayOf(to);

/** `2026-11-25 – 2026-12-20`, or one day. */
export const daysText = ({ from, until }: { readonly from: string; readonly until: string }): string =>
  from === until ? from : `${from} – ${until}`;

/** `2026-11-29 19:00` of a time of an answer. */
export const timeOf = (time: string): string => `${dayOf(time)} ${time.slice(11, 16)}`;

const isMidnight = (time: string): boolean => time.slice(11, 19) === '00:00:00';

/** A span with its year: days where it is of whole days, an instant where it has no length, else times. */
export function spanText(from: string, to: string): string {
  if (from === to) return timeOf(to);
  if (isMidnight(from) && isMidnight(to)) return daysText({ from: dayOf(from), until: lastDayOf(to) });
  const end = dayOf(from) === dayOf(to) ? timeOf(to).slice(11) : timeOf(to);
  return `${timeOf(from)} – ${end}`;
}
