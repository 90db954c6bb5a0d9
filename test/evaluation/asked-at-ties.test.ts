import { windowOf } from '@lanbi/evaluation';
import { type Observation, type ParameterCode, regionId, type Store, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, civilDate, HOUR, instant, MINUTE, seconds } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { apiOver } from '../support/api.ts';
import { airFiguresOver } from '../support/asked-air.ts';
import { startEvaluator } from '../support/evaluation.ts';

// Figures of hours that are means of three values of 20 minutes: what rounding such a mean to a millionth leaves out
// decides each of them. The expected values are computed here, in whole numbers.

const START = Date.parse('2025-03-01T00:00:00+08:00');
const PART = 20 * MINUTE;
const REGISTRY = registryOf({
  regions: [{ id: 'c', name: 'C', kind: 'city' }],
  stations: [{ id: 'A', medium: 'air', name: 'A', region: 'c', role: 'evaluation' }],
});

/** Values of a pollutant, in millionths, of each third of an hour. */
type Thirds = readonly [bigint, bigint, bigint];
type Hour = Readonly<Partial<Record<ParameterCode, Thirds>>>;

const LOW: Hour = {
  so2: [6_000_000n, 6_000_000n, 6_000_000n],
  no2: [4_000_000n, 4_000_000n, 4_000_000n],
  pm10: [7_000_000n, 7_000_000n, 7_000_000n],
  co: [400_000n, 400_000n, 400_000n],
  o3: [16_000_000n, 16_000_000n, 16_000_000n],
  pm2_5: [3_000_000n, 3_000_000n, 3_000_000n],
};

function observations(hours: number, of: (hour: number) => Hour): Observation[] {
  return Array.from({ length: hours * 3 }, (_, at): Observation => {
    const values = { ...LOW, ...of(Math.floor(at / 3)) };
    return {
      station: stationId('A'),
      medium: 'air',
      region: regionId('c'),
      to: instant(START + (at + 1) * PART),
      period: seconds(1200),
      receivedAt: instant(START + (at + 1) * PART),
      readings: AIR_POLLUTANTS.map((parameter) => ({
        parameter,
        value: Number(values[parameter]?.[at % 3] ?? 0n) / 1e6,
        flag: 'N',
      })),
    };
  });
}

async function evaluated(all: readonly Observation[]): Promise<Store> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  await store.write({ observations: all, deadLetters: [] });
  const evaluator = await startEvaluator(store, REGISTRY);
  await evaluator.caughtUp();
  await evaluator.stop();
  return store;
}

async function apiOf(store: Store) {
  const api = await apiOver(store, REGISTRY, instant(START + 400 * 24 * HOUR));
  onTestFinished(() => api.close());
  return api;
}

/** Up to an integer. */
const ceilOf = (n: bigint, d: bigint): number => Number(n / d + (n % d > 0n ? 1n : 0n));

/** 35.8 and a third of a millionth more, and as much less: 35.8 itself is the last one of 51. */
const ABOVE: Thirds = [35_800_000n, 35_800_000n, 35_800_001n];
const BELOW: Thirds = [35_800_000n, 35_800_000n, 35_799_999n];

it.each([
  ['above', ABOVE, 52],
  ['below', BELOW, 51],
])('the running mean of 24 hours a third of a millionth %s a limit', async (_, thirds, expected) => {
  const sum = 24n * thirds.reduce((a, b) => a + b, 0n);
  // HJ 633-2012: 50 to 100 over 35 to 75 µg/m³.
  expect(50 + ceilOf(50n * (sum - 35_000_000n * 72n), 40_000_000n * 72n)).toBe(expected);
  const api = await apiOf(await evaluated(observations(24, () => ({ pm2_5: thirds }))));
  const span = 'from=2025-03-01T23:00:00%2B08:00&to=2025-03-02T00:00:00%2B08:00';
  for (const place of ['stations/A', 'regions/c']) {
    const url = `/v1/air/${place}/aqi?interval=hour&method=text&fields=aqi,method,further&${span}`;
    const { data } = await api.get<{ data: { aqi: number; further: object }[] }>(url);
    expect(data).toEqual([expect.objectContaining({ aqi: expected, method: 'text' })]);
    expect(data[0]?.further).toMatchObject({ pm2_5_24h: 35.8 });
  }
});

