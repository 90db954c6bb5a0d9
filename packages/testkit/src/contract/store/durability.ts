import { CONSUMERS, hasReached, LOG_START, type Store, stationId } from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { deadLetter, hour, observation, reading, result } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { changes, fresh, write } from './fresh.ts';

const START = LOG_START;
const EVALUATE = CONSUMERS.evaluate;
const A = stationId('A1');
const DEFAULT_RULES = {
  flag: 'mark',
  negative: 'mark',
  range: 'mark',
  stuck: 'mark',
  spike: 'mark',
  'pm2_5-above-pm10': 'mark',
  'nh3n-above-tn': 'mark',
  'missing-exponent': 'mark',
} as const;
const range = { station: A, after: hour(0), to: hour(9), limit: 9 };

/** Everything a store can be asked, after `fill`. */
const ask = async (store: Store) => ({
  log: await store.read(START, 100),
  head: await store.head(),
  range: await store.range(range),
  latest: new Set(await store.latest(A)),
  activity: await store.activity(),
  results: await store.changedResults(START, 100),
  checkpoint: await store.checkpoint(EVALUATE),
  flags: await store.qualityFlags({ ...range, limit: 100 }),
  notes: await store.stationNotes(),
  rules: await store.rules(),
  letters: await store.deadLetters({ limit: 100 }),
});

async function fill(store: Store): Promise<void> {
  const both = [reading('pm2_5', 35), reading('co', 1.1, { flag: 'D', invalid: 'flag' })];
  await store.write({
    observations: [observation({ at: 3, readings: both }), observation({ at: 2 }), observation()],
    deadLetters: [deadLetter(1), deadLetter(2)],
  });
  await write(store, observation({ station: 'A2' }), observation({ period: 60 }));
  await write(store, observation({ at: 2, readings: [reading('pm2_5', 36), reading('o3', 80)] }));
  await store.commit(EVALUATE, await store.head(), [result('A1', 1, 50), result('A1', 2, 60)], hour(4));
  await store.commit(EVALUATE, await store.head(), [result('A1', 1, 51)], hour(5));
  await store.putQualityFlags([{ station: A, to: hour(2), period: seconds(3600), flags: { o3: ['spike'] } }]);
  await store.putStationNotes([{ station: A, since: hour(1), under: [] }]);
  await store.putRules([DEFAULT_RULES]);
  await store.markReplayed(1, { at: hour(6), outcome: 'stored', refusals: [] });
}

/** Every call of the port that may be made after close. */
const CALLS: readonly [string, (store: Store) => Promise<unknown>][] = [
  ['open', (store) => store.open()],
  ['ping', (store) => store.ping()],
  ['write', (store) => write(store, observation())],
  ['write of nothing', (store) => write(store)],
  ['read', (store) => store.read(START, 1)],
  ['head', (store) => store.head()],
  ['range', (store) => store.range(range)],
  ['latest', (store) => store.latest(A)],
  ['activity', (store) => store.activity()],
  ['commit', (store) => store.commit(EVALUATE, START, [], hour(1))],
  ['advance', (store) => store.advance(EVALUATE, START)],
  ['putQualityFlags', (store) => store.putQualityFlags([])],
  ['qualityFlags', (store) => store.qualityFlags(range)],
  ['putStationNotes', (store) => store.putStationNotes([])],
  ['stationNotes', (store) => store.stationNotes()],
  ['putRules', (store) => store.putRules([])],
  ['rules', (store) => store.rules()],
  ['checkpoint', (store) => store.checkpoint(EVALUATE)],
  ['get', (store) => store.get(result('A', 1, 1))],
  ['latestResult', (store) => store.latestResult('aqi.hour', 'A')],
  ['results', (store) => store.results({ kind: 'aqi.hour', subject: 'A', ...range })],
  ['changedResults', (store) => store.changedResults(START, 1)],
  ['deadLetters', (store) => store.deadLetters({ limit: 1 })],
  ['deadLetter', (store) => store.deadLetter(1)],
  ['markReplayed', (store) => store.markReplayed(1, { at: hour(1), outcome: 'stored', refusals: [] })],
  ['rewriteDeadLetters', (store) => store.rewriteDeadLetters((letter) => letter)],
  ['pruneDeadLetters', (store) => store.pruneDeadLetters({ count: 1, bytes: 1e9, from: hour(0) })],
];

export function durabilityContract(adapter: StoreAdapter): void {
  describe('open and close', () => {
    it('answers a ping while open', async () => {
      const { store } = await fresh(adapter);
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it('is closed for every call after close, which may be said twice', async () => {
      const { store } = await fresh(adapter);
      await store.close();
      await store.close();
      for (const [name, call] of CALLS)
        await expect(call(store), name).rejects.toMatchObject({ name: 'LanbiError', code: 'closed' });
    });

    it('lets a write finish that was called before close', async () => {
      const { store } = await fresh(adapter);
      const writing = write(store, observation());
      await store.close();
      expect(changes(await writing)).toEqual(['new']);
    });
  });

  if (adapter.durable) reopenContract(adapter);
}

function reopenContract(adapter: StoreAdapter): void {
  describe('after close and open', () => {
    it('answers all as before', async () => {
      const { store, reopen } = await fresh(adapter);
      await fill(store);
      const before = await ask(store);
      expect(before.log).toHaveLength(5);
      expect(await ask(await reopen())).toEqual(before);
    });

    it('goes on where it was: same is same, offsets and ids rise', async () => {
      const { store, reopen } = await fresh(adapter);
      await fill(store);
      const before = await ask(store);
      const next = await reopen();
      const outcomes = await next.write({
        observations: [observation(), observation({ at: 4 })],
        deadLetters: [deadLetter(3)],
      });
      expect(changes(outcomes)).toEqual(['same', 'new']);
      expect(hasReached(before.head, await next.head())).toBe(false);
      expect((await next.deadLetters({ limit: 1 }))[0]?.id).toBeGreaterThan(
        before.letters[0]?.id ?? Number.NaN,
      );
      const [changed] = await next.commit(EVALUATE, before.checkpoint, [result('A1', 1, 52)], hour(6));
      expect(changed?.revision).toBe(3);
    });
  });
}
