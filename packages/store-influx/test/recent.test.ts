import { rmSync } from 'node:fs';
import { CONSUMERS, consumerName, LOG_START, offsetAt, type Store } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { createInfluxStore, type InfluxOptions } from '@lanbi/store-influx';
import { changes, write } from '@lanbi/testkit/contract/store/fresh';
import { hour, hourRecord, observation, reading, result } from '@lanbi/testkit/samples/observations';
import { freshOptions } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createPruner } from '../src/pruner.ts';

const START = LOG_START;
const NOW = 24 * 30;
const DAYS = 24;
const pm = (value: number) => [reading('pm2_5', value)];

describe.skipIf(influxSource === undefined)('the file beside InfluxDB', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  async function options(): Promise<InfluxOptions> {
    const { options: all, remove } = await freshOptions(influxd);
    onTestFinished(remove);
    return { ...all, now: () => hour(NOW) };
  }

  async function opened(all: InfluxOptions): Promise<Store> {
    const store = createInfluxStore(all);
    await store.open();
    onTestFinished(() => store.close());
    return store;
  }

  /** Opens a store on the same InfluxDB whose file was lost. */
  async function afterLoss(store: Store, all: InfluxOptions): Promise<Store> {
    await store.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${all.path}${end}`, { force: true });
    return opened(all);
  }

  const stations = async (store: Store) => (await store.read(START, 100)).map(({ station }) => station);
  const series = async (store: Store, station: string) =>
    (await store.range({ station: station as never, after: hour(0), to: hour(NOW), limit: 100 })).map(
      ({ to, readings }) => [to, readings[0]?.value, readings[0]?.revision],
    );

  it('is made anew when it was lost: the recent past stands in the log, all the rest is found where it is', async () => {
    const all = await options();
    const first = await opened(all);
    const old = observation({ station: 'OLD', at: 5, readings: pm(10) });
    const silent = observation({ station: 'SILENT', at: NOW - 10 * DAYS, readings: pm(20) });
    const recent = observation({ station: 'NEW', at: NOW - 1, readings: pm(30) });
    await write(first, old, silent, recent);
    await first.commit(consumerName('evaluate'), offsetAt(3), [result('NEW', NOW - 1, 43)], hour(NOW));

    const store = await afterLoss(first, all);
    expect(await stations(store)).toEqual(['NEW']);
    expect(await store.latest(silent.station)).toMatchObject([{ value: 20, to: silent.to }]);
    expect([...(await store.activity()).keys()].sort()).toEqual(['NEW', 'OLD', 'SILENT']);
    expect(await store.checkpoint(consumerName('evaluate'))).toBe(0);
    expect(await store.latestResult('aqi.hour', 'NEW')).toMatchObject({ revision: 1, body: hourRecord(43) });
    expect(await series(store, 'OLD')).toEqual([[old.to, 10, 1]]);

    // The new log never had it, so that it is evaluated once more; for who counts readings it is the same again.
    expect(changes(await write(store, old))).toEqual(['same']);
    expect(await series(store, 'OLD')).toEqual([[old.to, 10, 1]]);
    // A correction is the second revision, though the file never saw the first.
    expect(changes(await write(store, old, { ...recent, readings: pm(31) }))).toEqual(['same', 'corrected']);
    expect(changes(await write(store, { ...old, readings: pm(11) }))).toEqual(['corrected']);
    expect(await series(store, 'OLD')).toEqual([[old.to, 11, 2]]);
    expect(await series(store, 'NEW')).toEqual([[recent.to, 31, 2]]);
    const again = await store.commit(
      consumerName('evaluate'),
      offsetAt(9),
      [result('NEW', NOW - 1, 44)],
      hour(NOW),
    );
    expect(again).toMatchObject([{ revision: 2 }]);
  });

  it('answers what is in its log up to an offset, and that all that is elsewhere is earlier', async () => {
    const all = await options();
    const first = await opened(all);
    const old = [5, 6, 7, 8].map((at) => observation({ station: 'A', at, readings: pm(at) }));
    await write(first, ...old);
    const store = await afterLoss(first, all);
    const [recent, later] = [NOW - 2, NOW - 1].map((at) =>
      observation({ station: 'A', at, readings: pm(30) }),
    );
    if (!recent || !later) throw new Error('two observations');
    await write(store, recent);
    const offset = await store.head();
    // The new log counts anew: its places say nothing of those in InfluxDB.
    expect(offset).toBe(1);
    await write(store, later, ...old.slice(0, 2).map((one) => ({ ...one, readings: pm(99) })));
    const whole = { station: recent.station, after: hour(0), to: hour(NOW), limit: 100 };
    const ends = async (limit: number) =>
      (await store.range({ ...whole, upTo: offset, limit })).map(({ to }) => to);
    expect(await ends(100)).toEqual([hour(7), hour(8), recent.to]);
    // A page is full as long as there is more.
    expect(await ends(2)).toEqual([hour(7), hour(8)]);
  });

  it('keeps its window: what is older goes once all who follow have read it, and is then read from InfluxDB', async () => {
    const all = await options();
    const first = await opened(all);
    const old = observation({ station: 'A', at: NOW - 5 * DAYS, readings: pm(10) });
    const unread = observation({ station: 'B', at: NOW - 5 * DAYS, readings: pm(20) });
    const recent = observation({ station: 'A', at: NOW - 1, readings: pm(30) });
    await write(first, old);
    const read = await first.head();
    await write(first, unread, recent);
    await first.commit(consumerName('evaluate'), read, [result('A', NOW - 5 * DAYS, 20)], hour(NOW));
    await first.commit(consumerName('evaluate'), read, [result('A', NOW - 1, 43)], hour(NOW));
    await first.commit(consumerName('announce'), await first.resultHead(), [], hour(NOW));
    await first.close();

    const file = createRecentStore({ path: all.path });
    await file.open();
    const pruned = { now: () => hour(NOW), keepHours: 72, keepLongHours: 32 * DAYS };
    await createPruner(file, {
      ...pruned,
      followers: [CONSUMERS.evaluate],
      resultFollowers: [CONSUMERS.announce],
    }).prune();
    expect((await file.read(START, 100)).map(({ station }) => station)).toEqual(['B', 'A']);
    expect(file.completeAfter('observation')).toBe(old.to);
    expect(file.completeAfter('hour')).toBe(hour(NOW - 5 * DAYS));
    expect(file.completeAfter('long')).toBeLessThan(hour(0));
    await file.close();

    const store = await opened(all);
    expect(await series(store, 'A')).toEqual([
      [old.to, 10, 1],
      [recent.to, 30, 1],
    ]);
    const hours = await store.results({
      kind: 'aqi.hour',
      subject: 'A',
      after: hour(0),
      to: hour(NOW),
      limit: 10,
    });
    expect(hours.map(({ body }) => body)).toEqual([hourRecord(20), hourRecord(43)]);
    expect(changes(await write(store, { ...old, readings: pm(12) }))).toEqual(['corrected']);
    expect(await store.latest(old.station)).toMatchObject([{ value: 30 }]);
  });

  it('a field that somebody made text refuses what would be a number there, alone and by name', async () => {
    const all = await options();
    const store = await opened(all);
    const { url, token, org } = influxd;
    const stranger = await fetch(
      `${url}/api/v2/write?org=${org}&bucket=${encodeURIComponent(all.bucket)}&precision=ms`,
      {
        method: 'POST',
        headers: { authorization: `Token ${token}` },
        body: `air,station=X,period=3600 pm2_5="high" ${hour(NOW)}`,
      },
    );
    expect(stranger.status).toBe(204);
    const [conflict, other, weeksBefore] = [
      observation({ station: 'A', at: NOW, readings: pm(35) }),
      observation({ station: 'B', at: NOW, readings: [reading('co', 1.1)] }),
      observation({ station: 'C', at: 1, readings: pm(36) }),
    ];
    const [refused, ...taken] = await write(store, conflict, other, weeksBefore);
    expect(refused).toMatchObject({ kind: 'rejected', message: expect.stringContaining('type conflict') });
    expect(changes(taken)).toEqual(['new', 'new']);
    expect(await series(store, 'A')).toEqual([]);
    expect(await store.latest(weeksBefore.station)).toHaveLength(1);
  });
});
