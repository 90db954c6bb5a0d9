import { createApi } from '@lanbi/api';
import { createAnnouncer, createEvaluator } from '@lanbi/evaluate';
import { createIngest, createReplayer, createRetention } from '@lanbi/ingest';
import type { Clock, Registry, Store } from '@lanbi/model';
import { LanbiError } from '@lanbi/model';
import {
  type Config,
  createLifecycle,
  createMetrics,
  type Logger,
  type Part,
  type Running,
} from '@lanbi/runtime';
import { createFleet, type Fleet } from '@lanbi/simulate';
import { createAlerts } from './alerts.ts';
import type { FleetArguments } from './arguments.ts';
import { createBus } from './bus.ts';
import { createReadiness } from './readiness.ts';
import { createSpoolFor, createStore } from './storage.ts';

export interface AppDeps {
  readonly config: Config;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Logger;
  /** Seed and disturbances of the simulated fleet. */
  readonly fleet?: FleetArguments;
}

export interface App extends Running {
  readonly apiUrl: string;
  readonly brokerUrl: string;
  readonly store: Store;
  /** Absent without a demo. */
  readonly fleet?: Fleet;
}

const part = (name: string, start: () => Promise<unknown>, stop: () => Promise<unknown>): Part => ({
  name,
  start: async () => void (await start()),
  stop: async () => void (await stop()),
});

const addressInUse = (cause: unknown): unknown =>
  (cause as { code?: string }).code === 'EADDRINUSE'
    ? new LanbiError('address-in-use', 'the port of the API is in use; set LANBI_HTTP_PORT', { cause })
    : cause;

/** The whole pipeline in one process, in the order in which data flow; stopped in reverse. */
export async function startApp({ config, registry, clock, log, fleet: asked }: AppDeps): Promise<App> {
  const metrics = createMetrics();
  const bus = createBus(config, { metrics, log });
  const store = createStore(config, clock);
  const spool = createSpoolFor(config);
  const { inbox, publisher } = bus;
  const deps = { store, spool, inbox, publisher, registry, clock, metrics, log };
  const ingest = createIngest(deps);
  const replayer = createReplayer({ ...deps, exclusive: ingest.exclusive });
  const retention = createRetention({ ...deps, bounds: config.deadLetters });
  const { waterMinimum, quality } = config;
  const evaluator = createEvaluator({ ...deps, waterMinimum, quality });
  const announcer = createAnnouncer(deps);
  const { alerts, dryRun, parts: alerting, followers } = createAlerts({ ...deps, config });
  const readiness = createReadiness({ ...deps, ingest, followers: [evaluator, announcer, ...followers] });
  const api = await createApi({
    ...deps,
    alerting: { alerts, dryRun },
    replayer,
    readiness,
    apiKeys: config.apiKeys,
    staleness: config.staleness,
  });
  let apiUrl = '';
  let brokerUrl = '';
  let fleet: Fleet | undefined;
  const { host, port } = config.http;

  const parts = [
    part(
      'store',
      () => store.open(),
      () => store.close(),
    ),
    part(
      'broker',
      async () => {
        brokerUrl = await bus.open();
      },
      () => bus.close(),
    ),
    part(
      'spool',
      () => spool.open(),
      () => spool.close(),
    ),
    retention,
    evaluator,
    announcer,
    ...alerting,
    part(
      'api',
      async () => {
        apiUrl = await api.listen({ host, port }).catch((error) => Promise.reject(addressInUse(error)));
      },
      () => api.close(),
    ),
    ingest,
  ];
  if (config.demo)
    parts.push(
      part(
        'fleet',
        async () => {
          fleet = createFleet({ registry, brokerUrl, clock, log, ...asked });
          await fleet.start();
        },
        async () => fleet?.stop(),
      ),
    );
  const lifecycle = createLifecycle(log, config.stopMs);
  await lifecycle.start(parts);
  return { apiUrl, brokerUrl, store, ...(fleet && { fleet }), stop: () => lifecycle.stop() };
}
