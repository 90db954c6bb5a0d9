import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

/** Reads how far consumers have come. */
export interface CheckpointReader {
  /** Up to where a consumer has read; `LOG_START` when none was kept. */
  checkpoint(consumer: ConsumerName): Promise<Offset>;
}

/** The offsets up to which consumers have read a log. */
export interface CheckpointStore extends CheckpointReader {
  /** Keeps the checkpoint of a consumer; durable when it resolves. The store does not retry. */
  advance(consumer: ConsumerName, position: Offset): Promise<void>;
}
