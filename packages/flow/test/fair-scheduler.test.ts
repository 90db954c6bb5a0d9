import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairScheduler, type FairSchedulerOptions, TokenBucket } from '../src/index.ts';

interface Item {
  readonly key: string;
  readonly n: number;
  readonly bytes: number;
}

const item = (key: string, n: number, bytes = 10): Item => ({ key, n, bytes });
const LARGE = 1e9;

const scheduler = (more: Partial<FairSchedulerOptions<Item>> = {}): FairScheduler<Item> =>
  new FairScheduler({ keyOf: ({ key }) => key, bytesOf: ({ bytes }) => bytes, ...more });

const keys = (items: readonly Item[]): string[] => items.map(({ key }) => key);

describe('a fair scheduler', () => {
  it('gives a quiet key its place before the rest of a noisy one', () => {
    const queue = scheduler();
    for (let i = 0; i < 5000; i += 1) queue.push(item('NOISY', i));
    queue.push(item('QUIET', 1));
    const first = keys(queue.takeBatch(100, LARGE));
    expect(first).toHaveLength(100);
    expect(first).toContain('QUIET');
    expect(queue.size).toBe(4901);
  });

  it('shares a batch out evenly, and serves first in the next who was not served', () => {
    const queue = scheduler();
    for (let i = 0; i < 40; i += 1) for (const key of ['A', 'B', 'C', 'D']) queue.push(item(key, i));
    const counts = new Map<string, number>();
    for (const { key } of queue.takeBatch(20, LARGE)) counts.set(key, (counts.get(key) ?? 0) + 1);
    expect(counts).toEqual(new Map([...'ABCD'].map((key) => [key, 5])));
    expect(keys(queue.takeBatch(2, LARGE))).toEqual(['A', 'B']);
    expect(keys(queue.takeBatch(2, LARGE))).toEqual(['C', 'D']);
  });

  it('holds to the bytes of a batch, but always gives one', () => {
    const queue = scheduler();
    for (let i = 0; i < 5; i += 1) queue.push(item('A', i, 100));
    expect(queue.takeBatch(10, 1)).toHaveLength(1);
    expect(queue.takeBatch(10, 150)).toHaveLength(2);
    expect(queue.takeBatch(10, LARGE)).toHaveLength(2);
    expect(queue.takeBatch(10, LARGE)).toEqual([]);
  });

  it('gives items of a key only within its window, until one is done', () => {
    const queue = scheduler({ window: 2 });
    for (let i = 0; i < 4; i += 1) queue.push(item('A', i));
    queue.push(item('B', 0));
    const taken = [queue.take(), queue.take(), queue.take()].flatMap((one) => one ?? []);
    expect(taken.map(({ key, n }) => `${key}${n}`)).toEqual(['A0', 'B0', 'A1']);
    expect(queue.take()).toBeUndefined();
    expect(queue.takeBatch(10, LARGE)).toEqual([]);
    for (const one of taken) queue.done(one);
    expect(queue.takeBatch(10, LARGE).map(({ n }) => n)).toEqual([2, 3]);
  });

  it('limits the rate of each key and says when the next may go', () => {
    let now = 0;
    const queue = scheduler({
      window: 100,
      rate: { createBucket: () => new TokenBucket(2, () => now), costOf: ({ bytes }) => bytes },
    });
    for (let i = 0; i < 4; i += 1) queue.push(item('FAST', i));
    queue.push(item('SLOW', 0, 1));
    // A bucket of 20 tokens: two items of ten.
    expect(queue.takeBatch(10, LARGE).map(({ key, n }) => `${key}${n}`)).toEqual(['FAST0', 'FAST1', 'SLOW0']);
    expect([queue.wait(), queue.limited]).toEqual([500, 1]);
    now = 499;
    expect(queue.take()).toBeUndefined();
    now = 500;
    expect(queue.take()).toEqual(item('FAST', 2));
    expect(queue.take()).toBeUndefined();
    expect(queue.wait()).toBe(5000);
  });

  it('removes what waits, and what is under way stays', () => {
    const queue = scheduler({ window: 1 });
    for (const key of ['A', 'B']) for (let i = 0; i < 3; i += 1) queue.push(item(key, i));
    const taken = queue.take();
    expect(queue.remove(({ key }) => key === 'A').map(({ n }) => n)).toEqual([1, 2]);
    expect(queue.size).toBe(3);
    if (taken) queue.done(taken);
    expect(queue.takeBatch(9, LARGE)).toEqual([item('B', 0)]);
  });

  it('loses nothing, doubles nothing and keeps the order of each key', () => {
    const step = fc.oneof(
      fc.constantFrom('A', 'B', 'C', 'D'),
      fc.record({ max: fc.integer({ min: 1, max: 7 }), bytes: fc.integer({ min: 1, max: 60 }) }),
    );
    const window = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), window, (steps, window) => {
        const queue = scheduler(window === undefined ? {} : { window });
        const pushed = new Map<string, number>();
        const taken = new Map<string, number[]>();
        const under: Item[] = [];
        const take = (max: number, bytes: number): number => {
          const some = queue.takeBatch(max, bytes);
          expect(some.length).toBeLessThanOrEqual(max);
          for (const { key, n } of some) taken.set(key, [...(taken.get(key) ?? []), n]);
          if (window !== undefined) under.push(...some);
          for (const key of 'ABCD')
            expect(keys(under).filter((each) => each === key).length).toBeLessThanOrEqual(window ?? 0);
          return some.length;
        };
        const finish = (): void => {
          for (const one of under.splice(0)) queue.done(one);
        };
        for (const one of steps) {
          if (typeof one === 'string') {
            const n = pushed.get(one) ?? 0;
            queue.push(item(one, n));
            pushed.set(one, n + 1);
          } else if (take(one.max, one.bytes) === 0) finish();
        }
        for (finish(); take(3, LARGE) > 0; ) finish();
        expect(queue.size).toBe(0);
        for (const [key, n] of pushed) expect(taken.get(key)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });
});
