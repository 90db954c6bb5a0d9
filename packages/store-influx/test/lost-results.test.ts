import { rmSync } from 'node:fs';
import { type AirDayRecord, consumerName, offsetAt, type ResultKind } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { createRecentStore } from '@lanbi/store-embedded';
import { dayResult, hour, observation, result } from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { InfluxStore } from '../src/influx-store.ts';
import { INFLUX_DEFAULTS } from '../src/options.ts';
import { createPruner } from '../src/pruner.ts';
import { bucketsOf } from '../src/schema/buckets.ts';
import { PACKED, unpacked } from '../src/schema/packed.ts';
import { Held, HeldClient } from './support/held-client.ts';
import { MemoryInflux } from './support/memory-influx.ts';
import { memoryOptions } from './support/stores.ts';

const EVALUATE = consumerName('evaluate');
const day = (at: number, pm2_5: number) => dayResult('A', at, pm2_5);

/** An InfluxDB with its buckets, and stores on it one after the other over the same file. */
async function made() {
  const memory = new MemoryInflux();
  for (const name of Object.values(bucketsOf('b'))) memory.make(name);
  const { options, remove } = await memoryOptions('http://127.0.0.1:1');
  onTestFinished(remove);
  async function opened() {
    const recent = createRecentStore({ path: options.path });
    const client = new HeldClient(memory, new Held());
    const store = new InfluxStore({ ...INFLUX_DEFAULTS, ...options }, recent, client, bucketsOf('b'));
    await store.open();
    onTestFinished(() => store.close());
    return { store, recent };
  }
  const lose = () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${options.path}${end}`, { force: true });
  };
  return { memory, opened, lose, options };
}

/** PM2.5 of the results of a bucket, as drawn and as lanbi reads it, with their revisions. */
const bodies = (memory: MemoryInflux, bucket: string) =>
  memory.points(bucket).map(({ measurement, fields }) => {
    const { body, revision } = unpacked(measurement as ResultKind, String(fields.get(PACKED)));
    return [fields.get('pm2_5'), (body as AirDayRecord).concentrations.pm2_5, revision];
  });

describe('a bucket of results that was deleted and made again', () => {
  it('is filled with what the file holds, with the revisions that it had', async () => {
    const { memory, opened } = await made();
    const { store } = await opened();
    await store.commit(EVALUATE, offsetAt(1), [result('A', 1, 40), day(1, 50), day(2, 60)], hour(2));
    await store.commit(EVALUATE, offsetAt(2), [day(1, 51)], hour(3));
    const before = { day: bodies(memory, 'b_day'), hour: bodies(memory, 'b_hour') };
    expect(store.lostResults?.lost()).toBeUndefined();
    memory.make('b_day');
    await store.ping();
    expect(store.lostResults?.lost()).toMatch(/results of b_day were lost and are built again/);
    await vi.waitFor(() => expect(store.lostResults?.lost()).toBeUndefined());
    expect(bodies(memory, 'b_day').sort()).toEqual(before.day.sort());
    expect(bodies(memory, 'b_hour')).toEqual(before.hour);
  });

  it('while nothing ran is noticed at the next start', async () => {
    const { memory, opened } = await made();
    const { store } = await opened();
    await store.commit(EVALUATE, offsetAt(1), [day(1, 50)], hour(2));
    await store.close();
    memory.make('b_day');
    await opened();
    await vi.waitFor(() => expect(bodies(memory, 'b_day')).toEqual([[50, 50, 1]]));
  });

  it('where the file is not the whole, is evaluated again, by each start until that is done', async () => {
    const { memory, opened } = await made();
    const { store, recent } = await opened();
    await store.write({ observations: [observation()], deadLetters: [] });
    await store.commit(EVALUATE, offsetAt(1), [day(1, 50), day(2, 60)], hour(2));
    const past = { now: () => hour(24 * 400), keepHours: 0, keepLongHours: 0 };
    await createPruner(recent, { ...past, followers: [], resultFollowers: [] }).prune();
    let calls = 0;
    store.lostResults?.onLost(() => {
      calls += 1;
    });
    memory.make('b_day');
    await store.ping();
    await vi.waitFor(() => expect(calls).toBe(1));
    // What the file had is there at once; the other one is for whoever evaluates.
    expect(bodies(memory, 'b_day')).toEqual([[60, 60, 1]]);
    await store.ping();
    expect(calls).toBe(1);
    await store.close();
    const later = await opened();
    later.store.lostResults?.onLost(() => {
      calls += 1;
    });
    await vi.waitFor(() => expect(calls).toBe(2));
    await later.store.lostResults?.rebuilt();
    expect(later.store.lostResults?.lost()).toBeUndefined();
    await later.store.close();
    const last = await opened();
    expect(last.store.lostResults?.lost()).toBeUndefined();
  });
});

describe('a bucket with results of an earlier layout', () => {
  const earlier = (memory: MemoryInflux) => {
    const body = '{\\"concentrations\\":{}}';
    const line = `aqi.day,subject=A,span=86400 body="${body}",revision=3,computed=1 ${hour(40)}000000`;
    memory.answer({ path: '/api/v2/write?bucket=b_day', body: line });
  };

  it('and a new file: none of them is read, all observations are evaluated again, and no later file does it once more', async () => {
    const { memory, opened, lose } = await made();
    earlier(memory);
    const raw = `air,station=A,period=3600 pm2_5=35,received=${hour(1)},position=1,region="r" ${hour(1)}000000`;
    memory.answer({ path: '/api/v2/write?bucket=b', body: raw });
    const { store } = await opened();
    expect(await store.latestResult('aqi.day', 'A')).toBeUndefined();
    await vi.waitFor(() => expect(store.lostResults?.lost()).toMatch(/are of an earlier version/));
    let calls = 0;
    store.lostResults?.onLost(() => {
      calls += 1;
    });
    await vi.waitFor(() => expect(calls).toBe(1));
    await store.commit(EVALUATE, offsetAt(1), [day(1, 50)], hour(2));
    await store.lostResults?.rebuilt();
    expect(store.lostResults?.lost()).toBeUndefined();
    await store.commit(EVALUATE, offsetAt(1), [day(1, 51)], hour(2));
    await store.close();
    lose();
    const later = await opened();
    expect(later.store.lostResults?.lost()).toBeUndefined();
    expect(await later.store.latestResult('aqi.day', 'A')).toMatchObject({ revision: 2 });
  });

  it('and the file of an earlier version: they are evaluated again, by each start until that is done', async () => {
    const { memory, opened, options } = await made();
    earlier(memory);
    const file = createRecentStore({ path: options.path });
    await file.open();
    const never = instant(-8.64e15);
    file.beginAfter({ observation: never, hour: never, long: never });
    await file.close();
    for (const _ of [1, 2]) {
      const { store } = await opened();
      expect(store.lostResults?.lost()).toMatch(/b_hour, b_day, b_results are of an earlier version/);
      await store.close();
    }
    const { store } = await opened();
    await store.lostResults?.rebuilt();
    await store.close();
    expect((await opened()).store.lostResults?.lost()).toBeUndefined();
  });
});
