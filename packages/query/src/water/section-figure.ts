import {
  type Aggregate,
  CALENDAR_PERIODS,
  type CalendarPeriod,
  type MonthsRules,
  meansOfResults,
  monthsIn,
  type PeriodName,
  type PeriodOfMonths,
  partsOf,
  periodOfMonths,
  periodOfResults,
  periodStandards,
  type SectionMonth,
  type SectionPeriodBody,
  type SectionPeriodRules,
  statesIn,
  type WaterMeans,
  type Window,
  windowOf,
  withStates,
} from '@lanbi/evaluation';
import { membershipsOf, type Section, type StatementsInForce } from '@lanbi/model';
import { DAY, dateAt, type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import { addDaySums, type DaySum, type Made, NO_DAYS, type SectionYear } from './section-year.ts';
import { expectedOf, expectedSoFar, validityNow } from './validity-now.ts';

/** What figures of sections depend on beside the days. */
export interface SectionFigureDeps
  extends Pick<QueryDeps, 'registry' | 'clock' | 'periodCoverage' | 'waterMinimum'> {
  readonly statements: StatementsInForce;
}

/** A section over any period, and how new that is. */
export interface SectionFigure {
  readonly body: SectionPeriodBody;
  /** One plus the number of corrections of the days that it is made of. */
  readonly revision: number;
  /** When the last of these days changed. */
  readonly computedAt: Instant;
  /** The means of the months that it is made of, in order. */
  readonly months?: readonly WaterMeans[];
  /** Expected times of the days that are over, of a period that runs. */
  readonly due?: number;
}

const daysIn = ({ from, to }: Window): number => Math.round((to - from) / DAY);

const sumOf = (years: readonly SectionYear[], window: Window): DaySum =>
  years
    .filter(({ window: own }) => own.from < window.to && own.to > window.from)
    .map((year) => year.sum(window))
    .reduce(addDaySums, NO_DAYS);

/** A span added up by its months, which are kept, and the days at its ends. */
function sumByMonths(years: readonly SectionYear[], window: Window): DaySum {
  const { months, edges } = partsOf(window);
  return [...months, ...edges].map((part) => sumOf(years, part)).reduce(addDaySums, NO_DAYS);
}

/** How new the days of a window are. */
const madeIn = (years: readonly SectionYear[], window: Window): Made =>
  years
    .map((year) => year.madeOf(window))
    .reduce(
      (a, b) => ({
        corrections: a.corrections + b.corrections,
        computedAt: Math.max(a.computedAt, b.computedAt),
      }),
      NO_DAYS,
    );

const hasDays = (years: readonly SectionYear[], window: Window): boolean =>
  years.some((year) => !year.days(window)[Symbol.iterator]().next().done);

const madeOf = ({ corrections, computedAt }: Made) => ({
  revision: corrections + 1,
  computedAt: instant(computedAt),
});

/** The states of a section on days of a window. */
const statesOf = ({ statements }: SectionFigureDeps, { id }: Pick<Section, 'id'>, window: Window) =>
  statesIn(statements.statesOf(id), window);

/** The rules of a day or month of the calendar: a minimum takes the place of the share where one is set. */
const calendarRules = (
  deps: SectionFigureDeps,
  section: Section,
  period: 'day' | 'month',
  window: Window,
): SectionPeriodRules => ({
  expected: expectedOf(deps, section, window),
  least: deps.waterMinimum?.[period],
  of: period === 'day' ? 'samples' : 'days',
  length: daysIn(window),
  coverage: deps.periodCoverage,
});

/** A month as a part of a longer period; without values where it has no day. */
function monthOf(
  deps: SectionFigureDeps,
  section: Section,
  window: Window,
  { rows, aggregate }: DaySum,
): SectionMonth {
  const expected = expectedOf(deps, section, window);
  if (rows === 0) return { window, expected, covered: 0 };
  const { values } = meansOfResults(aggregate, calendarRules(deps, section, 'month', window));
  return { window, expected, covered: aggregate.covered, values, sums: aggregate.sums };
}

const meansOf = (months: readonly SectionMonth[]): readonly WaterMeans[] =>
  months.flatMap(({ values }) => values ?? []);

/** A quarter, half-year or year, as if it were over. */
function ofMonths(
  deps: SectionFigureDeps,
  section: Section,
  period: PeriodOfMonths,
  window: Window,
  years: readonly SectionYear[],
  made: Made,
): SectionFigure {
  const months = monthsIn(window).map((month) => monthOf(deps, section, month, sumOf(years, month)));
  const rules = { expected: expectedOf(deps, section, window), coverage: deps.periodCoverage };
  const body = periodOfMonths(section, period, months, periodStandards(period, window), rules);
  const stated = withStates(body, statesOf(deps, section, window));
  return { body: stated, months: meansOf(months), ...madeOf(made) };
}

/** A period of the calendar as if it were over, which the time of the answer does not change. */
function ofCalendar(
  deps: SectionFigureDeps,
  section: Section,
  period: CalendarPeriod,
  window: Window,
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const states = statesOf(deps, section, window);
  if (period !== 'day' && period !== 'month')
    return hasDays(years, window) || states.length > 0
      ? ofMonths(deps, section, period, window, years, madeIn(years, window))
      : undefined;
  const sum = sumByMonths(years, window);
  if (sum.rows === 0 && states.length === 0) return undefined;
  const rules = calendarRules(deps, section, period, window);
  const body = periodOfResults(section, sum.aggregate, rules, periodStandards(period, window));
  return { body: withStates(body, states), ...madeOf(madeIn(years, window)) };
}

/** The mean of the results of a span that is rolling, to date or custom. */
function spanBody(
  deps: SectionFigureDeps,
  section: Section,
  { period, window }: { readonly period: PeriodName; readonly window: Window },
  aggregate: Aggregate,
): SectionPeriodBody {
  const { expected, due } = expectedSoFar(deps, section, period, window);
  const counted = { least: undefined, of: 'days', length: daysIn(window) } as const;
  const rules = { ...counted, expected, due, coverage: deps.periodCoverage };
  return periodOfResults(section, aggregate, rules, periodStandards(period, window));
}

const dueOf = (due: number | undefined) => (due === undefined ? {} : { due });

function ofSpan(
  deps: SectionFigureDeps,
  section: Section,
  span: { readonly period: PeriodName; readonly window: Window },
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const sum = sumByMonths(years, span.window);
  const states = statesOf(deps, section, span.window);
  if (sum.rows === 0 && states.length === 0) return undefined;
  const { due } = expectedSoFar(deps, section, span.period, span.window);
  const body = withStates(spanBody(deps, section, span, sum.aggregate), states);
  return { body, ...dueOf(due), ...madeOf(madeIn(years, span.window)) };
}

/** The months of a year to date; the one that runs is the mean of its results so far. */
function monthsToDate(
  deps: SectionFigureDeps,
  section: Section,
  window: Window,
  years: readonly SectionYear[],
): readonly SectionMonth[] {
  const running = windowOf('month-to-date', dateAt(instant(window.to - 1)));
  return monthsIn(window).map((month) => {
    const sum = sumOf(years, month);
    if (month.from !== running.from || sum.rows === 0) return monthOf(deps, section, month, sum);
    const { values } = spanBody(deps, section, { period: 'month-to-date', window: running }, sum.aggregate);
    const expected = expectedOf(deps, section, month);
    return { window: month, expected, covered: sum.aggregate.covered, values, sums: sum.aggregate.sums };
  });
}

function yearToDate(
  deps: SectionFigureDeps,
  section: Section,
  window: Window,
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const states = statesOf(deps, section, window);
  if (!hasDays(years, window) && states.length === 0) return undefined;
  const months = monthsToDate(deps, section, window, years);
  const so = expectedSoFar(deps, section, 'year-to-date', window);
  const rules: MonthsRules = { ...so, coverage: deps.periodCoverage };
  const by = periodStandards('year-to-date', window);
  const body = withStates(periodOfMonths(section, 'custom', months, by, rules), states);
  return { body, months: meansOf(months), ...dueOf(so.due), ...madeOf(madeIn(years, window)) };
}

/** Years in which days on which the section has no class do not count. */
function annotated(
  { statements }: SectionFigureDeps,
  section: Pick<Section, 'id'>,
  years: readonly SectionYear[],
): readonly SectionYear[] {
  for (const year of years) year.annotate(statements.statesOf(section.id));
  return years;
}

const calendarOf = (period: PeriodName): CalendarPeriod | undefined =>
  CALENDAR_PERIODS.find((each) => each === period);

/**
 * A period of the calendar as if it were over: what its validity is at another time is left open.
 * @param years those of the section that have days of the window
 */
export function wholeFigure(
  deps: SectionFigureDeps,
  section: Section,
  period: CalendarPeriod,
  window: Window,
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const [year] = annotated(deps, section, years);
  const asOf = membershipsOf(deps.registry).sectionAt(section, instant(window.to - 1));
  // A period of the calendar is within one year.
  return year?.made(`${period} ${window.from}`, () => ofCalendar(deps, asOf, period, window, [year]));
}

/** The same, which is not kept: for tables of many days. */
export function passingFigure(
  deps: SectionFigureDeps,
  section: Section,
  period: CalendarPeriod,
  window: Window,
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const asOf = membershipsOf(deps.registry).sectionAt(section, instant(window.to - 1));
  return ofCalendar(deps, asOf, period, window, annotated(deps, section, years));
}

/** A figure of the calendar with its validity as of now. */
export function validatedFigure(
  deps: SectionFigureDeps,
  section: Pick<Section, 'id'>,
  span: { readonly period: PeriodName; readonly window: Window },
  figure: SectionFigure,
): SectionFigure {
  const validity = validityNow(deps, section, span, figure.body);
  if (deps.clock.now() >= span.window.to) return { ...figure, body: { ...figure.body, validity } };
  const { due } = expectedSoFar(deps, section, span.period, span.window);
  return { ...figure, body: { ...figure.body, validity }, ...dueOf(due) };
}

/** The figure of a section over a window of a period, with its validity now; undefined where no day of it was evaluated. */
export function sectionFigure(
  deps: SectionFigureDeps,
  section: Section,
  span: { readonly period: PeriodName; readonly window: Window },
  years: readonly SectionYear[],
): SectionFigure | undefined {
  const calendar = calendarOf(span.period);
  if (calendar) {
    const figure = wholeFigure(deps, section, calendar, span.window, years);
    return figure && validatedFigure(deps, section, span, figure);
  }
  const asOf = membershipsOf(deps.registry).sectionAt(section, instant(span.window.to - 1));
  const own = annotated(deps, section, years);
  return span.period === 'year-to-date'
    ? yearToDate(deps, asOf, span.window, own)
    : ofSpan(deps, asOf, span, own);
}
