import type { ResultKind, StoredResult } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import * as z from 'zod';
import type { ApiDeps } from '../deps.ts';
import { fieldsQuery } from '../http/fields.ts';
import { decodeCursor, endCursor, endWithin, type Page, pageOf, pageQuery } from '../http/page.ts';
import { type QuerySpan, timeQuery } from '../http/time.ts';

export const idParams = z.object({ id: z.string().max(64) });

/** What every evaluation takes. */
export const evaluationQuery = z.object({
  edition: z.string().max(64).optional().describe('evaluate under this edition instead of the one in force'),
  method: z.string().max(32).optional(),
  explain: z.enum(['true', 'false']).optional().describe('add the derivation'),
});

export const seriesQuery = pageQuery.extend({
  ...evaluationQuery.shape,
  fields: fieldsQuery,
  from: timeQuery.optional(),
  to: timeQuery.optional(),
});

export type EvaluationQuery = z.infer<typeof evaluationQuery>;

/** A page of a span. */
export interface PageQuery {
  readonly span: QuerySpan;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of figures of one subject whose windows end in the span. @param read one more than the page, which shows whether there are more */
export async function pageWithin<Row extends { readonly window: { readonly to: Instant } }, Answer>(
  { span: { after, to }, limit, cursor }: PageQuery,
  read: (range: { after: Instant; to: Instant; limit: number }) => Promise<readonly Row[]>,
  answer: (row: Row) => Answer,
): Promise<Page<Answer>> {
  const start: Instant =
    cursor === undefined ? after : endWithin(decodeCursor(cursor, endCursor)[0], { after, to });
  const rows = await read({ after: start, to, limit: limit + 1 });
  return pageOf(rows, limit, ({ window }) => [window.to], answer);
}

/** A page of stored results of one subject with `to` in (after, to]. */
export async function resultPage<Kind extends ResultKind, Row>(
  { store }: ApiDeps,
  kind: Kind,
  subject: string,
  { span: { after, to }, limit, cursor }: PageQuery,
  rowOf: (result: StoredResult<Kind>) => Row,
): Promise<Page<Row>> {
  const start: Instant =
    cursor === undefined ? after : endWithin(decodeCursor(cursor, endCursor)[0], { after, to });
  const rows = await store.results({ kind, subject, after: start, to, limit: limit + 1 });
  return pageOf(rows, limit, (row) => [row.to], rowOf);
}
