import { LOG_START, type ObservationRange, type StoredObservation, stationId } from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { hour, observation, reading } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { fresh, write } from './fresh.ts';

const A = stationId('A1');
const whole: ObservationRange = { station: A, after: hour(0), to: hour(100), limit: 100 };
const ends = (entries: readonly StoredObservation[]) =>
  entries.map(({ to, period }) => [(to - hour(0)) / 3_600_000, period]);

function rangePageContract(adapter: StoreAdapter): void {
  it('is open at `after`, closed at `to`, ascending by end, then period', async () => {
    const { store } = await fresh(adapter);
    await write(store, ...[4, 2, 3, 1].map((at) => observation({ at })), observation({ at: 3, period: 60 }));
    await write(store, observation({ station: 'A2', at: 3 }));
    const found = await store.range({ ...whole, after: hour(1), to: hour(3) });
    expect(ends(found)).toEqual([
      [2, 3600],
      [3, 60],
      [3, 3600],
    ]);
    expect(new Set(found.map(({ station }) => station))).toEqual(new Set([A]));
  });

  it('goes on behind an entry until all were seen once', async () => {
    const { store } = await fresh(adapter);
    const sent = [1, 2, 3].flatMap((at) => [60, 3600].map((period) => observation({ at, period })));
    await write(store, ...sent);
    const seen: StoredObservation[] = [];
    for (let page = await store.range({ ...whole, limit: 2 }); page.length > 0; ) {
      seen.push(...page);
      const last = page.at(-1);
      page = last ? await store.range({ ...whole, limit: 2, behind: last }) : [];
    }
    expect(ends(seen)).toEqual(sent.map(({ to, period }) => [(to - hour(0)) / 3_600_000, period]));
  });

  it('finds one parameter and none whose name begins alike, and answers the whole observation', async () => {
    const { store } = await fresh(adapter);
    await write(
      store,
      observation({ at: 1, readings: [reading('no2', 40)] }),
      observation({ at: 2, readings: [reading('nox', 60), reading('no', 20)] }),
    );
    const [found, ...more] = await store.range({ ...whole, parameter: 'no' });
    expect(more).toEqual([]);
    expect(found?.readings.map(({ parameter }) => parameter).sort()).toEqual(['no', 'nox']);
  });
}

function rangeSelectionContract(adapter: StoreAdapter): void {
  it('keeps to one period', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation(), observation({ period: 0 }), observation({ period: 60 }));
    expect(ends(await store.range({ ...whole, period: seconds(0) }))).toEqual([[1, 0]]);
  });

  it('is empty where nothing lies between its ends', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation({ at: 1 }), observation({ at: 2 }));
    expect(await store.range({ ...whole, after: hour(1), to: hour(1) })).toEqual([]);
    expect(await store.range({ ...whole, after: hour(2), to: hour(1) })).toEqual([]);
  });

  it('returns only what is in the log up to an offset', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation({ at: 1 }), observation({ at: 2 }), observation({ at: 3 }));
    const offset = await store.head();
    await write(store, observation({ at: 1, readings: [reading('pm2_5', 36)] }), observation({ at: 4 }));
    expect(ends(await store.range({ ...whole, upTo: offset }))).toEqual([
      [2, 3600],
      [3, 3600],
    ]);
    expect(ends(await store.range({ ...whole, upTo: offset, limit: 1 }))).toEqual([[2, 3600]]);
  });

  it('is empty for a station never seen', async () => {
    const { store } = await fresh(adapter);
    expect(await store.range(whole)).toEqual([]);
  });
}

function rangeContract(adapter: StoreAdapter): void {
  describe('range', () => {
    rangePageContract(adapter);
    rangeSelectionContract(adapter);
  });
}

function latestContract(adapter: StoreAdapter): void {
  describe('latest', () => {
    it('is the last of each parameter, by end and not by arrival', async () => {
      const { store } = await fresh(adapter);
      await write(store, observation({ at: 3, readings: [reading('pm2_5', 3)] }));
      await write(store, observation({ at: 2, readings: [reading('pm2_5', 2), reading('co', 0.2)] }));
      const latest = await store.latest(A);
      expect(latest).toHaveLength(2);
      expect(latest).toEqual(
        expect.arrayContaining([
          { ...reading('pm2_5', 3), revision: 1, to: hour(3), period: 3600 },
          { ...reading('co', 0.2), revision: 1, to: hour(2), period: 3600 },
        ]),
      );
    });

    it.each([
      ['first', [60, 3600]],
      ['last', [3600, 60]],
    ])('of one end is the shortest period, when it comes %s', async (_when, periods) => {
      const { store } = await fresh(adapter);
      for (const period of periods)
        await write(store, observation({ period, readings: [reading('pm2_5', period)] }));
      expect(await store.latest(A)).toMatchObject([{ period: 60, value: 60 }]);
    });

    it('follows a correction of the last and not of an earlier one', async () => {
      const { store } = await fresh(adapter);
      await write(store, observation({ at: 1 }), observation({ at: 2 }));
      await write(store, observation({ at: 1, readings: [reading('pm2_5', 11)] }));
      expect(await store.latest(A)).toMatchObject([{ value: 35, revision: 1, to: hour(2) }]);
      await write(store, observation({ at: 2, readings: [reading('pm2_5', 22)] }));
      expect(await store.latest(A)).toMatchObject([{ value: 22, revision: 2, to: hour(2) }]);
    });

    it('is empty for a station never seen', async () => {
      const { store } = await fresh(adapter);
      expect(await store.latest(A)).toEqual([]);
    });
  });
}

function activityContract(adapter: StoreAdapter): void {
  describe('activity', () => {
    it('knows of every station ever seen the greatest end, the last receipt and its offset in the log', async () => {
      const { store } = await fresh(adapter);
      expect(await store.activity()).toEqual(new Map());
      await write(store, observation({ at: 5, receivedAt: 6 }), observation({ at: 2, receivedAt: 7 }));
      await write(store, observation({ station: 'A2', at: 1, receivedAt: 9 }));
      // A clock that was set back: what was said last counts, not what was said at the latest hour.
      await write(store, observation({ station: 'A2', at: 0, receivedAt: 8 }));
      const log = await store.read(LOG_START, 10);
      expect(log).toHaveLength(4);
      expect(await store.activity()).toEqual(
        new Map([
          [A, { lastObservation: hour(5), lastReceived: hour(7), lastPosition: log[1]?.position }],
          [
            stationId('A2'),
            { lastObservation: hour(1), lastReceived: hour(8), lastPosition: await store.head() },
          ],
        ]),
      );
    });
  });
}

export function readerContract(adapter: StoreAdapter): void {
  rangeContract(adapter);

  latestContract(adapter);

  activityContract(adapter);
}
