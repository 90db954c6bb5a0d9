import { isSameOffset, LanbiError, LOG_START, type Offset, type SpooledMessage } from '@lanbi/model';
import type { Committed } from './commit.ts';
import type { Context } from './context.ts';
import { decodeMessage } from './decoded-message.ts';
import { createRetryPauses } from './retry-pauses.ts';

/** A commit that took too long: its messages are in the spool too, up to `offset`. */
export interface LateCommit {
  readonly commit: Promise<readonly Committed[]>;
  readonly offset: Offset;
}

/**
 * Writes spooled messages into the store, in order, a batch at a time. The offset is committed with each batch, so that a
 * kill between the commit and the removal from the spool does not write it again.
 */
export class SpoolDrain {
  readonly #context: Context;
  readonly #pauses;
  #running: Promise<void> | undefined;
  /** The store holds all up to here. Undefined until the store was read, once a process. */
  #written: Offset | undefined;

  constructor(context: Context) {
    this.#context = context;
    this.#pauses = createRetryPauses(context.options.retryMs, context.ending);
  }

  /** Starts draining, unless it runs already. */
  start(late?: LateCommit): void {
    if (!this.#running && !this.#context.ending.aborted) this.#running = this.#run(late);
  }

  /** While true, new messages must go behind the spool: a correction must not overtake what it corrects. */
  isBusy(): boolean {
    return this.#running !== undefined || this.#context.spool.state().messages > 0;
  }

  /** Resolves when the current step is done. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(late: LateCommit | undefined): Promise<void> {
    const { ending, spool } = this.#context;
    if (late)
      await this.#attempt(async () => {
        this.#written ??= LOG_START;
        await this.#complete(await late.commit, late.offset);
      });
    while (!ending.aborted && spool.state().messages > 0) {
      await this.#attempt(() => this.#step());
      // Requests and packets are served between batches.
      await new Promise(setImmediate);
    }
    this.#running = undefined;
  }

  /** Runs a step. After a failure it pauses, and the next step tries again. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    const { availability, accounting } = this.#context;
    try {
      await step();
    } catch (error) {
      const isSpoolError = error instanceof LanbiError && error.code.startsWith('spool-');
      if (isSpoolError) availability.spoolFailed(error);
      else availability.storeFailed(error);
      accounting.retries += 1;
      this.#context.logStore(error, 'the spool is not drained, to be tried again');
      await this.#pauses.wait();
    }
  }

  async #step(): Promise<void> {
    const { spool } = this.#context;
    this.#written ??= await this.#checkpoint();
    const entries = await spool.read(this.#written, this.#batchSize());
    const last = entries.at(-1);
    if (last) await this.#write(entries, last);
    else await spool.remove(this.#written);
  }

  /** The offset that an earlier process committed. Removes from the spool what it could not remove any more. */
  async #checkpoint(): Promise<Offset> {
    const { spool, store, accounting } = this.#context;
    const checkpoint = await store.checkpoint(spool.consumer());
    if (!isSameOffset(checkpoint, LOG_START)) await spool.remove(checkpoint);
    const found = spool.state().messages - accounting.spooled;
    accounting.recovered += found;
    accounting.spooled += found;
    return checkpoint;
  }

  /** Messages of one commit, by their mean size, so that a commit has not many more bytes than it may have. */
  #batchSize(): number {
    const { spool, options } = this.#context;
    const { messages, bytes } = spool.state();
    return Math.max(1, Math.min(options.batch, Math.floor((options.batchBytes * messages) / (bytes || 1))));
  }

  async #write(entries: readonly SpooledMessage[], { position }: SpooledMessage): Promise<void> {
    const { spool, registry } = this.#context;
    const decoded = entries.map((entry) => decodeMessage(entry, registry));
    await this.#complete(
      await this.#context.commit(decoded, { consumer: spool.consumer(), position }),
      position,
    );
  }

  async #complete(all: readonly Committed[], offset: Offset): Promise<void> {
    const { spool, availability } = this.#context;
    this.#written = offset;
    this.#context.storeSucceeded();
    this.#context.committed('spooled', all);
    await spool.remove(offset);
    availability.spoolSucceeded();
    this.#pauses.reset();
  }
}
