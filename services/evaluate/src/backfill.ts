import {
  type BackfillPlan,
  type EvaluationStore,
  NO_QUALITY,
  plannedReadings,
  type Reopened,
  rebuiltReadings,
  reopenedBy,
} from '@lanbi/evaluation';
import type { Offset, QualitySettings } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { EvaluatorDeps } from './deps.ts';
import { noteRules } from './rule-notes.ts';
import { noteStations } from './station-notes.ts';

export interface BackfillDeps extends Pick<EvaluatorDeps, 'store' | 'registry'> {
  readonly quality: QualitySettings;
  /** The store as evaluations see it. */
  readonly seen: Pick<EvaluationStore, 'range'>;
}

/** Stored observations that are evaluated again, part by part. */
export interface Backfill {
  /** What changed: something that records depend on, or records were lost. */
  readonly reason: 'rules-or-registry' | 'lost-records';
  readonly parts: AsyncIterator<Reopened>;
  /** To be called when all of its records are written: until then a kill begins it again. */
  done(): Promise<void>;
}

/** All observations, since records were lost: the quality flags first, then the readings, the newest first. */
export function rebuildOf(
  { store, registry, quality, seen }: BackfillDeps,
  now: Instant,
  offset: () => Offset,
): Backfill {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const stations = [...registry.stations.keys()];
    const rules = { before: [NO_QUALITY], now: quality };
    for await (const { flags } of reopenedBy(store, stations, rules, offset)) yield { flags, inputs: [] };
    yield* rebuiltReadings(seen, stations, now, offset);
  }
  return { reason: 'lost-records', done: async () => {}, parts: parts() };
}

/** What records in the store depend on beside what is in force now. */
export interface Earlier {
  /** Other rules of data quality that some records may depend on. */
  readonly rules: readonly QualitySettings[];
  /** Stations for which the registry changed, or that count to the same regions or sections. */
  readonly plan: BackfillPlan;
  /** Stores that all records depend on what is in force now. */
  done(): Promise<void>;
}

/** Stores what records depend on from now on, and finds what earlier ones may depend on. */
export async function earlierOf({ store, registry, quality }: BackfillDeps, now: Instant): Promise<Earlier> {
  const { plan, done } = await noteStations(store, registry, now);
  const rules = await noteRules(store, quality);
  return {
    rules,
    plan,
    done: async () => {
      await store.putRules([quality]);
      await store.putStationNotes(done);
    },
  };
}

/**
 * The observations whose records depend on rules or a registry of before; undefined where there are none.
 * @param offset the offset up to which entries of the log are applied
 */
export function backfillOf(
  { store, registry, quality, seen }: BackfillDeps,
  { rules: before, plan, done }: Earlier,
  offset: () => Offset,
): Backfill | undefined {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const rules = { before, now: quality };
    if (before.length > 0) yield* reopenedBy(store, registry.stations.keys(), rules, offset);
    yield* plannedReadings(seen, plan, offset);
  }
  return before.length > 0 || plan.size > 0
    ? { reason: 'rules-or-registry', done, parts: parts() }
    : undefined;
}
