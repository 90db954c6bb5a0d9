import { describe, expect, it } from 'vitest';
import { createCache } from '../src/index.ts';

describe('a cache', () => {
  it('drops what was not used for longest at its number of entries', () => {
    const cache = createCache<number>({ entries: 3 });
    for (const [at, key] of ['a', 'b', 'c'].entries()) cache.set(key, at);
    expect(cache.get('a')).toBe(0);
    // Neither is a use of b.
    expect([cache.peek('b'), cache.has('b')]).toEqual([1, true]);
    cache.set('d', 3);
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.has(key))).toEqual(['a', 'c', 'd']);
    cache.set('a', 9).set('e', 4);
    expect(['a', 'c', 'd', 'e'].filter((key) => cache.has(key))).toEqual(['a', 'd', 'e']);
  });

  it('drops by the sizes of its entries together, and keeps none that is larger than the bound', () => {
    const cache = createCache<string>({ entries: 100, size: 10, sizeOf: (text) => text.length });
    cache.set('four', '1234').set('five', '12345');
    expect(cache.calculatedSize).toBe(9);
    cache.set('two', '12');
    expect([cache.has('four'), cache.calculatedSize]).toEqual([false, 7]);
    cache.set('eleven', '12345678901');
    expect(['five', 'two', 'eleven'].filter((key) => cache.has(key))).toEqual(['five', 'two']);
  });

  it('counts a value that has changed by its new size after it was deleted and set anew', () => {
    const cache = createCache<number[]>({ entries: 100, size: 10, sizeOf: (list) => list.length });
    const list = [1, 2];
    cache.set('list', list).set('other', [1, 2, 3]);
    list.push(3, 4, 5, 6, 7, 8);
    cache.delete('list');
    cache.set('list', list);
    expect([cache.has('other'), cache.calculatedSize]).toEqual([false, 8]);
  });

  it('keeps nothing where a bound is 0', () => {
    const none = [createCache<string>({ entries: 0 }), createCache<string>({ entries: 9, size: 0 })];
    for (const cache of none) expect(cache.set('a', 'b').get('a')).toBeUndefined();
  });

  it('takes no room before it has entries', () => {
    const before = process.memoryUsage().arrayBuffers;
    const caches = Array.from({ length: 50 }, () => createCache<number>({ entries: 1_000_000 }));
    expect(caches.map(({ size }) => size)).toEqual(Array(50).fill(0));
    // Two numbers of four bytes for each possible entry would be 400 MB.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});
