import type { Answer } from '@lanbi/client';
import { api } from './api.ts';
import { type Bound, type Category, categoryOf, type LatestAir, type LatestSection } from './data.ts';

type Regions = Answer<'/v1/air/regions/latest', 'get'>;
type Stations = Answer<'/v1/air/stations/latest', 'get'>;
type Sections = Answer<'/v1/water/sections/latest', 'get'>;
type Row = Regions['data'][number] | Stations['data'][number] | Sections['data'][number];

/** The edition of a row where it is not that of the list. */
const commonOf = (row: Row, meta: { readonly edition: string }) => ({
  id: row.id ?? '',
  name: row.name ?? { zh: row.id ?? '', en: row.id ?? '' },
  location: row.location ?? undefined,
  state: row.staleness?.state ?? ('never-seen' as const),
  lastSeen: row.staleness?.lastSeen ?? null,
  provisional: row.provisional ?? null,
  dataState: row.dataState,
  validity: row.validity?.kind ?? 'missing',
  edition: row.provisional === null ? undefined : (row.edition ?? meta.edition),
});

function airOf(row: Regions['data'][number] | Stations['data'][number], meta: Regions['meta']): LatestAir {
  const categories = meta.categories.map(categoryOf);
  const category: Category | undefined = categories.find((each) => each?.level === row.level);
  return {
    ...commonOf(row, meta),
    kind: 'kind' in row ? (row.kind ?? '') : 'station',
    to: row.to ?? null,
    aqi: row.aqi ?? null,
    category,
    primary: row.primary ?? [],
  };
}

/** The latest hourly index of every district and city; the province has none. */
export async function loadLatestRegions(): Promise<readonly LatestAir[]> {
  const { data, meta } = await api.get('/v1/air/regions/latest');
  return data.filter(({ kind }) => kind !== 'province').map((row) => airOf(row, meta));
}

/** The categories of the index in force, from the best to the worst. */
export async function loadCategories(): Promise<readonly Bound[]> {
  const { meta } = await api.get('/v1/air/regions/latest', { params: { query: { fields: 'id' } } });
  return meta.categories.flatMap((each) => categoryOf(each) ?? []);
}

/** The latest hourly index of every air station. */
export async function loadLatestStations(): Promise<readonly LatestAir[]> {
  const { data, meta } = await api.get('/v1/air/stations/latest');
  return data.map((row) => airOf(row, meta));
}

/** The class of the latest sample of every section. */
export async function loadLatestSections(): Promise<readonly LatestSection[]> {
  const { data, meta } = await api.get('/v1/water/sections/latest');
  const colours = new Map<string, string>(meta.classes.map((each) => [each.class, each.colour]));
  return data.map((row) => ({
    ...commonOf(row, meta),
    river: row.river,
    lake: row.lake,
    km: row.km,
    target: row.target ?? null,
    ts: row.ts ?? null,
    class: row.class ?? null,
    colour: colours.get(row.class ?? ''),
    determining: row.determining ?? [],
    stated: row.sectionState,
  }));
}

/** Entries that were received and are not evaluated yet. */
export async function loadBehind(): Promise<number> {
  const { meta } = await api.get('/v1/air/regions/latest', { params: { query: { fields: 'id' } } });
  return meta.evaluation.complete ? 0 : (meta.evaluation.behind ?? 0);
}
