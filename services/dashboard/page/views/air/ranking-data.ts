import { type Answer, LanbiProblem } from '@lanbi/client';
import { api, each } from '../../core/api.ts';
import type { Name } from '../../words/words.ts';
import type { Asked } from './periods.tsx';

type Composite = Answer<'/v1/air/regions/{id}/composite-index', 'get'>;

export interface RankingRow {
  readonly region: string;
  readonly name: Name;
  /** Undefined where the region has no rank. */
  readonly rank: number | undefined;
  readonly index: number | null;
  /** Why it has no rank. */
  readonly reason: string | undefined;
  readonly why: Name | undefined;
  /** Per cent; null where there is nothing to compare with. */
  readonly before: number | null;
  readonly year: number | null;
  readonly primary: readonly string[];
  readonly good: number;
  readonly valid: number;
}

export interface Ranking {
  readonly rows: readonly RankingRow[];
  readonly from: string;
  readonly to: string;
  readonly provisional: boolean;
  readonly editions: readonly string[];
}

const changeOf = (
  of: { readonly used?: { readonly change?: number | null } } | null | undefined,
): number | null => of?.used?.change ?? null;

async function loadComposite(id: string, query: Asked): Promise<Composite | undefined> {
  try {
    return await api.get('/v1/air/regions/{id}/composite-index', { params: { path: { id }, query } });
  } catch (error) {
    if (error instanceof LanbiProblem && error.status === 404) return undefined;
    throw error;
  }
}

const detailsOf = (of: Composite | undefined) => ({
  before: changeOf(of?.change?.periodBefore as never),
  year: changeOf(of?.change?.yearEarlier as never),
  primary: of?.primary ?? [],
  good: of?.goodDays.good ?? 0,
  valid: of?.goodDays.valid ?? 0,
});

/** The ranking of a period with what stands behind each place. */
export async function loadRanking(asked: Asked, level: 'district' | 'city'): Promise<Ranking> {
  const ranking = await api.get('/v1/air/rankings', { params: { query: { ...asked, level } } });
  const listed = [
    ...ranking.ranked.map(({ region, name, rank, index }) => ({
      ...{ region, name, rank, index },
      reason: undefined,
      why: undefined,
    })),
    ...ranking.unranked.map(({ region, name, index, reason, validity }) => ({
      ...{ region, name, index, reason },
      rank: undefined,
      why: (validity as { readonly why?: Name } | null)?.why,
    })),
  ];
  const rows = await each(listed, async (row) => ({
    ...row,
    ...detailsOf(await loadComposite(row.region, asked)),
  }));
  const { from, to, provisional, editions } = ranking;
  return { rows, from, to, provisional, editions };
}
