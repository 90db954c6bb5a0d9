import type * as z from 'zod';
import type { summaryAnswer } from './water-areas.ts';

type Summary = z.infer<typeof summaryAnswer>;

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
  'dataState',
  'revision',
  'computedAt',
  'edition',
  'method',
];

export function summaryRows(summary: Summary): object[] {
  const { scope, from, to, edition, method, level, basis, mainItems, sections } = summary;
  const { validity, provisional, dataState, revision, computedAt } = summary;
  const span = { from, to, edition, method, provisional, dataState, revision, computedAt };
  const area = { kind: 'area', id: scope, level, basis, sections, mainItems, validity, ...span };
  const rivers = summary.rivers.each.map(({ river, counted: _, ...row }) => ({
    ...row,
    kind: 'river',
    id: river,
    ...span,
  }));
  const lakes = summary.lakes.each.map(({ lake, ...row }) => ({ ...row, kind: 'lake', id: lake, ...span }));
  return [area, ...rivers, ...lakes];
}
