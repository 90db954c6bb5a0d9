import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

/** Reads the checkpoints of consumers. */
export interface CheckpointReader {
  /** Returns the offset up to which a consumer has read; `LOG_START` if none is stored. */
  checkpoint(consumer: ConsumerName): Promise<Offset>;
}

/** Stores the offsets up to which consumers have read a log. */
export interface CheckpointStore extends CheckpointReader {
  /** Stores the checkpoint of a consumer; durable when it resolves. The store does not retry. */
  advance(consumer: ConsumerName, position: Offset): Promise<void>;
}
