import { type Window, windowOf } from '@lanbi/evaluation';
import { civilDate } from '@lanbi/standards';

/** The periods that bulletins are written for. */
export type BulletinPeriod = 'month' | 'quarter' | 'year';

export interface NamedPeriod {
  /** As it was asked for: `2026-09`, `2026-Q3` or `2026`. */
  readonly id: string;
  readonly period: BulletinPeriod;
  readonly window: Window;
}

/** Of the name of a period. */
export const FORM = /^(20\d{2})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/;

/**
 * A month, quarter or year by its name; undefined for what is none.
 * @example namedPeriod('2026-Q3') // July to September
 */
export function namedPeriod(id: string): NamedPeriod | undefined {
  const found = FORM.exec(id);
  if (!found) return undefined;
  const [, year, month, quarter] = found;
  const first = month ?? (quarter ? String(Number(quarter) * 3).padStart(2, '0') : '01');
  const period = month ? 'month' : quarter ? 'quarter' : 'year';
  return { id, period, window: windowOf(period, civilDate(`${year}-${first}-01`)) };
}
