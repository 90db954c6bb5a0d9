import { type Registry, regionId, type Station, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { type Decoded, decode } from '../../src/index.ts';

export const NOW = instant(Date.parse('2026-04-01T08:00:00+08:00'));

const station = (id: string, medium: Station['medium']): Station => ({
  id: stationId(id),
  medium,
  name: { zh: id, en: id },
  region: regionId('r'),
  role: 'evaluation',
  period: seconds(3600),
  stamp: 'end',
  parameters: [],
  units: {},
});

/** An air station A and a water station W. */
export const registry: Registry = {
  regions: new Map(),
  stations: new Map([station('A', 'air'), station('W', 'water')].map((each) => [each.id, each])),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};

/** What becomes of a payload of A, or of another topic. */
export const send = (payload: string | Uint8Array, topic = 'env/v1/air/A/observations'): Decoded =>
  decode({ topic, payload: new Uint8Array(Buffer.from(payload)) }, registry, NOW);
