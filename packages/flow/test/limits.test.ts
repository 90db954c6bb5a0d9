import { describe, expect, it } from 'vitest';
import { AdaptiveBatchSize, Backoff, createYield, TokenBucket } from '../src/index.ts';

describe('a token bucket', () => {
  it('begins full, goes into debt by what it gives and fills at its rate', () => {
    let now = 0;
    const bucket = new TokenBucket(4, () => now, 5);
    expect(bucket.isFull).toBe(true);
    expect([bucket.take(19), bucket.take(9), bucket.take(1)]).toEqual([true, true, false]);
    // 20 tokens less 28: nine are missing until there is one.
    expect(bucket.wait()).toBe(2250);
    now = 2249;
    expect(bucket.take(1)).toBe(false);
    now = 2250;
    expect([bucket.wait(), bucket.take(1)]).toEqual([0, true]);
    now = 1e6;
    expect([bucket.isFull, bucket.take(20), bucket.take(1)]).toEqual([true, true, false]);
  });

  it('takes what is spent in any case', () => {
    const bucket = new TokenBucket(1, () => 0);
    bucket.spend(30);
    expect([bucket.take(1), bucket.wait()]).toEqual([false, 21_000]);
  });

  it('is no limit at a rate of 0', () => {
    const bucket = new TokenBucket(0, () => 0);
    expect([bucket.take(1e9), bucket.take(1e9), bucket.wait(), bucket.isFull]).toEqual([true, true, 0, true]);
  });
});

describe('a backoff', () => {
  it('doubles up to its maximum, and begins again after a success', () => {
    const backoff = new Backoff(50, 300);
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([50, 100, 200, 300, 300]);
    backoff.reset();
    expect(backoff.next()).toBe(50);
  });
});

describe('an adaptive batch size', () => {
  const bounds = { first: 100, min: 20, max: 2_000, target: 10 };

  it('fits a batch to the time that it should take, at most doubling', () => {
    const size = new AdaptiveBatchSize(bounds);
    size.record(100, 5);
    expect(size.size).toBe(200);
    size.record(200, 1);
    expect(size.size).toBe(400);
    size.record(400, 40);
    expect(size.size).toBe(100);
    size.record(100, 1_000);
    expect(size.size).toBe(20);
  });

  it('learns nothing of a batch that was not full and not slow', () => {
    const size = new AdaptiveBatchSize(bounds);
    size.record(3, 9);
    expect(size.size).toBe(100);
  });

  it('stays within its bounds', () => {
    const size = new AdaptiveBatchSize(bounds);
    for (let n = 0; n < 10; n += 1) size.record(size.size, 0);
    expect(size.size).toBe(2_000);
  });
});

describe('yielding', () => {
  it('lets others run once the budget is used, and counts from then on', async () => {
    let [busy, ticks] = [0, 0];
    const yieldNow = createYield({
      busy: () => busy,
      budget: 10,
      nextTick: async () => {
        ticks += 1;
        busy += 5; // others ran
      },
    });
    for (busy = 9; busy < 10; busy += 1) await yieldNow();
    expect(ticks).toBe(0);
    await yieldNow();
    expect(ticks).toBe(1);
    busy += 9;
    await yieldNow();
    expect(ticks).toBe(1);
    busy += 1;
    await yieldNow();
    expect(ticks).toBe(2);
  });
});
