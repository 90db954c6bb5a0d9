import { performance } from 'node:perf_hooks';
import { CONSUMERS, isSameOffset, type Offset } from '@lanbi/model';
import { createAdaptiveBatch, createEventLoopYield, type Follower, follow } from '@lanbi/runtime';
import { BackfillRun } from './backfill-run.ts';
import type { EvaluatorDeps } from './deps.ts';
import { type FlushSlice, flushSlices } from './flush.ts';
import { flushDueAt } from './flush-schedule.ts';
import { createInputs } from './inputs.ts';
import { createEvaluatorMetrics } from './metrics.ts';
import { type Applying, type Flushing, nextPhase, type Phase, type PhaseEvent, UNLOADED } from './phase.ts';

/** Milliseconds in which the event loop was busy since the process started. */
const busyTime = (): number => performance.eventLoopUtilization().active;

/**
 * Follows the log of observations and keeps records, however late an observation comes. Entries are applied to records in
 * memory; those that changed are written when the evaluator is caught up, when many are dirty, or when the oldest change is
 * a second old, in slices whose last one moves the checkpoint. A kill repeats work from the checkpoint and loses none.
 */
export function createEvaluator(deps: EvaluatorDeps): Follower {
  const { store, clock, log, gate, mostDirty } = deps;
  const metrics = createEvaluatorMetrics(deps);
  const inputs = createInputs(deps);
  const backfill = new BackfillRun(deps, inputs, () => applied());
  const batch = createAdaptiveBatch();
  const pause = createEventLoopYield();
  let phase: Phase = UNLOADED;
  let wake: () => void = () => {};
  let timer: NodeJS.Timeout | undefined;

  const applied = (): Offset | undefined => (phase.kind === 'unloaded' ? undefined : phase.applied);
  const isAtHead = async (): Promise<boolean> => {
    const place = applied();
    return place !== undefined && isSameOffset(await store.head(), place);
  };
  const move = (event: PhaseEvent): void => {
    phase = nextPhase(phase, event);
  };

  async function load(): Promise<boolean> {
    await inputs.restore();
    const checkpoint = await store.checkpoint(CONSUMERS.evaluate);
    inputs.restoreQuality(await backfill.restore());
    move({ kind: 'loaded', checkpoint });
    return true;
  }

  /** Applies the next entries of the log. Answers how many there were. */
  async function applyEntries({ applied: after }: Applying): Promise<number> {
    const { taken, upTo, flagged } = await batch.round(async () => {
      const entries = await store.read(after, batch.size());
      const flagged = await inputs.apply(entries);
      return { taken: entries.length, upTo: entries.at(-1)?.position, flagged };
    });
    if (taken === 0) return 0;
    metrics.evaluated(taken);
    metrics.flagged(flagged);
    move({ kind: 'applied', upTo, at: performance.now() });
    return taken;
  }

  async function applyBackfill(): Promise<void> {
    const count = await backfill.apply();
    if (count === 0) return;
    metrics.reopened(count);
    move({ kind: 'applied', at: performance.now() });
  }

  /** Reads, and begins a flush when it is due. Answers whether there is more to do now. */
  async function apply(phase: Applying): Promise<boolean> {
    const taken = await applyEntries(phase);
    if (taken === 0 && backfill.isApplying) await applyBackfill();
    const isAtEnd = taken === 0 || (await isAtHead());
    const due = dueAt(isAtEnd);
    const now = performance.now();
    if (due <= now) move({ kind: 'due', slices: slices(), busy: busyTime() });
    else if (isAtEnd && !backfill.isApplying) wakeAfter(due - now);
    return due <= now || !isAtEnd || backfill.isApplying;
  }

  /** Flags come before the records of the same entries. */
  async function* slices(): AsyncGenerator<FlushSlice, undefined> {
    const place = applied();
    if (place !== undefined) metrics.flagged(await inputs.flushFlags(place));
    yield* flushSlices(inputs.evaluations, pause);
  }

  function dueAt(isAtEnd: boolean): number {
    if (phase.kind !== 'applying') return Infinity;
    const state = {
      dirty: inputs.dirty(),
      since: phase.dirtySince,
      lastApplied: phase.lastApplied ?? 0,
      isCaughtUp: isAtEnd && !isSameOffset(phase.applied, phase.checkpoint),
      isBackfilled: backfill.isApplied,
      pausedUntil: phase.pausedUntil,
    };
    return flushDueAt(state, mostDirty);
  }

  async function flush({ slices, applied, checkpoint }: Flushing): Promise<boolean> {
    const { value: slice } = await slices.next();
    if (!slice) throw new TypeError('a flush has ended without its last slice');
    const offset = slice.isLast ? applied : checkpoint;
    if (slice.records.length > 0)
      metrics.changed(await store.commit(CONSUMERS.evaluate, offset, slice.records, clock.now()));
    else if (!isSameOffset(offset, checkpoint)) await store.advance(CONSUMERS.evaluate, offset);
    if (!slice.isLast) return true;
    move({ kind: 'flushed', at: performance.now(), busy: busyTime() });
    await backfill.flushed();
    return true;
  }

  async function step(): Promise<boolean> {
    clearTimeout(timer);
    switch (phase.kind) {
      case 'unloaded':
        return load();
      case 'applying':
        return apply(phase);
      case 'flushing':
        return flush(phase);
    }
  }

  /** A commit that failed may have been stored in part: memory is dropped and read again. */
  async function round(): Promise<boolean> {
    try {
      return await step();
    } catch (error) {
      move({ kind: 'failed' });
      throw error;
    }
  }

  function wakeAfter(ms: number): void {
    if (Number.isFinite(ms)) timer = setTimeout(() => wake(), ms).unref();
  }

  return follow({
    name: 'evaluate',
    round,
    listen(toWake) {
      wake = toWake;
      const stops = [store.onAppend(wake), backfill.onLost(wake)];
      return () => {
        clearTimeout(timer);
        for (const stop of stops) stop();
      };
    },
    gate,
    log,
  });
}
