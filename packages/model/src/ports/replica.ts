import type { StoredObservation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { StoredResult } from '../nouns/result.ts';

/** A place in the log of one process that writes it. */
export interface LogPlace {
  /** Names the log by its file. */
  readonly origin: string;
  readonly position: Offset;
}

/** A stretch of a log on its way to another process: what stands in it behind `after`, up to and with `upTo`. */
export interface LogSlice<Entry> {
  /** Names the log by its file; one that was lost and made anew has another name. */
  readonly origin: string;
  /** Where the slice before ended. */
  readonly after: Offset;
  readonly upTo: Offset;
  /** In the order of the log. An entry that has moved on since is in a later slice. */
  readonly entries: readonly Entry[];
  /** Up to where the logs of observations are evaluated; only in a slice without entries, sent when all results are. */
  readonly evaluated?: readonly LogPlace[] | undefined;
}

/** How far the logs of observations are evaluated, as processes tell it to each other. */
export interface EvaluationPlaces {
  /** Of a process that evaluates: by the log of each writer, never further than it is. Empty where it is not known. */
  places(): Promise<readonly LogPlace[]>;
  /** Takes in what another process told: it becomes the place of the consumer `evaluate` in this store. */
  note(places: readonly LogPlace[]): Promise<void>;
  /** Calls back when the place of the evaluator here was committed. Returns how to stop. */
  onMoved(listener: () => void): () => void;
}

/** `known`: had it before. `gap`: slices before it never came, and the recent past was read anew from the engine. */
export type Adopted = 'taken' | 'known' | 'gap';

/**
 * A store that follows the logs of other processes over one engine: what they stored stands in its own log, once for
 * each change, in the order in which it heard of it. Slices may come twice and late; an older state of an observation
 * or result never replaces a newer one. A slice is on the disk, with how far its log was heard, when its call resolves.
 */
export interface Replica {
  /** Names the log of this store, for those who follow it. */
  origin(): string;
  readonly evaluation: EvaluationPlaces;
  /**
   * Reads what a new file must know of the past. To be called when the log is already being listened to, so that
   * nothing falls between; the other calls do it when it failed. @throws LanbiError store-unavailable
   */
  begin(): Promise<void>;
  /** @throws LanbiError store-unavailable, store-full */
  adoptObservations(slice: LogSlice<StoredObservation>): Promise<Adopted>;
  /** @throws LanbiError store-unavailable, store-full */
  adoptResults(slice: LogSlice<StoredResult>): Promise<Adopted>;
}
