import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createApi } from '@lanbi/api';
import type { Store } from '@lanbi/model';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';

const run = promisify(execFile);
const example = (path: string): string =>
  fileURLToPath(new URL(`../../docs/examples/${path}`, import.meta.url));

const PYTHON = process.env['LANBI_TEST_PYTHON'] ?? 'python3';
const hasModule = (name: string): boolean => spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;
const hasOpenair = spawnSync('Rscript', ['-e', 'library(openair)']).status === 0;

const STATIONS = ['A1', 'A2'];
const BEGIN = Date.parse('2016-01-01T00:00:00+08:00');
const DAYS = 5;
/** A2 leaves out every seventh hour. */
const valueAt = (station: string, hour: number): number | undefined =>
  station === 'A2' && hour % 7 === 0 ? undefined : 30 + 3 * hour + (station === 'A2' ? 200 : 0);
const hours = Array.from({ length: 24 * DAYS }, (_, hour) => hour);

let store: Store;
let api: Awaited<ReturnType<typeof createApi>>;
let base: string;

beforeAll(async () => {
  const registry = registryOf({
    regions: [{ id: 'c', name: '市', kind: 'city' }],
    stations: STATIONS.map((id) => ({ id, medium: 'air', name: id, region: 'c' })),
  });
  store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const observations = hours.flatMap((hour) =>
    STATIONS.flatMap((station) => {
      const pm2_5 = valueAt(station, hour);
      if (pm2_5 === undefined) return [];
      const to = instant(BEGIN + (hour + 1) * HOUR);
      return [observationOf(registry, station, to, { pm2_5, pm10: 60, so2: 9, no2: 20, co: 0.5, o3: 90 })];
    }),
  );
  await store.write({ observations, deadLetters: [] });
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
  api = await createApi({
    ...{ store, registry, metrics: createMetrics(), log: createLogger('silent') },
    clock: { now: () => parseInstant('2016-01-10T00:00:00+08:00') ?? instant(0) },
    readiness: async () => [],
    apiKeys: [],
    access: NO_LOAD_SHEDDING,
  });
  base = await api.listen({ port: 0, host: '127.0.0.1' });
}, 300_000);
afterAll(async () => {
  await api?.close();
  await store?.close();
});

/** The lines of what a program printed, without the head. */
const linesOf = (text: string): string[] => text.trim().split('\n').slice(1);
const SPAN = ['2016-01-01', '2016-01-05'];

describe('the examples', () => {
  it.skipIf(!hasModule('pandas'))('of pandas: a column a station', async () => {
    const { stdout } = await run(PYTHON, [example('python/hours_pandas.py'), base, ...SPAN]);
    const expected = STATIONS.map((station) => {
      const values = hours.flatMap((hour) => valueAt(station, hour) ?? []);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [station, values.length, Number(mean.toFixed(3)), Math.max(...values)];
    });
    expect(
      linesOf(stdout).map((line) => {
        const [station, ...numbers] = line.split(',');
        return [station, ...numbers.map(Number)];
      }),
    ).toEqual(expected);
  });

  it.skipIf(!hasModule('polars'))('of polars: days above a level', async () => {
    const { stdout } = await run(PYTHON, [example('python/days_polars.py'), base, ...SPAN]);
    // HJ 633: level 5 begins above 200, which is 150 ug/m3 of PM2.5.
    const expected = STATIONS.map((station) => {
      const means = Array.from({ length: DAYS }, (_, day) => {
        const values = hours.slice(24 * day, 24 * day + 24).flatMap((hour) => valueAt(station, hour) ?? []);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      });
      return [station, DAYS, means.filter((mean) => mean > 150).length];
    });
    expect(
      linesOf(stdout).map((line) => {
        const [station, days, heavy] = line.split(',');
        return [station, Number(days), Number(heavy)];
      }),
    ).toEqual(expected);
  });

  it.skipIf(!hasOpenair)('of openair: means of a month', async () => {
    const { stdout } = await run('Rscript', [example('r/hours_openair.R'), base, 'A1', ...SPAN]);
    // Eight hours of January at +08:00 are of December in UTC.
    const means = [hours.slice(0, 8), hours.slice(8)].map(
      (some) => some.reduce((sum, hour) => sum + (valueAt('A1', hour) ?? 0), 0) / some.length,
    );
    expect(linesOf(stdout).map((line) => Number(line.split(',')[1]))).toEqual(
      means.map((mean) => expect.closeTo(mean, 6)),
    );
  });
});
