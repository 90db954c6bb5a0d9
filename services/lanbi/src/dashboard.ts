import { type CityMap, createDashboard, type Dashboard } from '@lanbi/dashboard';
import type { Clock } from '@lanbi/model';
import type { Config, Logger, Metrics } from '@lanbi/runtime';

interface DashboardParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly map?: CityMap | undefined;
}

/** The pages as the configuration wants them: they ask the API of this process or of another one. */
export function dashboardOf({ config, clock, metrics, log, map }: DashboardParts): Promise<Dashboard> {
  const { apiKeys, access, elsewhere, roles } = config;
  const key = config.apiKey ?? apiKeys[0];
  return createDashboard({
    ...{ clock, metrics, log: log.child({ part: 'dashboard' }) },
    closed: key !== undefined || access.keyFile !== undefined,
    keys: apiKeys,
    demo: config.demo && roles.has('ingest'),
    ...(map && { map }),
    ...(key !== undefined && { key }),
    ...(access.proxies && { proxies: access.proxies }),
    ...(!roles.has('api') && elsewhere.api !== undefined && { apiUrl: elsewhere.api }),
  });
}
