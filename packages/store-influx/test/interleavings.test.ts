import { consumerName, LOG_START, offsetAt, type StoredObservation } from '@lanbi/model';
import { eachPollutant, missing } from '@lanbi/standards';
import { createRecentStore, type RecentStore } from '@lanbi/store-embedded';
import { changes, write } from '@lanbi/testkit/contract/store/fresh';
import { hour, hourRecord, observation, reading, result } from '@lanbi/testkit/samples/observations';
import { describe, expect, it } from 'vitest';
import { InfluxStore } from '../src/influx-store.ts';
import { INFLUX_DEFAULTS } from '../src/options.ts';
import { resultsQuery } from '../src/read/result-queries.ts';
import { resultsOf } from '../src/read/rows.ts';
import { bucketsOf } from '../src/schema/buckets.ts';
import { everySchedule } from './support/every-schedule.ts';
import { Held, HeldClient } from './support/held-client.ts';
import { MemoryInflux } from './support/memory-influx.ts';

const START = LOG_START;
const NOW = 24 * 30;
const [X, Y] = [NOW - 200, NOW - 100];
const SIX = { pm2_5: 30, pm10: 60, so2: 5, no2: 40, co: 0.5, o3: 88 } as const;
const six = Object.entries(SIX).map(([name, value]) => reading(name as keyof typeof SIX, value));

/** Prunes all that ended at or before an hour. */
function prune(recent: RecentStore, upTo: number): void {
  const from = { observation: hour(upTo), hour: hour(upTo), long: hour(upTo) };
  const far = offsetAt(Number.MAX_SAFE_INTEGER);
  while (recent.prune({ from, observationsUpTo: far, resultsUpTo: far }));
}

async function made() {
  const [memory, held] = [new MemoryInflux(), new Held()];
  const recent = createRecentStore({ path: ':memory:' });
  const connection = { url: 'http://127.0.0.1:1', token: 't', org: 'o', bucket: 'b' };
  const options = { ...INFLUX_DEFAULTS, ...connection, path: ':memory:', now: () => hour(NOW) };
  const store = new InfluxStore(options, recent, new HeldClient(memory, held), bucketsOf('b'));
  await store.open();
  const logged: StoredObservation[] = [];
  store.onAppend(() => void recent.read(START, 100).then((all) => logged.push(...all)));
  return { store, recent, held, memory, logged };
}

type Made = Awaited<ReturnType<typeof made>>;

/** All that is stored of the two hours: value and revision of each parameter. */
async function hoursOf({ store }: Made) {
  const station = observation().station;
  const all = await store.range({ station, after: hour(0), to: hour(NOW), limit: 10 });
  return all.map(({ readings }) =>
    Object.fromEntries(
      readings.map(({ parameter, value, revision }) => [parameter, `${value} r${revision}`]),
    ),
  );
}

describe('a write, the pruning and corrections in every interleaving', () => {
  it('a partial correction loses no other value, whatever is pruned while InfluxDB is asked', async () => {
    const runs = await everySchedule(made, async (each) => {
      const { store, recent, held, logged } = each;
      await write(store, observation({ at: X, readings: six }));
      await write(store, observation({ at: Y, readings: six }));
      prune(recent, X);
      logged.length = 0;
      held.hold();
      const o3 = [X, Y].map((at) => observation({ at, receivedAt: NOW, readings: [reading('o3', 71)] }));
      const later = observation({ at: Y, receivedAt: NOW, readings: [reading('pm10', 61)] });
      const other = observation({ station: 'B', at: Y, readings: six });
      const work = Promise.all([write(store, ...o3), write(store, other), write(store, later)]);
      return {
        work,
        actions: [() => prune(recent, NOW)],
        async check() {
          expect((await work).map(changes)).toEqual([['corrected', 'corrected'], ['new'], ['corrected']]);
          const whole = Object.fromEntries(Object.entries(SIX).map(([name, value]) => [name, `${value} r1`]));
          expect(await hoursOf(each)).toEqual([
            { ...whole, o3: '71 r2' },
            { ...whole, o3: '71 r2', pm10: '61 r2' },
          ]);
          // Readers of the log get all readings of both.
          expect(logged.map(({ readings }) => readings.length)).toEqual(logged.map(() => six.length));
          expect(new Set(logged.map(({ to }) => to))).toEqual(new Set([hour(X), hour(Y)]));
        },
      };
    });
    expect(runs).toBeGreaterThan(50);
  });

  it('a result keeps its revision and the figure before it, whatever is pruned meanwhile', async () => {
    await everySchedule(made, async ({ store, recent, held }) => {
      const consumer = consumerName('evaluate');
      const commit = (at: number, aqi: number) =>
        store.commit(consumer, offsetAt(at), [result('A', X, aqi), result('A', Y, aqi)], hour(NOW));
      await commit(1, 40);
      await store.commit(consumer, offsetAt(1), [result('A', NOW, 1)], hour(NOW));
      prune(recent, X);
      held.hold();
      const work = Promise.all([commit(2, 50), commit(3, 60)]);
      return {
        work,
        actions: [() => prune(recent, NOW)],
        async check() {
          const revisions = (await work).map((all) => all.map(({ revision }) => revision));
          expect(revisions).toEqual([
            [2, 2],
            [3, 3],
          ]);
        },
      };
    });
  });
});

