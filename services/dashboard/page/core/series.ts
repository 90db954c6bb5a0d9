import type { Answer } from '@lanbi/client';
import { api } from './api.ts';
import { type Bound, categoryOf, type DataState, type Level, levelOf } from './data.ts';
import { hourBefore } from './time.ts';
import { noteEvaluation } from './unfinished.ts';

/** Series of figures as the views take them: what the rows of the API look like is known in this file alone. */

export type Of = 'regions' | 'stations';
export type Validity = 'valid' | 'insufficient' | 'missing';

/** What every row of a series says. */
interface Row {
  readonly from: string;
  readonly to: string;
  readonly provisional: boolean;
  readonly dataState: DataState | undefined;
  readonly revision: number;
  readonly validity: Validity;
  readonly edition: string | undefined;
}

export interface AirRow extends Row {
  readonly aqi: number | null;
  readonly category: Bound | undefined;
  readonly primary: readonly string[];
  readonly concentrations: Readonly<Record<string, number | null>>;
}

interface Item {
  readonly value?: number | null;
  readonly class?: string | null;
}

export interface WaterRow extends Row {
  readonly class: string | null;
  readonly level: Level | undefined;
  readonly determining: readonly string[];
  readonly items: Readonly<Record<string, Item>>;
}

type AirAnswer = Answer<'/v1/air/regions/{id}/aqi', 'get'>;
type WaterAnswer = Answer<'/v1/water/sections/{id}/class', 'get'>;

/** Rows of a page of a series. */
export const LIMIT = 1000;

/** What holds for each row that does not say otherwise. */
interface Each {
  readonly validity: { readonly kind: Validity };
  readonly provisional: boolean;
  readonly revision: number;
}

interface SaidOfRow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly validity?: { readonly kind: Validity } | undefined;
  readonly provisional?: boolean | undefined;
  readonly dataState?: DataState | undefined;
  readonly revision?: number | undefined;
  readonly edition?: string | undefined;
}

const rowOf = (
  { from, to = '', validity, provisional, dataState, revision, edition }: SaidOfRow,
  meta: { readonly each: Each; readonly edition: string },
): Row => ({
  from: from ?? (to === '' ? '' : hourBefore(to)),
  to,
  validity: (validity ?? meta.each.validity).kind,
  provisional: provisional ?? meta.each.provisional,
  dataState,
  revision: revision ?? meta.each.revision,
  edition: edition ?? meta.edition,
});

/** Every page of a list. */
export async function allOf<Page extends { readonly meta: { readonly cursor?: string | undefined } }, Found>(
  page: (cursor: { readonly cursor?: string }) => Promise<Page>,
  rows: (page: Page) => readonly Found[],
): Promise<Found[]> {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor === undefined ? {} : { cursor });
    found.push(...rows(answer));
    cursor = answer.meta.cursor;
  } while (cursor !== undefined);
  return found;
}

const airRows = ({ data, meta }: AirAnswer): AirRow[] =>
  data.map((row) => ({
    ...rowOf(row, meta),
    aqi: row.aqi ?? null,
    category: categoryOf(meta.categories.find(({ level }) => level === row.level)),
    primary: row.primary ?? [],
    concentrations: row.concentrations ?? {},
  }));

export interface AskedAir {
  readonly of: Of;
  readonly id: string;
  readonly interval: 'hour' | 'day';
  /** The first and the last day, both included. */
  readonly from: string;
  readonly to: string;
  /** An edition instead of that in force. */
  readonly edition?: string | undefined;
}

/** The pages of a series of indices; `fields` chooses the columns. */
function pagesOf<Found>(
  { of, id, interval, from, to, edition }: AskedAir,
  fields: string | undefined,
  rows: (page: AirAnswer) => readonly Found[],
): Promise<Found[]> {
  const more = { ...(edition !== undefined && { edition }), ...(fields !== undefined && { fields }) };
  return allOf(async (cursor): Promise<AirAnswer> => {
    const params = { path: { id }, query: { interval, from, to, limit: LIMIT, ...more, ...cursor } };
    const answer = await (of === 'regions'
      ? api.get('/v1/air/regions/{id}/aqi', { params })
      : api.get('/v1/air/stations/{id}/aqi', { params }));
    noteEvaluation(answer.meta);
    return answer;
  }, rows);
}

