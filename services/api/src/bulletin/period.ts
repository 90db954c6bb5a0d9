import { type Window, windowOf } from '@lanbi/evaluation';
import { civilDate } from '@lanbi/standards';
import { Problem } from '../http/problem.ts';

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
 * A month, quarter or year by its name.
 * @throws Problem bad-time
 * @example namedPeriod('2026-Q3') // July to September
 */
export function namedPeriod(id: string): NamedPeriod {
  const found = FORM.exec(id);
  if (!found)
    throw new Problem('bad-time', `not a month, quarter or year such as 2026-09, 2026-Q3, 2026: ${id}`);
  const [, year, month, quarter] = found;
  const first = month ?? (quarter ? String(Number(quarter) * 3).padStart(2, '0') : '01');
  const period = month ? 'month' : quarter ? 'quarter' : 'year';
  return { id, period, window: windowOf(period, civilDate(`${year}-${first}-01`)) };
}
