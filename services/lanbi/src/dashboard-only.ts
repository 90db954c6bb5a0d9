import type { CityMap } from '@lanbi/dashboard';
import { type Clock, LanbiError } from '@lanbi/model';
import { type Config, createMetrics, type Logger, type Running } from '@lanbi/runtime';
import { dashboardOf } from './dashboard.ts';

interface DashboardOnlyDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly map?: CityMap | undefined;
}

/** A process that serves the pages and asks an API elsewhere: no store, no broker, no registry. */
export async function startDashboardOnly({
  config,
  clock,
  log,
  map,
}: DashboardOnlyDeps): Promise<Running & { readonly url: string }> {
  const { app, close } = await dashboardOf({ config, clock, log, map, metrics: createMetrics() });
  const url = await app.listen(config.http).catch((cause: unknown) => {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause;
    const says = 'the port of the dashboard is in use; set LANBI_HTTP_PORT';
    throw new LanbiError('address-in-use', says, { cause });
  });
  return { url, stop: close };
}
