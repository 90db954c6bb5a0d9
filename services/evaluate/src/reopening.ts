import {
  type EvaluationStore,
  NO_QUALITY,
  type Reopened,
  type Restatements,
  rebuiltReadings,
  reopenedBy,
  restatedReadings,
} from '@lanbi/evaluation';
import type { Offset, QualitySettings } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { EvaluateDeps } from './deps.ts';
import { noteRegistered } from './registered.ts';
import { noteRules } from './rules-in-force.ts';

export interface ReopeningDeps extends Pick<EvaluateDeps, 'store' | 'registry'> {
  readonly quality: QualitySettings;
  /** The store as evaluations see it. */
  readonly seen: Pick<EvaluationStore, 'range'>;
}

/** What is evaluated again since something that figures stand under changed, part by part. */
export interface Reopening {
  readonly parts: AsyncIterator<Reopened>;
  /** To be called when all of it is settled: until then a kill begins it again. */
  done(): Promise<void>;
}

/** Evaluates everything again, since results were lost: what rules mark first, then all readings, the newest first. */
export function rebuildingOf(
  { store, registry, quality, seen }: ReopeningDeps,
  now: Instant,
  place: () => Offset,
): Reopening {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const stations = [...registry.stations.keys()];
    const rules = { before: [NO_QUALITY], now: quality };
    for await (const { marks } of reopenedBy(store, stations, rules, place)) yield { marks, taken: [] };
    yield* rebuiltReadings(seen, stations, now, place);
  }
  return { done: async () => {}, parts: parts() };
}

/** What figures in the store stand under beside what is in force now. */
export interface Earlier {
  /** Other rules of data quality that some figures may stand under. */
  readonly rules: readonly QualitySettings[];
  /** Stations of which the registry says otherwise, or that count to the same places. */
  readonly restated: Restatements;
  /** Notes that all stand under what is in force now. */
  done(): Promise<void>;
}

/** Notes what figures are evaluated under from now on, and finds what others stand under. */
export async function earlierOf({ store, registry, quality }: ReopeningDeps, now: Instant): Promise<Earlier> {
  const { restated, done } = await noteRegistered(store, registry, now);
  const rules = await noteRules(store, quality);
  return {
    rules,
    restated,
    done: async () => {
      await store.putRules([quality]);
      await store.putStationNotes(done);
    },
  };
}

/** @param place up to where entries of the log were taken; undefined where nothing is to be evaluated again */
export function reopeningOf(
  { store, registry, quality, seen }: ReopeningDeps,
  { rules: before, restated, done }: Earlier,
  place: () => Offset,
): Reopening | undefined {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const rules = { before, now: quality };
    if (before.length > 0) yield* reopenedBy(store, registry.stations.keys(), rules, place);
    yield* restatedReadings(seen, restated, place);
  }
  return before.length > 0 || restated.size > 0 ? { done, parts: parts() } : undefined;
}
