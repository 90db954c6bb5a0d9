import {
  type AirIndexBody,
  type AirPeriodBody,
  type AirPeriodOptions,
  airPeriod,
  coverageOptions,
  datesOf,
  dayAt,
  editionsOfPeriod,
  hasAnnualRows,
  type IndexDayCounts,
  leftOutDays,
  periodIndex,
  takesExact,
  type ValiditySoFar,
  validityAt,
  type Window,
  withIndexDays,
} from '@lanbi/evaluation';
import { DAY, instant } from '@lanbi/standards';
import { type AnswerState, readingState } from '../answer-state.ts';
import type { NeededDays } from './air-days.ts';
import type { AirDeps } from './air-deps.ts';
import { KeptFigure, type MadeOf, type ValidatedBody } from './kept-figure.ts';
import type { AskedFigure, AskedPeriod, PeriodFigure } from './period.ts';
import { SlidingWindow } from './sliding-window.ts';
import type { SubjectDays } from './subject-days.ts';
import { windowIndices, windowMeans } from './window-figures.ts';

/** The time and the settings by which the validity of figures is decided. */
export interface ValidityContext {
  readonly state: Pick<AnswerState, 'now' | 'coverage'>;
  /** As it is set; undefined where it is not. */
  readonly periodCoverage: number | undefined;
}

export const validityContextOf = (deps: Pick<AirDeps, 'clock' | 'periodCoverage'>): ValidityContext => ({
  state: readingState(deps),
  periodCoverage: deps.periodCoverage,
});

/** Returns the days of a window. */
export const daysIn = (subject: SubjectDays['subject'], { from, to }: Window): NeededDays => ({
  subject,
  first: dayAt(from),
  last: dayAt(instant(to - 1)),
});

/** Returns by what the validity of a period is decided at the time of the answer. */
const validitySoFar = (
  { state: { now, coverage } }: ValidityContext,
  { from, to }: Window,
): ValiditySoFar => ({
  coverage,
  daysSoFar: Math.max(0, Math.floor((Math.min(now, to) - from) / DAY)),
});

/** Returns a key of the options; undefined if the typed columns do not support them. */
function optionsKey(options: AirPeriodOptions): string | undefined {
  const { gb3095, hj633, hj663, dailyMethod, statistics, method, rounding, weights } = options;
  if (dailyMethod !== undefined || statistics !== undefined) return undefined;
  return [gb3095?.id, hj633?.id, hj663?.id, method, rounding, weights].join(' ');
}

/** A window of the typed columns, moved to where a figure is, and by what the figure is computed. */
interface Slid {
  readonly body: AirIndexBody;
  readonly indexDays: () => IndexDayCounts;
}

function slid(
  days: SubjectDays,
  period: AskedPeriod,
  window: Window,
  options: AirPeriodOptions,
  moved?: SlidingWindow,
): Slid {
  const [from, to] = datesOf(window);
  const { first, last } = daysIn(days.subject, window);
  const editions = editionsOfPeriod({ from, to }, options);
  const { hj663 } = editions;
  const sliding = moved ?? new SlidingWindow(days.takenBy(hj663), hasAnnualRows(period));
  sliding.moveTo(first, last);
  const leftOut = leftOutDays(days.dusty(first, last), hj663);
  const inMonth = (year: number, month: number, column: number) => days.daysInMonth(year, month, column);
  const asked = { coverage: options.statistics?.coverage, exact: takesExact(options) };
  const means = windowMeans(period, { from, to }, { window: sliding, leftOut }, editions, inMonth, asked);
  const body = periodIndex(means, last - first + 1, !days.isOver(last), editions, options);
  return { body, indexDays: () => windowIndices(sliding, editions, leftOut) };
}

/** The index of a window from the typed columns. @param sliding a window over these days as the edition takes them */
export const slidIndex = (
  days: SubjectDays,
  period: AskedPeriod,
  window: Window,
  options: AirPeriodOptions,
  sliding: SlidingWindow,
): AirIndexBody => slid(days, period, window, options, sliding).body;

