import type { Answer } from '@lanbi/client';
import { api } from './api.ts';
import { callOf } from './calls.ts';
import type { Of } from './series.ts';

export type Annotation = Answer<'/v1/annotations', 'get'>['data'][number];
type Kind = Annotation['kind'];

const LIMIT = 1000;

/** The annotations of a kind that hold, in the order in which they were entered. */
async function loadHolding(kind: Kind): Promise<readonly Annotation[]> {
  const found: Annotation[] = [];
  const query = { kind, withdrawn: 'false' as const, limit: LIMIT };
  for await (const row of api.rows('/v1/annotations', { params: { query } })) found.push(row);
  return found;
}

/** The call that an annotation is from: those of its kind and subject that hold. */
export const annotationsCall = ({ kind, region, section }: Annotation): string =>
  callOf('annotations', { kind, subject: region ?? section, withdrawn: 'false' });

/** The region of a station. */
async function regionOf(id: string): Promise<string | undefined> {
  return (await api.get('/v1/stations/{id}', { params: { path: { id } } })).region;
}

/** Days of dust of a region, or of the region of a station: its own, and those of the regions above it. */
export async function loadDust(of: Of, id: string): Promise<readonly Annotation[]> {
  const all = await loadHolding('dust-day');
  if (all.length === 0) return all;
  const { data } = await api.get('/v1/regions', { params: { query: { limit: LIMIT } } });
  const parents = new Map(data.map(({ id: region, parent }) => [region, parent]));
  const within = new Set<string>();
  let region = of === 'regions' ? id : await regionOf(id);
  while (region !== undefined && !within.has(region)) {
    within.add(region);
    region = parents.get(region);
  }
  return all.filter((each) => within.has(each.region ?? ''));
}

/** States of all sections. */
export const loadStates = (): Promise<readonly Annotation[]> => loadHolding('section-state');

interface Days {
  readonly from: string;
  readonly until: string;
}

/** Those that hold on at least one of some days, both ends included. */
export const duringDays = <Each extends Days>(all: readonly Each[], from: string, until: string): Each[] =>
  all.filter((each) => each.from <= until && from <= each.until);
