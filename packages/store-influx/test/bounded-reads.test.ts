import { type Store, stationId } from '@lanbi/model';
import { DAY, HOUR, instant } from '@lanbi/standards';
import { changes } from '@lanbi/testkit/contract/store/fresh';
import { hour, hourRecord, observation, reading, result } from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clustersOf } from '../src/read/clusters.ts';
import { MemoryInflux } from './support/memory-influx.ts';
import { startScriptedServer } from './support/scripted-server.ts';
import { adapterOf, memoryOptions } from './support/stores.ts';

const STATIONS = Array.from({ length: 12 }, (_, i) => `A${i}`);

/** A store, how to empty its file, and how many queries it asked since that was asked last. */
async function longAgo() {
  const influx = new MemoryInflux();
  const server = await startScriptedServer(influx.script);
  const adapter = adapterOf(() => memoryOptions(server.url), { longAgo: true });
  const { store, prune, dispose } = await adapter.create();
  onTestFinished(dispose);
  let seen = 0;
  const queries = () => {
    const all = server.asked.filter(({ path }) => /^(\/api\/v2)?\/query/.test(path)).length;
    const fresh = all - seen;
    seen = all;
    return fresh;
  };
  return {
    store,
    queries,
    rows: () => influx.answered,
    async left() {
      await prune?.();
      queries();
      influx.answered = 0;
    },
  };
}

const at = (n: number, value: number) =>
  STATIONS.map((station) => observation({ station, at: n, readings: [reading('pm2_5', value)] }));
const write = (store: Store, observations: ReturnType<typeof at>) =>
  store.write({ observations, deadLetters: [] });

describe('what is read back', () => {
  it('is the hours that are touched, not what lies between them', async () => {
    const { store, queries, rows, left } = await longAgo();
    for (const n of [1, 500, 1_000, 24 * 361]) await write(store, at(n, 30));
    await left();
    const late = await write(store, [...at(1, 31), ...at(24 * 361, 31)]);
    expect(changes(late)).toEqual(late.map(() => 'corrected'));
    expect(queries()).toBe(1);
    expect(rows()).toBe(late.length);
  });

  it('is asked for by a few queries, however many hours a batch touches', async () => {
    const { store, queries, left } = await longAgo();
    const all = Array.from({ length: 200 }, (_, i) =>
      observation({ station: STATIONS[i % 12] ?? '', at: (i * 37) % 8_760, readings: [reading('o3', i)] }),
    );
    await write(store, all);
    await left();
    const again = await write(store, all);
    expect(changes(again)).toEqual(all.map(() => 'same'));
    expect(queries()).toBeLessThanOrEqual(8);
  });

  it('is of few time ranges, of which each holds what is near', () => {
    const near = [0, 1, 2].map((i) => ({ at: i * HOUR, name: `A${i}` }));
    expect(clustersOf([{ at: 9 * DAY, name: 'B' }, ...near])).toEqual([
      { names: ['A0', 'A1', 'A2'], timeRange: { from: 0, to: 2 * HOUR + 1 } },
      { names: ['B'], timeRange: { from: 9 * DAY, to: 9 * DAY + 1 } },
    ]);
    const days = Array.from({ length: 1_000 }, (_, i) => ({ at: i * i * DAY, name: 'A' }));
    const found = clustersOf(days);
    expect(found).toHaveLength(200);
    for (const { at: day } of days)
      expect(found.filter(({ timeRange }) => day >= timeRange.from && day < timeRange.to)).toHaveLength(1);
  });
});

describe('results that are asked for together', () => {
  const subjects = Array.from({ length: 150 }, (_, i) => `S${i}`);

  it('share a query for one span, and each gets its own', async () => {
    const { store, queries, left } = await longAgo();
    const all = subjects.flatMap((subject, i) => [1, 2, 3].map((n) => result(subject, n, i + n - 1)));
    await store.commit('evaluate' as never, 1 as never, all, hour(3));
    await left();
    const range = { kind: 'aqi.hour', after: hour(0), to: hour(2), limit: 1 } as const;
    const found = await Promise.all(subjects.map((subject) => store.results({ ...range, subject })));
    expect(found.map((rows) => rows.map(({ subject, body }) => [subject, body]))).toEqual(
      subjects.map((subject, i) => [[subject, hourRecord(i)]]),
    );
    expect(queries()).toBe(1);
    const keys = subjects.map((subject) => store.get(result(subject, 2, 0)));
    expect((await Promise.all(keys)).map((one) => one?.body)).toEqual(
      subjects.map((_, i) => hourRecord(i + 1)),
    );
    expect(queries()).toBe(1);
  });
});

describe('a range without anything between its ends', () => {
  it('is empty, and InfluxDB is not asked', async () => {
    const { store, queries, left } = await longAgo();
    await write(store, at(1, 30));
    await left();
    const station = stationId('A1');
    const far = [instant(Date.UTC(2400, 0, 1)), instant(Date.UTC(2401, 0, 1))] as const;
    for (const [after, to] of [[hour(1), hour(1)], [hour(2), hour(1)], far] as const) {
      expect(await store.range({ station, after, to, limit: 5 })).toEqual([]);
      expect(await store.results({ kind: 'aqi.hour', subject: 'A1', after, to, limit: 5 })).toEqual([]);
    }
    expect(queries()).toBe(0);
  });
});
