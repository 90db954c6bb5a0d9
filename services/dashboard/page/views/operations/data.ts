import { type Answer, LanbiProblem } from '@lanbi/client';
import { api, each } from '../../core/api.ts';
import { loadStations } from '../../core/places.ts';
import { loadAirShares, loadWaterShares, type ShareRow } from '../../core/series.ts';
import { now, plusDays, today } from '../../core/time.ts';
import type { Name } from '../../words/words.ts';

const LIMIT = 1000;

/** Undefined where the API does not have a part, such as alerts. */
async function unlessAbsent<Value>(load: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof LanbiProblem && error.status === 404) return undefined;
    throw error;
  }
}

export interface Subject {
  readonly id: string;
  /** Of a station of water. */
  readonly section: string | undefined;
  readonly name: Name;
  /** By date, 0 to 1. */
  readonly shares: ReadonlyMap<string, number>;
}

export interface MatrixPart {
  readonly days: readonly string[];
  readonly rows: readonly Subject[];
  /** How many there are. */
  readonly all: number;
}

const DAYS = 14;
const HOUR_S = 3_600;

/** The days of the matrix, the last of them today. */
export const matrixDays = (): readonly string[] =>
  Array.from({ length: DAYS }, (_, at) => plusDays(today(), at - DAYS + 1));

const DAY_MS = 86_400_000;

/** The share of a day that is over in whole sampling times: what is still to come is not missing. */
function elapsed(day: string, step: number): number {
  const begin = Date.parse(`${day}T00:00:00+08:00`);
  return Math.min(1, (Math.floor((now.value - begin) / step) * step) / DAY_MS);
}

/** By date what came of what was to come so far; absent before the first sampling time. */
const sharesOf = (rows: readonly ShareRow[], step: number): ReadonlyMap<string, number> =>
  new Map(
    rows.flatMap(({ from, share }) => {
      const over = elapsed(from.slice(0, 10), step);
      return share === undefined || over <= 0
        ? []
        : [[from.slice(0, 10), Math.min(1, share / over)] as const];
    }),
  );

/** What came of what was expected, of the first stations of air and sections of water. */
export async function loadMatrix(medium: 'air' | 'water', shown: number): Promise<MatrixPart> {
  const days = matrixDays();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const own = (await loadStations()).filter((station) => station.medium === medium);
  const rows = await each(own.slice(0, shown), async ({ id, name, section, period }) => {
    const series =
      medium === 'air'
        ? await loadAirShares({ of: 'stations', id, interval: 'day', from, to })
        : section === undefined
          ? []
          : await loadWaterShares(section, from, to);
    return { id, name, section, shares: sharesOf(series, Math.max(period, HOUR_S) * 1000) };
  });
  return { days, rows, all: own.length };
}

export interface Lag {
  readonly complete: boolean;
  readonly behind: number | undefined;
  readonly since: string | undefined;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly reason?: string }[];
}

async function loadChecks(): Promise<Lag['checks']> {
  const response = await fetch('/page/readyz');
  const body = (await response.json()) as { readonly checks?: Lag['checks'] };
  return body.checks ?? [];
}

export async function loadLag(): Promise<Lag> {
  const [{ meta }, checks] = await Promise.all([
    api.get('/v1/air/stations/latest', { params: { query: { fields: 'id' } } }),
    loadChecks(),
  ]);
  const { complete, behind, since } = meta.evaluation;
  return { complete, behind: behind ?? undefined, since: since ?? undefined, checks };
}

const MOST = 200;

export const loadLetters = async () =>
  (await unlessAbsent(() =>
    api.get('/v1/dead-letters', { params: { query: { settled: 'false', limit: MOST } } }),
  )) ?? { data: [] };

export const loadLetter = (id: number) => api.get('/v1/dead-letters/{id}', { params: { path: { id } } });
export const replayLetter = (id: number) =>
  api.post('/v1/dead-letters/{id}/replay', { params: { path: { id } } });

export type Correction = Answer<'/v1/audit', 'get'>['data'][number];

/** Changes of the last 24 hours, the newest first; the API has them oldest first. */
export async function loadCorrections(): Promise<readonly Correction[]> {
  const found: Correction[] = [];
  for await (const row of api.rows('/v1/audit', { params: { query: { limit: LIMIT } } })) {
    found.push(row);
    if (found.length > MOST) found.shift();
  }
  return found.toReversed();
}

export type Alert = Answer<'/v1/alerts', 'get'>['data'][number];

/** Alerts that somebody should look at. */
export async function loadOpenAlerts(): Promise<readonly Alert[]> {
  const states = ['firing', 'pending', 'stale'] as const;
  const lists = await Promise.all(
    states.map((state) =>
      unlessAbsent(() => api.get('/v1/alerts', { params: { query: { state, limit: LIMIT } } })),
    ),
  );
  return lists.flatMap((list) => list?.data ?? []);
}

/** What a rule watches, such as `nh3n` or `aqi.hour`, and when it fires: the value is `>` or `<` its threshold. */
export interface Watched {
  readonly figure: string;
  /** What the rule is called; without one its id is shown. */
  readonly text?: Name | string | undefined;
  readonly op: string;
}

/** What each rule watches, by the id of the rule. */
export async function loadWatched(): Promise<ReadonlyMap<string, Watched>> {
  const list = await unlessAbsent(() => api.get('/v1/alert-rules'));
  return new Map((list?.data ?? []).map(({ id, figure, op, text }) => [id, { figure, op, text }]));
}

export const loadSilences = async () =>
  (await unlessAbsent(() => api.get('/v1/alert-silences', { params: { query: { limit: LIMIT } } })))?.data ??
  [];
export const loadUndelivered = async () =>
  (await unlessAbsent(() => api.get('/v1/alerts/undelivered', { params: { query: { limit: 50 } } })))?.data ??
  [];

interface Note {
  readonly reason: string;
  readonly by?: string;
}

export const acknowledge = ({ ruleId, subject }: Alert, body: Note) =>
  api.post('/v1/alerts/{ruleId}/{subjectId}/acknowledge', {
    params: { path: { ruleId, subjectId: subject.id } },
    body,
  });
export const silence = ({ ruleId, subject }: Alert, { until, ...note }: Note & { readonly until: string }) =>
  api.post('/v1/alert-silences', { body: { ruleId, subjectId: subject.id, until, ...note } });
export const endSilence = (id: number) => api.delete('/v1/alert-silences/{id}', { params: { path: { id } } });
