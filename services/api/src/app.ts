import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { AirFigures, FIGURE_CATALOGUE, LatestFigures, Statements, WaterFigures } from '@lanbi/query';
import { createEventLoopYield } from '@lanbi/runtime';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AlertApiDeps, ApiDeps, CallGroup, FigureDeps, ReplayApiDeps } from './deps.ts';
import { useStrictRequests } from './http/asked.ts';
import { useBodies } from './http/bodies.ts';
import { useBrowsers } from './http/browsers.ts';
import { useCompression } from './http/compression.ts';
import { DOCUMENT } from './http/document.ts';
import { useDrain } from './http/drain.ts';
import { answerFramework, useProblems } from './http/errors.ts';
import { useFamilies } from './http/families.ts';
import { absent, forwarding } from './http/forward.ts';
import { useKeys } from './http/keys.ts';
import { useLatency } from './http/latency.ts';
import { useBounds, useRates, useTimeLimit } from './http/limits.ts';
import { unrouted } from './http/methods.ts';
import { useNegotiation } from './http/negotiate.ts';
import { usePressure } from './http/pressure.ts';
import { answerRaw } from './http/raw-errors.ts';
import { useReadyAnswers } from './http/ready-answers.ts';
import { requestId, useRequestIds } from './http/request-ids.ts';
import { demandScopes, OPEN } from './http/scope.ts';
import { useEtags } from './http/send.ts';
import { keepByStore, storedVersion } from './http/stored-version.ts';
import { useUnderWay } from './http/under-way.ts';
import { useUnreadCut } from './http/unread.ts';
import { useVersionedAnswers } from './http/versioned.ts';
import { createWrongKeys } from './http/wrong-keys.ts';
import { createKeyring } from './keys/keyring.ts';
import { airRoutes } from './routes/air.ts';
import { airTargetRoutes } from './routes/air-targets.ts';
import { alertNoteRoutes } from './routes/alert-notes.ts';
import { alertRuleRoutes } from './routes/alert-rules.ts';
import { alertRoutes } from './routes/alerts.ts';
import { annotationRoutes } from './routes/annotations.ts';
import { auditRoutes } from './routes/audit.ts';
import { bulletinRoutes } from './routes/bulletins.ts';
import { calculateRoutes } from './routes/calculate.ts';
import { cityWaterRoutes } from './routes/city-waters.ts';
import { compositeRoutes } from './routes/composite.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { exceedanceRoutes } from './routes/exceedances.ts';
import { figureTableRoutes } from './routes/figure-tables.ts';
import { figureRoutes } from './routes/figures.ts';
import { latestRoutes } from './routes/latest.ts';
import { observationRoutes } from './routes/observations.ts';
import { operationRoutes } from './routes/operations.ts';
import { parameterRoutes } from './routes/parameters.ts';
import { publishedBulletinRoutes } from './routes/published-bulletins.ts';
import { rankingRoutes } from './routes/rankings.ts';
import { recomputeRoutes } from './routes/recompute.ts';
import { registryRoutes } from './routes/registry.ts';
import { streamRoute } from './routes/stream.ts';
import type { ApiServer } from './routes/types.ts';
import { waterRoutes } from './routes/water.ts';
import { waterAreaRoutes } from './routes/water-areas.ts';
import { waterTrendRoutes } from './routes/water-trend.ts';
import { serviceMetrics } from './service-metrics.ts';
import { stationMetrics } from './staleness-now.ts';

const BODY_LIMIT = 64 * 1024;
/** In which a request must have come, and in which its answer begins, or is 503. */
const REQUEST_MS = 30_000;
const ANSWER_MS = 60_000;
/** A connection on which nothing moves is closed. */
const UNREAD_MS = 60_000;
const DRAIN_MS = 5_000;
/** Requests a minute of one key. */
const DEFAULT_RATE = 6_000;

type AllDeps = FigureDeps & AlertApiDeps & ReplayApiDeps;
type Routes = (app: ApiServer, deps: AllDeps) => void;

/** The calls, by who has what they need. */
const GROUPS: Readonly<Record<CallGroup, readonly Routes[]>> = {
  figures: [
    registryRoutes,
    parameterRoutes,
    figureRoutes,
    observationRoutes,
    airRoutes,
    figureTableRoutes,
    airTargetRoutes,
    exceedanceRoutes,
    correctionRoutes,
    latestRoutes,
    compositeRoutes,
    rankingRoutes,
    waterRoutes,
    waterAreaRoutes,
    cityWaterRoutes,
    waterTrendRoutes,
    annotationRoutes,
    bulletinRoutes,
    publishedBulletinRoutes,
    calculateRoutes,
    recomputeRoutes,
  ],
  'dead letters': [deadLetterRoutes],
  audit: [auditRoutes],
  alerts: [alertRuleRoutes, alertRoutes, alertNoteRoutes, streamRoute],
};

/** Whether what a group needs is here; then all of it is. */
function has(group: CallGroup, deps: ApiDeps): boolean {
  if (group === 'alerts') return deps.alerting !== undefined;
  if (group === 'dead letters') return deps.replayer !== undefined;
  return true;
}

