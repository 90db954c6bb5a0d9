import type { Station } from '@lanbi/model';
import {
  HOUR,
  type HourPart,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  type MissingReason,
  missing,
  SECOND,
} from '@lanbi/standards';
import { FULL_HOUR } from './counted-hours.ts';

/**
 * A value of one parameter, or the reason why it is missing, with the stated end and length of its observation.
 */
export interface TimedFigure {
  readonly to: Instant;
  readonly period: number;
  /** The end for which it counts; undefined if it is between two hours. */
  readonly place: Instant | undefined;
  /** Whether the stamp names begin or end, if the length is not stated. */
  readonly assumed?: 'begin' | 'end' | undefined;
  readonly figure: Maybe<number>;
}

/** The values of one parameter in the observations of an hour. */
export interface HourReading {
  /** The value of an hourly observation; `no-data` if there is none. */
  readonly own: Maybe<number>;
  /** Values of parts of the hour with the time that each covers. */
  readonly parts: readonly HourPart[];
  /** Seconds that all parts cover, at most an hour. */
  readonly covered: number;
  /** The reason if there is no part. */
  readonly reason: MissingReason;
}

/**
 * Seconds that an instantaneous value covers if neither the registry nor another value of the hour gives the interval.
 */
const ALONE = 60;
/** Maximum seconds that an instantaneous value covers: longer gaps were not sampled [D]. */
const LONGEST_GAP = 300;

/** Half-open, in milliseconds. */
type Stretch = readonly [begin: number, end: number];

/** Longest interval between values of CN 2051, in seconds; a longer distance is not an interval [M]. */
const LONGEST_INTERVAL = 1800;

const placeOf = ({ place, to }: TimedFigure): Instant => place ?? to;
const distanceOf = (each: TimedFigure): number => Math.abs(each.to - placeOf(each));

/**
 * Compares by length, longest first, then by counted end; at one end the nearer stamp first, then the later.
 */
const inOrder = (a: TimedFigure, b: TimedFigure): number =>
  b.period - a.period || placeOf(a) - placeOf(b) || distanceOf(a) - distanceOf(b) || b.to - a.to;

/**
 * Returns the hourly value: of several stamps near the full hour the nearest valid one, of two equally near the later.
 */
function ownOf(figures: readonly TimedFigure[], end: Instant): Maybe<number> {
  const near = figures
    .filter(({ period, place }) => period === FULL_HOUR && place === end)
    .sort(inOrder)
    .map(({ figure }) => figure)
    .filter((figure) => !isMissing(figure) || figure.missing !== 'no-data');
  return near.find((figure) => !isMissing(figure)) ?? near[0] ?? missing('no-data');
}

/** Returns the median interval of times in seconds, of two medians the smaller; undefined for one time. */
function medianDistance(times: Iterable<Instant>): number | undefined {
  const ascending = [...times].sort((a, b) => a - b);
  const gaps = ascending.slice(1).map((to, at) => (to - (ascending[at] ?? to)) / SECOND);
  gaps.sort((a, b) => a - b);
  return gaps[(gaps.length - 1) >> 1];
}

/**
 * Returns the seconds that an instantaneous value of the hour covers: those of the registry, else the median interval.
 */
function instantLength(instants: readonly TimedFigure[], stated: number | undefined): number {
  if (stated !== undefined) return stated;
  return Math.min(LONGEST_GAP, medianDistance(instants.map(({ to }) => to)) ?? ALONE);
}

/** Lengthens a value of assumed length; its stated begin or end stays. */
function lengthened(each: TimedFigure, length: number): TimedFigure {
  const later = each.assumed === 'begin' ? (length - each.period) * SECOND : 0;
  const [to, place] = [instant(each.to + later), instant(placeOf(each) + later)];
  return { ...each, to, place, period: length };
}

/**
 * Lengthens values of assumed length to the median interval of their stamps in the hour. Values without such an
 * interval keep the assumed length.
 */
function withLengths(figures: readonly TimedFigure[]): readonly TimedFigure[] {
  const assumed = figures.filter((each) => each.assumed !== undefined);
  const length = medianDistance(new Set(assumed.map(placeOf)));
  if (length === undefined || length > LONGEST_INTERVAL) return figures;
  return figures.map((each) => (each.assumed && length > each.period ? lengthened(each, length) : each));
}

/** Returns the milliseconds of a stretch outside of the others, which do not overlap each other. */
function uncovered([begin, end]: Stretch, others: readonly Stretch[]): number {
  let free = end - begin;
  for (const [from, to] of others) free -= Math.max(0, Math.min(end, to) - Math.max(begin, from));
  return free;
}

/** Returns the union of the stretches, ascending. */
function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: [number, number][] = [];
  for (const [begin, end] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([begin, end]);
  }
  return joined;
}

/** Keeps the first value of each counted end. */
const onePlace = (ordered: readonly TimedFigure[]): TimedFigure[] =>
  ordered.filter((each, at) => at === 0 || placeOf(each) !== placeOf(ordered[at - 1] ?? each));

/**
 * Returns the parts of an hour: each value covers the time of its length that no longer value covers, so that no time
 * counts twice and the mean is weighted by time. Instantaneous values come last.
 */
function partsOf(figures: readonly TimedFigure[], stated: number | undefined) {
  const sound = figures.filter(({ figure }) => !isMissing(figure)).sort(inOrder);
  const instants = figures.filter(({ period }) => period === 0);
  const parts: HourPart[] = [];
  let covered: Stretch[] = [];
  for (const [period, own] of Map.groupBy(sound, (each) => each.period)) {
    const length = (period > 0 ? period : instantLength(instants, stated)) * SECOND;
    const stretches = onePlace(own).map((each) => {
      const end = placeOf(each);
      return { value: each.figure as number, stretch: [end - length, end] as const };
    });
    for (const { value, stretch } of stretches) {
      const free = uncovered(stretch, covered);
      if (free > 0) parts.push({ value, seconds: free / SECOND });
    }
    covered = union([...covered, ...stretches.map(({ stretch }) => stretch)]);
  }
  const time = covered.reduce((sum, [begin, end]) => sum + end - begin, 0);
  return { parts, covered: Math.min(time, HOUR) / SECOND };
}

/**
 * Returns the values of one parameter in the observations that concern an hour, in any order. An hourly value is
 * returned beside the parts and has priority.
 */
export function hourReading(
  figures: readonly TimedFigure[],
  end: Instant,
  { instantInterval }: Pick<Station, 'instantInterval'>,
): HourReading {
  const shorter = figures.filter(
    ({ period, figure }) => period < FULL_HOUR && (!isMissing(figure) || figure.missing !== 'no-data'),
  );
  const reasons = shorter.sort((a, b) => a.to - b.to || a.period - b.period).map(({ figure }) => figure);
  const between = figures.some(
    ({ place, figure }) => place === undefined && !(isMissing(figure) && figure.missing === 'no-data'),
  );
  const reason = reasons.find(isMissing)?.missing ?? (between ? 'stamp-off' : 'no-data');
  return { own: ownOf(figures, end), ...partsOf(withLengths(shorter), instantInterval), reason };
}
