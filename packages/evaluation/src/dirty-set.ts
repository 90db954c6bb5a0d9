import { type Causes, joined, NO_CAUSES } from './cause.ts';

/** The keys of changed and unwritten records, each with the causes of its changes. */
export class DirtySet<Key> {
  readonly #causes = new Map<Key, Causes>();

  add(key: Key, causes: Causes): void {
    const known = this.#causes.get(key);
    this.#causes.set(key, known ? joined(known, causes) : causes);
  }

  get size(): number {
    return this.#causes.size;
  }

  has(key: Key): boolean {
    return this.#causes.has(key);
  }

  keys(): IterableIterator<Key> {
    return this.#causes.keys();
  }

  entries(): IterableIterator<[Key, Causes]> {
    return this.#causes.entries();
  }

  of(key: Key): Causes {
    return this.#causes.get(key) ?? NO_CAUSES;
  }

  /** Returns the causes of all keys. */
  causes(): Causes {
    let all = NO_CAUSES;
    for (const causes of this.#causes.values()) all = joined(all, causes);
    return all;
  }
}