/** The calls of a group: answered here, or described here and answered elsewhere, or not there. */
async function addGroup(app: ApiServer, group: CallGroup, deps: FigureDeps): Promise<void> {
  const elsewhere = deps.elsewhere?.[group];
  if (elsewhere === 'absent' || (elsewhere === undefined && !has(group, deps))) return;
  const all: AllDeps = { alerts: absent(), dryRun: absent(), replayer: absent(), ...deps, ...deps.alerting };
  await app.register(async (scope) => {
    if (elsewhere !== undefined) await forwarding(scope as ApiServer, elsewhere);
    else if (group === 'figures') keepByStore(scope, deps.version);
    for (const routes of GROUPS[group]) routes(scope as ApiServer, all);
  });
}

/** Who may ask, how much and how often; before any route. */
async function useGate(app: FastifyInstance, { apiKeys, access = {}, log, metrics }: ApiDeps): Promise<void> {
  const { keyFile, rate = DEFAULT_RATE, origins = [] } = access;
  await useBrowsers(app, origins);
  await usePressure(app, access.pressure ?? {});
  await app.register(swaggerUi, { routePrefix: '/docs' });
  useBounds(app);
  useTimeLimit(app, access.answerMs ?? ANSWER_MS);
  await useRates(app, rate);
  await useCompression(app);
  const keyring = createKeyring({ plain: apiKeys, file: keyFile, log });
  useKeys(app, { keyring, wrongKeys: createWrongKeys(() => performance.now()), metrics, log });
  demandScopes(app);
}

/** Whether requests need no key. */
const isOpen = ({ apiKeys, access }: ApiDeps): boolean =>
  apiKeys.length === 0 && access?.keyFile === undefined;

function createServer({ access, log }: ApiDeps): FastifyInstance {
  const requestMs = access?.requestMs ?? REQUEST_MS;
  const loggerInstance: FastifyBaseLogger = log.child({ part: 'api' });
  return fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT,
    ...(access?.proxies && { trustProxy: [...access.proxies] }),
    requestTimeout: requestMs,
    connectionTimeout: access?.unreadMs ?? UNREAD_MS,
    // Node looks every half minute by default, which would add that to the bound.
    http: {
      requestTimeout: requestMs,
      headersTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1_000, requestMs),
    },
    // What is under way when the end comes is answered.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: requestId,
    frameworkErrors: answerFramework,
    clientErrorHandler: answerRaw,
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  });
}

/** All that happens to a request and its answer outside the routes. */
async function useHttp(
  server: FastifyInstance,
  deps: ApiDeps,
  catalogue: FigureDeps['catalogue'],
): Promise<void> {
  await server.register(swagger, DOCUMENT);
  const { answer: answerUnrouted } = unrouted(server);
  useRequestIds(server);
  const seconds = useLatency(server, deps.metrics);
  useUnreadCut(server, deps.metrics, deps.access?.unreadMs ?? UNREAD_MS);
  useDrain(server, deps.access?.drainMs ?? DRAIN_MS);
  useProblems(server);
  await useGate(server, deps);
  answerUnrouted();
  useUnderWay(server, deps.access?.underWay);
  useBodies(server);
  useStrictRequests(server);
  useEtags(server);
  useFamilies(server, catalogue);
  useVersionedAnswers(server);
  useReadyAnswers(server, {
    open: isOpen(deps),
    shared: (deps.access?.origins ?? []).length > 0,
    seconds,
  });
  await useNegotiation(server);
}

/** Adds what calls on figures need; what is made here is closed with the server. */
function withFigures(app: ApiServer, deps: ApiDeps, catalogue: FigureDeps['catalogue']): FigureDeps {
  const version = storedVersion(app, deps);
  const yieldNow = createEventLoopYield();
  const statements = new Statements(deps);
  const shared = { ...deps, statements, yieldNow };
  const air = deps.air ?? new AirFigures(shared);
  const water = deps.water ?? new WaterFigures(shared);
  if (!deps.water) app.addHook('onClose', async () => water.close());
  const latest = new LatestFigures(shared);
  app.addHook('onClose', async () => latest.stop());
  return { ...shared, catalogue, air, water, latest, version };
}

/** Builds the API; `listen` is the caller's. */
export async function createApi(deps: ApiDeps): Promise<ApiServer> {
  const server = createServer(deps);
  const app: ApiServer = server.withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  const catalogue = deps.catalogue ?? FIGURE_CATALOGUE;
  await useHttp(server, deps, catalogue);
  operationRoutes(app, deps);
  if (deps.elsewhere?.figures === undefined) stationMetrics(deps);
  serviceMetrics(deps);
  const withAll = withFigures(app, deps, catalogue);
  for (const group of Object.keys(GROUPS) as CallGroup[]) await addGroup(app, group, withAll);
  app.get(
    '/openapi.json',
    { config: { ...OPEN, version: () => 'fixed' }, schema: { hide: true } },
    async () => app.swagger(),
  );
  return app;
}
