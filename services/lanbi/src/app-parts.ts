import type { Dashboard } from '@lanbi/dashboard';
import { type Clock, LanbiError, type Registry, type Store } from '@lanbi/model';
import type { Config, Logger, Part } from '@lanbi/runtime';
import { createFleet, type Fleet } from '@lanbi/simulate';
import type { FleetArguments } from './arguments.ts';
import type { Bus } from './bus.ts';
import { demoPast } from './demo.ts';

/** What is known of the app only once its parts have started. */
export interface Started {
  apiUrl: string;
  brokerUrl: string;
  /** Absent without a demo. */
  fleet?: Fleet;
}

/** The API as the lifecycle sees it. */
interface Listener {
  listen(at: Config['http']): Promise<string>;
  close(): Promise<unknown>;
}

interface FleetDeps {
  readonly config: Config;
  readonly registry: Registry;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fleet?: FleetArguments | undefined;
}

const part = (name: string, start: () => Promise<unknown>, stop: () => Promise<unknown>): Part => ({
  name,
  start: async () => void (await start()),
  stop: async () => void (await stop()),
});

const nothing = async (): Promise<void> => {};

const addressInUse = (cause: unknown): unknown =>
  (cause as { code?: string }).code === 'EADDRINUSE'
    ? new LanbiError('address-in-use', 'the port of the API is in use; set LANBI_HTTP_PORT', { cause })
    : cause;

/** Creates our sessions at an external broker, which from then on keeps what stations publish. */
export const sessionsPart = (bus: Pick<Bus, 'makeSessions'>): Part =>
  part('sessions', () => bus.makeSessions(), nothing);

export const storePart = (store: Pick<Store, 'open' | 'close'>): Part =>
  part(
    'store',
    () => store.open(),
    () => store.close(),
  );

export const brokerPart = (bus: Pick<Bus, 'open' | 'close'>, started: Started): Part =>
  part(
    'broker',
    async () => {
      started.brokerUrl = await bus.open();
    },
    () => bus.close(),
  );

/** Rejects with LanbiError address-in-use when the port is taken. */
export const apiPart = (api: Listener, at: Config['http'], started: Started): Part =>
  part(
    'api',
    async () => {
      started.apiUrl = await api.listen(at).catch((error) => Promise.reject(addressInUse(error)));
    },
    () => api.close(),
  );

/** Stops before the API, which waits for requests in progress. */
export const dashboardPart = (dashboard: Pick<Dashboard, 'close'> | undefined): Part =>
  part('dashboard', nothing, async () => dashboard?.close());

/** The simulated stations, which publish to the broker that has started. */
export const fleetPart = ({ fleet, ...deps }: FleetDeps, started: Started): Part =>
  part(
    'fleet',
    async () => {
      const { registry, clock, log } = deps;
      const past = demoPast(deps);
      const own = { registry, brokerUrl: started.brokerUrl, clock, log, ...fleet };
      started.fleet = createFleet({ ...own, ...(past && { past }) });
      await started.fleet.start();
    },
    async () => started.fleet?.stop(),
  );
