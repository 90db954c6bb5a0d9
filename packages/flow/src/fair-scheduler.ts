import { Fifo } from './fifo.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface FairSchedulerOptions<Item> {
  /** Returns the key of an item, such as the id of a station. */
  readonly keyOf: (item: Item) => string;
  /** Returns the bytes of an item, which `takeBatch` limits. */
  readonly bytesOf: (item: Item) => number;
  /**
   * Maximum number of taken and unfinished items of one key. Without it there is no limit, and `done` is not called.
   */
  readonly window?: number;
  /** Limits the rate of each key: creates its token bucket, and returns the tokens that an item costs. */
  readonly rate?: {
    readonly createBucket: () => TokenBucket;
    readonly costOf: (item: Item) => number;
  };
}

/** The waiting items of one key. */
interface Line<Item> {
  readonly key: string;
  readonly items: Fifo<Item>;
  readonly bucket: TokenBucket | undefined;
  /** Items that are taken and not done. */
  taken: number;
  /** Whether the line is queued in the round. */
  isQueued: boolean;
}

/** Limits of the items taken from one line. */
interface Share {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Schedules the items of many keys in turn, so that a busy key delays only its own items. The order within a key is
 * kept. The number of unfinished items and the rate of each key may be limited.
 */
export class FairScheduler<Item> {
  readonly #options: FairSchedulerOptions<Item>;
  readonly #lines = new Map<string, Line<Item>>();
  /** Lines with an item that may be taken, in the order in which they are served. */
  readonly #round = new Fifo<Line<Item>>();
  readonly #slowed = new Set<Line<Item>>();
  #size = 0;
  #limited = 0;

  constructor(options: FairSchedulerOptions<Item>) {
    this.#options = options;
  }

  /** Number of waiting items. */
  get size(): number {
    return this.#size;
  }

  /** Number of times that a key had to wait for its rate, since the start. */
  get limited(): number {
    return this.#limited;
  }

  push(item: Item): void {
    const line = this.#lineOf(this.#options.keyOf(item));
    line.items.push(item);
    this.#size += 1;
    this.#queue(line);
  }

  /** Takes the next item: the oldest of each key in turn. */
  take(): Item | undefined {
    return this.takeBatch(1, Number.POSITIVE_INFINITY)[0];
  }

  /**
   * Takes up to `max` items of together up to `maxBytes`, and at least one if there is one. The items are divided
   * evenly among the keys; those of one key are adjacent.
   */
  takeBatch(max: number, maxBytes: number): Item[] {
    if (this.#slowed.size > 0) this.#wake();
    const out: Item[] = [];
    let bytes = 0;
    while (this.#round.length > 0 && out.length < max && bytes < maxBytes) {
      const lines = this.#round.length;
      const share = Math.max(1, Math.floor((max - out.length) / lines));
      for (let n = 0; n < lines && out.length < max && bytes < maxBytes; n += 1) {
        const line = this.#round.shift();
        const most = { items: Math.min(share, max - out.length), bytes: maxBytes - bytes };
        if (line) bytes += this.#takeFrom(line, most, out);
      }
    }
    return out;
  }

  /** Marks a taken item as finished. */
  done(item: Item): void {
    const line = this.#lines.get(this.#options.keyOf(item));
    if (!line) return;
    line.taken -= 1;
    this.#queue(line);
    this.#forget(line);
  }

  /** Removes the waiting items for which `isGone` is true, and returns them. */
  remove(isGone: (item: Item) => boolean): Item[] {
    const removed: Item[] = [];
    for (const line of this.#lines.values()) {
      removed.push(...line.items.remove(isGone));
      this.#forget(line);
    }
    this.#size -= removed.length;
    return removed;
  }

  /**
   * Returns the milliseconds until the first key that waits only for its rate may continue; undefined if none waits.
   */
  wait(): number | undefined {
    if (this.#slowed.size === 0) return undefined;
    return Math.min(...[...this.#slowed].map(({ bucket }) => bucket?.wait() ?? 0));
  }

  #lineOf(key: string): Line<Item> {
    const known = this.#lines.get(key);
    if (known) return known;
    const bucket = this.#options.rate?.createBucket();
    const line = { key, items: new Fifo<Item>(), bucket, taken: 0, isQueued: false };
    this.#lines.set(key, line);
    return line;
  }

  #queue(line: Line<Item>): void {
    const { window = Number.POSITIVE_INFINITY } = this.#options;
    if (line.isQueued || line.items.length === 0 || line.taken >= window || this.#slowed.has(line)) return;
    line.isQueued = true;
    this.#round.push(line);
  }

  /**
   * Takes items from the front of a line, and queues the line again behind the others. Returns the bytes taken.
   */
  #takeFrom(line: Line<Item>, most: Share, out: Item[]): number {
    const { bytesOf, window } = this.#options;
    const room = window === undefined ? most.items : Math.min(most.items, window - line.taken);
    line.isQueued = false;
    let [items, bytes] = [0, 0];
    while (items < room && bytes < most.bytes) {
      const item = line.items.first;
      if (item === undefined || !this.#mayGo(line, item)) break;
      line.items.shift();
      out.push(item);
      items += 1;
      bytes += bytesOf(item);
    }
    this.#size -= items;
    if (window !== undefined) line.taken += items;
    this.#queue(line);
    if (window === undefined) this.#forget(line);
    return bytes;
  }

  #mayGo(line: Line<Item>, item: Item): boolean {
    const { rate } = this.#options;
    if (!rate || !line.bucket || line.bucket.take(rate.costOf(item))) return true;
    this.#limited += 1;
    this.#slowed.add(line);
    return false;
  }

  #wake(): void {
    for (const line of this.#slowed) {
      if ((line.bucket?.wait() ?? 0) > 0) continue;
      this.#slowed.delete(line);
      this.#queue(line);
    }
  }

  /** Drops the line of a key without waiting or unfinished items and with a full bucket. */
  #forget(line: Line<Item>): void {
    if (line.items.length > 0 || line.taken > 0 || line.bucket?.isFull === false) return;
    this.#lines.delete(line.key);
  }
}
