import type { Delivery, SpoolMessage } from '@lanbi/model';
import { LATE, within } from '@lanbi/runtime';
import { maskPassword, maskPasswordText } from '@lanbi/wire';
import type { Committed } from './commit.ts';
import type { Context } from './context.ts';
import type { DecodedMessage } from './decoded-message.ts';
import { createRetryPauses } from './retry-pauses.ts';
import type { SpoolDrain } from './spool-drain.ts';

/**
 * Where a batch stands:
 * `committing` while the store writes it,
 * `slow` when the store takes longer than `commitTimeoutMs`,
 * `spooling` while it is appended to the spool, since the store failed or the spool is not drained,
 * `waiting` after neither took it,
 * `acknowledged` once it is durable, in the store or in the spool,
 * `abandoned` when ingest ended before that: its stations send it again.
 */
export type BatchPhase = 'committing' | 'slow' | 'spooling' | 'waiting' | 'acknowledged' | 'abandoned';

export type BatchEvent = 'committed' | 'late' | 'spooled' | 'failed' | 'retry-commit' | 'retry-spool' | 'end';

const NEXT: Readonly<Record<BatchPhase, Readonly<Partial<Record<BatchEvent, BatchPhase>>>>> = {
  committing: { committed: 'acknowledged', late: 'slow', failed: 'spooling' },
  slow: { committed: 'acknowledged', spooled: 'acknowledged', failed: 'spooling' },
  spooling: { spooled: 'acknowledged', failed: 'waiting' },
  waiting: { 'retry-commit': 'committing', 'retry-spool': 'spooling', end: 'abandoned' },
  acknowledged: {},
  abandoned: {},
};

/** The phase after an event. @throws TypeError for an event that the phase does not allow */
export function nextBatchPhase(phase: BatchPhase, event: BatchEvent): BatchPhase {
  const next = NEXT[phase][event];
  if (next === undefined) throw new TypeError(`a batch that is ${phase} cannot be ${event}`);
  return next;
}

/** Messages that are committed together. */
export interface IngestBatch {
  readonly deliveries: readonly Delivery[];
  readonly messages: readonly SpoolMessage[];
  readonly decoded: readonly DecodedMessage[];
}

type Commit = Promise<readonly Committed[]>;

/** A batch whose commit, where the store takes any, has begun. */
export interface BegunBatch extends IngestBatch {
  readonly commit: Commit | undefined;
}

/** Keys of the observations of a batch. The same observation again, or its correction, has the same key. */
export function keysOf({ decoded }: IngestBatch): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { observations } of decoded)
    for (const { station, to, period } of observations) keys.add(`${station} ${to} ${period}`);
  return keys;
}

/** Writes batches into the store or, when the store fails or is slow, into the spool, and then acknowledges them. */
export class BatchWriter {
  readonly #context: Context;
  readonly #drain: SpoolDrain;
  readonly #pauses;

  constructor(context: Context, drain: SpoolDrain) {
    this.#context = context;
    this.#drain = drain;
    this.#pauses = createRetryPauses(context.options.retryMs, context.ending);
  }

  /** Begins the commit of a batch, unless it has to go behind what is spooled. */
  begin(batch: IngestBatch): BegunBatch {
    return { ...batch, commit: this.#drain.isBusy() ? undefined : this.#commit(batch) };
  }

  /** Resolves when the batch is acknowledged, or abandoned because ingest ends. Never rejects. */
  async finish({ commit: begun, ...batch }: BegunBatch): Promise<void> {
    let commit = begun;
    let phase: BatchPhase = commit ? 'committing' : 'spooling';
    while (phase !== 'acknowledged' && phase !== 'abandoned') {
      if (phase === 'waiting') {
        const event = await this.#retry();
        if (event === 'retry-commit') commit = this.#commit(batch);
        phase = nextBatchPhase(phase, event);
      } else phase = nextBatchPhase(phase, await this.#step(phase, batch, commit));
    }
    if (phase === 'acknowledged') this.#pauses.reset();
  }

  #step(
    phase: 'committing' | 'slow' | 'spooling',
    batch: IngestBatch,
    commit: Commit | undefined,
  ): Promise<BatchEvent> {
    if (phase === 'spooling' || !commit) return this.#spool(batch);
    return phase === 'committing' ? this.#awaitCommit(batch, commit) : this.#awaitSlowCommit(batch, commit);
  }

  #commit({ decoded }: IngestBatch): Commit {
    const commit = this.#context.commit(decoded);
    // `finish` handles a failure; until it waits for the commit, the rejection has no other handler.
    commit.catch(() => undefined);
    return commit;
  }

