import type { FastifyInstance, RouteOptions } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import type { VersionOf } from './ready-answers.ts';

const SECOND_MS = 1_000;

/** Scopes of routes that write. */
const WRITES: ReadonlySet<string | undefined> = new Set(['write', 'admin']);

/**
 * The version of answers that are made of what is stored. It changes with each append to the log, each change of
 * results, each annotation and each call that writes, before that call is answered, so that a client reads what it has
 * written. It changes once a second too: ages and the state of the evaluation are part of answers, and other processes
 * write.
 */
export function storedVersion(app: FastifyInstance, { store, clock }: ApiDeps): VersionOf {
  let changes = 0;
  const count = (): void => {
    changes += 1;
  };
  // A failed write counts as well: it may have been stored before it failed.
  app.addHook('onSend', async ({ routeOptions }) => {
    if (WRITES.has(routeOptions.config?.scope)) count();
  });
  let stops: readonly (() => void)[] | undefined;
  app.addHook('onClose', async () => {
    for (const stop of stops ?? []) stop();
  });
  return () => {
    // From the first answer on: where the document alone is made there is no store.
    stops ??= [store.onAppend(count), store.onResults(count), store.onAnnotations(count)];
    // The clock may be one of a test that stands still.
    const seconds = [clock.now(), performance.now()].map((now) => Math.floor(now / SECOND_MS));
    return `${seconds.join(' ')} ${changes}`;
  };
}

/** Whether a route answers the same to everybody who asks the same: JSON, in no language of its own. */
const isKeepable = ({ method, config }: RouteOptions): boolean =>
  method === 'GET' && config?.types === undefined;

/** Keeps the answers of the routes that are added to a scope from now on, until what is stored changes. */
export function keepByStore(scope: FastifyInstance, version: VersionOf): void {
  scope.addHook('onRoute', (route) => {
    if (isKeepable(route)) route.config = { version, ...route.config };
  });
}
