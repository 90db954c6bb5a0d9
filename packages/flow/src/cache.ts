import { LRUCache } from 'lru-cache';

/** The bounds of a cache; at a bound the least recently used entries are dropped. */
export interface CacheBounds<Value> {
  readonly entries: number;
  /**
   * Maximum size of all entries together, in the unit of `sizeOf`. A larger entry is not kept. A bound of 0 keeps
   * nothing.
   */
  readonly size?: number;
  /** Returns the size of a value when it is set. After a change of a value call `delete`, then `set`. */
  readonly sizeOf?: (value: Value) => number;
}

/** A map of bounded size. `get` and `set` count as use, `peek` and `has` do not. */
export type Cache<Value extends object | string | number | true> = Pick<
  LRUCache<string, Value>,
  'get' | 'peek' | 'has' | 'set' | 'delete' | 'clear' | 'size' | 'calculatedSize'
>;

/** Creates a cache with text keys (decision 20). */
export function createCache<Value extends object | string | number | true>({
  entries,
  size,
  sizeOf = () => 1,
}: CacheBounds<Value>): Cache<Value> {
  // The library treats a bound of 0 as no bound; this cache keeps nothing then.
  if (entries <= 0 || (size !== undefined && size <= 0))
    return new LRUCache({ maxSize: 1, sizeCalculation: () => 2 });
  // With `max` the library allocates memory for all entries at once, so a bound by number is a bound of sizes of one.
  if (size === undefined) return new LRUCache({ maxSize: entries, sizeCalculation: () => 1 });
  return new LRUCache({
    max: entries,
    maxSize: size,
    sizeCalculation: (value) => Math.max(1, Math.ceil(sizeOf(value))),
  });
}
