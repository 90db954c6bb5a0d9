import { createApi } from '@lanbi/api';
import { askWithin, type CityMap, type Dashboard, mountDashboard } from '@lanbi/dashboard';
import { createAnnouncer, createEvaluator } from '@lanbi/evaluate';
import type { Clock, InboxState, Registry, Store } from '@lanbi/model';
import { AirFigures, evaluatorLag, WaterFigures } from '@lanbi/query';
import {
  type Config,
  createEventLoopYield,
  createLifecycle,
  createMetrics,
  createPriorityGate,
  type Follower,
  type Logger,
  type Running,
  redactForAnswers,
} from '@lanbi/runtime';
import type { Fleet } from '@lanbi/simulate';
import { makePrivate } from '@lanbi/sqlite';
import { createAlerts } from './alerts.ts';
import {
  apiPart,
  brokerPart,
  dashboardPart,
  fleetPart,
  type Started,
  sessionsPart,
  storePart,
} from './app-parts.ts';
import type { FleetArguments } from './arguments.ts';
import { createBus } from './bus.ts';
import { callsElsewhere } from './calls.ts';
import { dashboardOf } from './dashboard.ts';
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
  const evaluator = roles.has('evaluate') ? createEvaluator({ ...deps, quality }) : undefined;
  return {
    bus,
    store,
    watch: createStoreWatch({ store, log }),
    deps,
    logs: createLogs({ ...deps, replica, listen: bus.listen }),
    ingestRole: roles.has('ingest') ? createIngestRole(deps) : undefined,
    evaluator,
    evaluating: evaluator ? [evaluator, createAnnouncer({ ...deps, provisionalHours })] : [],
    alerting: roles.has('alert') ? createAlerts(deps) : undefined,
  };
}

type Made = ReturnType<typeof createParts>;
type Api = Awaited<ReturnType<typeof createApi>>;

function createApiOf({ deps, watch, ingestRole, alerting, evaluator, evaluating, logs }: Made): Promise<Api> {
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
    ...(evaluator && { lag: () => evaluatorLag(deps), rebuilt: evaluator.rebuilt }),
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
    simulated: config.demo && config.roles.has('ingest'),
  });
}

/** Files of hashed passwords and keys, which an earlier version or an operator may have left readable for others. */
function keepSecretsPrivate({ mqtt, access }: Config): void {
  for (const file of [mqtt.usersFile, access.keyFile]) if (file !== undefined) makePrivate(file);
}

/** The pages, where this process has them: mounted on the API of this process, and asking it or another one. */
async function mountPages(made: Made, map: CityMap | undefined, api: Api): Promise<Dashboard | undefined> {
  const { config } = made.deps;
  if (!config.roles.has('dashboard')) return undefined;
  const dashboard = await dashboardOf({ ...made.deps, map });
  mountDashboard(dashboard, api);
  if (config.roles.has('api')) dashboard.askBy(askWithin(api));
  return dashboard;
}

/** Starts the roles of this process in the order in which data flow; stops them in reverse. */
export async function startApp(given: AppDeps): Promise<App> {
  const { config, log } = given;
  keepSecretsPrivate(config);
  const made = createParts(given);
  const { store, watch, bus, logs, ingestRole, evaluating, alerting } = made;
  const api = await createApiOf(made);
  const dashboard = await mountPages(made, given.map, api);
  const started: Started = { apiUrl: '', brokerUrl: '' };
  const lifecycle = createLifecycle(log, config.stopMs);
  await lifecycle.start([
    // First of all: from now on the broker keeps what stations publish.
    sessionsPart(bus),
    storePart(store),
    watch,
    brokerPart(bus, started),
    ...(ingestRole?.before ?? []),
    ...logs.subscribers,
    ...evaluating,
    ...(alerting?.parts ?? []),
    ...logs.publishers,
    apiPart(api, config.http, started),
    dashboardPart(dashboard),
    ...(ingestRole ? [ingestRole.ingest] : []),
    ...(ingestRole && config.demo ? [fleetPart({ ...given, store }, started)] : []),
  ]);
  return { ...started, store, stop: () => lifecycle.stop() };
}
