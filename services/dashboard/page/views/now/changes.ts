import { each } from '../../core/api.ts';
import { rankOf } from '../../core/rank.ts';
import { loadClasses } from '../../core/series.ts';
import { today } from '../../core/time.ts';

/** The class of a section this month against that of the month before. */
export interface ClassChange {
  readonly kind: 'better' | 'worse' | 'same';
  readonly before: string;
  readonly now: string;
}

/** Sections of which the change is loaded, a call each. */
const MOST = 60;

const monthBefore = (month: string): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 2;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** Undefined where one of the two months has no class. */
function changeOf(
  before: string | null | undefined,
  now: string | null | undefined,
): ClassChange | undefined {
  if (!before || !now) return undefined;
  const step = rankOf(now) - rankOf(before);
  return { before, now, kind: step < 0 ? 'better' : step > 0 ? 'worse' : 'same' };
}

/** How the class of each section changed from the last month to this one. */
export async function loadChanges(ids: readonly string[]): Promise<ReadonlyMap<string, ClassChange>> {
  const month = today().slice(0, 7);
  const last = monthBefore(month);
  const found = await each(ids.slice(0, MOST), async (id) => {
    const rows = await loadClasses(id, 'month', last, month);
    const at = (begin: string) => rows.find(({ from }) => from.startsWith(begin))?.class;
    return [id, changeOf(at(last), at(month))] as const;
  });
  return new Map(found.flatMap(([id, change]) => (change ? [[id, change]] : [])));
}
