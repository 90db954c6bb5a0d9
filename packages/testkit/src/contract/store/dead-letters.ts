import type {
  DeadLetter,
  DeadLetterBounds,
  DeadLetterFilter,
  DeadLetterMaintenance,
  PrunedDeadLetters,
  RefusalReason,
  Replay,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { deadLetter, hour, observation } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
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

/** Prunes until there is no more to remove. Answers the last step. */
async function pruneAll(store: DeadLetterMaintenance, bounds: DeadLetterBounds): Promise<PrunedDeadLetters> {
  for (;;) {
    const done = await store.pruneDeadLetters(bounds);
    if (!done.more) return done;
  }
}

function keptLetterContract(adapter: StoreAdapter): void {
  it('keep the message byte for byte, with or without a station', async () => {
    const { store } = await fresh(adapter);
    const letters = [deadLetter(1), deadLetter(2, { station: 'A2', scope: 'values' })];
    await store.write({ observations: [observation()], deadLetters: letters });
    const found = await store.deadLetters({ limit: 10 });
    const summaries = letters.map(({ payload, ...rest }) => ({ ...rest, bytes: payload.byteLength }));
    expect(found.map(({ id: _, ...letter }) => letter)).toEqual([...summaries].reverse());
    for (const [n, { id }] of found.entries())
      expect(await store.deadLetter(id)).toEqual({ id, ...letters[letters.length - 1 - n] });
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
}

function pruneContract(adapter: StoreAdapter): void {
  it('are kept when a clock that went back stamped them, and age with the letters around them', async () => {
    const { store } = await fresh(adapter);
    const years = 22 * 8_766;
    for (const at of [1, 5, 5 - years, 6, 5 + years, 7])
      await store.write({ observations: [], deadLetters: [deadLetter(at)] });
    const prune = async (from: Instant) => {
      await store.pruneDeadLetters({ count: 100, bytes: 1e9, from });
      return (await store.deadLetters({ limit: 10 })).map(({ at }) => (at - hour(0)) / 3_600_000);
    };
    expect(await prune(hour(3))).toEqual([7, 5 + years, 6, 5 - years, 5]);
    expect(await prune(hour(7))).toEqual([7, 5 + years]);
  });

  it('are pruned by age and by count, the oldest first', async () => {
    const { store, hours } = await withLetters(adapter, 5);
    const prune = (count: number, from: Instant) => store.pruneDeadLetters({ count, bytes: 1e9, from });
    expect(await prune(5, hour(1))).toMatchObject({ removed: 0, left: 5, more: false });
    expect(await prune(5, hour(3))).toMatchObject({ removed: 2, left: 3, more: false });
    expect(await hours()).toEqual([5, 4, 3]);
    expect(await prune(1, hour(3))).toMatchObject({ removed: 2, left: 1, more: false });
    expect(await hours()).toEqual([5]);
    expect(await prune(0, hour(3))).toMatchObject({ removed: 1, left: 0, more: false });
    expect(await hours()).toEqual([]);
  });
}

function letterCountContract(adapter: StoreAdapter): void {
  it('tell the number of each reason beside the first refusals', async () => {
    const { store } = await fresh(adapter);
    const counts = { 'unknown-parameter': 24_000, 'not-finite': 5 };
    await store.write({ observations: [], deadLetters: [deadLetter(1, { counts })] });
    const [found] = await store.deadLetters({ limit: 1 });
    expect(found).toMatchObject({ counts, refusals: [{ reason: 'not-json' }] });
    for (const reason of ['unknown-parameter', 'not-finite'] as const)
      expect(await store.deadLetters({ limit: 1, reason })).toHaveLength(1);
    expect(await store.deadLetters({ limit: 1, reason: 'malformed' })).toEqual([]);
  });

  it('end a page at some megabytes, and go on behind it', async () => {
    const { store } = await fresh(adapter);
    const refusals = [{ reason: 'malformed', message: 'x'.repeat(400_000) }] as const;
    for (let n = 1; n <= 20; n++)
      await store.write({ observations: [], deadLetters: [deadLetter(n, { refusals })] });
    const seen: number[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; ; before = seen.at(-1) ?? 0) {
      const page = await store.deadLetters({ limit: 100, before });
      if (page.length === 0) break;
      expect(JSON.stringify(page).length).toBeLessThan(4 * 1024 * 1024);
      seen.push(...page.map(({ id }) => id));
    }
    expect(seen).toHaveLength(20);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });
}

function floodContract(adapter: StoreAdapter): void {
  it('of a flood by one reason or one station leave room to the others, by number', async () => {
    const { store } = await fresh(adapter);
    const put = (n: number, station: string, reason: RefusalReason) =>
      store.write({
        observations: [],
        deadLetters: [deadLetter(n, { station, refusals: [{ reason, message: 'no' }] })],
      });
    for (let n = 1; n <= 3; n++) await put(n, 'A1', 'malformed');
    await put(4, 'A2', 'time-invalid');
    // One station by one reason, one station by the reason of another, and strangers by any name.
    for (let n = 0; n < 40; n++) await put(5, 'A2', 'not-json');
    for (let n = 0; n < 40; n++) await put(6, 'A3', 'malformed');
    for (let n = 0; n < 40; n++) await put(7, `X${n}`, 'unknown-station');
    await pruneAll(store, { count: 40, bytes: 1e9, from: hour(0) });
    const left = await store.deadLetters({ limit: 100 });
    const of = (station: string, reason: RefusalReason) =>
      left.filter((one) => one.station === station && one.refusals[0].reason === reason).length;
    expect(left).toHaveLength(40);
    expect(of('A1', 'malformed')).toBe(3);
    expect(of('A2', 'time-invalid')).toBe(1);
    // 40 for four reasons, of which one has 1: 13 for each of the others.
    expect([of('A2', 'not-json'), of('A3', 'malformed')]).toEqual([13, 10]);
  });

  it('of a flood leave room to the others, by bytes', async () => {
    const { store } = await fresh(adapter);
    const put = (n: number, more: Partial<DeadLetter>) =>
      store.write({ observations: [], deadLetters: [deadLetter(n, more)] });
    for (let n = 1; n <= 3; n++) await put(n, { station: 'A1' });
    for (let n = 0; n < 60; n++) await put(4, { station: 'A2', payload: new Uint8Array(100_000).fill(n) });
    const bounds = { count: 1000, bytes: 1_000_000, from: hour(0) };
    const done = await pruneAll(store, bounds);
    expect(done.bytes).toBeLessThanOrEqual(bounds.bytes);
    const left = await store.deadLetters({ limit: 100 });
    expect(left.filter(({ station }) => station === 'A1')).toHaveLength(3);
    expect(left.filter(({ station }) => station === 'A2')).toHaveLength(9);
    // The newest are those that stay.
    const [newest] = left;
    expect((await store.deadLetter(newest?.id ?? NONE))?.payload[0]).toBe(59);
  });
}

function pruneStepContract(adapter: StoreAdapter): void {
  it('are pruned in steps, and their totals stay right', async () => {
    const { store, id } = await withLetters(adapter, 3);
    await store.markReplayed(id(1), refused);
    const letters = Array.from({ length: 1_500 }, (_, n) => deadLetter(n % 100, { station: 'A9' }));
    await store.write({ observations: [], deadLetters: letters });
    const first = await store.pruneDeadLetters({ count: 10, bytes: 1e9, from: hour(0) });
    expect(first.more).toBe(true);
    expect(await pruneAll(store, { count: 10, bytes: 1e9, from: hour(0) })).toMatchObject({ left: 10 });
    expect(await store.deadLetters({ limit: 100 })).toHaveLength(10);
    expect(await pruneAll(store, { count: 0, bytes: 0, from: hour(0) })).toMatchObject({
      left: 0,
      bytes: 0,
    });
  });

  it('never get an id again', async () => {
    const { store, id } = await withLetters(adapter, 2);
    await store.pruneDeadLetters({ count: 0, bytes: 1e9, from: hour(0) });
    await store.write({ observations: [], deadLetters: [deadLetter(3)] });
    expect((await store.deadLetters({ limit: 1 }))[0]?.id).toBeGreaterThan(id(2));
  });
}

export function deadLetterContract(adapter: StoreAdapter): void {
  describe('dead letters', () => {
    keptLetterContract(adapter);
    pruneContract(adapter);
    letterCountContract(adapter);
    floodContract(adapter);
    pruneStepContract(adapter);
  });
}
