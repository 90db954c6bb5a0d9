import { performance } from 'node:perf_hooks';
import { CONSUMERS, isSameOffset, type Offset } from '@lanbi/model';
import { createAdaptiveBatch, createEventLoopYield, type Follower, follow } from '@lanbi/runtime';
import { BackfillRun } from './backfill-run.ts';
import type { EvaluatorDeps } from './deps.ts';
import { type FlushSlice, flushSlices } from './flush.ts';
import { flushDueAt } from './flush-schedule.ts';
import { createInputs, type Inputs } from './inputs.ts';
import { createEvaluatorMetrics, type EvaluatorMetrics } from './metrics.ts';
import {
  type Applying,
  type EvaluatorEvent,
  type EvaluatorPhase,
  type Flushing,
  nextEvaluatorPhase,
  UNLOADED,
} from './phase.ts';

/** Milliseconds in which the event loop was busy since the process started. */
const busyTime = (): number => performance.eventLoopUtilization().active;

/**
 * Follows the log of observations and keeps records, however late an observation comes. Entries are applied to records in
 * memory; those that changed are written when the evaluator is caught up, when many are dirty, or when the oldest change is
 * a second old, in slices whose last one moves the checkpoint. A kill repeats work from the checkpoint and loses none.
 */
class Evaluator {
  readonly #deps: EvaluatorDeps;
  readonly #metrics: EvaluatorMetrics;
  readonly #inputs: Inputs;
  readonly #backfill: BackfillRun;
  readonly #batch = createAdaptiveBatch();
  readonly #pause = createEventLoopYield();
  #phase: EvaluatorPhase = UNLOADED;
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: EvaluatorDeps) {
    this.#deps = deps;
    this.#metrics = createEvaluatorMetrics(deps);
    this.#inputs = createInputs(deps);
    this.#backfill = new BackfillRun(deps, this.#inputs, () => this.#applied);
  }

  get rebuilt(): number | undefined {
    return this.#backfill.rebuilt;
  }

  /** One step of the phase. A commit that failed may have been stored in part: memory is dropped and read again. */
  async round(): Promise<boolean> {
    clearTimeout(this.#timer);
    try {
      return await this.#step(this.#phase);
    } catch (error) {
      this.#move({ kind: 'failed' });
      throw error;
    }
  }

  /** Calls back when there may be something to do. Returns how to stop. */
  listen(wake: () => void): () => void {
    this.#wake = wake;
    const stops = [this.#deps.store.onAppend(wake), this.#backfill.onLost(wake)];
    return () => {
      clearTimeout(this.#timer);
      for (const stop of stops) stop();
    };
  }

  #step(phase: EvaluatorPhase): Promise<boolean> {
    switch (phase.kind) {
      case 'unloaded':
        return this.#load();
      case 'applying':
        return this.#apply(phase);
      case 'flushing':
        return this.#flush(phase);
    }
  }

  #move(event: EvaluatorEvent): void {
    this.#phase = nextEvaluatorPhase(this.#phase, event);
  }

  get #applied(): Offset | undefined {
    return this.#phase.kind === 'unloaded' ? undefined : this.#phase.applied;
  }

  async #isAtHead(): Promise<boolean> {
    const offset = this.#applied;
    return offset !== undefined && isSameOffset(await this.#deps.store.head(), offset);
  }

  async #load(): Promise<boolean> {
    await this.#inputs.restore();
    const checkpoint = await this.#deps.store.checkpoint(CONSUMERS.evaluate);
    this.#inputs.restoreQuality(await this.#backfill.restore());
    this.#move({ kind: 'loaded', checkpoint });
    return true;
  }

  /** Reads, and begins a flush when it is due. Answers whether there is more to do now. */
  async #apply(phase: Applying): Promise<boolean> {
    const taken = await this.#applyEntries(phase);
    if (taken === 0 && this.#backfill.isApplying) await this.#applyBackfill();
    const isAtEnd = taken === 0 || (await this.#isAtHead());
    const due = this.#dueAt(isAtEnd);
    const now = performance.now();
    if (due <= now) this.#move({ kind: 'due', slices: this.#slices(), busy: busyTime() });
    else if (isAtEnd && !this.#backfill.isApplying) this.#wakeAfter(due - now);
    return due <= now || !isAtEnd || this.#backfill.isApplying;
  }

  /** Applies the next entries of the log. Answers how many there were. */
  async #applyEntries({ applied: after }: Applying): Promise<number> {
    const { taken, upTo, flagged } = await this.#batch.round(async () => {
      const entries = await this.#deps.store.read(after, this.#batch.size());
      const flagged = await this.#inputs.apply(entries);
      return { taken: entries.length, upTo: entries.at(-1)?.position, flagged };
    });
    if (taken === 0) return 0;
    this.#metrics.evaluated(taken);
    this.#metrics.flagged(flagged);
    this.#move({ kind: 'applied', upTo, at: performance.now() });
    return taken;
  }

  async #applyBackfill(): Promise<void> {
    const count = await this.#backfill.apply();
    if (count === 0) return;
    this.#metrics.reopened(count);
    this.#move({ kind: 'applied', at: performance.now() });
  }

  #dueAt(isAtEnd: boolean): number {
    const phase = this.#phase;
    if (phase.kind !== 'applying') return Infinity;
    const state = {
      dirty: this.#inputs.dirty(),
      since: phase.dirtySince,
      lastApplied: phase.lastApplied ?? 0,
      isCaughtUp: isAtEnd && !isSameOffset(phase.applied, phase.checkpoint),
      isBackfilled: this.#backfill.isApplied,
      pausedUntil: phase.pausedUntil,
    };
    return flushDueAt(state, this.#deps.mostDirty);
  }

  #wakeAfter(ms: number): void {
    if (Number.isFinite(ms)) this.#timer = setTimeout(() => this.#wake(), ms).unref();
  }

  /** Flags come before the records of the same entries. */
  async *#slices(): AsyncGenerator<FlushSlice, undefined> {
    const offset = this.#applied;
    if (offset !== undefined) this.#metrics.flagged(await this.#inputs.flushFlags(offset));
    yield* flushSlices(this.#inputs.evaluations, this.#pause);
  }

  async #flush({ slices, applied, checkpoint }: Flushing): Promise<boolean> {
    const { value: slice } = await slices.next();
    if (!slice) throw new TypeError('a flush has ended without its last slice');
    const offset = slice.isLast ? applied : checkpoint;
    const { store, clock } = this.#deps;
    if (slice.records.length > 0)
      this.#metrics.changed(await store.commit(CONSUMERS.evaluate, offset, slice.records, clock.now()));
    else if (!isSameOffset(offset, checkpoint)) await store.advance(CONSUMERS.evaluate, offset);
    if (!slice.isLast) return true;
    this.#move({ kind: 'flushed', at: performance.now(), busy: busyTime() });
    await this.#backfill.flushed();
    return true;
  }
}

/** An evaluator that follows the log of a store, and reports the progress of a rebuild. */
export interface EvaluatingFollower extends Follower {
  /** Observations evaluated again so far for lost records; undefined if none are being rebuilt. */
  rebuilt(): number | undefined;
}

export function createEvaluator(deps: EvaluatorDeps): EvaluatingFollower {
  const evaluator = new Evaluator(deps);
  const follower = follow({
    name: 'evaluate',
    round: () => evaluator.round(),
    listen: (wake) => evaluator.listen(wake),
    gate: deps.gate,
    log: deps.log,
  });
  return { ...follower, rebuilt: () => evaluator.rebuilt };
}
