import type { Answer } from '@lanbi/client';
import type { Name } from '../words/words.ts';
import { api } from './api.ts';
import { loadSections } from './data.ts';

export type StationEntry = Answer<'/v1/stations', 'get'>['data'][number];

const query = { limit: 1000 };

/** All stations of the registry. */
export async function loadStations(): Promise<readonly StationEntry[]> {
  const found: StationEntry[] = [];
  for await (const row of api.rows('/v1/stations', { params: { query } })) found.push(row);
  return found;
}

/** Names of stations, regions and sections by id, such as the audit trail names its subjects. */
export async function loadPlaceNames(): Promise<ReadonlyMap<string, Name>> {
  const [stations, sections, regions] = await Promise.all([
    loadStations(),
    loadSections(),
    api.get('/v1/regions', { params: { query } }),
  ]);
  return new Map([...stations, ...sections, ...regions.data].map(({ id, name }) => [id, name]));
}
