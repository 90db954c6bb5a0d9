import { type Answer, LanbiProblem } from '@lanbi/client';
import { api } from '../../core/api.ts';
import { type Bound, categoryOf } from '../../core/data.ts';

export type Of = 'regions' | 'stations';
type Page = Answer<'/v1/air/regions/{id}/aqi', 'get'>;
type Row = Page['data'][number];

/** The air figure of an hour or day. */
export interface AqiRow {
  /** Begin of a day; of an hour empty. */
  readonly from: string;
  readonly to: string;
  readonly aqi: number | null;
  readonly category: Bound | undefined;
  readonly primary: readonly string[];
  readonly provisional: boolean;
  readonly revision: number;
}

const LIMIT = 1000;

/** A row with what its answer says once of all rows. */
function rowOf(row: Row, { each, categories }: Page['meta']): AqiRow {
  return {
    from: row.from ?? '',
    to: row.to ?? '',
    aqi: row.aqi ?? null,
    category: categoryOf(categories.find(({ level }) => level === row.level)),
    primary: row.primary ?? [],
    provisional: row.provisional ?? each.provisional,
    revision: row.revision ?? each.revision,
  };
}

/** The air figures of a span of days, the first day and the last one included. */
export async function loadAqi(
  of: Of,
  id: string,
  interval: 'hour' | 'day',
  from: string,
  to: string,
): Promise<AqiRow[]> {
  const found: AqiRow[] = [];
  let cursor: string | undefined;
  do {
    const query = { interval, from, to, limit: LIMIT, ...(cursor !== undefined && { cursor }) };
    const init = { params: { path: { id }, query } };
    const { data, meta } =
      of === 'regions'
        ? await api.get('/v1/air/regions/{id}/aqi', init)
        : await api.get('/v1/air/stations/{id}/aqi', init);
    found.push(...data.map((row) => rowOf(row, meta)));
    cursor = meta.cursor;
  } while (cursor !== undefined);
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
