import type { ResultKey, ResultKind } from '@lanbi/model';
import { CIVIL_OFFSET, DAY, HOUR, type Instant, instant } from '@lanbi/standards';

/** How the time of a kind is cut: units of so many milliseconds, so many of them in one row. */
interface Cut {
  readonly unit: number;
  readonly slots: number;
  /** Whether a record is of the instant at which its unit ends, and not of the whole unit. */
  readonly isInstant: boolean;
}

/** Hours of a civil day share a row, and so do its samples, and 32 days. */
const HOURS: Cut = { unit: HOUR, slots: 24, isInstant: false };
const DAYS: Cut = { unit: DAY, slots: 32, isInstant: false };
const SAMPLES: Cut = { unit: 1, slots: DAY, isInstant: true };

const CUTS: Readonly<Record<ResultKind, Cut>> = {
  'aqi.hour': HOURS,
  'region.aqi.hour': HOURS,
  'aqi.day': DAYS,
  'region.aqi.day': DAYS,
  'class.sample': SAMPLES,
  'class.day': DAYS,
};

export const cutOf = (kind: ResultKind): Cut => CUTS[kind];

/** Units since 1970 at +08:00 that are over at an instant. */
export const unitsAt = (at: number, { unit }: Cut): number => Math.floor((at + CIVIL_OFFSET) / unit);

/** The time of the record of a unit. */
export function unitSpan(
  index: number,
  { unit, isInstant }: Cut,
): { readonly from: Instant; readonly to: Instant } {
  const to = (index + 1) * unit - CIVIL_OFFSET;
  return { from: instant(isInstant ? to : to - unit), to: instant(to) };
}

/** The unit that a key is for; undefined where it is not exactly one. */
export function unitIndex({ from, to }: Pick<ResultKey, 'from' | 'to'>, cut: Cut): number | undefined {
  const units = (to + CIVIL_OFFSET) / cut.unit;
  const length = cut.isInstant ? 0 : cut.unit;
  return Number.isInteger(units) && to - from === length ? units - 1 : undefined;
}

/** Rows of one time stand together: what is sent together is written together. */
const SUBJECTS = 2 ** 24;

/** The key of a row: its block of time, then its subject. */
export const rowKey = (block: number, subject: number): number => block * SUBJECTS + subject;

export const blockOf = (index: number, { slots }: Cut): number => Math.floor(index / slots);
