import type { Registry } from '@lanbi/model';
import { type Config, isWhole, PIPELINE } from '@lanbi/runtime';
import type { App } from './app.ts';

const storeText = ({ influx, dataDir }: Config): string =>
  influx
    ? `InfluxDB ${new URL(influx.url).origin}, organization ${influx.org}, buckets ${influx.bucket}…; log and recent past in ${dataDir}`
    : `embedded, in ${dataDir}`;

const rolesText = (config: Config): string =>
  isWhole(config)
    ? `all in this process: ${[...config.roles].join(', ')}`
    : `${[...config.roles].join(', ')}; of other processes: ${PIPELINE.filter((role) => !config.roles.has(role)).join(', ')}`;

/** Examples of calls, where the process has the role `api`. */
function tries({ apiUrl }: App, registry: Registry, { roles }: Config): string {
  const air = [...registry.stations.values()].find(({ medium }) => medium === 'air')?.id ?? '{station}';
  const section = [...registry.sections.keys()][0] ?? '{section}';
  const paths = roles.has('api')
    ? [
        `/v1/air/stations/${air}/aqi/latest`,
        `/v1/water/sections/${section}/class/latest`,
        `/v1/stations/${air}/latest`,
      ]
    : ['/readyz', '/metrics'];
  return paths.map((path) => `    curl ${apiUrl}${path}`).join('\n');
}

/** The text printed after the start. */
export function screen(app: App, registry: Registry, config: Config): string {
  const { apiUrl, brokerUrl, fleet } = app;
  const past =
    fleet?.state().phase === 'past'
      ? 'a year of made data in a minute or so'
      : 'three days in a minute or so';
  const doing = fleet
    ? `${fleet.state().stations} simulated stations: ${past}, then live`
    : 'no simulated fleet; stations publish to the broker';
  return `
  lanbi 蓝碧 is running

${config.roles.has('dashboard') ? `  page     ${apiUrl}\n` : ''}  roles    ${rolesText(config)}
  API      ${apiUrl}   docs ${apiUrl}/docs
  broker   ${brokerUrl}   ${config.mqtt.url ? 'outside' : 'in this process'}
  store    ${storeText(config)}
  fleet    ${doing}

  try
${tries(app, registry, config)}

  Ctrl-C stops.
`;
}

/** The text printed after the start of a process that only serves the pages. */
export const dashboardScreen = (url: string, { elsewhere }: Config): string => `
  lanbi 蓝碧 is running

  page     ${url}
  roles    dashboard
  API      ${elsewhere.api}, of another process

  Ctrl-C stops.
`;
