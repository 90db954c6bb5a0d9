import { createApi } from '@lanbi/api';
import { askWithin, type CityMap, mountDashboard } from '@lanbi/dashboard';
import { createAnnouncer, createEvaluator } from '@lanbi/evaluate';
import { type Clock, type InboxState, LanbiError, type Registry, type Store } from '@lanbi/model';
import { AirFigures, evaluatorLag, WaterFigures } from '@lanbi/query';
import {
  type Config,
  createEventLoopYield,
  createLifecycle,
  createMetrics,
  createPriorityGate,
  type Follower,
  type Logger,
  type Part,
  type Running,
  redactForAnswers,
} from '@lanbi/runtime';
import { createFleet, type Fleet } from '@lanbi/simulate';
import { makePrivate } from '@lanbi/sqlite';
import { createAlerts } from './alerts.ts';
import type { FleetArguments } from './arguments.ts';
import { createBus } from './bus.ts';
import { callsElsewhere } from './calls.ts';
import { dashboardOf } from './dashboard.ts';
import { demoPast } from './demo.ts';
import { createIngestRole } from './ingest-role.ts';
import { createLogs } from './logs.ts';
import { createReadiness } from './readiness.ts';
import { createStorage } from './storage.ts';
import { createStoreWatch } from './store-watch.ts';

export interface AppDeps {
  readonly config: Config;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Logger;
  /** Seed and fault rates of the simulated fleet. */
  readonly fleet?: FleetArguments;
  /** What the pages draw below the stations. */
  readonly map?: CityMap | undefined;
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

/** Whether many readings wait to be stored, as when a backlog is drained. */
const isPressed = ({ unacknowledged, window }: InboxState): boolean => unacknowledged > window / 4;

/** Creates the parts of the roles of this process, not started. */
function createParts({ config, registry, clock, log }: AppDeps) {
  const { roles, waterMinimum, quality, periodCoverage, provisionalHours } = config;
  const metrics = createMetrics();
  const bus = createBus(config, { metrics, log, registry, clock });
  const { store, replica } = createStorage(config, clock, registry);
  const gate = createPriorityGate(() => roles.has('ingest') && isPressed(bus.inbox.state()));
  const { inbox, publisher } = bus;
  const asked = { store, registry, clock, periodCoverage, waterMinimum, yieldNow: createEventLoopYield() };
  const [air, water] = [new AirFigures(asked), new WaterFigures(asked)];
  const deps = { config, store, inbox, publisher, registry, air, water, clock, metrics, log, gate };
  return {
    bus,
    store,
    watch: createStoreWatch({ store, log }),
    deps,
    logs: createLogs({ ...deps, replica, listen: bus.listen }),
    ingestRole: roles.has('ingest') ? createIngestRole(deps) : undefined,
    evaluating: roles.has('evaluate')
      ? [createEvaluator({ ...deps, quality }), createAnnouncer({ ...deps, provisionalHours })]
      : [],
    alerting: roles.has('alert') ? createAlerts(deps) : undefined,
  };
}

type Made = ReturnType<typeof createParts>;

function createApiOf({
  deps,
  watch,
  ingestRole,
  alerting,
  evaluating,
  logs,
}: Made): ReturnType<typeof createApi> {
  const { config, inbox } = deps;
  const followers: readonly Follower[] = [
    ...logs.subscribers,
    ...evaluating,
    ...(alerting?.followers ?? []),
    ...logs.publishers,
  ];
  const ingest = ingestRole?.ingest;
  const redact = redactForAnswers(config);
  const readiness = createReadiness({
    ...{ watch, followers, lost: () => deps.store.lostResults?.lost() },
    redact,
    ...(evaluating.length > 0 && { lag: () => evaluatorLag(deps) }),
    ...(ingest && { ingest, inbox }),
  });
  return createApi({
    ...deps,
    ...(alerting && { alerting }),
    ...(ingestRole && { replayer: ingestRole.replayer }),
    elsewhere: callsElsewhere(config),
    readiness,
    apiKeys: config.apiKeys,
    access: { ...config.access, drainMs: config.stopMs / 2 },
    staleness: config.staleness,
    quality: config.quality,
    waterMinimum: config.waterMinimum,
    periodCoverage: config.periodCoverage,
    provisionalHours: config.provisionalHours,
  });
}

/** Files of hashed passwords and keys, which an earlier version or an operator may have left readable for others. */
function keepSecretsPrivate({ mqtt, access }: Config): void {
  for (const file of [mqtt.usersFile, access.keyFile]) if (file !== undefined) makePrivate(file);
}

/** The roles of this process, in the order in which data flow; stopped in reverse. */
export async function startApp(given: AppDeps): Promise<App> {
  const { config, registry, clock, log } = given;
  keepSecretsPrivate(config);
  const made = createParts(given);
  const { store, watch, bus, logs, ingestRole, evaluating, alerting } = made;
  const api = await createApiOf(made);
  const dashboard = config.roles.has('dashboard')
    ? await dashboardOf({ ...made.deps, map: given.map })
    : undefined;
  if (dashboard) mountDashboard(dashboard, api);
  if (config.roles.has('api')) dashboard?.askBy(askWithin(api));
  const urls = { api: '', broker: '' };
  let fleet: Fleet | undefined;

  const storePart = part(
    'store',
    () => store.open(),
    () => store.close(),
  );
  const sessionsPart = part(
    'sessions',
    () => bus.makeSessions(),
    async () => undefined,
  );
  const brokerPart = part(
    'broker',
    async () => {
      urls.broker = await bus.open();
    },
    () => bus.close(),
  );
  const apiPart = part(
    'api',
    async () => {
      const listening = api.listen(config.http);
      urls.api = await listening.catch((error) => Promise.reject(addressInUse(error)));
    },
    () => api.close(),
  );
  // Stops before the API, which waits for requests in progress.
  const dashboardPart = part(
    'dashboard',
    async () => undefined,
    async () => dashboard?.close(),
  );
  const fleetPart = part(
    'fleet',
    async () => {
      const past = demoPast({ config, store, clock });
      const own = { registry, brokerUrl: urls.broker, clock, log, ...given.fleet };
      fleet = createFleet({ ...own, ...(past && { past }) });
      await fleet.start();
    },
    async () => fleet?.stop(),
  );

  const lifecycle = createLifecycle(log, config.stopMs);
  await lifecycle.start([
    // First of all: from now on the broker keeps what stations publish.
    sessionsPart,
    storePart,
    watch,
    brokerPart,
    ...(ingestRole?.before ?? []),
    ...logs.subscribers,
    ...evaluating,
    ...(alerting?.parts ?? []),
    ...logs.publishers,
    apiPart,
    dashboardPart,
    ...(ingestRole ? [ingestRole.ingest] : []),
    ...(ingestRole && config.demo ? [fleetPart] : []),
  ]);
  return {
    apiUrl: urls.api,
    brokerUrl: urls.broker,
    store,
    ...(fleet && { fleet }),
    stop: () => lifecycle.stop(),
  };
}