it('the running mean of SO2 that stands in for SO2 above 800, a third of a millionth above a limit', async () => {
  // 475 of the day is 150; beyond it the next integer. One hour of 24 is above 800.
  const rest: Thirds = [460_000_000n, 460_000_000n, 460_000_001n];
  const high: Thirds = [820_000_000n, 820_000_000n, 820_000_000n];
  const sum = 23n * rest.reduce((a, b) => a + b, 0n) + high.reduce((a, b) => a + b, 0n);
  expect(sum - 475_000_000n * 72n).toBe(23n);
  const expected = 150 + ceilOf(50n * (sum - 475_000_000n * 72n), 325_000_000n * 72n);
  expect(expected).toBe(151);
  const api = await apiOf(await evaluated(observations(24, (at) => ({ so2: at === 23 ? high : rest }))));
  const { aqi, further } = await api.get<{ aqi: number; further: object }>('/v1/air/stations/A/aqi/latest');
  expect([aqi, further]).toEqual([expected, { so2_24h: 475 }]);
});

it('the daily maximum 1 h of ozone, a third of a millionth above a limit', async () => {
  const high: Thirds = [900_000_000n, 900_000_000n, 900_000_000n];
  const largest: Thirds = [1_000_000_000n, 1_000_000_000n, 1_000_000_001n];
  // HJ 633-2012: ozone 8 h above 800 goes by the hour, 300 to 400 over 800 to 1000, 400 to 500 over 1000 to 1200 µg/m³.
  const sum = largest.reduce((a, b) => a + b, 0n);
  const expected = 400 + ceilOf(100n * (sum - 1_000_000_000n * 3n), 200_000_000n * 3n);
  expect(expected).toBe(401);
  const store = await evaluated(observations(24, (at) => ({ o3: at === 12 ? largest : high })));
  const api = await apiOf(store);
  for (const place of ['stations/A', 'regions/c']) {
    const url = `/v1/air/${place}/aqi?interval=day&from=2025-03-01&to=2025-03-01`;
    const { data } = await api.get<{ data: { aqi: number }[] }>(url);
    expect(data.map(({ aqi }) => aqi)).toEqual([expected]);
  }
});

it('a composite index that takes concentrations as they come, of two that have no decimal', async () => {
  const fine: Thirds = [4_000_000n, 4_000_000n, 5_000_000n];
  const coarse: Thirds = [7_750_000n, 7_750_000n, 7_850_000n];
  // GB 3095-2012, grade 2: four terms of 0.1, PM2.5 / 35 and PM10 / 70: 0.635, of which half to even is 0.64.
  const seventieths = (2n * 13_000_000n + coarse.reduce((a, b) => a + b, 0n)) / 3n;
  expect([fine.reduce((a, b) => a + b, 0n), 28_000_000n + seventieths]).toEqual([13_000_000n, 44_450_000n]);
  expect((44_450_000n * 1000n) / 70_000_000n).toBe(635n);
  const store = await evaluated(observations(7 * 24, () => ({ pm2_5: fine, pm10: coarse })));
  const air = airFiguresOver(store, REGISTRY);
  const period = 'rolling-7d';
  const window = windowOf(period, civilDate('2025-03-07'));
  for (const [id, region] of [
    ['A', false],
    ['c', true],
  ] as const)
    for (const statistics of [undefined, { digits: 6 }]) {
      const options = { rounding: 'exact', ...(statistics && { statistics }) } as const;
      const { body } = await air.period({ subject: { id, region }, period, window, options });
      expect(body.composite.index).toBe(0.64);
    }
});
