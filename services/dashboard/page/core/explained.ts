import { LanbiProblem } from '@lanbi/client';
import type { Name } from '../words/words.ts';
import { api } from './api.ts';

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
}

/** A figure with its arithmetic; the first row where the path is of a list. Any call of the API may be asked for. */
export async function loadExplained(path: string): Promise<Explained | undefined> {
  const target = new URL(`/page${path}`, location.origin);
  target.searchParams.set('explain', 'true');
  const response = await fetch(target, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (!response.ok) throw new LanbiProblem(response, body);
  const list = (body as { readonly data?: readonly Explained[] }).data;
  return list ? list[0] : (body as Explained);
}

export interface InputRow {
  readonly code: string;
  readonly value: number | null | undefined;
  readonly result: number | string | null | undefined;
}

/** What a figure was computed from, and what came of each. */
export function explained(of: Explained): InputRow[] {
  if (of.items)
    return Object.entries(of.items).map(([code, item]) => ({ code, value: item.value, result: item.class }));
  const results = of.subIndices ?? of.terms ?? {};
  return Object.entries(of.concentrations ?? {}).map(([code, value]) => ({
    code,
    value,
    result: results[code],
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
  readonly section?: { readonly class?: string | null };
}

/** The figure itself of a stored state, where it is one that a person reads. */
export function headline(body: unknown): string {
  const { aqi, section } = (body ?? {}) as Body;
  return String(aqi?.aqi ?? section?.class ?? '—');
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
