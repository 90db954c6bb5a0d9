import { type Answer, LanbiProblem } from '@lanbi/client';
import { api, each } from '../../core/api.ts';
import { loadSections } from '../../core/data.ts';

export type ClassRow = Answer<'/v1/water/sections/{id}/class', 'get'>['data'][number];
export type Sample = Answer<'/v1/water/sections/{id}/class/latest', 'get'>;
export type SectionEntry = Awaited<ReturnType<typeof loadSections>>[number];

const LIMIT = 1000;

/** The classes of a section in a span of days, both ends included. */
export async function loadClasses(
  id: string,
  interval: 'sample' | 'day' | 'month',
  from: string,
  to: string,
): Promise<ClassRow[]> {
  const params = { path: { id }, query: { interval, from, to, limit: LIMIT } };
  const found: ClassRow[] = [];
  for await (const row of api.rows('/v1/water/sections/{id}/class', { params })) found.push(row as ClassRow);
  return found;
}

export interface Strip {
  readonly section: SectionEntry;
  readonly rows: readonly ClassRow[];
}

/** The classes of every section. */
export async function loadStrips(
  interval: 'day' | 'month',
  from: string,
  to: string,
): Promise<readonly Strip[]> {
  return each(await loadSections(), async (section) => ({
    section,
    rows: await loadClasses(section.id, interval, from, to),
  }));
}

/** The newest sample with its arithmetic; undefined where there is none yet. */
export async function loadSample(id: string): Promise<Sample | undefined> {
  try {
    const params = { path: { id }, query: { explain: true } };
    return await api.get('/v1/water/sections/{id}/class/latest', { params } as never);
  } catch (error) {
    if (error instanceof LanbiProblem && error.type === 'no-data') return undefined;
    throw error;
  }
}

export const loadSection = (id: string) => api.get('/v1/sections/{id}', { params: { path: { id } } });
