import {
  compareOffsets,
  encodeOffset,
  hasReached,
  LOG_START,
  type Offset,
  type StoredObservation,
} from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { observation, reading } from '../../samples/observations.ts';
import type { LogAdapter } from './adapter.ts';
import { fresh, write } from './fresh.ts';

const START = LOG_START;
const stations = (entries: readonly StoredObservation[]) => entries.map(({ station }) => station);

function logOrderContract(adapter: LogAdapter): void {
  it('is empty at first', async () => {
    const { store } = await fresh(adapter);
    expect(await store.head()).toBe(0);
    expect(await store.read(START, 10)).toEqual([]);
  });

  it('reads in the order of writing, whatever the times, from any offset on', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation({ station: 'B', at: 5 }), observation({ station: 'A', at: 1 }));
    await write(store, observation({ station: 'C', at: 3 }));
    const all = await store.read(START, 10);
    expect(stations(all)).toEqual(['B', 'A', 'C']);
    const [first = START, second = START, third = START] = all.map(({ position }) => position);
    expect(hasReached(START, first)).toBe(false);
    expect(hasReached(first, second)).toBe(false);
    expect(hasReached(second, third)).toBe(false);
    expect(await store.head()).toBe(third);
    expect(stations(await store.read(START, 2))).toEqual(['B', 'A']);
    expect(stations(await store.read(second, 10))).toEqual(['C']);
    expect(await store.read(third, 10)).toEqual([]);
  });

  it.each([
    ['a correction', reading('pm2_5', 99)],
    ['an addition', reading('co', 1.1)],
  ])('%s moves the observation to the end, and it stands there once', async (_what, changed) => {
    const { store } = await fresh(adapter);
    await write(store, observation({ station: 'A' }), observation({ station: 'B' }));
    const seen = await store.head();
    await write(store, observation({ station: 'A', readings: [changed] }));
    expect(stations(await store.read(START, 10))).toEqual(['B', 'A']);
    expect(stations(await store.read(seen, 10))).toEqual(['A']);
    expect(hasReached(seen, await store.head())).toBe(false);
  });

  it('never gives an offset twice, even when the last entry moves', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation());
    const offsets = [await store.head()];
    for (const value of [1, 2, 3]) {
      await write(store, observation({ readings: [reading('pm2_5', value)] }));
      offsets.push(await store.head());
    }
    expect(new Set(offsets.map(encodeOffset)).size).toBe(4);
    expect(offsets).toEqual([...offsets].sort(compareOffsets));
  });
}

function logListenerContract(adapter: LogAdapter): void {
  it('calls listeners once the entries can be read, not for what changes nothing', async () => {
    const { store } = await fresh(adapter);
    const heads: Promise<Offset>[] = [];
    const called = new Promise<void>((resolve) => {
      store.onAppend(() => {
        heads.push(store.head());
        resolve();
      });
    });
    await write(store, observation());
    await called;
    expect(await heads[0]).toBe(await store.head());
    const before = heads.length;
    await write(store, observation());
    await store.ping();
    expect(heads).toHaveLength(before);
  });

  it('calls no listener that was taken off', async () => {
    const { store } = await fresh(adapter);
    let calls = 0;
    const stop = store.onAppend(() => {
      calls += 1;
    });
    stop();
    const called = new Promise<void>((resolve) => store.onAppend(resolve));
    await write(store, observation());
    await called;
    expect(calls).toBe(0);
  });

  it('a listener that throws harms neither the write nor the other listeners', async () => {
    const { store } = await fresh(adapter);
    store.onAppend(() => {
      throw new Error('a listener of a test fails on purpose');
    });
    const other = new Promise<void>((resolve) => store.onAppend(resolve));
    expect(await write(store, observation())).toHaveLength(1);
    await other;
    expect(await store.read(START, 10)).toHaveLength(1);
  });
}

export function logContract(adapter: LogAdapter): void {
  describe('log', () => {
    logOrderContract(adapter);
    logListenerContract(adapter);
  });
}
