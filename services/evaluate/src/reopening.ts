import {
  type EvaluationStore,
  NO_QUALITY,
  type QualitySettings,
  type Reopened,
  type Restatements,
  rebuiltReadings,
  reopenedBy,
  restatedReadings,
  type WaterMinimum,
} from '@lanbi/evaluation';
import type { ConsumerName, LogPosition, Result } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { EvaluateDeps } from './deps.ts';
import { noteRegistered } from './registered.ts';
import { rulesInForce } from './rules-in-force.ts';

export interface ReopeningDeps extends Pick<EvaluateDeps, 'store' | 'registry'> {
  readonly quality: QualitySettings;
  readonly waterMinimum: WaterMinimum | undefined;
  /** The store as evaluations see it. */
  readonly seen: Pick<EvaluationStore, 'range'>;
}

/** What is evaluated again since something that figures stand under changed, part by part. */
export interface Reopening {
  readonly parts: AsyncIterator<Reopened>;
  /** To be stored when all of it is settled, so that a kill begins it again. */
  readonly done: readonly Result[];
}

/** Evaluates everything again, since results were lost: what rules mark first, then all readings, the newest first. */
export function rebuildingOf(
  { store, registry, quality, seen }: ReopeningDeps,
  now: Instant,
  place: () => LogPosition,
): Reopening {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const stations = [...registry.stations.keys()];
    const rules = { before: [NO_QUALITY], now: quality };
    for await (const { results } of reopenedBy(store, stations, rules, place)) yield { results, taken: [] };
    yield* rebuiltReadings(seen, stations, now, place);
  }
  return { done: [], parts: parts() };
}

/** What figures in the store stand under beside what is in force now. */
export interface Earlier {
  /** Other rules of data quality that some figures may stand under. */
  readonly rules: readonly QualitySettings[];
  /** Stations of which the registry says otherwise, or that count to the same places. */
  readonly restated: Restatements;
  /** To be stored before anything is evaluated. */
  readonly begun: Result;
  readonly done: readonly Result[];
}

/** Notes what figures are evaluated under from now on, and finds what others stand under. */
export async function earlierOf(
  { store, registry, waterMinimum, quality }: ReopeningDeps,
  { consumer, now }: { readonly consumer: ConsumerName; readonly now: Instant },
): Promise<Earlier> {
  const by = { registry, minimum: waterMinimum };
  const { restated, done } = await noteRegistered(store, by, { consumer, now });
  const rules = await rulesInForce(store, quality, now);
  return { rules: rules.before, restated, begun: rules.begun, done: [rules.done, ...done] };
}

/** @param place up to where entries of the log were taken; undefined where nothing is to be evaluated again */
export function reopeningOf(
  { store, registry, quality, seen }: ReopeningDeps,
  { rules: before, restated, done }: Earlier,
  place: () => LogPosition,
): Reopening | undefined {
  async function* parts(): AsyncIterableIterator<Reopened> {
    const rules = { before, now: quality };
    if (before.length > 0) yield* reopenedBy(store, registry.stations.keys(), rules, place);
    yield* restatedReadings(seen, restated, place);
  }
  return before.length > 0 || restated.size > 0 ? { done, parts: parts() } : undefined;
}
