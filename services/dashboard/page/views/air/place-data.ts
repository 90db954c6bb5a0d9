import { type Answer, LanbiProblem } from '@lanbi/client';
import { api } from '../../core/api.ts';

export type Of = 'regions' | 'stations';
export type AqiRow = Answer<'/v1/air/regions/{id}/aqi', 'get'>['data'][number];

const LIMIT = 1000;

/** The air figures of a span of days, the first day and the last one included. */
export async function loadAqi(
  of: Of,
  id: string,
  interval: 'hour' | 'day',
  from: string,
  to: string,
): Promise<AqiRow[]> {
  const init = { params: { path: { id }, query: { interval, from, to, limit: LIMIT } } };
  const rows =
    of === 'regions'
      ? api.rows('/v1/air/regions/{id}/aqi', init)
      : api.rows('/v1/air/stations/{id}/aqi', init);
  const found: AqiRow[] = [];
  for await (const row of rows) found.push(row as AqiRow);
  return found;
}

/** The newest hour; undefined where there is none yet. */
export async function loadLatestOf(of: Of, id: string) {
  const params = { path: { id } };
  try {
    return of === 'regions'
      ? await api.get('/v1/air/regions/{id}/aqi/latest', { params })
      : await api.get('/v1/air/stations/{id}/aqi/latest', { params });
  } catch (error) {
    if (error instanceof LanbiProblem && error.type === 'no-data') return undefined;
    throw error;
  }
}

/** What the registry says of a place. */
export async function loadPlace(of: Of, id: string) {
  const params = { path: { id } };
  return of === 'regions'
    ? api.get('/v1/regions/{id}', { params })
    : api.get('/v1/stations/{id}', { params });
}
