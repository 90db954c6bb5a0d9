import { type BackfillPlan, backfillPlan, type NotedFacts, sameFacts, stationFacts } from '@lanbi/evaluation';
import type { Registry, StationFacts, StationId, StationNote, StationNoteStore } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** For which stations the registry changed since records in the store were evaluated. */
export interface StationNotes {
  /** Stations whose readings are evaluated again; empty when all records depend on the registry of now. */
  readonly plan: BackfillPlan;
  /** To be stored when all of their records are written. */
  readonly done: readonly StationNote[];
}

interface Found {
  readonly last: StationNote | undefined;
  readonly facts: StationFacts;
  /** Other facts that records may depend on; those of a station that is new, or was noted without, are not known. */
  readonly before: readonly StationFacts[];
  /** Whether all of these are noted, and those of now. */
  readonly current: boolean;
}

function foundOf(last: StationNote | undefined, facts: StationFacts): Found {
  const under = last?.under ?? [];
  const before = under.filter((each) => !sameFacts(each, facts));
  return { last, facts, before, current: before.length < under.length };
}

/** Stores on what facts the records of each station depend from now on, and finds those that may depend on others. */
export async function noteStations(
  store: StationNoteStore,
  registry: Registry,
  now: Instant,
): Promise<StationNotes> {
  const noted = await store.stationNotes();
  const all = new Map(
    [...stationFacts(registry)].map(([id, facts]) => [id, foundOf(noted.get(id), facts)] as const),
  );
  // A station keeps the time at which it was first noted: one that never reports is silent since then.
  const note = (station: StationId, { last }: Found, under: readonly StationFacts[]): StationNote => ({
    station,
    since: last?.since ?? now,
    under,
  });
  const begun = [...all]
    .filter(([, { current }]) => !current)
    .map(([id, found]) => note(id, found, [...found.before, found.facts]));
  if (begun.length > 0) await store.putStationNotes(begun);
  const earlier: NotedFacts = new Map([...all].map(([id, { before }]) => [id, before]));
  const changed = [...all].filter(([, { before }]) => before.length > 0);
  const done = changed.map(([id, found]) => note(id, found, [found.facts]));
  return { plan: backfillPlan(stationFacts(registry), earlier), done };
}
