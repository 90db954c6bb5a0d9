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
import { dayResults, expectedPerDay } from './day.ts';
import { readingRulesOf } from './reading-value.ts';
import { AFTER_DAY, hasSampleTime, waterDayOf } from './sample-time.ts';
import type { Gathered, SectionPeriodBody } from './section-period.ts';
import type { SampleReading } from './section-sample.ts';
import { addTallies, EMPTY_TALLY, readTally, subtractTallies } from './tally.ts';

/** Observations of one question to the store. */
const PAGE = 5_000;
const ALL = 100_000;

export const NOTHING_GATHERED: Gathered = { tally: EMPTY_TALLY, samples: 0, days: 0 };

/** What a stored day or month was made of. */
export const gatheredOf = ({ tally = {}, samples = 0, days = 0 }: SectionPeriodBody): Gathered => ({
  tally: readTally(tally),
  samples,
  days,
});

export const addGathered = (a: Gathered, b: Gathered): Gathered => ({
  tally: addTallies(a.tally, b.tally),
  samples: a.samples + b.samples,
  days: a.days + b.days,
});

/** `whole` with `before`, a part of it, replaced by `after`. */
export const replaceGathered = (whole: Gathered, before: Gathered, after: Gathered): Gathered => ({
  tally: addTallies(subtractTallies(whole.tally, before.tally), after.tally),
  samples: whole.samples - before.samples + after.samples,
  days: whole.days - before.days + after.days,
});

/** All observations of a station that end in (after, to]. */
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
 * The observations of the stations that a section has on the day of each: all that count to days that end in (after,
 * to], and some that end up to half a day later.
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

/** A day out of the readings in the store. */
export async function gatherDay(deps: EvaluationDeps, section: SectionId, day: Instant): Promise<Gathered> {
  // An instant sample at 00:00 belongs to the day that begins, an hour that ends then to the day before.
  const readings = await sectionReadings(deps, section, instant(day - 1), instant(day + DAY));
  const { tally, samples } = dayResults(readings, day);
  return { tally, samples, days: samples > 0 ? 1 : 0 };
}

/** The stored days of a section within a window, added up. */
export async function gatherStoredDays(
  store: Pick<EvaluationStore, 'results'>,
  section: SectionId,
  { from, to }: Window,
): Promise<Gathered> {
  const days = await store.results({ kind: 'class.day', subject: section, after: from, to, limit: ALL });
  return days.map(({ body }) => gatheredOf(body as SectionPeriodBody)).reduce(addGathered, NOTHING_GATHERED);
}

/** Results that the section's most frequent station of each day should give in a window; undefined where that is not told. */
export function expectedIn(
  { registry }: Pick<EvaluationDeps, 'registry'>,
  { id }: Section,
  { from, to }: Window,
): number | undefined {
  const memberships = membershipsOf(registry);
  let expected: number | undefined;
  for (let day = from; day < to; day = instant(day + DAY)) {
    const perDay = memberships.stationsOf(id, day).flatMap(({ period }) => expectedPerDay(period) ?? []);
    if (perDay.length > 0) expected = (expected ?? 0) + Math.max(...perDay);
  }
  return expected;
}
