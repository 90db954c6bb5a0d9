import { createApi } from '@lanbi/api';
import { AirRecomputation } from '@lanbi/evaluation';
import { consumerName, LOG_START, type Observation, type Registry, type Store } from '@lanbi/model';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { civilDate, type Instant, instant, parseInstant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { observationsOf, recordsOf } from './evaluation.ts';
import { NO_LOAD_SHEDDING } from './load-shedding.ts';
import { MADE_AIR, MADE_AIR_STATIONS, madeAirDay, madeAirYear } from './made-baoding-air.ts';
import { MADE_WATER, madeWater } from './made-baoding-water.ts';

/** When the scenario is looked at: 2023 is over and nothing of it is provisional. */
export const MADE_NOW: Instant = parseInstant('2024-01-20T08:00:00+08:00') ?? instant(0);

export const madeBaodingRegistry = (): Registry =>
  registryOf({ ...MADE_AIR, ...MADE_WATER, stations: [...MADE_AIR.stations, ...MADE_WATER.stations] });

type ApiDeps = Parameters<typeof createApi>[0];

export interface MadeBaoding {
  readonly api: Awaited<ReturnType<typeof createApi>>;
  readonly deps: ApiDeps;
  close(): Promise<void>;
}

interface Evaluated {
  readonly store: Store;
  readonly registry: Registry;
}

async function evaluated(
  years: readonly string[],
  extra: (registry: Registry) => readonly Observation[],
): Promise<Evaluated> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const registry = madeBaodingRegistry();
  for (const year of years)
    for (const observations of madeAirYear(year)) await store.write({ observations, deadLetters: [] });
  await store.write({ observations: extra(registry), deadLetters: [] });
  // All at once from the readings, which is equal to evaluating them one after the other and takes a fraction.
  const literal = new AirRecomputation(registry, { periods: false });
  const air = recordsOf(literal.results(await observationsOf(store, registry)));
  await store.commit(consumerName('evaluate'), LOG_START, air, MADE_NOW);
  const water = new WaterRun(store, registry);
  await water.write(madeWater(registry));
  await water.finish();
  return { store, registry };
}

async function apiOf({ store, registry }: Evaluated, more: Partial<ApiDeps>) {
  const deps: ApiDeps = {
    store,
    registry,
    clock: { now: () => MADE_NOW },
    metrics: createMetrics(),
    log: createLogger('silent'),
    replayer: {
      replay: async () => undefined,
      replayAll: async () => ({ stored: 0, partly: 0, refused: 0 }),
    },
    readiness: async () => [{ name: 'store', ok: true }],
    apiKeys: [],
    access: NO_LOAD_SHEDDING,
    ...more,
  };
  return { api: await createApi(deps), deps };
}

/** Air of some years and water of 2023 in a store of its own, evaluated, and the API over it at its own time. */
export async function madeBaoding(
  more: Partial<ApiDeps> = {},
  years: readonly string[] = ['2022', '2023'],
  extra: (registry: Registry) => readonly Observation[] = () => [],
): Promise<MadeBaoding> {
  const own = await evaluated(years, extra);
  const made = await apiOf(own, more);
  return {
    ...made,
    close: async () => {
      await made.api.close();
      await own.store.close();
    },
  };
}

/** One day of January 2024, of which 19 days are over. */
const inJanuary = (): Observation[] =>
  MADE_AIR_STATIONS.flatMap((station) => madeAirDay(station, startOfDate(civilDate('2024-01-05')), '2023'));

/** Kept until the process ends: files that run in one worker read the same store. */
let read: Promise<Evaluated> | undefined;

/**
 * Air of 2022, 2023 and one day of 2024, and water of 2023, evaluated once for all files of a worker, and an API of its
 * own over it. For tests that write nothing.
 */
export async function readBaoding(more: Partial<ApiDeps> = {}): Promise<MadeBaoding> {
  read ??= evaluated(['2022', '2023'], inJanuary);
  const made = await apiOf(await read, more);
  return { ...made, close: () => made.api.close() };
}
