import type { Delivery } from '@lanbi/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from '../src/fair-queue.ts';

const delivery = (station: string, n: number, bytes = 10): Delivery => ({
  topic: `env/v1/air/${station}/observations`,
  payload: Buffer.alloc(bytes, n),
  duplicate: false,
  acknowledge: () => undefined,
});
const stationOf = ({ topic }: Delivery): string => topic.split('/')[3] ?? '';
const numberOf = ({ payload }: Delivery): number => payload[0] ?? Number.NaN;
const LARGE = 1e9;

describe('the queue', () => {
  it('gives a quiet station its place before the rest of a noisy one', () => {
    const queue = new FairQueue();
    for (let i = 0; i < 5000; i += 1) queue.push(delivery('NOISY', i % 256));
    queue.push(delivery('QUIET', 1));
    const first = queue.take(100, LARGE).map(stationOf);
    expect(first).toHaveLength(100);
    expect(first).toContain('QUIET');
    expect(queue.size).toBe(4901);
  });

  it('shares a batch out evenly, and lets who was not served come first in the next', () => {
    const queue = new FairQueue();
    for (let i = 0; i < 40; i += 1)
      for (const station of ['A', 'B', 'C', 'D']) queue.push(delivery(station, i));
    const counts = new Map<string, number>();
    for (const one of queue.take(20, LARGE))
      counts.set(stationOf(one), (counts.get(stationOf(one)) ?? 0) + 1);
    expect(counts).toEqual(new Map([...'ABCD'].map((station) => [station, 5])));
    expect(queue.take(2, LARGE).map(stationOf)).toEqual(['A', 'B']);
    expect(queue.take(2, LARGE).map(stationOf)).toEqual(['C', 'D']);
  });

  it('holds to the bytes of a batch, but always gives one', () => {
    const queue = new FairQueue();
    for (let i = 0; i < 5; i += 1) queue.push(delivery('A', i, 100));
    expect(queue.take(10, 1)).toHaveLength(1);
    expect(queue.take(10, 150)).toHaveLength(2);
    expect(queue.take(10, LARGE)).toHaveLength(2);
    expect(queue.take(10, LARGE)).toEqual([]);
  });

  it('loses nothing, doubles nothing and keeps the order of each station', () => {
    const station = fc.constantFrom('A', 'B', 'C', 'D');
    const step = fc.oneof(
      station,
      fc.record({ max: fc.integer({ min: 1, max: 7 }), bytes: fc.integer({ min: 1, max: 60 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new FairQueue();
        const pushed = new Map<string, number>();
        const taken = new Map<string, number[]>();
        const take = (max: number, bytes: number) => {
          const some = queue.take(max, bytes);
          expect(some.length).toBeLessThanOrEqual(max);
          for (const one of some)
            taken.set(stationOf(one), [...(taken.get(stationOf(one)) ?? []), numberOf(one)]);
          return some.length;
        };
        for (const one of steps) {
          if (typeof one === 'string') {
            const n = pushed.get(one) ?? 0;
            queue.push(delivery(one, n));
            pushed.set(one, n + 1);
          } else take(one.max, one.bytes);
        }
        while (take(3, LARGE) > 0);
        expect(queue.size).toBe(0);
        for (const [name, n] of pushed)
          expect(taken.get(name)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });
});
