import {
  DEFAULT_QUALITY,
  excluding,
  OBSERVED_LENGTH,
  type ObservedInterval,
  observedMean,
  type Window,
  windowBeginOf,
} from '@lanbi/evaluation';
import type { ParameterCode, Station, StoredObservation } from '@lanbi/model';
import { DAY, type Derivation, type Instant, instant, startOfDay } from '@lanbi/standards';
import type { ObservedFigure } from '../answers/observed.ts';
import type { ApiDeps } from '../deps.ts';

type Deps = Pick<ApiDeps, 'store' | 'clock' | 'quality'>;

const PAGE = 2_000;
/** Days of readings held at once. */
const CHUNK = 31 * DAY;

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
export function windowsOf(
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

/** Everything that may count to some windows that stand side by side, the parameter's readings alone. */
async function readingsIn(
  deps: Deps,
  { station, parameter }: ObservedQuery,
  { from, to }: Window,
): Promise<StoredObservation[]> {
  const store = excluding(deps.store, deps.quality ?? DEFAULT_QUALITY);
  const found: StoredObservation[] = [];
  // An instant sample of 00:00 belongs to the day that begins then.
  const span = { station: station.id, after: instant(from - 1), to, parameter, limit: PAGE };
  for (;;) {
    const last = found.at(-1);
    const page = await store.range({
      ...span,
      ...(last && { behind: { to: last.to, period: last.period } }),
    });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/** How often the readings that a mean is made of changed, and one; and when the last of them came, else the begin. */
function madeOf(readings: readonly StoredObservation[], parameter: ParameterCode, none: Instant) {
  const own = readings.flatMap((each) => each.readings.filter((reading) => reading.parameter === parameter));
  return {
    revision: own.reduce((sum, { revision }) => sum + revision - 1, 1),
    computedAt: readings.reduce((latest, { receivedAt }) => instant(Math.max(latest, receivedAt)), none),
  };
}

async function chunk(
  deps: Deps,
  query: ObservedQuery,
  windows: readonly Window[],
  now: Instant,
): Promise<ObservedFigure[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const { station, parameter, interval } = query;
  const all = await readingsIn(deps, query, { from: first.from, to: last.to });
  const byWindow = Map.groupBy(all, (each) => windowBeginOf(station, interval, each));
  return windows.map((window) => {
    const readings = byWindow.get(window.from) ?? [];
    const trace = query.trace();
    const mean = observedMean(station, parameter, interval, window, readings, trace);
    const made = madeOf(readings, parameter, window.from);
    return { window, interval, parameter, mean, ...made, provisional: now < window.to, steps: trace?.steps };
  });
}

/**
 * One parameter of a station by hours or days, one figure a window whether or not there is anything in it. Computed
 * when asked for; readings are held a month at a time.
 */
export async function observedSeries(deps: Deps, query: ObservedQuery): Promise<ObservedFigure[]> {
  const now = deps.clock.now();
  const windows = windowsOf(query, now);
  const size = CHUNK / OBSERVED_LENGTH[query.interval];
  const figures: ObservedFigure[] = [];
  for (let at = 0; at < windows.length; at += size)
    figures.push(...(await chunk(deps, query, windows.slice(at, at + size), now)));
  return figures;
}
