import { CALENDAR_PERIODS, type Window } from '@lanbi/evaluation';
import { STANDING_PERIODS, type StandingPeriod } from '@lanbi/model';
import { type RowSpan, seriesWindows } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import * as z from 'zod';
import { endOf } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { readSpan } from '../http/time.ts';

/** Figures that one question may compute. */
const FIGURES = 20_000;

export const intervalQuery = z
  .enum(STANDING_PERIODS)
  .default('month')
  .describe(
    'month, quarter, half-year or year: one behind another; rolling or to date: one that ends with each day',
  );

export const stepQuery = z
  .literal('day')
  .optional()
  .describe('of rolling periods and those to date: a period ends with each day, which is the default');

interface Asked {
  readonly interval: StandingPeriod;
  readonly step?: 'day' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type Calendar = (typeof CALENDAR_PERIODS)[number];

const calendarOf = (interval: StandingPeriod): Calendar | undefined =>
  CALENDAR_PERIODS.find((each) => each === interval);

/** Days of a span that names no begin. */
const DAYS: Readonly<Partial<Record<StandingPeriod, number>>> = {
  month: 366,
  quarter: 366,
  'half-year': 2 * 366,
  year: 4 * 366,
};

/** The span of a series of periods and its windows. @throws Problem bad-time, bad-request */
export function periodsOf(
  { interval, step, ...span }: Asked,
  subjects: number,
  now: Instant,
): { readonly span: RowSpan; readonly windows: readonly Window[] } {
  const calendar = calendarOf(interval);
  if (step !== undefined && calendar)
    throw Problem.of([
      {
        field: 'querystring/step',
        message: `interval=${interval} has no step: one ends where the next begins`,
      },
    ]);
  const align = endOf(calendar ?? 'day');
  const read = readSpan(span, now, { days: DAYS[interval] ?? 31, align });
  // A period that runs is in a span that ends now.
  const whole = { after: read.after, to: align(read.to) };
  const windows = seriesWindows(interval, whole, now);
  const figures = windows.length * subjects;
  if (figures > FIGURES)
    throw new Problem(
      'bad-request',
      `${figures} figures would be computed, at most ${FIGURES}: name fewer subjects or a shorter span`,
    );
  return { span: whole, windows };
}
