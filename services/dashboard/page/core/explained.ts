import { LanbiProblem } from '@lanbi/client';
import type { Name } from '../words/words.ts';
import { api } from './api.ts';
import type { DataState, Stated } from './data.ts';

/** One step of the arithmetic behind a figure. */
export interface Step {
  readonly quantity: string;
  readonly edition: string;
  readonly clause: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly arithmetic: string;
  readonly rounding?: string;
  readonly result: unknown;
}

interface Item {
  readonly value?: number | null;
  readonly class?: string | null;
  readonly evaluated?: boolean;
}

interface GoodDays {
  readonly good: number;
  readonly valid: number;
}

/** What any evaluation answers with `explain=true`; which members there are depends on the call. */
export interface Explained {
  readonly name?: Name;
  readonly aqi?: number | null;
  readonly category?: unknown;
  readonly class?: string | null;
  readonly level?: unknown;
  readonly target?: string | null;
  readonly index?: number | null;
  readonly edition?: string;
  readonly standards?: readonly { readonly edition: string; readonly stage?: string }[];
  readonly validity?: {
    readonly kind: 'valid' | 'insufficient' | 'missing';
    readonly expected?: number;
    readonly observed?: number;
    readonly why?: Name;
  };
  readonly provisional?: boolean;
  readonly dataState?: DataState;
  readonly revision?: number;
  readonly computedAt?: string | null;
  readonly from?: string;
  readonly to?: string;
  readonly region?: string;
  readonly station?: string;
  readonly section?: string;
  readonly concentrations?: Readonly<Record<string, number | null>>;
  readonly subIndices?: Readonly<Record<string, number | null>>;
  readonly terms?: Readonly<Record<string, number | null>>;
  readonly items?: Readonly<Record<string, Item>>;
  readonly derivation?: readonly Step[];
  readonly change?: {
    readonly periodBefore?: { readonly used?: { readonly change?: number | null } };
    readonly yearEarlier?: { readonly used?: { readonly change?: number | null } };
  };
  readonly goodDays?: GoodDays & { readonly withoutDust?: GoodDays };
  /** Days of dust that it leaves out. */
  readonly dust?: { readonly note: Name; readonly days: readonly { readonly date: string }[] };
  /** Sections that have no class on some days. */
  readonly states?: readonly (Stated & { readonly name: Name; readonly annotation: number })[];
  readonly trophic?: { readonly index: number | null };
  readonly value?: number | null;
  readonly unit?: string;
}

export type ExplainedRow = Readonly<Record<string, unknown>>;

/** What a call says of a figure: its arithmetic, or the rows that it is counted or averaged from. */
export interface Answered {
  readonly figure: Explained | undefined;
  readonly rows: readonly ExplainedRow[];
}

