import type { Observation, Registry, Store } from '@lanbi/model';
import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { startEvaluator } from '../support/evaluation.ts';

const hourOf = (date: string, hour: number): Instant => instant(startOfDate(civilDate(date)) + hour * HOUR);
const air = (id: string, more: object = {}) => ({ id, medium: 'air', name: id, region: 'c', ...more });
const registryWith = (stations: readonly object[], sections: readonly object[] = []): Registry =>
  registryOf({
    regions: [{ id: 'c', name: 'c', kind: 'city' }],
    rivers: [{ id: 'v', name: 'v' }],
    sections,
    stations,
  });

const hours = (registry: Registry, station: string, date: string): Observation[] =>
  Array.from({ length: 24 }, (_, hour) =>
    observationOf(registry, station, hourOf(date, hour + 1), { pm2_5: 35, o3: 70 }),
  );

async function evaluated(store: Store, registry: Registry): Promise<void> {
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
}

interface Rows {
  readonly data: readonly Record<string, unknown>[];
}

describe('a station that was taken out of the registry', () => {
  const before = registryWith([air('A3'), air('A4')]);
  const after = registryWith([air('A4')]);
  const NOW = hourOf('2025-07-02', 2);

  it('keeps its history readable, and says that it is not registered', async () => {
    await withStore(async (store) => {
      const observations = [...hours(before, 'A3', '2025-06-30'), ...hours(before, 'A4', '2025-06-30')];
      await store.write({ observations, deadLetters: [] });
      await evaluated(store, before);
      await evaluated(store, after);
      const api = await apiOver(store, after, NOW);
      expect(await api.get('/v1/stations/A3')).toMatchObject({
        id: 'A3',
        registered: false,
        medium: 'air',
        region: 'c',
        parameters: ['pm2_5', 'o3'],
        lastSeen: '2025-07-01T00:00:00+08:00',
        staleness: { state: 'out-of-service', reason: 'not-registered' },
      });
      expect(await api.get('/v1/stations/A4')).toMatchObject({ registered: true });
      const span = 'from=2025-06-30T00:00:00%2B08:00&to=2025-07-01T00:00:00%2B08:00';
      const raw = await api.get<Rows>(`/v1/stations/A3/observations?parameter=pm2_5&${span}`);
      expect(raw.data.map(({ value }) => value)).toEqual(Array.from({ length: 24 }, () => 35));
      expect((await api.get<Rows>(`/v1/air/stations/A3/aqi?${span}`)).data).toHaveLength(24);
      const days = await api.get<Rows>(`/v1/air/stations/A3/aqi?interval=day&${span}`);
      expect(days.data).toMatchObject([{ concentrations: { pm2_5: 35 } }]);
      const month = await api.get('/v1/air/stations/A3/composite-index?period=month&at=2025-06');
      expect(month).toMatchObject({ station: 'A3' });
      expect(await api.get('/v1/stations/A3/latest')).toMatchObject({ station: 'A3' });
      // It is no point that is expected.
      const { data } = await api.get<Rows>('/v1/stations');
      expect(data.map(({ id }) => id)).toEqual(['A4']);
      await api.close();
    });
  });

  it('is still not found where the store knows nothing of it', async () => {
    await withStore(async (store) => {
      const api = await apiOver(store, after, NOW);
      for (const path of [
        'stations/A9',
        'stations/A9/latest',
        'air/stations/A9/aqi',
        'air/stations/A9/aqi/latest',
      ])
        expect(await api.status(`/v1/${path}`)).toBe(404);
      await api.close();
    });
  });
});