describe('a result that takes the place of an earlier one with more numbers', () => {
  it('can be read at every moment, and no number of the earlier one stays', async () => {
    const consumer = consumerName('evaluate');
    const { kind, subject, from, to } = result('A', X, 0);
    const { text, params } = resultsQuery([
      { kind, subjects: [subject], timeRange: { from: to, to: to + 1 } },
    ]);
    await everySchedule(made, async ({ store, held, memory }) => {
      await store.commit(consumer, offsetAt(1), [result('A', X, 85)], hour(NOW));
      const read: unknown[] = [];
      const look = () =>
        read.push(...resultsOf(memory.series('b_hour', text, params).flat()).map(({ body }) => body));
      held.hold();
      const gone = { ...hourRecord(0), concentrations: eachPollutant(() => missing('no-data')) };
      const next = { kind, subject, from, to, body: gone };
      const work = store.commit(consumer, offsetAt(2), [next], hour(NOW));
      return {
        work,
        actions: [look],
        async check() {
          expect([[hourRecord(85)], [gone], []]).toContainEqual(read);
          expect(await work).toMatchObject([{ revision: 2 }]);
          look();
          expect(read.at(-1)).toEqual(gone);
          const points = memory.points('b_hour');
          expect(points.map(({ nth, fields }) => [nth, fields.has('pm2_5')])).toEqual([[0, false]]);
        },
      };
    });
  });
});

describe('the whole reading again', () => {
  it('repairs an hour of which the file has one value only, as an earlier version left it', async () => {
    const each = await made();
    const { store, recent, logged } = each;
    await write(store, observation({ at: Y, readings: six }));
    const { position: _, ...state } = (await recent.read(START, 1))[0] ?? expect.fail();
    const damaged = { ...state, readings: [{ ...reading('o3', 71), revision: 1 }] };
    await recent.writePlanned({ observations: [], deadLetters: [] }, [
      { outcome: { kind: 'accepted', change: 'new' }, next: damaged },
    ]);
    await new Promise(setImmediate);
    logged.length = 0;
    const whole = observation({ at: Y, receivedAt: NOW, readings: six });
    expect(changes(await write(store, whole))).toEqual(['corrected']);
    expect(logged.map(({ readings }) => readings.length)).toEqual([six.length]);
    expect(await hoursOf(each)).toEqual([
      { pm2_5: '30 r1', pm10: '60 r1', so2: '5 r1', no2: '40 r1', co: '0.5 r1', o3: '88 r2' },
    ]);
  });
});

describe('readings that come again after they left the file', () => {
  it('are the same: neither logged nor written again', async () => {
    const { store, recent, logged } = await made();
    const all = Array.from({ length: 20 }, (_, i) => observation({ at: i + 1, readings: six }));
    await write(store, ...all);
    prune(recent, NOW);
    logged.length = 0;
    expect(changes(await write(store, ...all))).toEqual(all.map(() => 'same'));
    expect(logged).toEqual([]);
    expect(await store.read(START, 100)).toEqual([]);
  });
});
