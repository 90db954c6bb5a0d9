import type { Answer } from '@lanbi/client';
import { api } from '../../core/api.ts';

const LIMIT = 1000;

export type Annotation = Answer<'/v1/annotations', 'get'>['data'][number];

/** All annotations, the newest first; the API has them oldest first. */
export async function loadAnnotations(): Promise<readonly Annotation[]> {
  const found: Annotation[] = [];
  for await (const row of api.rows('/v1/annotations', { params: { query: { limit: LIMIT } } }))
    found.push(row);
  return found.toReversed();
}

const loadRegions = async () => (await api.get('/v1/regions', { params: { query: { limit: LIMIT } } })).data;
const loadSections = async () =>
  (await api.get('/v1/sections', { params: { query: { limit: LIMIT } } })).data;

const loadStations = async () =>
  (await api.get('/v1/stations', { params: { query: { limit: LIMIT } } })).data;

/** What annotations are entered of. */
export async function loadAnnotationPlaces() {
  const [regions, sections, stations] = await Promise.all([loadRegions(), loadSections(), loadStations()]);
  return { regions, sections, stations };
}
export type AnnotationPlaces = Awaited<ReturnType<typeof loadAnnotationPlaces>>;

interface Days {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly by?: string;
}

export const enterDust = (given: Days & { region: string; pollutants: ('pm10' | 'pm2_5')[] }) =>
  api.post('/v1/annotations', { body: { kind: 'dust-day', ...given } });

/** Of data how far they were checked. */
export type DataState = NonNullable<Extract<Annotation['state'], 'reviewed' | 'audited'>>;

/** Why a section has no class. */
export type State = Exclude<NonNullable<Annotation['state']>, DataState>;

export const enterState = (given: Days & { section: string; state: State }) =>
  api.post('/v1/annotations', { body: { kind: 'section-state', ...given } });

/** Of one region, section or station. */
export const enterData = (
  given: Days & { region?: string; section?: string; station?: string; state: DataState },
) => api.post('/v1/annotations', { body: { kind: 'data-state', ...given } });

export const withdraw = (id: number, body: { reason: string; by?: string }) =>
  api.post('/v1/annotations/{id}/withdraw', { params: { path: { id } }, body });
