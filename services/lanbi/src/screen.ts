import type { Registry } from '@lanbi/model';
import type { App } from './app.ts';

/** What a person sees after the start. */
export function screen({ apiUrl, brokerUrl, fleet }: App, registry: Registry, dataDir: string): string {
  const air = [...registry.stations.values()].find(({ medium }) => medium === 'air')?.id ?? '{station}';
  const section = [...registry.sections.keys()][0] ?? '{section}';
  const doing = fleet
    ? `${fleet.state().stations} simulated stations: the last three days in a minute or so, then live`
    : 'no simulated fleet; stations publish to the broker';
  return `
  lanbi 蓝碧 is running

  API      ${apiUrl}   docs ${apiUrl}/docs
  broker   ${brokerUrl}
  store    ${dataDir}
  fleet    ${doing}

  try
    curl ${apiUrl}/v1/air/stations/${air}/aqi/latest
    curl ${apiUrl}/v1/water/sections/${section}/class/latest
    curl ${apiUrl}/v1/stations/${air}/latest

  Ctrl-C stops.
`;
}