describe('a station with a last day', () => {
  const registry = registryWith([air('A3', { until: '2025-06-30' }), air('A4')]);

  it('is shown with it, is out of service afterwards, and what it still sends is marked', async () => {
    await withStore(async (store) => {
      const observations = ['2025-06-30', '2025-07-01'].flatMap((date) => hours(registry, 'A3', date));
      await store.write({ observations, deadLetters: [] });
      await evaluated(store, registry);
      const api = await apiOver(store, registry, hourOf('2025-07-03', 1));
      expect(await api.get('/v1/stations/A3')).toMatchObject({
        registered: true,
        until: '2025-06-30',
        staleness: { state: 'out-of-service', reason: 'closed', since: '2025-07-01T00:00:00+08:00' },
      });
      const span = 'from=2025-06-30T22:00:00%2B08:00&to=2025-07-01T02:00:00%2B08:00';
      const { data } = await api.get<Rows>(`/v1/stations/A3/observations?parameter=pm2_5&${span}`);
      expect(data.map(({ ts, outOfService }) => [ts, outOfService])).toEqual([
        ['2025-06-30T23:00:00+08:00', undefined],
        ['2025-07-01T00:00:00+08:00', undefined],
        ['2025-07-01T01:00:00+08:00', 'after-until'],
        ['2025-07-01T02:00:00+08:00', 'after-until'],
      ]);
      await api.close();
    });
  });

  it('has no empty rows after it: nothing is expected', async () => {
    await withStore(async (store) => {
      await store.write({ observations: hours(registry, 'A3', '2025-06-29'), deadLetters: [] });
      const api = await apiOver(store, registry, hourOf('2025-07-05', 1));
      const url =
        '/v1/stations/A3/observations?parameter=pm2_5&interval=day&from=2025-06-29T00:00:00%2B08:00&to=2025-07-05T00:00:00%2B08:00';
      const { data } = await api.get<Rows>(url);
      expect(data.map(({ from, coverage }) => [from, coverage])).toEqual([
        ['2025-06-29T00:00:00+08:00', { expected: 24, observed: 24, percent: 100 }],
        ['2025-06-30T00:00:00+08:00', { expected: 24, observed: 0, percent: 0 }],
      ]);
      await api.close();
    });
  });
});

describe('places', () => {
  it('a city whose points were all closed has no place in later rankings', async () => {
    await withStore(async (store) => {
      const registry = registryOf({
        regions: ['c', 'e'].map((id) => ({ id, name: id, kind: 'city' })),
        stations: [air('A3', { until: '2025-06-30' }), air('B1', { region: 'e' })],
      });
      const days = ['2025-06-29', '2025-06-30'];
      const observations = [
        ...days.flatMap((date) => hours(registry, 'A3', date)),
        ...[...days, '2025-07-01', '2025-07-02'].flatMap((date) => hours(registry, 'B1', date)),
      ];
      await store.write({ observations, deadLetters: [] });
      await evaluated(store, registry);
      const api = await apiOver(store, registry, hourOf('2025-08-05', 1));
      const regionsOf = async (at: string) => {
        const url = `/v1/air/rankings?level=city&period=month&at=${at}`;
        const { ranked, unranked } = await api.get<Record<'ranked' | 'unranked', { region: string }[]>>(url);
        return [...ranked, ...unranked].map(({ region }) => region).sort();
      };
      expect(await regionsOf('2025-06')).toEqual(['c', 'e']);
      expect(await regionsOf('2025-07')).toEqual(['e']);
      await api.close();
    });
  });

  it('a summary of water counts the sections that are in force in its period', async () => {
    await withStore(async (store) => {
      const registry = registryWith(
        [
          { id: 'S', medium: 'water', name: 'S', region: 'c', section: 's', until: '2025-06-30' },
          { id: 'T', medium: 'water', name: 'T', region: 'c', section: 't' },
        ],
        ['s', 't'].map((id) => ({ id, name: id, region: 'c', river: 'v' })),
      );
      const observations = [
        observationOf(registry, 'S', hourOf('2025-06-30', 4), { tp: 0.1 }),
        observationOf(registry, 'T', hourOf('2025-06-30', 4), { tp: 0.1 }),
        observationOf(registry, 'T', hourOf('2025-07-01', 4), { tp: 0.1 }),
      ];
      await store.write({ observations, deadLetters: [] });
      await evaluated(store, registry);
      const api = await apiOver(store, registry, hourOf('2025-08-05', 1));
      for (const path of ['summary', 'rivers/v/class']) {
        const expectedIn = async (at: string) => {
          const query = path === 'summary' ? `scope=all&period=month&at=${at}` : `period=month&at=${at}`;
          const { validity } = await api.get<{ validity: { expected: number } }>(
            `/v1/water/${path}?${query}`,
          );
          return validity.expected;
        };
        // Of each section that is in force one sample an hour is expected.
        expect(await expectedIn('2025-06')).toBe(2 * 30 * 24);
        expect(await expectedIn('2025-07')).toBe(31 * 24);
      }
      await api.close();
    });
  });
});
