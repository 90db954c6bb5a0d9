import type { StandingPeriod } from '@lanbi/model';
import { dayOfDate } from '../period/day-number.ts';
import { datesOf, type Window } from '../period/window.ts';
import { type AirPeriodBody, type AirPeriodOptions, editionsOfPeriod, periodBody } from './air-period.ts';
import type { Against } from './ranking.ts';
import type { SubjectDays } from './subject-days.ts';
import { windowFigures } from './window-figures.ts';

/**
 * The body of a period by its sliding window. The years of the span must be loaded.
 * @param role which of the subject's windows slides there: that of the period itself, or of an earlier one
 */
export function slidBody(
  days: SubjectDays,
  period: StandingPeriod,
  whole: Window,
  role: 'now' | Against = 'now',
  options: AirPeriodOptions = {},
): AirPeriodBody {
  const window = days.window(period, role);
  const [from, to] = datesOf(whole);
  const span = { from, to };
  const [first, last] = [dayOfDate(from), dayOfDate(to)];
  window.moveTo(first, last);
  const editions = editionsOfPeriod(span, options);
  const inMonth = (year: number, month: number, column: number) => days.daysInMonth(year, month, column);
  const figures = windowFigures(period, span, window, editions, inMonth, options.statistics?.coverage);
  return periodBody(figures, last - first + 1, !days.isOver(last), editions, options);
}
