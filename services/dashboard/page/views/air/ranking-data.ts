import { api } from '../../core/api.ts';
import type { DataState } from '../../core/data.ts';
import type { Name } from '../../words/words.ts';
import type { Asked } from './periods.tsx';

interface GoodDays {
  readonly good: number;
  readonly valid: number;
}

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
  /** Days of dust that the index leaves out, in words. */
  readonly dust: Name | undefined;
  /** Good and valid days without those of dust; absent where there are none. */
  readonly withoutDust: GoodDays | undefined;
  readonly dataState: DataState | undefined;
}

export interface Ranking {
  readonly rows: readonly RankingRow[];
  readonly from: string;
  readonly to: string;
  readonly provisional: boolean;
  readonly dataState: DataState | undefined;
  readonly editions: readonly string[];
}

interface Beside {
  readonly primary: readonly string[];
  readonly goodDays: GoodDays & { readonly withoutDust?: GoodDays | undefined };
  readonly dust?: { readonly note: Name } | undefined;
  readonly dataState?: DataState | undefined;
  readonly changes: { readonly periodBefore: number | null; readonly yearEarlier: number | null };
}

const besideOf = ({ primary, goodDays: { good, valid, withoutDust }, dust, dataState, changes }: Beside) => ({
  ...{ primary, good, valid, dust: dust?.note, withoutDust, dataState },
  before: changes.periodBefore,
  year: changes.yearEarlier,
});

/** The ranking of a period with what stands beside each place. */
export async function loadRanking(asked: Asked, level: 'district' | 'city'): Promise<Ranking> {
  const { ranked, unranked, ...rest } = await api.get('/v1/air/rankings', {
    params: { query: { ...asked, level } },
  });
  const rows = [
    ...ranked.map((row) => ({
      ...{ region: row.region, name: row.name, rank: row.rank, index: row.index },
      ...{ reason: undefined, why: undefined },
      ...besideOf(row),
    })),
    ...unranked.map((row) => ({
      ...{ region: row.region, name: row.name, rank: undefined, index: row.index, reason: row.reason },
      why: row.validity?.why,
      ...besideOf(row),
    })),
  ];
  const { from, to, provisional, dataState, editions } = rest;
  return { rows, from, to, provisional, dataState, editions };
}
