import type * as z from 'zod';
import type { summaryAnswer } from './water-period.ts';

type Summary = z.infer<typeof summaryAnswer>;
type Members = Readonly<Record<string, unknown>>;

/** Of a summary as a table: the area first, then each river and each lake. */
export const SUMMARY_COLUMNS: readonly string[] = [
  'kind',
  'id',
  'name.zh',
  'name.en',
  'from',
  'to',
  'class',
  'reason',
  'level.zh',
  'level.en',
  'basis',
  'sections',
  'trophic',
  'mainItems',
  'validity.kind',
  'validity.expected',
  'validity.observed',
  'validity.percent',
  'provisional',
  'revision',
  'computedAt',
  'edition',
  'method',
];

/** What a river and a lake tell in their row. */
const bodyOf = ({ name, class: found, reason, level, basis, sections, trophic, mainItems }: Members) => ({
  name,
  class: found,
  reason,
  level,
  basis,
  sections,
  trophic,
  mainItems,
});

const eachOf = (waters: Members): readonly Members[] =>
  Array.isArray(waters['each']) ? (waters['each'] as readonly Members[]) : [];

export function summaryRows(summary: Summary): object[] {
  const { scope, from, to, edition, method, level, basis, mainItems, sections } = summary;
  const { validity, provisional, revision, computedAt } = summary;
  const span = { from, to, edition, method, provisional, revision, computedAt };
  const area = { kind: 'area', id: scope, level, basis, sections, mainItems, validity, ...span };
  const rivers = eachOf(summary.rivers).map((row) => ({
    ...bodyOf(row),
    kind: 'river',
    id: row['river'],
    ...span,
  }));
  const lakes = eachOf(summary.lakes).map((row) => ({
    ...bodyOf(row),
    kind: 'lake',
    id: row['lake'],
    ...span,
  }));
  return [area, ...rivers, ...lakes];
}