/** The indices of a span of days. */
export const loadAir = (asked: AskedAir): Promise<AirRow[]> => pagesOf(asked, undefined, airRows);

/** A day, and the share of what was expected of it that came, 0 to 1; undefined where nothing is known of it. */
export interface ShareRow {
  readonly from: string;
  readonly share: number | undefined;
}

type Coverage = Readonly<Record<string, { readonly expected: number; readonly observed: number }>>;

/**
 * Share of the values of all pollutants that came. Ozone counts windows of eight hours on a day, and hours where the
 * others do: only those that have the most values are counted.
 */
function shareOf(coverage: Coverage | undefined): number | undefined {
  const each = Object.values(coverage ?? {});
  const most = Math.max(...each.map(({ expected }) => expected));
  const all = each.filter(({ expected }) => expected === most);
  const expected = all.reduce((sum, each) => sum + each.expected, 0);
  return expected === 0 ? undefined : all.reduce((sum, each) => sum + each.observed, 0) / expected;
}

/** What came of each day of a station of air. */
export const loadAirShares = (asked: AskedAir): Promise<ShareRow[]> =>
  pagesOf(asked, 'from,coverage', ({ data }) =>
    data.map(({ from, coverage }) => ({ from: from ?? '', share: shareOf(coverage) })),
  );

/** A sample says its time alone. */
const waterRows = ({ data, meta }: WaterAnswer): WaterRow[] =>
  data.map(({ ts, from = ts, to = ts, ...row }) => ({
    ...rowOf({ ...row, from, to }, meta),
    class: row.class ?? null,
    level: levelOf(row.class ? meta.levels[row.class] : null),
    determining: row.determining ?? [],
    items: row.items ?? {},
  }));

/** The classes of a section in a span of days, both ends included. */
export function loadClasses(
  id: string,
  interval: 'sample' | 'day' | 'month',
  from: string,
  to: string,
): Promise<WaterRow[]> {
  return allOf(async (cursor) => {
    const answer = await api.get('/v1/water/sections/{id}/class', {
      params: { path: { id }, query: { interval, from, to, limit: LIMIT, ...cursor } },
    });
    noteEvaluation(answer.meta);
    return answer;
  }, waterRows);
}

/** The index of an hour or day, and the number of its category. */
export interface IndexRow {
  readonly from: string;
  readonly to: string;
  readonly aqi: number | null;
  readonly level: number | null;
  readonly provisional: boolean;
  readonly dataState: DataState | undefined;
  readonly edition: string | undefined;
}

/** Indices alone, which are a tenth of the bytes of whole rows. */
export const loadIndices = (asked: AskedAir): Promise<IndexRow[]> =>
  pagesOf(asked, 'to,aqi,level,provisional,dataState', ({ data, meta }) =>
    data.map(({ to = '', aqi = null, level = null, provisional = meta.each.provisional, dataState }) => ({
      ...{ from: hourBefore(to), to, aqi, level, provisional, dataState, edition: meta.edition },
    })),
  );

/** What came of each day of a section: its sampling times. */
export async function loadWaterShares(id: string, from: string, to: string): Promise<ShareRow[]> {
  const query = { interval: 'day' as const, from, to, limit: LIMIT, fields: 'from,validity' };
  const { data } = await api.get('/v1/water/sections/{id}/class', { params: { path: { id }, query } });
  return data.map(({ from: begin = '', validity: { expected = 0, observed } = {} }) => ({
    from: begin,
    share: observed === undefined || expected === 0 ? undefined : observed / expected,
  }));
}
