import type { Registry, Station, StationId } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';

/** Two air stations and a water station; A2 as an odd one: begin stamps and micrograms of CO. */
const SMALL = {
  regions: [{ id: 'here', name: 'Here', kind: 'city' }],
  rivers: [{ id: 'river', name: 'River' }],
  sections: [{ id: 'bridge', name: 'Bridge', region: 'here', river: 'river', target: 'III' }],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'here' },
    { id: 'A2', medium: 'air', name: 'A2', region: 'here', stamp: 'begin', units: { co: 'ug/m3' } },
    { id: 'W1', medium: 'water', name: 'W1', region: 'here', section: 'bridge', period: 14_400 },
  ],
};

export function smallRegistry(): Registry {
  const parsed = parseRegistry([{ name: 'small.json', text: JSON.stringify(SMALL) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.registry;
}

export function stationOf(registry: Registry, id: string): Station {
  const station = registry.stations.get(id as StationId);
  if (!station) throw new Error(`no station ${id}`);
  return station;
}