async function load(target: URL): Promise<unknown> {
  const response = await fetch(target, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (!response.ok) throw new LanbiProblem(response, body);
  return body;
}

/** Calls without arithmetic of their own: they take no `explain`. */
const PLAIN =
  /^\/v1\/(stations|sections|alerts|annotations|audit|dead-letters|air\/regions\/[^/]+\/targets|air\/(hours|days|completeness)|(air|water)\/\w+\/latest|water\/sections\/[^/]+\/trend)(\?|$)/;

/** A bulletin has the arithmetic of its air and of its water apart. */
interface Parts {
  readonly air?: { readonly whole?: { readonly derivation?: readonly Step[] } };
  readonly water?: { readonly derivation?: readonly Step[] };
}

const stepsOf = ({ derivation, air, water }: Explained & Parts): readonly Step[] =>
  derivation ?? [...(air?.whole?.derivation ?? []), ...(water?.derivation ?? [])];

/** A row is of a figure where it says from what it was computed. */
const isFigure = (row: object): boolean => 'derivation' in row || 'validity' in row;

/** What any call of the API says of a figure; of a list with arithmetic the first row, of any other all rows. */
export async function loadExplained(path: string): Promise<Answered> {
  const target = new URL(`/page${path}`, location.origin);
  if (!PLAIN.test(target.pathname.slice('/page'.length))) target.searchParams.set('explain', 'true');
  const body = (await load(target)) as Explained &
    Parts & {
      readonly data?: readonly (Explained & ExplainedRow)[];
      readonly items?: unknown;
      readonly ranked?: unknown;
      readonly targets?: unknown;
    };
  if (Array.isArray(body.items)) return { figure: undefined, rows: body.items as ExplainedRow[] };
  const [first] = body.data ?? [];
  if (body.data === undefined) {
    const list = body.ranked ?? body.targets;
    const rows = Array.isArray(list) ? (list as ExplainedRow[]) : [];
    return { figure: { ...body, derivation: stepsOf(body) }, rows };
  }
  if (body.data.length === 1 && first && isFigure(first)) return { figure: first, rows: [] };
  return { figure: undefined, rows: body.data };
}

/** The page of the place that a call is of; undefined where it is of several. */
export function placeOf(path: string): string | undefined {
  const [, medium, kind, id] = /^\/v1\/(air|water)\/(regions|stations|sections)\/([^/?]+)\//.exec(path) ?? [];
  return id === undefined ? undefined : `/${medium}/${kind}/${id}`;
}

export interface InputRow {
  readonly code: string;
  readonly value: number | null | undefined;
  readonly result: number | string | null | undefined;
  /** Whether the item has a part in the class; of the air all have. */
  readonly evaluated: boolean;
}

/** What a figure was computed from, and what came of each. */
export function explained(of: Explained): InputRow[] {
  if (of.items)
    return Object.entries(of.items).map(([code, { value, class: result, evaluated = true }]) => ({
      ...{ code, value, result, evaluated },
    }));
  const results = of.subIndices ?? of.terms ?? {};
  return Object.entries(of.concentrations ?? {}).map(([code, value]) => ({
    code,
    value,
    result: results[code],
    evaluated: true,
  }));
}

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly revision: number;
  readonly before: string;
  readonly after: string;
  /** Kinds of change with the station, such as `late BD01`. */
  readonly causes: readonly string[];
}

interface Body {
  readonly aqi?: { readonly aqi?: number | null };
  readonly concentrations?: Readonly<Record<string, unknown>>;
  readonly section?: {
    readonly class?: string | null;
    readonly items?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
}

/** The figure itself of a stored state, where it is one that a person reads. */
export function headline(body: unknown): string {
  const { aqi, section } = (body ?? {}) as Body;
  return String(aqi?.aqi ?? section?.class ?? '—');
}

/** The numbers that a stored state is made of, by pollutant or item. */
const partsOf = ({ concentrations = {}, section }: Body): Readonly<Record<string, unknown>> => ({
  ...concentrations,
  ...Object.fromEntries(Object.entries(section?.items ?? {}).map(([code, { value }]) => [code, value])),
});

/** With four digits: records hold what rounding leaves out. */
const partText = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(4))) : '—';

/** What a correction changed: the figure, or the first pollutant or item where the figure is as it was. */
export function changeOf(
  before: unknown,
  after: unknown,
): { readonly code?: string; readonly from: string; readonly to: string } {
  const [from, to] = [headline(before), headline(after)];
  if (from !== to) return { from, to };
  const [old, now] = [partsOf((before ?? {}) as Body), partsOf((after ?? {}) as Body)];
  const code = Object.keys({ ...old, ...now }).find((each) => partText(old[each]) !== partText(now[each]));
  return code === undefined ? { from, to } : { code, from: partText(old[code]), to: partText(now[code]) };
}

const MOST_LINES = 1000;

/** The corrections of a figure, the oldest first; none where the API keeps no audit trail. */
export async function loadAudit(subject: string, of: Explained): Promise<readonly AuditLine[]> {
  const { from, to } = of;
  if (subject === '' || from === undefined) return [];
  try {
    const query = { subject, from, limit: MOST_LINES };
    const { data } = await api.get('/v1/audit', { params: { query } });
    return data
      .filter((line) => line.from === from && line.to === to)
      .map(({ id, changedAt, revision, before, after, causes }) => ({
        ...{ id, at: changedAt, revision },
        before: headline(before),
        after: headline(after),
        causes: [...new Set(causes.map(({ change, station }) => `${change} ${station}`))],
      }));
  } catch (error) {
    if (error instanceof LanbiProblem && error.status < 500) return [];
    throw error;
  }
}
