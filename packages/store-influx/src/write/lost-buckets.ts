import type { LostResults } from '@lanbi/model';
import type { RecentStore, RetentionClass } from '@lanbi/store-embedded';
import type { BucketIds } from '../client/check-buckets.ts';
import type { InfluxNotes } from '../notes.ts';
import type { Buckets } from '../schema/buckets.ts';
import { LAYOUT } from '../schema/packed.ts';
import type { ResultWriting } from './results.ts';

type Key = 'hour' | 'day' | 'results';

const SPANS: Readonly<Record<Key, RetentionClass>> = { hour: 'hour', day: 'long', results: 'long' };
const KEYS = Object.keys(SPANS) as Key[];

/** Writes the contents of the file again. */
interface Writing {
  readonly results: ResultWriting;
  readonly notes: InfluxNotes;
}

/** The digits of an id that a number holds exactly. */
const numberOf = (id: string): number => Number.parseInt(id.slice(0, 13), 16);

/** The note of the file with the layout of the results in the buckets. */
export const LAYOUT_NOTE = 'layout';

/**
 * Detects that a bucket of results was replaced, or holds results of an earlier layout, and fills it: first from the file,
 * the newest results first; then, if the file is not complete, by calling the evaluator to evaluate all observations again.
 * InfluxDB holds a note that the buckets are filled, for a new file.
 */
export class LostBuckets implements LostResults {
  readonly #recent: RecentStore;
  readonly #writing: Writing;
  readonly #buckets: Buckets;
  readonly #listeners = new Set<() => void>();
  /** Ids of buckets that are not filled yet. */
  readonly #lost = new Map<Key, number | undefined>();
  #filling: Promise<void> | undefined;
  #evaluating = false;
  /** Whether the buckets hold results of an earlier layout. While it is undefined no bucket is filled. */
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

  /** Takes the present ids of the buckets. Starts to fill lost ones, and does not wait for it. */
  note(ids: BucketIds): void {
    for (const key of KEYS) {
      const id = ids.get(this.#buckets[key]);
      if (id !== undefined) this.#noteOne(key, numberOf(id));
    }
    this.#fillIfLost();
  }

  /**
   * Call it when the file is filled, before anything is written.
   * @param empty whether InfluxDB was empty
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
    this.#writing.results.requireLayout();
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

  /** A failure of InfluxDB ends it; the next `note` starts again. */
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
    // A file of an earlier version does not record whether it was complete.
    if (!this.#outdated && !wasDropped && this.#recent.isWhole(keys.map((key) => SPANS[key])))
      return this.rebuilt();
    this.#evaluating = true;
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when no write is running. */
  async idle(): Promise<void> {
    await this.#filling;
  }
}
