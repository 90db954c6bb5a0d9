import type { Registry } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';
import type { App } from './app.ts';

const storeText = ({ influx, dataDir }: Config): string =>
  influx
    ? `InfluxDB ${new URL(influx.url).origin}, organization ${influx.org}, buckets ${influx.bucket}…; log and recent past in ${dataDir}`
    : `embedded, in ${dataDir}`;

/** What a person sees after the start. */
export function screen({ apiUrl, brokerUrl, fleet }: App, registry: Registry, config: Config): string {
  const air = [...registry.stations.values()].find(({ medium }) => medium === 'air')?.id ?? '{station}';
  const section = [...registry.sections.keys()][0] ?? '{section}';
  const doing = fleet
    ? `${fleet.state().stations} simulated stations: the last three days in a minute or so, then live`
    : 'no simulated fleet; stations publish to the broker';
  return `
  lanbi 蓝碧 is running

  API      ${apiUrl}   docs ${apiUrl}/docs
  broker   ${brokerUrl}   ${config.mqtt.url ? 'outside' : 'in this process'}
  store    ${storeText(config)}
  fleet    ${doing}

  try
    curl ${apiUrl}/v1/air/stations/${air}/aqi/latest
    curl ${apiUrl}/v1/water/sections/${section}/class/latest
    curl ${apiUrl}/v1/stations/${air}/latest

  Ctrl-C stops.
`;
}
