import { LRUCache } from 'lru-cache';

/** What a cache holds at most; at a bound the entries that were not used for longest are dropped. */
export interface CacheBounds<Value> {
  readonly entries: number;
  /** Of all entries together, in the unit of `sizeOf`. An entry that is larger by itself is not kept. A bound of 0 keeps nothing. */
  readonly size?: number;
  /** The size of a value when it is set; a value that has changed is set anew after `delete`. */
  readonly sizeOf?: (value: Value) => number;
}

/** A map of bounded size. `get` and `set` count as use, `peek` and `has` do not. */
export type Cache<Value extends object | string | number | true> = Pick<
  LRUCache<string, Value>,
  'get' | 'peek' | 'has' | 'set' | 'delete' | 'clear' | 'size' | 'calculatedSize'
>;

/** A cache by text keys (decision 20). */
export function createCache<Value extends object | string | number | true>({
  entries,
  size,
  sizeOf = () => 1,
}: CacheBounds<Value>): Cache<Value> {
  // The library takes a bound of 0 for none: nothing fits in here.
  if (entries <= 0 || (size !== undefined && size <= 0))
    return new LRUCache({ maxSize: 1, sizeCalculation: () => 2 });
  // With `max` the library allocates room for all entries at once: a bound by number alone is a bound of sizes of one.
  if (size === undefined) return new LRUCache({ maxSize: entries, sizeCalculation: () => 1 });
  return new LRUCache({
    max: entries,
    maxSize: size,
    sizeCalculation: (value) => Math.max(1, Math.ceil(sizeOf(value))),
  });
}
