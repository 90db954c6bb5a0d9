import type { LostResults } from '@lanbi/model';
import type { RecentStore, Span } from '@lanbi/store-embedded';
import type { BucketIds } from '../client/check-buckets.ts';
import type { InfluxNotes } from '../notes.ts';
import type { Buckets } from '../schema/buckets.ts';
import { LAYOUT } from '../schema/packed.ts';
import type { ResultWriting } from './results.ts';

type Key = 'hour' | 'day' | 'results';

const SPANS: Readonly<Record<Key, Span>> = { hour: 'hour', day: 'long', results: 'long' };
const KEYS = Object.keys(SPANS) as Key[];

/** What writes again what the file holds. */
interface Writing {
  readonly results: ResultWriting;
  readonly notes: InfluxNotes;
}

/** As many digits of an id as a number holds exactly. */
const numberOf = (id: string): number => Number.parseInt(id.slice(0, 13), 16);

/** Under this name the file keeps of which layout the results are that the buckets hold. */
export const LAYOUT_NOTE = 'layout';

/**
 * Notices when a bucket of results is another one than before, or holds those of an earlier layout, and fills it: first
 * with what the file holds, the newest first, then, where the file is not the whole, whoever evaluates is called to
 * evaluate all observations again. That buckets are filled stands in InfluxDB too, for a new file.
 */
export class LostBuckets implements LostResults {
  readonly #recent: RecentStore;
  readonly #writing: Writing;
  readonly #buckets: Buckets;
  readonly #listeners = new Set<() => void>();
  /** Ids of buckets that are not filled again. */
  readonly #lost = new Map<Key, number | undefined>();
  #filling: Promise<void> | undefined;
  #evaluating = false;
  /** Results of an earlier layout are in the buckets. Until it is known whether, no bucket is filled. */
  #outdated: boolean | undefined;

  constructor(recent: RecentStore, writing: Writing, buckets: Buckets) {
    this.#recent = recent;
    this.#writing = writing;
    this.#buckets = buckets;
  }

  lost(): string | undefined {
    if (this.#lost.size === 0) return undefined;
    const names = [...this.#lost.keys()].map((key) => this.#buckets[key]);
    if (this.#outdated)
      return `the results of ${names.join(', ')} are of an earlier version and are built again; older ones are missing until then`;
    return `the results of ${names.join(', ')} were lost and are built again; older ones may be missing until then`;
  }

  onLost(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#evaluating) listener();
    return () => this.#listeners.delete(listener);
  }

  async rebuilt(): Promise<void> {
    await this.#recent.lostResults.rebuilt();
    this.#noteLayout();
    for (const [key, id] of this.#lost) if (id !== undefined) this.#recent.note(key, id);
    this.#lost.clear();
    this.#evaluating = false;
  }

  /** What ids the buckets have now. What is to be done begins and is not waited for. */
  note(ids: BucketIds): void {
    for (const key of KEYS) {
      const id = ids.get(this.#buckets[key]);
      if (id !== undefined) this.#noteOne(key, numberOf(id));
    }
    this.#fillIfLost();
  }

  /**
   * To be called when the file is filled, before anything is written.
   * @param empty InfluxDB held nothing
   */
  async begin(empty: boolean): Promise<void> {
    if (this.#recent.noted(LAYOUT_NOTE) === LAYOUT || empty || (await this.#writing.results.holdsLayout()))
      this.#noteLayout();
    else {
      this.#outdated = true;
      for (const key of KEYS) this.#lost.set(key, this.#recent.noted(key));
    }
    this.#fillIfLost();
  }

  #noteLayout(): void {
    if (this.#outdated === false) return;
    this.#recent.note(LAYOUT_NOTE, LAYOUT);
    this.#outdated = false;
    this.#writing.results.tellLayout();
  }

  #fillIfLost(): void {
    if (this.#lost.size > 0 && !this.#evaluating && this.#outdated !== undefined) this.#begin();
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
    await this.#writing.results.writeAgain(new Set(keys.map((key) => this.#buckets[key])));
    if (keys.includes('results')) await this.#writing.notes.writeAgain();
    const wasDropped = this.#recent.lostResults.lost() !== undefined;
    // A file of an earlier version does not say whether it held the whole.
    if (!this.#outdated && !wasDropped && this.#recent.isWhole(keys.map((key) => SPANS[key])))
      return this.rebuilt();
    this.#evaluating = true;
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when nothing is written. */
  async idle(): Promise<void> {
    await this.#filling;
  }
}
