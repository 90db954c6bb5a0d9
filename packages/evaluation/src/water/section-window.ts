import { type Cache, createCache } from '@lanbi/flow';
import {
  membershipsOf,
  type Section,
  type SectionId,
  type Station,
  type StoredObservation,
} from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import type { EvaluationDeps, EvaluationStore } from '../evaluation.ts';
import type { Window } from '../period/window.ts';
import { coveredTimes, expectedPerDay, wholeExpected } from './coverage.ts';
import { dayResults } from './day.ts';
import { addItemSums, NO_SUMS } from './item-sums.ts';
import { readingRulesOf } from './reading-value.ts';
import { AFTER_DAY, hasSampleTime, waterDayOf } from './sample-time.ts';
import type { Aggregate } from './section-period.ts';
import type { SampleReading } from './section-sample.ts';
import { isInState, type StateSpans } from './section-states.ts';

/** Observations per read of the store. */
const PAGE = 5_000;

export const EMPTY_AGGREGATE: Aggregate = { sums: NO_SUMS, samples: 0, covered: 0, days: 0 };

export const addAggregates = (a: Aggregate, b: Aggregate): Aggregate => ({
  sums: addItemSums(a.sums, b.sums),
  samples: a.samples + b.samples,
  covered: a.covered + b.covered,
  days: a.days + b.days,
});

/** Reads all observations of a station that end in (after, to]. */
export async function observationsOf(
  store: Pick<EvaluationStore, 'range'>,
  { id }: Station,
  after: Instant,
  to: Instant,
): Promise<StoredObservation[]> {
  const found: StoredObservation[] = [];
  for (;;) {
    const last = found.at(-1);
    const behind = last && { behind: { to: last.to, period: last.period } };
    const page = await store.range({ station: id, after, to, limit: PAGE, ...behind });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/**
 * Reads the observations of the stations that a section has on the day of each: all that count for days that end in
 * (after, to], and some that end up to half a day later.
 */
export async function sectionReadings(
  { store, registry }: EvaluationDeps,
  section: SectionId,
  after: Instant,
  to: Instant,
): Promise<SampleReading[]> {
  const readings: SampleReading[] = [];
  const memberships = membershipsOf(registry);
  const end = instant(to + AFTER_DAY);
  for (const station of memberships.stationsDuring(section, { from: after, to: to + 1 })) {
    const rules = readingRulesOf(station);
    for (const observation of await observationsOf(store, station, after, end))
      if (
        hasSampleTime(observation) &&
        memberships.sectionOf(station.id, waterDayOf(observation)) === section
      )
        readings.push({ observation, ...rules });
  }
  return readings;
}

/** Aggregates the results of a day. */
export function dayAggregate(
  readings: readonly SampleReading[],
  day: Instant,
  perDay: number | undefined,
): Aggregate {
  const { sums, samples, times } = dayResults(readings, day);
  return { sums, samples, covered: coveredTimes(times, day, perDay), days: samples > 0 ? 1 : 0 };
}

/**
 * Returns the expected sampling times of a section on a day: those of its most frequent station. Undefined if no
 * station has a period.
 */
export function expectedOn(
  { registry }: Pick<EvaluationDeps, 'registry'>,
  section: SectionId,
  day: Instant,
): number | undefined {
  const stations = membershipsOf(registry).stationsOf(section, day);
  const perDay = stations.flatMap(({ period }) => expectedPerDay(period) ?? []);
  return perDay.length > 0 ? Math.max(...perDay) : undefined;
}

/** Maximum number of cached sums over windows, enough for the current year of ten thousand sections. */
const SUMS = 200_000;
const expectedSums = new WeakMap<EvaluationDeps['registry'], Cache<{ readonly sum: number | undefined }>>();

/**
 * Returns the expected sampling times over a window, at least one; the sums of a registry are cached.
 * @param states days on which nothing is expected
 */
export function expectedResults(
  deps: Pick<EvaluationDeps, 'registry'>,
  section: Pick<Section, 'id'>,
  window: Window,
  states: StateSpans = [],
): number | undefined {
  if (states.length > 0) return sumOfDays(deps, section, window, states);
  const known = expectedSums.get(deps.registry) ?? createCache({ entries: SUMS });
  expectedSums.set(deps.registry, known);
  const key = `${section.id} ${window.from} ${window.to}`;
  const found = known.get(key) ?? { sum: sumOfDays(deps, section, window) };
  known.set(key, found);
  return found.sum;
}

function sumOfDays(
  deps: Pick<EvaluationDeps, 'registry'>,
  { id }: Pick<Section, 'id'>,
  { from, to }: Window,
  states: StateSpans = [],
): number | undefined {
  let expected: number | undefined;
  for (let day = from; day < to; day = instant(day + DAY)) {
    const own = isInState(states, day) ? undefined : expectedOn(deps, id, day);
    if (own !== undefined) expected = (expected ?? 0) + own;
  }
  return expected === undefined ? undefined : wholeExpected(expected);
}
