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

/** A figure of one parameter, or why there is none, and the stated end and length of its observation. */
export interface TimedFigure {
  readonly to: Instant;
  readonly period: number;
  /** The end that it counts to; undefined where that lies between two hours. */
  readonly place: Instant | undefined;
  /** The end of the period that its stamp states, where nothing states its length. */
  readonly assumed?: 'begin' | 'end' | undefined;
  readonly figure: Maybe<number>;
}

/** What the observations of an hour say of one parameter. */
export interface HourReading {
  /** Of an observation of the whole hour; `no-data` where there is none. */
  readonly own: Maybe<number>;
  /** Values of parts of the hour with the time that each stands for. */
  readonly parts: readonly HourPart[];
  /** Seconds that the parts cover together, at most an hour. */
  readonly covered: number;
  /** Why there is no part. */
  readonly reason: MissingReason;
}

/** Seconds covered by an instant if neither the registry nor another instant of the hour gives the interval. */
const ALONE = 60;
/** Instants that are further apart stand for no more: longer gaps were not sampled [D]. */
const LONGEST_GAP = 300;

/** Half-open, in milliseconds. */
type Stretch = readonly [begin: number, end: number];

/** Longest interval between values of CN 2051, in seconds; what is further apart has no interval [M]. */
const LONGEST_INTERVAL = 1800;

const placeOf = ({ place, to }: TimedFigure): Instant => place ?? to;
const distanceOf = (each: TimedFigure): number => Math.abs(each.to - placeOf(each));

/** By length, longest first, then by place; of two in one place first the nearer one, then the later. */
const inOrder = (a: TimedFigure, b: TimedFigure): number =>
  b.period - a.period || placeOf(a) - placeOf(b) || distanceOf(a) - distanceOf(b) || b.to - a.to;

/** The own hour: of several stamps near the full hour the nearest valid one, of two as near the later. */
function ownOf(figures: readonly TimedFigure[], end: Instant): Maybe<number> {
  const near = figures
    .filter(({ period, place }) => period === FULL_HOUR && place === end)
    .sort(inOrder)
    .map(({ figure }) => figure)
    .filter((figure) => !isMissing(figure) || figure.missing !== 'no-data');
  return near.find((figure) => !isMissing(figure)) ?? near[0] ?? missing('no-data');
}

/** The median distance of times, of two the smaller, in seconds; undefined for one time. */
function medianDistance(times: Iterable<Instant>): number | undefined {
  const ascending = [...times].sort((a, b) => a - b);
  const gaps = ascending.slice(1).map((to, at) => (to - (ascending[at] ?? to)) / SECOND);
  gaps.sort((a, b) => a - b);
  return gaps[(gaps.length - 1) >> 1];
}

/** Seconds that an instant of the hour stands for: the registry's, else the median distance of the instants. */
function instantLength(instants: readonly TimedFigure[], stated: number | undefined): number {
  if (stated !== undefined) return stated;
  return Math.min(LONGEST_GAP, medianDistance(instants.map(({ to }) => to)) ?? ALONE);
}

/** A value of assumed length with a longer one: the end of it that was stated stays. */
function lengthened(each: TimedFigure, length: number): TimedFigure {
  const later = each.assumed === 'begin' ? (length - each.period) * SECOND : 0;
  const [to, place] = [instant(each.to + later), instant(placeOf(each) + later)];
  return { ...each, to, place, period: length };
}

/**
 * The figures with values of assumed length as long as the median distance of their stamps in the hour. Values without
 * such a distance keep the length that was assumed.
 */
function withLengths(figures: readonly TimedFigure[]): readonly TimedFigure[] {
  const assumed = figures.filter((each) => each.assumed !== undefined);
  const length = medianDistance(new Set(assumed.map(placeOf)));
  if (length === undefined || length > LONGEST_INTERVAL) return figures;
  return figures.map((each) => (each.assumed && length > each.period ? lengthened(each, length) : each));
}

/** Milliseconds of a stretch that none of the others holds; the others do not meet each other. */
function uncovered([begin, end]: Stretch, others: readonly Stretch[]): number {
  let free = end - begin;
  for (const [from, to] of others) free -= Math.max(0, Math.min(end, to) - Math.max(begin, from));
  return free;
}

/** The stretches put together where they meet, ascending. */
function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: [number, number][] = [];
  for (const [begin, end] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([begin, end]);
  }
  return joined;
}

/** The first of each place: a second stamp near the same place says nothing more. */
const onePlace = (ordered: readonly TimedFigure[]): TimedFigure[] =>
  ordered.filter((each, at) => at === 0 || placeOf(each) !== placeOf(ordered[at - 1] ?? each));

/**
 * The parts of an hour: each value stands for the time of its length that no longer value covers, so that no time counts
 * twice and the mean over them is weighted by time. Instants come last.
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
 * What the observations that concern an hour say of one parameter, in any order. A value of the whole hour stands beside
 * the parts; whoever reads it takes it first.
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
