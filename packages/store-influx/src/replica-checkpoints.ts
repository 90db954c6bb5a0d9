import {
  appliedPrefix,
  CONSUMERS,
  type EvaluationCheckpoints,
  hasReached,
  isSameOffset,
  LOG_START,
  type LogOffset,
  type Offset,
} from '@lanbi/model';
import type { RecentStore } from '@lanbi/store-embedded';

/** The consumer whose checkpoint says how far the log of this file is evaluated. */
const EVALUATOR = CONSUMERS.evaluate;
const APPLIED = appliedPrefix('observations');
/** Batch ends that are remembered. Of more, the oldest are forgotten, and the checkpoint moves with the next one. */
const MOST = 10_000;

/** The end of a batch of observations: its offset in the log of its writer and in this file. */
interface BatchEnd extends LogOffset {
  readonly local: Offset;
}

/**
 * Translates the checkpoint of the evaluator between processes. Each file has offsets of its own; all processes know the
 * ends of the batches in the logs of their writers. The translated checkpoint is never later than the original.
 */
export class ReplicaCheckpoints implements EvaluationCheckpoints {
  readonly #recent: RecentStore;
  /** Whether the observations of this file are written by this process: then its own log is the only one. */
  readonly #writes: boolean;
  readonly #listeners = new Set<() => void>();
  #ends: BatchEnd[] = [];
  readonly #passed = new Map<string, Offset>();

  constructor(recent: RecentStore, writes: boolean) {
    this.#recent = recent;
    this.#writes = writes;
  }

  /** Call it after a batch of observations was written to the file. */
  async applied({ origin, position }: LogOffset): Promise<void> {
    this.#ends.push({ origin, position, local: await this.#recent.head() });
    if (this.#ends.length > MOST) this.#ends.shift();
  }

  async checkpoints(): Promise<readonly LogOffset[]> {
    const checkpoint = await this.#recent.checkpoint(EVALUATOR);
    // Other processes keep it: a power cut must not undo it here.
    await this.#recent.durable();
    if (this.#writes)
      return isSameOffset(checkpoint, LOG_START)
        ? []
        : [{ origin: this.#recent.origin(), position: checkpoint }];
    // Read before the head, which may move meanwhile.
    const logs = this.#appliedLogs();
    const all = hasReached(checkpoint, await this.#recent.head());
    for (const { origin, position } of this.#take(({ local }) => hasReached(checkpoint, local)))
      this.#passed.set(origin, position);
    return all ? logs : [...this.#passed].map(([origin, position]) => ({ origin, position }));
  }

  async note(checkpoints: readonly LogOffset[]): Promise<void> {
    const evaluated = new Map(checkpoints.map(({ origin, position }) => [origin, position]));
    const local = await this.#localOf(evaluated);
    if (local === undefined || local <= (await this.#recent.checkpoint(EVALUATOR))) return;
    await this.#recent.applyResults([], { consumer: EVALUATOR, position: local });
  }

  onMoved(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Call it after the checkpoint of a consumer was committed. */
  committed(consumer: string): void {
    if (consumer === EVALUATOR) for (const listener of this.#listeners) listener();
  }

  async #localOf(evaluated: ReadonlyMap<string, Offset>): Promise<Offset | undefined> {
    if (this.#writes) return evaluated.get(this.#recent.origin());
    const reached = ({ origin, position }: LogOffset) => {
      const upTo = evaluated.get(origin);
      return upTo !== undefined && hasReached(upTo, position);
    };
    // Read before the applied logs: entries up to this head are in them.
    const head = await this.#recent.head();
    const taken = this.#take(reached).at(-1)?.local;
    const logs = this.#appliedLogs();
    return logs.length > 0 && logs.every(reached) ? head : taken;
  }

  #appliedLogs(): readonly LogOffset[] {
    return this.#recent
      .checkpointsOf(APPLIED)
      .map(({ name, position }) => ({ origin: name.slice(APPLIED.length), position }));
  }

  /** Removes and returns the first batch ends that meet a condition. */
  #take(condition: (batch: BatchEnd) => boolean): readonly BatchEnd[] {
    const end = this.#ends.findIndex((batch) => !condition(batch));
    return this.#ends.splice(0, end < 0 ? this.#ends.length : end);
  }
}
