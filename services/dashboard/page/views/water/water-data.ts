import { type Answer, LanbiProblem } from '@lanbi/client';
import { api, each } from '../../core/api.ts';
import { loadSections } from '../../core/data.ts';
import { loadClasses, type WaterRow } from '../../core/series.ts';

export type Sample = Answer<'/v1/water/sections/{id}/class/latest', 'get'>;
export type SectionEntry = Awaited<ReturnType<typeof loadSections>>[number];

export interface Strip {
  readonly section: SectionEntry;
  readonly rows: readonly WaterRow[];
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

/** The trend of the yearly means of a section; items without a year are absent. */
export const loadTrend = (id: string) =>
  api.get('/v1/water/sections/{id}/trend', { params: { path: { id } } });

/** Undefined where nothing was evaluated in the period. */
async function unlessEmpty<Value>(load: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof LanbiProblem && error.type === 'no-data') return undefined;
    throw error;
  }
}

interface PeriodAsked {
  readonly period: 'month' | 'year';
  readonly at: string;
}

/** The area as a whole: shares of the classes, attainment and main pollution items. */
export const loadSummary = (query: PeriodAsked) =>
  unlessEmpty(() => api.get('/v1/water/summary', { params: { query } }));

export const loadLakeClass = (id: string, query: PeriodAsked) =>
  unlessEmpty(() => api.get('/v1/water/lakes/{id}/class', { params: { path: { id }, query } }));
