import {
  earlierOffset,
  entriesBehind,
  hasReached,
  isSameOffset,
  LOG_START,
  type Offset,
  type RecordLog,
  type StatesCapabilities,
  type StoredResult,
} from '@lanbi/model';

/** Changes of results that are read at once. */
const PAGE = 1_000;
/** If more entries than this are to be read, the cache is dropped instead of reading the log. */
const FAR = 20_000;

/** A cache of stored results that the log of results updates. */
export interface FollowingCache {
  /** Whether nothing is cached or being read; then the log need not be read. */
  readonly isEmpty: boolean;
  /** Whether an answer uses the cached results; then they must stay. */
  readonly isInUse?: boolean;
  /** Applies a new or changed result. The same one may arrive again, never an older state. */
  take(result: StoredResult): void;
  /** Drops the cache: the log no longer has all changes. */
  forget(): void;
}

type Store = RecordLog & StatesCapabilities;

/** Reads the log of results up to its head before an answer, so that no answer is older than the log. */
export class FollowedLog {
  readonly #store: Store;
  readonly #reader: FollowingCache;
  readonly #far: number;
  /** The offset up to which the cache has all changes. */
  #offset: Offset | undefined;
  /** Loads that ended, and how many of them had when the log was last read to its end. */
  #loads = 0;
  #loadsAtEnd = 0;
  #reading: Promise<void> | undefined;
  #unlisten: (() => void) | undefined;

  /** @param far if more entries than this are to be read, the cache is dropped */
  constructor(store: Store, reader: FollowingCache, far: number = FAR) {
    this.#store = store;
    this.#reader = reader;
    this.#far = far;
  }

  /** When it resolves, the reader holds nothing that is older than the log at the time of the call. */
  async current(): Promise<void> {
    this.#listen();
    // A reading that is under way may have asked for the head before this call.
    await this.#reading?.catch(() => undefined);
    const head = await this.#store.resultHead();
    if (this.isAtOnePlace && this.#offset !== undefined && isSameOffset(head, this.#offset)) return;
    this.#reading ??= this.#toEnd().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  /** Whether all that is held is as it was at one offset of the log: nothing was loaded since its end was reached. */
  get isAtOnePlace(): boolean {
    return this.#loads === this.#loadsAtEnd;
  }

  /**
   * Reads from the store what the reader will hold. Changes that came since its begin are taken from the log once more.
   * @param adopt takes in what was read, without a pause
   */
  async load<Found>(read: () => Promise<Found>, adopt: (found: Found) => void): Promise<void> {
    const offset = this.#offset ?? LOG_START;
    adopt(await read());
    this.#loads += 1;
    this.#offset = this.#offset === undefined ? offset : earlierOffset(this.#offset, offset);
  }

  /** Stops listening. */
  close(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  async #toEnd(): Promise<void> {
    for (;;) {
      const loads = this.#loads;
      const head = await this.#store.resultHead();
      const offset = this.#offset;
      if (this.#reader.isEmpty) this.#offset = head;
      else if (offset === undefined || !hasReached(head, offset) || this.#isFar(offset, head))
        this.#forget(head);
      else if (!hasReached(offset, head)) await this.#take(offset, head);
      if (this.#offset !== undefined && hasReached(this.#offset, head)) {
        this.#loadsAtEnd = loads;
        return;
      }
    }
  }

  #isFar(offset: Offset, head: Offset): boolean {
    return !this.#reader.isInUse && entriesBehind(offset, head) > this.#far;
  }

  async #take(offset: Offset, head: Offset): Promise<void> {
    const changed = await this.#store.changedResults(offset, PAGE);
    for (const result of changed) this.#reader.take(result);
    // A load that ended meanwhile has moved the offset back.
    if (this.#offset !== undefined && isSameOffset(this.#offset, offset))
      this.#offset = changed.at(-1)?.position ?? head;
  }

  #forget(head: Offset): void {
    this.#reader.forget();
    this.#offset = head;
  }

  /** A log that forgets what its consumers have read is read at once, before anything of it goes. */
  #listen(): void {
    if (this.#store.capabilities.wholeLog || this.#unlisten) return;
    this.#unlisten = this.#store.onResults(() => {
      if (!this.#reader.isEmpty) this.current().catch(() => undefined);
    });
  }
}
