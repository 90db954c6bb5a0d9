import {
  AirEvaluation,
  DEFAULT_QUALITY,
  type Evaluation,
  excluding,
  QualityEvaluation,
  WaterEvaluation,
} from '@lanbi/evaluation';
import {
  CONSUMERS,
  entriesBehind,
  isSameOffset,
  type ObservationMarks,
  type Offset,
  type Result,
} from '@lanbi/model';
import { createAdaptiveBatch, createEventLoopYield, type Follower, follow } from '@lanbi/runtime';
import type { EvaluateDeps } from './deps.ts';
import { earlierOf, type Reopening, rebuildingOf, reopeningOf } from './reopening.ts';

/** While there is more to take, longer windows wait until so many entries were taken: a figure touched often is computed once. */
const SETTLE_EVERY = 20_000;

/** How far the evaluation of the log has come. */
interface Place {
  /** Entries up to here were taken. */
  taken: Offset;
  /** All that entries up to here touched is in the store; the place that is kept. */
  settled: Offset;
}

/** One run of `settle` over all media, up to what was taken when it began. */
interface Settling {
  readonly mark: Offset;
  readonly slices: AsyncIterator<readonly Result[]>;
}

async function* settleAll(
  evaluations: readonly Evaluation[],
  clock: EvaluateDeps['clock'],
): AsyncIterableIterator<readonly Result[]> {
  for (const evaluation of evaluations) yield* evaluation.settle(clock.now());
}

/**
 * Follows the log of observations; each one re-opens the figures that it touches, however late it comes. Hours and
 * samples are committed round by round; days and periods as soon as there is nothing to take, or in turn with the
 * rounds. The place that is kept moves when all before it is settled, so that a kill repeats work and loses none.
 */
