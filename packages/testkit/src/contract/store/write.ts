import {
  consumerName,
  LOG_START,
  type Observation,
  offsetAt,
  type ParameterCode,
  type Reading,
  type Store,
  stationId,
} from '@lanbi/model';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observation, reading } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { changes, fresh, write } from './fresh.ts';

const START = LOG_START;

function storedObservationContract(adapter: StoreAdapter): void {
  it('stores each observation as it is, every reading at revision 1', async () => {
    const { store } = await fresh(adapter);
    const readings = [reading('pm2_5', 35), reading('co', -0.1, { flag: 'D', invalid: 'negative' })];
    const given = observation({ readings });
    expect(changes(await write(store, given))).toEqual(['new']);
    const [stored, ...more] = await store.read(START, 10);
    expect(more).toEqual([]);
    expect(stored).toEqual({
      ...given,
      position: stored?.position,
      readings: readings.map((one) => ({ ...one, revision: 1 })),
    });
  });

  it('keeps which end of a period of unknown length was stated, until a correction states the length', async () => {
    const { store } = await fresh(adapter);
    const [assumed, station] = ['begin', stationId('A2')] as const;
    const one = (value: number) => observation({ readings: [reading('pm2_5', value)] });
    await write(store, { ...one(1), assumed }, { ...one(2), station, assumed: 'end' });
    const assumedNow = async () =>
      (await store.read(START, 10)).map((each) => [each.readings[0]?.value, each.assumed]);
    expect(await assumedNow()).toEqual([
      [1, 'begin'],
      [2, 'end'],
    ]);
    expect(changes(await write(store, { ...one(3), assumed }, { ...one(4), station }))).toEqual([
      'corrected',
      'corrected',
    ]);
    expect(await assumedNow()).toEqual([
      [3, 'begin'],
      [4, undefined],
    ]);
  });

  it('keeps a zero', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation({ readings: [reading('pm2_5', 0)] }));
    expect((await store.read(START, 1))[0]?.readings[0]?.value).toBe(0);
  });

  it('says `same` to what it has and changes nothing, in one batch or in two', async () => {
    const { store } = await fresh(adapter);
    expect(changes(await write(store, observation(), observation()))).toEqual(['new', 'same']);
    const before = await store.read(START, 10);
    expect(changes(await write(store, observation({ receivedAt: 9 })))).toEqual(['same']);
    expect(await store.read(START, 10)).toEqual(before);
  });
}

function retainedContract(adapter: StoreAdapter): void {
  it('lets a retained observation fill gaps, and replace nothing', async () => {
    const { store } = await fresh(adapter);
    const live = observation({ readings: [reading('pm2_5', 35)] });
    const kept = (...readings: readonly Reading[]) => ({ ...observation({ readings }), retained: true });
    await write(store, live);
    const [before] = await store.read(START, 10);
    expect(changes(await write(store, kept(reading('pm2_5', 500))))).toEqual(['same']);
    expect(await store.read(START, 10)).toEqual([before]);
    expect(changes(await write(store, kept(reading('pm2_5', 500), reading('co', 1.1))))).toEqual(['new']);
    const [filled] = await store.read(START, 10);
    expect(filled?.readings).toEqual([
      { ...reading('pm2_5', 35), revision: 1 },
      { ...reading('co', 1.1), revision: 1 },
    ]);
    expect(filled).not.toHaveProperty('retained');
    // A value that a station says itself corrects one that a broker had kept.
    expect(changes(await write(store, observation({ readings: [reading('co', 0.9)] })))).toEqual([
      'corrected',
    ]);
  });
}

