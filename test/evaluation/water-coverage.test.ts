import { HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { waterFiguresOver } from '../support/asked-water.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';

const SECTIONS = ['r1', 'r2', 'r3', 'r4', 'r5'];
const registry = registryOf({
  regions: [{ id: 'city', name: 'City', kind: 'city' }],
  rivers: ['river', 'weekly'].map((id) => ({ id, name: id })),
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    ...SECTIONS.map((id) => ({ id, name: id, region: 'city', river: 'river' })),
    { id: 'l', name: 'l', region: 'city', lake: 'lake' },
    { id: 'w', name: 'w', region: 'city', river: 'weekly' },
  ],
  stations: [
    ...[...SECTIONS, 'l'].map((id) => ({
      id,
      medium: 'water',
      name: id,
      region: 'city',
      section: id,
      period: 14_400,
    })),
    { id: 'w', medium: 'water', name: 'w', region: 'city', section: 'w', period: 604_800 },
  ],
});
const START = Date.parse('2025-03-01T00:00:00+08:00');
const NOW = instant(Date.parse('2025-04-10T12:00:00+08:00'));
const GOOD = { ph: 7, do: 7, codmn: 3, nh3n: 0.2, tp: 0.05 };

describe('coverage and basis of water', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  let evaluator: RunningEvaluator;
  const write = (station: string, hours: readonly number[], period: number) =>
    store.write({
      observations: hours.map((hour) =>
        observationOf(registry, station, instant(START + hour * HOUR), GOOD, period),
      ),
      deadLetters: [],
    });
  const upTo = (last: number, step: number) =>
    Array.from({ length: last / step }, (_, at) => (at + 1) * step);

  beforeAll(async () => {
    await store.open();
    // Hourly rows of eight days where a sample is expected every four hours.
    await write('l', upTo(8 * 24, 1), 3600);
    // Every expected time of the month, of five sections; on the 2nd one of them is silent.
    for (const section of SECTIONS) {
      const hours = upTo(31 * 24, 4).filter((hour) => section !== 'r5' || hour <= 24 || hour > 48);
      await write(section, hours, 14_400);
    }
    await write('w', [8 * 24, 15 * 24, 22 * 24, 29 * 24], 604_800);
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await api.close();
    await evaluator.stop();
    await store.close();
  });
  const ofSection = async (id: string, query: string) =>
    (await api.get<{ data: readonly object[] }>(`/v1/water/sections/${id}/class?explain=true&${query}`)).data;

  it('is of expected times and not of rows', async () => {
    expect(await ofSection('l', 'interval=month&from=2025-03-01&to=2025-04-01')).toMatchObject([
      {
        validity: { kind: 'insufficient', expected: 186, observed: 48, percent: 25.8 },
        samples: 192,
        days: 8,
      },
    ]);
    const days = await ofSection('l', 'interval=day&from=2025-03-01&to=2025-03-02');
    expect(days[0]).toMatchObject({
      validity: { kind: 'valid', expected: 6, observed: 6, percent: 100 },
      samples: 24,
    });
    const path = '/v1/stations/l/observations?parameter=do&interval=day&from=2025-03-01&to=2025-03-02';
    expect((await api.get<{ data: readonly object[] }>(path)).data[0]).toMatchObject({
      coverage: { expected: 6, observed: 6, percent: 100 },
    });
  });

  it('of a span too', async () => {
    const rolling = await ofSection('l', 'interval=rolling-30d&to=2025-03-31');
    expect(rolling).toMatchObject([{ validity: { kind: 'insufficient', expected: 180, observed: 42 } }]);
  });

  it('of a station that samples once a week is of its weeks', async () => {
    expect(await ofSection('w', 'interval=month&from=2025-03-01&to=2025-04-01')).toMatchObject([
      { validity: { kind: 'valid', expected: 4, observed: 4, percent: 100 } },
    ]);
  });

  it('of a lake and of an area is that of their sections', async () => {
    expect(await api.get('/v1/water/lakes/lake/class?period=month&at=2025-03')).toMatchObject({
      validity: { kind: 'insufficient', expected: 186, observed: 48 },
    });
    const latest = await waterFiguresOver(store, registry).latest('lake.class.month', 'lake');
    expect(latest?.body).toMatchObject({ validity: { kind: 'insufficient', expected: 186, observed: 48 } });
    expect(await api.get('/v1/water/summary?scope=lake:lake&period=month&at=2025-03')).toMatchObject({
      validity: { kind: 'insufficient', expected: 186, observed: 48 },
    });
    expect(await api.get('/v1/water/rivers/river/class?period=month&at=2025-03')).toMatchObject({
      validity: { kind: 'valid', expected: 930, observed: 924, percent: 99.4 },
    });
  });

  it.each([
    ['2025-03-01', 5],
    ['2025-03-02', 4],
    ['2025-03-03', 5],
  ])(
    'the registered sections choose the basis of a river on %s, of which %i report',
    async (at, reporting) => {
      const span = `period=custom&from=${at}&to=${at}`;
      expect(await api.get(`/v1/water/rivers/river/class?${span}`)).toMatchObject({
        basis: 'proportion',
        class: null,
        level: { zh: '优' },
        counted: { by: 'registered', registered: 5, reporting },
        shares: { evaluated: reporting, withoutClass: 5 - reporting },
      });
      const to = instant(Date.parse(`${at}T24:00:00+08:00`));
      const range = { after: instant(to - 1), to, limit: 1 };
      const [day] = await waterFiguresOver(store, registry).results('river.class.day', 'river', range);
      expect(day?.body).toMatchObject({ basis: 'proportion', counted: { registered: 5, reporting } });
      expect(await api.get(`/v1/water/summary?scope=river:river&${span}`)).toMatchObject({
        basis: 'proportion',
        counted: { by: 'registered', registered: 5, reporting },
        rivers: { byProportion: 1, each: [{ counted: { registered: 5, reporting } }] },
      });
    },
  );

  it('the sections that report choose it where that is asked for', async () => {
    const span = 'period=custom&from=2025-03-02&to=2025-03-02&basis=reporting';
    expect(await api.get(`/v1/water/rivers/river/class?${span}`)).toMatchObject({
      basis: 'mean',
      class: 'II',
      counted: { by: 'reporting', registered: 5, reporting: 4 },
    });
  });

  it('a change of a river by registered sections is by proportion on both sides', async () => {
    const span = 'period=custom&from=2025-03-03&to=2025-03-03';
    expect(await api.get(`/v1/water/rivers/river/class?${span}`)).toMatchObject({
      change: { periodBefore: { basis: 'proportion', compared: 4 } },
    });
  });
});
