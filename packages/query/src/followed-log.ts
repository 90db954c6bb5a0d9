import {
  entriesBehind,
  hasReached,
  isSameOffset,
  type Offset,
  type RecordLog,
  type StatesCapabilities,
  type StoredResult,
} from '@lanbi/model';

/** Changes of results that are read at once. */
const PAGE = 1_000;
/** Behind by more places than this, what is held is dropped instead of reading the log. */
const FAR = 20_000;

/** What holds copies of stored results and is kept current by the log of results. */
export interface LogReader {
  /** Whether nothing is held or being read: then the log need not be read. */
  readonly isEmpty: boolean;
  /** Takes in a result that is new or changed. The same one may come again, never an older state. */
  take(result: StoredResult): void;
  /** Drops all that is held: the log does not say any more what changed. */
  forget(): void;
}

type Store = RecordLog & StatesCapabilities;

/** Reads the log of results up to its head before an answer, so that no answer is older than the log. */
export class FollowedLog {
  readonly #store: Store;
  readonly #readers: readonly LogReader[];
  #place: Offset | undefined;
  #reading: Promise<void> | undefined;
  #unlisten: (() => void) | undefined;

  constructor(store: Store, readers: readonly LogReader[]) {
    this.#store = store;
    this.#readers = readers;
  }

  /** When it resolves, the readers hold nothing that is older than the log at the time of the call. */
  async current(): Promise<void> {
    this.#listen();
    // A reading that is under way may have asked for the head before this call.
    await this.#reading?.catch(() => undefined);
    const head = await this.#store.resultHead();
    if (this.#place !== undefined && isSameOffset(head, this.#place)) return;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  /** Stops listening. */
  close(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  async #read(): Promise<void> {
    const head = await this.#store.resultHead();
    const place = this.#place;
    if (this.#readers.every(({ isEmpty }) => isEmpty)) this.#place = head;
    else if (place === undefined || !hasReached(head, place) || entriesBehind(place, head) > FAR)
      this.#forget(head);
    else await this.#take(place, head);
  }

  async #take(from: Offset, head: Offset): Promise<void> {
    for (let place = from; !hasReached(place, head); ) {
      const changed = await this.#store.changedResults(place, PAGE);
      for (const result of changed) for (const reader of this.#readers) reader.take(result);
      place = changed.at(-1)?.position ?? head;
      this.#place = place;
    }
  }

  #forget(head: Offset): void {
    for (const reader of this.#readers) reader.forget();
    this.#place = head;
  }

  /** A log that forgets what its consumers have read is read at once, before anything of it goes. */
  #listen(): void {
    if (this.#store.capabilities.wholeLog || this.#unlisten) return;
    this.#unlisten = this.#store.onResults(() => {
      if (this.#readers.some(({ isEmpty }) => !isEmpty)) this.current().catch(() => undefined);
    });
  }
}
