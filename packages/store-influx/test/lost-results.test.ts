import { consumerName, logPosition } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { dayRecord, dayResult, hour, observation, result } from '../../../test/contract/samples.ts';
import { InfluxStore } from '../src/influx-store.ts';
import { DEFAULTS } from '../src/options.ts';
import { createPruner } from '../src/pruner.ts';
import { bucketsOf } from '../src/schema/buckets.ts';
import { Held, HeldClient } from './support/held-client.ts';
import { MemoryInflux } from './support/memory-influx.ts';
import { memoryOptions } from './support/stores.ts';

const EVALUATE = consumerName('evaluate');
const day = (at: number, pm2_5: number) => dayResult('A', at, pm2_5);
const text = (pm2_5: number): string => JSON.stringify(dayRecord(pm2_5));

/** An InfluxDB with its buckets, and stores on it one after the other over the same file. */
async function made() {
  const memory = new MemoryInflux();
  for (const name of Object.values(bucketsOf('b'))) memory.make(name);
  const { options, remove } = await memoryOptions('http://127.0.0.1:1');
  onTestFinished(remove);
  async function opened() {
    const recent = createRecentStore({ path: options.path });
    const client = new HeldClient(memory, new Held());
    const store = new InfluxStore({ ...DEFAULTS, ...options }, recent, client, bucketsOf('b'));
    await store.open();
    onTestFinished(() => store.close());
    return { store, recent };
  }
  return { memory, opened };
}

const bodies = (memory: MemoryInflux, bucket: string) =>
  memory.points(bucket).map(({ fields }) => [fields.get('body'), fields.get('revision')]);

describe('a bucket of results that was deleted and made again', () => {
  it('is filled with what the file holds, with the revisions that it had', async () => {
    const { memory, opened } = await made();
    const { store } = await opened();
    await store.commit(EVALUATE, logPosition(1), [result('A', 1, 40), day(1, 50), day(2, 60)], hour(2));
    await store.commit(EVALUATE, logPosition(2), [day(1, 51)], hour(3));
    const before = { day: bodies(memory, 'b_day'), hour: bodies(memory, 'b_hour') };
    expect(store.lostResults?.lost()).toBeUndefined();
    memory.make('b_day');
    await store.ping();
    expect(store.lostResults?.lost()).toMatch(/results of b_day were lost and are built again/);
    await vi.waitFor(() => expect(store.lostResults?.lost()).toBeUndefined());
    expect(new Set(bodies(memory, 'b_day'))).toEqual(new Set(before.day));
    expect(bodies(memory, 'b_hour')).toEqual(before.hour);
  });

  it('while nothing ran is noticed at the next start', async () => {
    const { memory, opened } = await made();
    const { store } = await opened();
    await store.commit(EVALUATE, logPosition(1), [day(1, 50)], hour(2));
    await store.close();
    memory.make('b_day');
    await opened();
    await vi.waitFor(() => expect(bodies(memory, 'b_day')).toEqual([[text(50), 1]]));
  });

  it('where the file is not the whole, is evaluated again, by each start until that is done', async () => {
    const { memory, opened } = await made();
    const { store, recent } = await opened();
    await store.write({ observations: [observation()], deadLetters: [] });
    await store.commit(EVALUATE, logPosition(1), [day(1, 50), day(2, 60)], hour(2));
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
    expect(bodies(memory, 'b_day')).toEqual([[text(60), 1]]);
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