function anyOrderContract(adapter: StoreAdapter): void {
  it('comes to the same values with retained observations and without, in any order and any batches', async () => {
    const one = fc.record({
      retained: fc.boolean(),
      at: fc.integer({ min: 1, max: 2 }),
      values: fc.dictionary(fc.constantFrom('pm2_5', 'co'), fc.integer({ min: 1, max: 3 }), { minKeys: 1 }),
      last: fc.boolean(),
    });
    type Said = {
      readonly retained: boolean;
      readonly at: number;
      readonly values: Record<string, number>;
    };
    const observed = (station: string, { retained, at, values }: Said): Observation => {
      const readings = Object.entries(values).map(([code, value]) => reading(code as ParameterCode, value));
      return { ...observation({ station, at, readings }), ...(retained && { retained }) };
    };
    const valuesOf = async (store: Store, id: string) => {
      const log = await store.read(START, 10_000);
      const own = log.filter(({ station }) => station === id);
      return new Map(
        own.flatMap(({ to, readings }) =>
          readings.map(({ parameter, value }) => [`${to} ${parameter}`, value] as const),
        ),
      );
    };
    const [all, live] = [(await fresh(adapter)).store, (await fresh(adapter)).store];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 8 }), async (given) => {
        const id = `S${run++}`;
        const batch: Observation[] = [];
        for (const each of given) {
          batch.push(observed(id, each));
          if (each.last) await write(all, ...batch.splice(0));
        }
        await write(all, ...batch);
        await write(live, ...given.filter(({ retained }) => !retained).map((each) => observed(id, each)));
        const found = await valuesOf(all, id);
        for (const [key, value] of await valuesOf(live, id))
          expect([key, found.get(key)]).toEqual([key, value]);
      }),
      { numRuns: 50 },
    );
  });
}

function correctionContract(adapter: StoreAdapter): void {
  it('keeps observations apart that differ in station, end or period', async () => {
    const { store } = await fresh(adapter);
    const outcomes = await write(
      store,
      observation(),
      observation({ station: 'A2' }),
      observation({ at: 2 }),
      observation({ period: 60 }),
    );
    expect(changes(outcomes)).toEqual(['new', 'new', 'new', 'new']);
    expect(await store.read(START, 10)).toHaveLength(4);
  });

  it('adds readings of other parameters to the observation', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation());
    expect(changes(await write(store, observation({ readings: [reading('co', 1.1)] })))).toEqual(['new']);
    const [stored] = await store.read(START, 10);
    expect(stored?.readings).toEqual([
      { ...reading('pm2_5', 35), revision: 1 },
      { ...reading('co', 1.1), revision: 1 },
    ]);
  });

  it.each([
    ['value', reading('pm2_5', 36)],
    ['flag', reading('pm2_5', 35, { flag: 'C' })],
    ['validity', reading('pm2_5', 35, { invalid: 'flag' })],
  ])('another %s is a correction with the next revision', async (_what, corrected) => {
    const { store } = await fresh(adapter);
    await write(store, observation({ readings: [reading('pm2_5', 35), reading('co', 1)] }));
    expect(changes(await write(store, observation({ readings: [corrected] })))).toEqual(['corrected']);
    const [stored] = await store.read(START, 10);
    expect(stored?.readings).toEqual([
      { ...corrected, revision: 2 },
      { ...reading('co', 1), revision: 1 },
    ]);
  });

  it('a correction taken back is a correction again', async () => {
    const { store } = await fresh(adapter);
    await write(store, observation());
    await write(store, observation({ readings: [reading('pm2_5', 36)] }));
    expect(changes(await write(store, observation()))).toEqual(['corrected']);
    expect((await store.read(START, 1))[0]?.readings[0]).toMatchObject({ value: 35, revision: 3 });
  });
}

function batchContract(adapter: StoreAdapter): void {
  it('stores the checkpoint of a writer with its batch', async () => {
    const { store } = await fresh(adapter);
    const consumer = consumerName('spool');
    const checkpoint = { consumer, position: offsetAt(7) };
    await store.write({ observations: [observation()], deadLetters: [], checkpoint });
    expect(await store.checkpoint(consumer)).toBe(7);
    await store.write({
      observations: [],
      deadLetters: [],
      checkpoint: { ...checkpoint, position: offsetAt(9) },
    });
    expect(await store.checkpoint(consumer)).toBe(9);
  });

  it('takes an empty batch', async () => {
    const { store } = await fresh(adapter);
    expect(await write(store)).toEqual([]);
  });

  it('commits overlapping calls in call order', async () => {
    const { store } = await fresh(adapter);
    const values = Array.from({ length: 20 }, (_, n) => n);
    const all = await Promise.all(
      values.map((n) => write(store, observation({ readings: [reading('pm2_5', n)] }))),
    );
    expect(all.flatMap(changes)).toEqual(values.map((n) => (n === 0 ? 'new' : 'corrected')));
    expect((await store.read(START, 1))[0]?.readings[0]).toMatchObject({ value: 19, revision: 20 });
  });
}

export function writeContract(adapter: StoreAdapter): void {
  describe('write', () => {
    storedObservationContract(adapter);
    retainedContract(adapter);
    anyOrderContract(adapter);
    correctionContract(adapter);
    batchContract(adapter);
  });
}
