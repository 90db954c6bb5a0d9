import { KeyedQueue } from '@lanbi/flow';
import type { Delivery, SpoolMessage } from '@lanbi/model';
import { maskPassword, maskPasswordText } from '@lanbi/wire';
import type { Context } from './context.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import type { Drain } from './drain.ts';
import { keysOf } from './observation-keys.ts';
import { createPauses, within } from './pause.ts';
import { type Work, workOf } from './work.ts';

type Writing = ReturnType<Context['commit']>;

interface Batch {
  readonly deliveries: readonly Delivery[];
  readonly messages: readonly SpoolMessage[];
  readonly works: readonly Work[];
}

export interface Intake {
  receive(delivery: Delivery): void;
  /** Resolves when all that was received is settled or given up, which happens only when ingest ends. */
  idle(): Promise<void>;
}

/**
 * From the queue into the store or, when the store fails or is slow, into the spool; then acknowledged. A group
 * commit: what arrives during a commit goes into the next one. While one is on its way the next is decoded and begun,
 * unless it may hold a correction of the first (`KeyedQueue`). When neither takes a batch nothing of it is acknowledged,
 * and it is tried again; the inbox's window bounds what waits meanwhile.
 */
export function createIntake(context: Context, drain: Drain): Intake {
  const { books, clock, condition, ending, log, options, registry, spool } = context;
  const queue = createDeliveryQueue();
  const batches = new KeyedQueue(options.inFlight);
  const pauses = createPauses(options.retryMs, ending);
  let running: Promise<void> | undefined;

  function next(): Batch {
    const receivedAt = clock.now();
    const deliveries = queue.takeBatch(options.batch, options.batchBytes);
    const messages = deliveries.map(({ topic, payload, retained }) => ({
      topic,
      payload,
      receivedAt,
      ...(retained && { retained }),
    }));
    return { deliveries, messages, works: messages.map((message) => workOf(message, registry)) };
  }

  function acknowledge({ deliveries }: Batch): void {
    for (const delivery of deliveries) delivery.acknowledge();
  }

  async function intoSpool(batch: Batch): Promise<ReturnType<typeof spool.append>> {
    const kept = batch.messages.map((message) => ({
      ...message,
      topic: maskPasswordText(message.topic),
      payload: maskPassword(message.payload),
    }));
    const position = await spool.append(kept);
    condition.spoolWorked();
    books.waiting -= batch.messages.length;
    books.spooled += batch.messages.length;
    acknowledge(batch);
    return position;
  }

  function write({ works }: Batch): Writing {
    const writing = context.commit(works);
    // It is looked at in its turn, and until then a failure is nobody's.
    writing.catch(() => undefined);
    return writing;
  }

  /** Answers whether the batch is settled. */
  async function direct(batch: Batch, writing: Writing): Promise<boolean> {
    try {
      const all = await within(options.patienceMs, writing);
      if (all === 'late') return await aside(batch, writing);
      context.storeWorks();
      condition.spoolWorked();
      acknowledge(batch);
      context.settled('waiting', all);
      return true;
    } catch (error) {
      condition.storeFailed(error);
      context.logStore(error, 'a commit failed; its messages go into the spool');
      return false;
    }
  }

  /** A commit that takes too long: its messages are spooled, and settled by whichever ends first. */
  async function aside(batch: Batch, writing: Writing): Promise<boolean> {
    const known = condition.storeAwaySince() !== undefined;
    condition.storeFailed(new Error(`a commit takes more than ${options.patienceMs} ms`));
    if (!known)
      log.warn({ messages: batch.messages.length }, 'the store is slow; messages go into the spool');
    // Only one commit can be waited for by the drain; behind it the next one is waited for here.
    if (!drain.busy()) {
      const position = await intoSpool(batch).catch((error) => condition.spoolFailed(error));
      if (position !== undefined) {
        drain.wake({ writing, position });
        return true;
      }
    }
    const all = await writing;
    acknowledge(batch);
    context.settled('waiting', all);
    return true;
  }

  async function spooled(batch: Batch): Promise<boolean> {
    try {
      await intoSpool(batch);
      context.spoolOutage.worked('the spool takes readings again');
      drain.wake();
      return true;
    } catch (error) {
      condition.spoolFailed(error);
      context.spoolOutage.failed(
        error,
        'neither the store nor the spool takes readings; nothing is acknowledged',
      );
      return false;
    }
  }

  async function settle(batch: Batch, begun: Writing | undefined): Promise<void> {
    let writing = begun;
    while (!((writing && (await direct(batch, writing))) || (await spooled(batch)))) {
      books.retries += 1;
      if (ending.aborted) return;
      await pauses.wait();
      writing = drain.busy() ? undefined : write(batch);
    }
    pauses.reset();
  }

  /** Begins the next batch, which those before it need not have ended for. */
  async function begin(): Promise<void> {
    const batch = next();
    const { slot, answer } = await batches.start(keysOf(batch.works), () => ({
      writing: drain.busy() ? undefined : write(batch),
    }));
    void slot
      .earlierReleased()
      .then(() => settle(batch, answer.writing))
      .finally(() => slot.release());
  }

  /**
   * Turns of the loop while more arrives, so that the packets of several reads of the sockets share a commit: a commit
   * costs most of its time for the pages that it touches, be it 100 messages or 2000. Who sends alone waits one turn.
   */
  async function gather(): Promise<void> {
    const end = performance.now() + options.gatherMs;
    for (let before = -1; before < queue.size && queue.size < options.batch && performance.now() < end; ) {
      before = queue.size;
      await new Promise(setImmediate);
    }
  }

  async function rounds(): Promise<void> {
    await gather();
    while (queue.size > 0) {
      await begin();
      if (ending.aborted) await batches.idle();
      if (ending.aborted && books.waiting > queue.size) break;
      if (queue.size === 0) await batches.idle();
      await gather();
    }
    // Nothing between the last look at the queue and this: what comes next begins anew.
    running = undefined;
  }

  return {
    receive(delivery) {
      books.received += 1;
      books.waiting += 1;
      queue.push(delivery);
      running ??= rounds();
    },
    idle: async () => running,
  };
}
