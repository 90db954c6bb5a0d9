import type { LostResults } from '@lanbi/model';
import type { RecentStore, Span } from '@lanbi/store-embedded';
import type { BucketIds } from '../client/check-buckets.ts';
import type { Buckets } from '../schema/buckets.ts';
import type { ResultWriting } from './results.ts';

type Key = 'hour' | 'day' | 'results';

const SPANS: Readonly<Record<Key, Span>> = { hour: 'hour', day: 'long', results: 'long' };
const KEYS = Object.keys(SPANS) as Key[];

/** As many digits of an id as a number holds exactly. */
const numberOf = (id: string): number => Number.parseInt(id.slice(0, 13), 16);

/**
 * Notices when a bucket of results is another one than before, and fills it: first with what the file holds, the
 * newest first, then, where the file is not the whole, whoever evaluates is called to evaluate all observations again.
 */
export class LostBuckets implements LostResults {
  readonly #recent: RecentStore;
  readonly #writing: ResultWriting;
  readonly #buckets: Buckets;
  readonly #listeners = new Set<() => void>();
  /** Ids of buckets that are not filled again. */
  readonly #lost = new Map<Key, number>();
  #filling: Promise<void> | undefined;
  #evaluating = false;

  constructor(recent: RecentStore, writing: ResultWriting, buckets: Buckets) {
    this.#recent = recent;
    this.#writing = writing;
    this.#buckets = buckets;
  }

  lost(): string | undefined {
    if (this.#lost.size === 0) return undefined;
    const names = [...this.#lost.keys()].map((key) => this.#buckets[key]);
    return `the results of ${names.join(', ')} were lost and are built again; older ones may be missing until then`;
  }

  onLost(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#evaluating) listener();
    return () => this.#listeners.delete(listener);
  }

  async rebuilt(): Promise<void> {
    for (const [key, id] of this.#lost) this.#recent.note(key, id);
    this.#lost.clear();
    this.#evaluating = false;
  }

  /** What ids the buckets have now. What is to be done begins and is not waited for. */
  note(ids: BucketIds): void {
    for (const key of KEYS) {
      const id = ids.get(this.#buckets[key]);
      if (id !== undefined) this.#noteOne(key, numberOf(id));
    }
    if (this.#lost.size > 0 && !this.#evaluating) this.#begin();
  }

  #noteOne(key: Key, id: number): void {
    const before = this.#recent.noted(key);
    if (before === undefined) this.#recent.note(key, id);
    else if (before !== id && this.#lost.get(key) !== id) {
      this.#lost.set(key, id);
      this.#evaluating = false;
    }
  }

  /** A failure is one of InfluxDB: the next time that the ids are known it begins anew. */
  #begin(): void {
    this.#filling ??= this.#fill()
      .catch(() => undefined)
      .finally(() => {
        this.#filling = undefined;
      });
  }

  async #fill(): Promise<void> {
    const keys = [...this.#lost.keys()];
    await this.#writing.writeAgain(new Set(keys.map((key) => this.#buckets[key])));
    if (this.#recent.isWhole(keys.map((key) => SPANS[key]))) return this.rebuilt();
    this.#evaluating = true;
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when nothing is written. */
  async idle(): Promise<void> {
    await this.#filling;
  }
}
