import { LanbiError, type LogPosition, logPosition, type SpooledMessage } from '@lanbi/model';
import type { Settled } from './commit.ts';
import type { Context } from './context.ts';
import { createPauses } from './pause.ts';
import { workOf } from './work.ts';

/** A commit that was too slow to wait for: its messages are in the spool up to `position` as well. */
export interface Late {
  readonly writing: Promise<readonly Settled[]>;
  readonly position: LogPosition;
}

export interface Drain {
  /** Begins to drain, unless it does so already. */
  wake(late?: Late): void;
  /** While true, what arrives must go behind the spool: a correction must not overtake what it corrects. */
  busy(): boolean;
  /** Resolves when the step under way is done. */
  idle(): Promise<void>;
}

const START = logPosition(0);

/**
 * Brings what was spooled into the store, in order, a batch at a time. How far it came is committed with each batch,
 * so that a kill between the commit and the removal does not write it again.
 */
export function createDrain(context: Context): Drain {
  const { spool, store, registry, books, condition, options, ending } = context;
  const pauses = createPauses(options.retryMs, ending);
  let running: Promise<void> | undefined;
  /** Up to here the store has it. Undefined until the store was asked, once a process. */
  let written: LogPosition | undefined;

  /** What a process before this one brought into the store and could not take out of the spool any more. */
  async function whereItWas(): Promise<LogPosition> {
    const place = await store.position(spool.consumer());
    if (place > 0) await spool.remove(place);
    const found = spool.state().messages - books.spooled;
    books.recovered += found;
    books.spooled += found;
    return place;
  }

  async function done(all: readonly Settled[], position: LogPosition): Promise<void> {
    written = position;
    context.storeWorks();
    context.settled('spooled', all);
    await spool.remove(position);
    condition.spoolWorked();
    pauses.reset();
  }

  /** Messages of one commit, by their mean size: never far more bytes than a commit may have. */
  function limit(): number {
    const { messages, bytes } = spool.state();
    return Math.max(1, Math.min(options.batch, Math.floor((options.batchBytes * messages) / (bytes || 1))));
  }

  async function write(entries: readonly SpooledMessage[], last: SpooledMessage): Promise<void> {
    const works = entries.map((entry) => workOf(entry, registry));
    const all = await context.commit(works, { consumer: spool.consumer(), position: last.position });
    await done(all, last.position);
  }

  async function step(): Promise<void> {
    written ??= await whereItWas();
    const entries = await spool.read(written, limit());
    const last = entries.at(-1);
    if (last) await write(entries, last);
    else await spool.remove(written);
  }

  /** A step or what is left of a late commit; a failure is a pause, and the next step tries again. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const spoolAtFault = error instanceof LanbiError && error.code.startsWith('spool-');
      if (spoolAtFault) condition.spoolFailed(error);
      else condition.storeFailed(error);
      books.retries += 1;
      context.logStore(error, 'the spool is not drained, to be tried again');
      await pauses.wait();
    }
  }

  async function drain(late: Late | undefined): Promise<void> {
    if (late)
      await attempt(async () => {
        written ??= START;
        await done(await late.writing, late.position);
      });
    while (!ending.aborted && spool.state().messages > 0) {
      await attempt(step);
      // Let requests and packets have their turn between batches.
      await new Promise(setImmediate);
    }
    running = undefined;
  }

  return {
    wake(late) {
      if (!running && !ending.aborted) running = drain(late);
    },
    busy: () => running !== undefined || spool.state().messages > 0,
    idle: async () => running,
  };
}
