import type { DeadLetterFilter, Replay } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { deadLetter, hour, observation } from '../samples.ts';
import type { StoreAdapter } from '../store.ts';
import { fresh } from './fresh.ts';

const NONE = Number.NaN;
const stored: Replay = { at: hour(9), outcome: 'stored', refusals: [] };
const refused: Replay = {
  at: hour(8),
  outcome: 'refused',
  refusals: [{ reason: 'unknown-station', message: 'no station A1' }],
};

/** A store with letters 1 to `n`, which are of the hours and stations of their number. */
async function withLetters(adapter: StoreAdapter, n: number) {
  const { store } = await fresh(adapter);
  for (let i = 1; i <= n; i += 1) {
    const reason = i % 2 === 0 ? 'not-json' : 'unknown-station';
    const refusals = [{ reason, message: `no. ${i}: "reason":"malformed"` }] as const;
    await store.write({ observations: [], deadLetters: [deadLetter(i, { station: `A${i}`, refusals })] });
  }
  const all = await store.deadLetters({ limit: 100 });
  const id = (i: number): number => all[n - i]?.id ?? NONE;
  const hours = async (filter: DeadLetterFilter = {}) =>
    (await store.deadLetters({ limit: 100, ...filter })).map(({ at }) => (at - hour(0)) / 3_600_000);
  return { store, id, hours };
}

export function deadLetterContract(adapter: StoreAdapter): void {
  describe('dead letters', () => {
    it('keep the message byte for byte, with or without a station', async () => {
      const { store } = await fresh(adapter);
      const letters = [deadLetter(1), deadLetter(2, { station: 'A2', scope: 'values' })];
      await store.write({ observations: [observation()], deadLetters: letters });
      const found = await store.deadLetters({ limit: 10 });
      expect(found.map(({ id: _, ...letter }) => letter)).toEqual([...letters].reverse());
      for (const letter of found) expect(await store.deadLetter(letter.id)).toEqual(letter);
    });

    it('are paged from the newest to the oldest', async () => {
      const { store } = await withLetters(adapter, 5);
      const first = await store.deadLetters({ limit: 2 });
      const before = (page: typeof first) => page.at(-1)?.id ?? NONE;
      const second = await store.deadLetters({ limit: 2, before: before(first) });
      const third = await store.deadLetters({ limit: 2, before: before(second) });
      expect([first, second, third].map((page) => page.map(({ station }) => station))).toEqual([
        ['A5', 'A4'],
        ['A3', 'A2'],
        ['A1'],
      ]);
    });

    it('are found by station, by reason and by whether they are settled', async () => {
      const { store, id, hours } = await withLetters(adapter, 4);
      await store.markReplayed(id(3), stored);
      await store.markReplayed(id(2), refused);
      expect(await hours({ station: 'A2' })).toEqual([2]);
      expect(await hours({ station: 'A9' })).toEqual([]);
      expect(await hours({ reason: 'not-json' })).toEqual([4, 2]);
      expect(await hours({ reason: 'malformed' })).toEqual([]);
      expect(await hours({ settled: true })).toEqual([3]);
      expect(await hours({ settled: false })).toEqual([4, 2, 1]);
      expect(await hours({ settled: false, reason: 'unknown-station', station: 'A1' })).toEqual([1]);
    });

    it('keep their last replay and nothing else changes', async () => {
      const { store, id } = await withLetters(adapter, 2);
      const before = await store.deadLetter(id(1));
      expect(before).not.toHaveProperty('replay');
      await store.markReplayed(id(1), refused);
      expect(await store.markReplayed(id(1), stored)).toEqual({ ...before, replay: stored });
      expect(await store.deadLetter(id(1))).toEqual({ ...before, replay: stored });
      expect(await store.deadLetter(id(2))).not.toHaveProperty('replay');
    });

    it('are not there when they never were', async () => {
      const { store } = await fresh(adapter);
      expect(await store.deadLetters({ limit: 10 })).toEqual([]);
      expect(await store.deadLetter(1)).toBeUndefined();
      expect(await store.markReplayed(1, stored)).toBeUndefined();
    });

    it('are pruned by age and by count, the oldest first', async () => {
      const { store, hours } = await withLetters(adapter, 5);
      expect(await store.pruneDeadLetters({ count: 5, from: hour(1) })).toEqual({ removed: 0, left: 5 });
      expect(await store.pruneDeadLetters({ count: 5, from: hour(3) })).toEqual({ removed: 2, left: 3 });
      expect(await hours()).toEqual([5, 4, 3]);
      expect(await store.pruneDeadLetters({ count: 1, from: hour(3) })).toEqual({ removed: 2, left: 1 });
      expect(await hours()).toEqual([5]);
      expect(await store.pruneDeadLetters({ count: 0, from: hour(3) })).toEqual({ removed: 1, left: 0 });
      expect(await hours()).toEqual([]);
    });

    it('never get an id again', async () => {
      const { store, id } = await withLetters(adapter, 2);
      await store.pruneDeadLetters({ count: 0, from: hour(0) });
      await store.write({ observations: [], deadLetters: [deadLetter(3)] });
      expect((await store.deadLetters({ limit: 1 }))[0]?.id).toBeGreaterThan(id(2));
    });
  });
}
