import { today } from '../../core/time.ts';

/** Periods of a bulletin as the API names them: `2026-10`, `2026-Q3`, `2025`. */
export interface BulletinPeriods {
  readonly months: readonly string[];
  readonly quarters: readonly string[];
  readonly years: readonly string[];
}

const [MONTHS, QUARTERS, YEARS] = [24, 8, 5];

const monthAt = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** The last periods, the newest first, those that run among them. */
export function periods(): BulletinPeriods {
  const [year = 0, month = 1] = today().split('-').map(Number);
  const now = year * 12 + month - 1;
  const quarter = Math.floor(now / 3);
  return {
    months: Array.from({ length: MONTHS }, (_, at) => monthAt(now - at)),
    quarters: Array.from(
      { length: QUARTERS },
      (_, at) => `${Math.floor((quarter - at) / 4)}-Q${((quarter - at) % 4) + 1}`,
    ),
    years: Array.from({ length: YEARS }, (_, at) => String(year - at)),
  };
}

/** The last month that is over. */
export const lastMonth = (): string => periods().months[1] ?? '';