  async #awaitCommit(batch: IngestBatch, commit: Commit): Promise<BatchEvent> {
    const { options, availability } = this.#context;
    try {
      const all = await within(options.commitTimeoutMs, commit);
      if (all === LATE) return 'late';
      this.#context.storeSucceeded();
      availability.spoolSucceeded();
      this.#acknowledge(batch, all);
      return 'committed';
    } catch (error) {
      return this.#commitFailed(error);
    }
  }

  /**
   * Spools a batch whose commit takes too long, and leaves the commit to the drain. The drain waits for one commit only:
   * while it is busy, the commit is waited for here.
   */
  async #awaitSlowCommit(batch: IngestBatch, commit: Commit): Promise<BatchEvent> {
    const { availability, log, options } = this.#context;
    const isKnown = availability.storeUnavailableSince() !== undefined;
    availability.storeFailed(new Error(`a commit takes more than ${options.commitTimeoutMs} ms`));
    if (!isKnown)
      log.warn({ messages: batch.messages.length }, 'the store is slow; messages go into the spool');
    if (!this.#drain.isBusy()) {
      const offset = await this.#append(batch).catch((error) => availability.spoolFailed(error));
      if (offset !== undefined) {
        this.#drain.start({ commit, offset });
        return 'spooled';
      }
    }
    try {
      this.#acknowledge(batch, await commit);
      return 'committed';
    } catch (error) {
      return this.#commitFailed(error);
    }
  }

  #commitFailed(error: unknown): 'failed' {
    this.#context.availability.storeFailed(error);
    this.#context.logStore(error, 'a commit failed; its messages go into the spool');
    return 'failed';
  }

  async #spool(batch: IngestBatch): Promise<'spooled' | 'failed'> {
    const { availability, spoolOutage } = this.#context;
    try {
      await this.#append(batch);
      spoolOutage.worked('the spool takes readings again');
      this.#drain.start();
      return 'spooled';
    } catch (error) {
      availability.spoolFailed(error);
      spoolOutage.failed(error, 'neither the store nor the spool takes readings; nothing is acknowledged');
      return 'failed';
    }
  }

  /** Appends a batch to the spool, without passwords of HJ 212, and acknowledges it. Answers the offset of its end. */
  async #append(batch: IngestBatch) {
    const { spool, availability, accounting } = this.#context;
    const masked = batch.messages.map((message) => ({
      ...message,
      topic: maskPasswordText(message.topic),
      payload: maskPassword(message.payload),
    }));
    const offset = await spool.append(masked);
    availability.spoolSucceeded();
    accounting.waiting -= batch.messages.length;
    accounting.spooled += batch.messages.length;
    for (const delivery of batch.deliveries) delivery.acknowledge();
    return offset;
  }

  #acknowledge({ deliveries }: IngestBatch, all: readonly Committed[]): void {
    for (const delivery of deliveries) delivery.acknowledge();
    this.#context.committed('waiting', all);
  }

  async #retry(): Promise<'retry-commit' | 'retry-spool' | 'end'> {
    this.#context.accounting.retries += 1;
    if (this.#context.ending.aborted) return 'end';
    await this.#pauses.wait();
    return this.#drain.isBusy() ? 'retry-spool' : 'retry-commit';
  }
}
