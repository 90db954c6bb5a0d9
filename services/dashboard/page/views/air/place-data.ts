import { LanbiProblem } from '@lanbi/client';
import { api } from '../../core/api.ts';
import type { Of } from '../../core/series.ts';

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