/**
 * The figures of a window from the typed columns.
 * @param sliding a window over these days as the edition takes them, which is moved; a new one where not given
 */
export function slidFigure(
  days: SubjectDays,
  period: AskedPeriod,
  window: Window,
  options: AirPeriodOptions = {},
  sliding?: SlidingWindow,
): AirPeriodBody {
  const { body, indexDays } = slid(days, period, window, options, sliding);
  return withIndexDays(body, indexDays());
}

/** Computes the figures of a window by the literal function, which traces the derivation and supports every option. */
function literalFigure(
  days: SubjectDays,
  { period, window, options = {}, trace }: AskedFigure,
  context: ValidityContext,
): AirPeriodBody {
  const [from, to] = datesOf(window);
  const { first, last } = daysIn(days.subject, window);
  const statistics = { ...validitySoFar(context, window), ...options.statistics };
  const evaluated = days.evaluated(first, last);
  return airPeriod(period, { from, to }, evaluated, !days.isOver(last), { ...options, statistics }, trace);
}

/** Returns cached figures; undefined if only the literal function supports the options. */
function keptFigure(days: SubjectDays, asked: AskedFigure, context: ValidityContext): KeptFigure | undefined {
  const { period, window, options = {}, trace } = asked;
  const under = optionsKey(options);
  if (trace || under === undefined) return undefined;
  return days.figure(`${period} ${window.from} ${window.to} ${under}`, () => {
    const [from, to] = datesOf(window);
    const { first, last } = daysIn(days.subject, window);
    const all = { ...options, ...coverageOptions(context.periodCoverage) };
    return new KeptFigure({
      ...slid(days, period, window, all),
      period,
      span: { from, to },
      made: days.madeOf(first, last, window.from),
    });
  });
}

/**
 * Computes the figures of a period as if it were over; undefined if it has no day. The days must be loaded.
 */
export function figureAsOver(
  days: SubjectDays,
  period: AskedPeriod,
  window: Window,
  periodCoverage: number | undefined,
): AirPeriodBody | undefined {
  const { first, last } = daysIn(days.subject, window);
  if (days.madeOf(first, last, window.from).revision === 0) return undefined;
  return slidFigure(days, period, window, coverageOptions(periodCoverage));
}

/** Computes a figure of a period from the days, which must be loaded. */
export type FigureAt<Body extends AirIndexBody> = (
  days: SubjectDays,
  asked: AskedFigure,
  context: ValidityContext,
) => PeriodFigure<Body>;

/** Computes the figures of a period, with their validity at the time of the answer. */
export const periodFigure: FigureAt<AirPeriodBody> = (days, asked, context) => {
  const kept = keptFigure(days, asked, context);
  if (!kept) return validatedLiterally(days, asked, context);
  return figureOf(asked, kept.whole(validitySoFar(context, asked.window)), kept.made);
};

/** Computes the same without counts of daily indices. */
export const periodIndexFigure: FigureAt<AirIndexBody> = (days, asked, context) => {
  const kept = keptFigure(days, asked, context);
  if (!kept) return validatedLiterally(days, asked, context);
  return figureOf(asked, kept.index(validitySoFar(context, asked.window)), kept.made);
};

function validatedLiterally(days: SubjectDays, asked: AskedFigure, context: ValidityContext): PeriodFigure {
  const { period, window } = asked;
  const [from, to] = datesOf(window);
  const body = literalFigure(days, asked, context);
  const validity = validityAt(period, { from, to }, body, validitySoFar(context, window));
  const { first, last } = daysIn(days.subject, window);
  return figureOf(asked, { body: { ...body, validity }, validity }, days.madeOf(first, last, window.from));
}

const figureOf = <Body extends AirIndexBody>(
  { subject, period, window }: AskedFigure,
  { body, validity }: ValidatedBody<Body>,
  { revision, computedAt }: MadeOf,
): PeriodFigure<Body> => ({ ...window, subject, period, body, validity, revision, computedAt });
