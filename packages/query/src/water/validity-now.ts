import {
  CALENDAR_PERIODS,
  expectedResults,
  monthAt,
  monthsRuleOf,
  monthsValidity,
  type PeriodName,
  type SectionPeriodBody,
  statesDuring,
  timesValidity,
  type Window,
  waterPeriodOf,
} from '@lanbi/evaluation';
import type { Section, StatementsInForce } from '@lanbi/model';
import {
  DAY,
  dateAt,
  type Instant,
  instant,
  startOfDate,
  type Validity,
  waterAssessmentInForce,
} from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';

interface Deps extends Pick<QueryDeps, 'registry' | 'clock' | 'periodCoverage'> {
  readonly statements: StatementsInForce;
}

/** Sampling times that a section should have in a window, on days on which it is in no state without class. */
export const expectedOf = (
  { registry, statements }: Pick<Deps, 'registry' | 'statements'>,
  section: Pick<Section, 'id'>,
  window: Window,
): number | undefined =>
  expectedResults({ registry }, section, window, statesDuring(statements.statesOf(section.id), window));

/** What a period is expected to have by now. */
export interface ExpectedSoFar {
  /**
   * Times of the days that have begun, of a period of the calendar of all days; undefined where the registry does not say.
   */
  readonly expected: number | undefined;
  /** Times of the days that are over: of these the share is needed. */
  readonly due: number | undefined;
  /** The first month that is not over, `YYYY-MM`, of a period that runs. */
  readonly running?: string;
}

const startOfDayAt = (at: Instant): Instant => startOfDate(dateAt(at));

/** The expected sampling times of a section in a window, by the days so far where the window is not over. */
export function expectedSoFar(
  deps: Deps,
  section: Pick<Section, 'id'>,
  period: PeriodName,
  { from, to }: Window,
): ExpectedSoFar {
  const now = deps.clock.now();
  if (now >= to || period === 'day') {
    const expected = expectedOf(deps, section, { from, to });
    return { expected, due: expected };
  }
  const today = startOfDayAt(now);
  const isCalendar = CALENDAR_PERIODS.some((each) => each === period);
  const begun = { from, to: isCalendar ? to : instant(Math.min(to, Math.max(today, from) + DAY)) };
  const over = { from, to: instant(Math.max(from, today)) };
  const due = over.to > over.from ? expectedOf(deps, section, over) : 0;
  return { expected: expectedOf(deps, section, begun), due, running: monthAt(now) };
}

/**
 * The validity of a period by the setting in force and, where it runs, by its days so far. A period that a
 * minimum decided on keeps its own.
 */
export function validityNow(
  deps: Deps,
  section: Pick<Section, 'id'>,
  { period, window }: { readonly period: PeriodName; readonly window: Window },
  body: SectionPeriodBody,
): Validity {
  const { validity, minimum, covered, months, counts } = body;
  if (minimum !== undefined) return validity;
  if (validity.kind === 'missing' && !months) return validity;
  const expected = body.expected ?? covered;
  const { due = expected, running } = expectedSoFar(deps, section, period, window);
  const times = { expected, observed: Math.min(covered, expected) };
  const rule = { coverage: deps.periodCoverage, due };
  if (!months) return timesValidity(times, rule);
  const assessment = waterAssessmentInForce(dateAt(instant(window.to - 1)));
  const least = monthsRuleOf(waterPeriodOf(period), assessment);
  return monthsValidity(times, { months, counts }, least, rule, running);
}
