import { FairScheduler, KeyedQueue } from '@lanbi/flow';
import type { Delivery } from '@lanbi/model';
import { BatchWriter, type IngestBatch, keysOf } from './batch-writer.ts';
import type { Context } from './context.ts';
import { decodeMessage } from './decoded-message.ts';
import type { SpoolDrain } from './spool-drain.ts';

/** The station of `env/v1/{medium}/{station}/{kind}`; one key for all topics without a station. */
function stationOf(topic: string): string {
  const start = topic.indexOf('/', 7) + 1;
  const end = topic.indexOf('/', start);
  return start > 0 && end > start ? topic.slice(start, end) : '';
}

/** Deliveries that wait for a commit; stations are served in turn. The window of the inbox bounds their number. */
export const createDeliveryQueue = (): FairScheduler<Delivery> =>
  new FairScheduler({
    keyOf: ({ topic }) => stationOf(topic),
    bytesOf: ({ payload }) => payload.byteLength,
  });

/**
 * Groups deliveries into batches: what arrives during a commit goes into the next one. While one batch is committed the
 * next is decoded and begun, unless it may hold a correction of the first (`KeyedQueue`). The window of the inbox bounds
 * the deliveries that wait.
 */
export class Intake {
  readonly #context: Context;
  readonly #queue = createDeliveryQueue();
  readonly #batches: KeyedQueue;
  readonly #writer: BatchWriter;
  #running: Promise<void> | undefined;

  constructor(context: Context, drain: SpoolDrain) {
    this.#context = context;
    this.#batches = new KeyedQueue(context.options.inFlight);
    this.#writer = new BatchWriter(context, drain);
  }

  /** Queues a delivery. It is acknowledged when it is durable. */
  receive(delivery: Delivery): void {
    const { accounting } = this.#context;
    accounting.received += 1;
    accounting.waiting += 1;
    this.#queue.push(delivery);
    this.#running ??= this.#run();
  }

  /** Resolves when all that was received is acknowledged or, because ingest ends, abandoned. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    const { accounting, ending } = this.#context;
    await this.#gather();
    while (this.#queue.size > 0) {
      await this.#beginBatch();
      if (ending.aborted) await this.#batches.idle();
      if (ending.aborted && accounting.waiting > this.#queue.size) break;
      if (this.#queue.size === 0) await this.#batches.idle();
      await this.#gather();
    }
    // No await between the last check of the queue and this: the next delivery starts a new run.
    this.#running = undefined;
  }

  /**
   * Waits turns of the event loop while more arrives, so that packets of several socket reads share a commit. Most of the
   * time of a commit goes into the pages that it touches, for 100 messages as for 2000. A single message waits one turn.
   */
  async #gather(): Promise<void> {
    const { batch, gatherMs } = this.#context.options;
    const end = performance.now() + gatherMs;
    for (
      let before = -1;
      before < this.#queue.size && this.#queue.size < batch && performance.now() < end;
    ) {
      before = this.#queue.size;
      await new Promise(setImmediate);
    }
  }

  /** Begins the next batch. The batches before it need not have finished. */
  async #beginBatch(): Promise<void> {
    const batch = this.#nextBatch();
    const { slot, answer: begun } = await this.#batches.start(keysOf(batch), () => this.#writer.begin(batch));
    void slot
      .earlierReleased()
      .then(() => this.#writer.finish(begun))
      .finally(() => slot.release());
  }

  #nextBatch(): IngestBatch {
    const { clock, options, registry } = this.#context;
    const receivedAt = clock.now();
    const deliveries = this.#queue.takeBatch(options.batch, options.batchBytes);
    const messages = deliveries.map(({ topic, payload, retained }) => ({
      topic,
      payload,
      receivedAt,
      ...(retained && { retained }),
    }));
    return { deliveries, messages, decoded: messages.map((message) => decodeMessage(message, registry)) };
  }
}
