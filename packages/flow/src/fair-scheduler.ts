import { Fifo } from './fifo.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface FairSchedulerOptions<Item> {
  /** Whose item it is, such as the id of a station. */
  readonly keyOf: (item: Item) => string;
  /** Bytes of an item, which `takeBatch` bounds. */
  readonly bytesOf: (item: Item) => number;
  /** Items of one key that may be taken and not yet be done. Without it there is no limit, and `done` is not called. */
  readonly window?: number;
  /** Limits the rate of each key: makes the bucket of one, and says how many tokens an item takes. */
  readonly rate?: {
    readonly createBucket: () => TokenBucket;
    readonly costOf: (item: Item) => number;
  };
}

/** The items of one key. */
interface Line<Item> {
  readonly key: string;
  readonly items: Fifo<Item>;
  readonly bucket: TokenBucket | undefined;
  /** Items that are taken and not done. */
  taken: number;
  /** Whether the line is in the round. */
  isQueued: boolean;
}

/** Bounds of what is taken from one line. */
interface Share {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Gives the items of many keys in turn: whoever sends much delays its own items and nobody else's. The order within a
 * key is kept. A key may be limited in the number of its items under way and in its rate.
 */
export class FairScheduler<Item> {
  readonly #options: FairSchedulerOptions<Item>;
  readonly #lines = new Map<string, Line<Item>>();
  /** Lines that have an item which may go, in the order in which they are served. */
  readonly #round = new Fifo<Line<Item>>();
  readonly #slowed = new Set<Line<Item>>();
  #size = 0;
  #limited = 0;

  constructor(options: FairSchedulerOptions<Item>) {
    this.#options = options;
  }

  /** Items that wait. */
  get size(): number {
    return this.#size;
  }

  /** How often a key had to wait for its rate, since the start. */
  get limited(): number {
    return this.#limited;
  }

  push(item: Item): void {
    const line = this.#lineOf(this.#options.keyOf(item));
    line.items.push(item);
    this.#size += 1;
    this.#queue(line);
  }

  /** The next item that may go: of each key in turn its oldest. */
  take(): Item | undefined {
    return this.takeBatch(1, Number.POSITIVE_INFINITY)[0];
  }

  /**
   * Up to `max` items that may go, of together up to `maxBytes`, but at least one where there is one. The items are
   * shared out evenly among the keys, and those of one key stand together.
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

  /** Ends an item that was taken. */
  done(item: Item): void {
    const line = this.#lines.get(this.#options.keyOf(item));
    if (!line) return;
    line.taken -= 1;
    this.#queue(line);
    this.#forget(line);
  }

  /** Removes the waiting items for which `isGone` holds, and answers them. */
  remove(isGone: (item: Item) => boolean): Item[] {
    const removed: Item[] = [];
    for (const line of this.#lines.values()) {
      removed.push(...line.items.remove(isGone));
      this.#forget(line);
    }
    this.#size -= removed.length;
    return removed;
  }

  /** Milliseconds until a key that waits for its rate alone may go on; undefined where none does. */
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

  /** Takes from the front of a line, and queues what is left of it behind the others. Answers the bytes. */
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

  /** Drops the line of a key that has nothing waiting, nothing under way and a full bucket. */
  #forget(line: Line<Item>): void {
    if (line.items.length > 0 || line.taken > 0 || line.bucket?.isFull === false) return;
    this.#lines.delete(line.key);
  }
}