export function createEvaluator({
  store,
  registry,
  clock,
  metrics,
  log,
  quality = DEFAULT_QUALITY,
  periodCoverage,
  gate,
}: EvaluateDeps): Follower {
  const evaluated = metrics.counter('lanbi_evaluate_observations', 'Observations evaluated');
  const changed = metrics.counter('lanbi_evaluate_results', 'Results that were new or changed', ['kind']);
  metrics.gauge('lanbi_evaluate_lag', 'Log positions stored and not yet settled', async () => {
    // Before the head, which moves on meanwhile.
    const settled = await store.checkpoint(CONSUMERS.evaluate);
    return entriesBehind(settled, await store.head());
  });
  const suspect = metrics.counter('lanbi_suspect_values', 'Values that a rule of data quality marked', [
    'rule',
  ]);
  const reopened = metrics.counter(
    'lanbi_evaluate_reopened',
    'Observations that other rules of data quality, or another registry, re-opened',
  );
  const seen = {
    store: excluding(store, quality),
    registry,
    periodCoverage,
    breathe: createEventLoopYield(),
  };
  const judge = new QualityEvaluation(store, quality);
  const evaluations: readonly Evaluation[] = [new AirEvaluation(seen), new WaterEvaluation(seen)];
  const deps = { store, registry, quality, seen: seen.store };
  const batch = createAdaptiveBatch();
  let place: Place | undefined;
  let settling: Settling | undefined;
  /** What rules and a registry that changed since the last start re-open; undefined when that is done. */
  let reopening: Reopening | undefined;
  /** Observations re-opened since a settling began. */
  let gathered = 0;
  /** Results were lost, and all is to be evaluated again; `under way` when that has begun. */
  let lost: 'told' | 'under way' | undefined;

  async function restored(): Promise<Place> {
    settling = undefined;
    gathered = 0;
    if (lost) lost = 'told';
    for (const evaluation of evaluations) await evaluation.restore();
    const settled = await store.checkpoint(CONSUMERS.evaluate);
    const at = { taken: settled, settled };
    const earlier = await earlierOf(deps, clock.now());
    judge.restore(earlier.rules);
    const stations = earlier.restated.size;
    if (stations > 0) log.info({ stations }, 'the registry says otherwise: readings are evaluated again');
    reopening = reopeningOf(deps, earlier, () => at.taken);
    place = at;
    return at;
  }

  async function commit(results: readonly Result[], at: Place): Promise<void> {
    if (results.length === 0) return store.advance(CONSUMERS.evaluate, at.settled);
    for (const { kind } of await store.commit(CONSUMERS.evaluate, at.settled, results, clock.now()))
      changed.add(1, { kind });
  }

  /** Before the records of the entries that they are of: a kill between takes the entries again. */
  async function mark(marks: readonly ObservationMarks[]): Promise<void> {
    if (marks.length > 0) await store.putMarks(marks);
  }

  /** Records of the entries behind a place, and what the rules of data quality marked. */
  async function compute(after: Offset) {
    const entries = await store.read(after, batch.size());
    const { marks, taken, counts } = await judge.take(entries);
    const all: Result[] = [];
    for (const evaluation of evaluations) all.push(...(await evaluation.take(taken, clock.now())));
    return { taken: entries.length, last: entries.at(-1)?.position, marks, results: all, counts };
  }

  async function take(at: Place): Promise<number> {
    // Without the commit, in which others have the process while a server stores.
    const { taken, last, marks, results, counts } = await batch.round(() => compute(at.taken));
    if (last === undefined) return 0;
    at.taken = last;
    if (!settling && !pending()) at.settled = at.taken;
    await mark(marks);
    await commit(results, at);
    for (const [rule, count] of counts) suspect.add(count, { rule });
    evaluated.add(taken);
    return taken;
  }

  /** A part of what is re-opened. Once all of it is settled that is noted, so that a kill begins it again. */
  async function reopen(at: Place, { parts, done: note }: Reopening): Promise<void> {
    const { value, done } = await parts.next();
    if (done && owes(at)) {
      gathered = SETTLE_EVERY;
      return;
    }
    if (done) {
      await note();
      judge.restore();
      reopening = undefined;
      if (lost === 'under way') await rebuilt();
      else log.info('all that the rules of data quality or the registry re-opened is evaluated');
      return;
    }
    const results: Result[] = [];
    for (const evaluation of evaluations) results.push(...(await evaluation.take(value.taken, clock.now())));
    await mark(value.marks);
    await commit(results, at);
    gathered += value.taken.length;
    reopened.add(value.taken.length);
  }

  async function rebuilt(): Promise<void> {
    await store.lostResults?.rebuilt();
    lost = undefined;
    log.info('the results that were lost are built again');
  }

  /** Begins to evaluate everything again, behind what is re-opened already. */
  function rebuild(at: Place): void {
    if (lost !== 'told' || reopening) return;
    lost = 'under way';
    log.warn('results were lost in the store: all observations are evaluated again, the newest first');
    reopening = rebuildingOf(deps, clock.now(), () => at.taken);
  }

  const pending = (): boolean => evaluations.some((evaluation) => evaluation.pending());
  /** Whether anything that was taken is not settled. */
  const owes = (at: Place): boolean =>
    !isSameOffset(at.settled, at.taken) || settling !== undefined || pending();

  /** One slice of longer windows; true while there are more. */
  async function settle(at: Place): Promise<boolean> {
    settling ??= { mark: at.taken, slices: settleAll(evaluations, clock) };
    gathered = 0;
    const { mark, slices } = settling;
    const { value, done } = await slices.next();
    if (!done) {
      await commit(value, at);
      return true;
    }
    settling = undefined;
    at.settled = mark;
    await commit([], at);
    return owes(at);
  }

  async function round(): Promise<boolean> {
    const at = place ?? (await restored());
    rebuild(at);
    try {
      const taken = await take(at);
      const due = taken === 0 || entriesBehind(at.settled, at.taken) >= SETTLE_EVERY;
      const gathers = reopening !== undefined && settling === undefined && gathered < SETTLE_EVERY;
      if (owes(at) && (settling !== undefined || (due && !gathers)))
        return (await settle(at)) || taken > 0 || reopening !== undefined;
      if (taken > 0 || !reopening) return taken > 0;
      await reopen(at, reopening);
      return true;
    } catch (error) {
      place = undefined;
      throw error;
    }
  }

  return follow({
    name: 'evaluate',
    round,
    listen(wake) {
      const stops = [
        store.onAppend(wake),
        store.lostResults?.onLost(() => {
          lost = 'told';
          wake();
        }),
      ];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    gate,
    log,
  });
}
