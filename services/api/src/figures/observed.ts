import {
  DEFAULT_QUALITY,
  excluding,
  OBSERVED_AFTER,
  OBSERVED_LENGTH,
  type ObservedInterval,
  observedMean,
  type Window,
  windowBeginsOf,
} from '@lanbi/evaluation';
import { type ParameterCode, rangePages, type Station, type StoredObservation } from '@lanbi/model';
import { type AnswerState, readingState } from '@lanbi/query';
import { createEventLoopYield } from '@lanbi/runtime';
import { type Derivation, type Instant, instant, startOfDay } from '@lanbi/standards';
import type { ObservedFigure } from '../answers/observed.ts';
import type { FigureDeps } from '../deps.ts';

type Deps = Pick<
  FigureDeps,
  'store' | 'clock' | 'quality' | 'periodCoverage' | 'provisionalHours' | 'statements'
>;

/** Readings that are read from the store at once. */
const PAGE = 2_000;
/** Readings after which a page of means ends, some 139 days of minutes: behind its cursor it goes on. */
const MOST_READINGS = 200_000;

/** What is asked for of one station. */
export interface ObservedQuery {
  readonly station: Station;
  readonly parameter: ParameterCode;
  readonly interval: ObservedInterval;
  /** The begin of the first window is not before this. */
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
  /** A derivation for each mean, where it is asked for. */
  readonly trace: () => Derivation | undefined;
}

/** The first window whose end is behind `after`. */
function firstBegin(interval: ObservedInterval, after: Instant): Instant {
  if (interval === 'day') return startOfDay(after);
  return instant(Math.floor(after / OBSERVED_LENGTH.hour) * OBSERVED_LENGTH.hour);
}

/** Windows with an end in (after, to] that have begun, at most `limit` of them. */
export function meanWindows(
  { interval, after, to, limit }: Pick<ObservedQuery, 'interval' | 'after' | 'to' | 'limit'>,
  now: Instant,
): Window[] {
  const length = OBSERVED_LENGTH[interval];
  const windows: Window[] = [];
  for (let from = firstBegin(interval, after); windows.length < limit; from = instant(from + length)) {
    const end = instant(from + length);
    if (end > to || from >= now) break;
    windows.push({ from, to: end });
  }
  return windows;
}

/** The parameter's readings that may count to windows side by side, in order, a page of the store after the other. */
async function* readingsIn(
  deps: Deps,
  { station, parameter, interval }: ObservedQuery,
  { from, to }: Window,
): AsyncGenerator<readonly StoredObservation[]> {
  const store = excluding(deps.store, deps.quality ?? DEFAULT_QUALITY);
  // An instant sample of 00:00 belongs to the day that begins then; a stamp may be off by half of its period.
  const end = instant(to + OBSERVED_AFTER[interval]);
  const span = { station: station.id, after: instant(from - 1), to: end, parameter, limit: PAGE };
  yield* rangePages(store, span);
}

/** A window with what counts to it. */
interface Filled {
  readonly window: Window;
  readonly readings: readonly StoredObservation[];
}

/**
 * Windows in order, each as soon as its last reading was read: held are the readings of a page and of the window that it
 * ends in. Ends before the last window where `MOST_READINGS` were read, with one window at the least.
 */
async function* filled(
  deps: Deps,
  query: ObservedQuery,
  windows: readonly Window[],
): AsyncGenerator<readonly Filled[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return;
  const open = new Map<Instant, StoredObservation[]>();
  const close = (window: Window): Filled => {
    const readings = open.get(window.from) ?? [];
    open.delete(window.from);
    return { window, readings };
  };
  let [done, read] = [0, 0];
  for await (const page of readingsIn(deps, query, { from: first.from, to: last.to })) {
    for (const each of page)
      for (const begin of windowBeginsOf(query.station, query.interval, each)) pushTo(open, begin, each);
    read += page.length;
    // Of one instant there may be more: a sample, and means of several lengths.
    const reached = page.length < PAGE ? Infinity : (page.at(-1)?.to ?? Infinity);
    const over = windows.slice(done).filter(({ to }) => to + OBSERVED_AFTER[query.interval] < reached);
    done += over.length;
    yield over.map(close);
    if (read >= MOST_READINGS && done > 0) return;
  }
  yield windows.slice(done).map(close);
}

function pushTo(open: Map<Instant, StoredObservation[]>, begin: Instant, each: StoredObservation): void {
  const known = open.get(begin);
  if (known) known.push(each);
  else open.set(begin, [each]);
}

/** How often the readings that a mean is made of changed, and one; and when the last of them came, else the begin. */
function madeOf(readings: readonly StoredObservation[], parameter: ParameterCode, none: Instant) {
  const own = readings.flatMap((each) => each.readings.filter((reading) => reading.parameter === parameter));
  return {
    revision: own.reduce((sum, { revision }) => sum + revision - 1, 1),
    computedAt: readings.reduce((latest, { receivedAt }) => instant(Math.max(latest, receivedAt)), none),
  };
}

function figureOf(query: ObservedQuery, { window, readings }: Filled, state: AnswerState): ObservedFigure {
  const { station, parameter, interval } = query;
  const trace = query.trace();
  const mean = observedMean(station, parameter, interval, window, readings, trace);
  const made = madeOf(readings, parameter, window.from);
  return { window, interval, parameter, mean, ...made, state, steps: trace?.steps };
}

/** Means in order, and whether there are more behind the last. */
export interface ObservedPage {
  readonly figures: readonly ObservedFigure[];
  readonly more: boolean;
}

/**
 * One parameter of a station by hours or days, one figure a window whether or not there is anything in it. Computed
 * when asked for, out of a bounded number of readings: there may be fewer windows than `limit` and more behind them.
 * Between windows other requests are answered.
 */
export async function observedPage(deps: Deps, query: ObservedQuery): Promise<ObservedPage> {
  const statements = await deps.statements.inForce();
  const state = readingState(deps, statements.dataOf({ of: 'station', id: query.station.id }));
  const windows = meanWindows({ ...query, limit: query.limit + 1 }, state.now);
  const yieldNow = createEventLoopYield();
  const figures: ObservedFigure[] = [];
  for await (const each of filled(deps, query, windows.slice(0, query.limit))) {
    await yieldNow();
    for (const one of each) {
      figures.push(figureOf(query, one, state));
      await yieldNow();
    }
  }
  return { figures, more: figures.length < windows.length };
}
