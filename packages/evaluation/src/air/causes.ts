import type { Cause, StoredObservation } from '@lanbi/model';

/** As many causes as a result names. */
const FEW = 3;

export type Causes = readonly Cause[];

export const NO_CAUSES: Causes = [];

/** Both lists, each observation once, cut to a few. */
export function joined(a: Causes, b: Causes): Causes {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = new Map([...a, ...b].map((cause) => [cause.position, cause]));
  return [...all.values()].slice(0, FEW);
}

/**
 * Why an observation re-opens figures: it corrects, or comes after a later one of its station was evaluated.
 * @param due end of the latest observation of the station that was taken before
 */
export function causesOf(entry: StoredObservation, due: number): Causes {
  const { station, to, period, position, readings } = entry;
  const corrected = readings.some(({ revision }) => revision > 1);
  if (!corrected && to >= due) return NO_CAUSES;
  return [{ change: corrected ? 'corrected' : 'late', station, to, period, position }];
}

/** Things that were touched, each with the causes of all that touched it. */
export class Touched<Key> {
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
}
