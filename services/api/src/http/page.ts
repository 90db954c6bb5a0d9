import { Buffer } from 'node:buffer';
import { DAY, type Instant, instant } from '@lanbi/standards';
import * as z from 'zod';
import { Problem } from './problem.ts';
import type { QuerySpan } from './time.ts';

/** The paging part of every list's query. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('rows at the most'),
  cursor: z.string().max(512).optional().describe('`meta.cursor` of the answer before'),
});

export const pageMeta = z.object({ limit: z.number(), cursor: z.string().optional() });

export interface Page<Row> {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

export const encodeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws Problem bad-cursor */
export function decodeCursor<Shape extends z.ZodType>(cursor: string, shape: Shape): z.infer<Shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badCursor();
  }
}

const badCursor = (): Problem =>
  new Problem('bad-cursor', 'take the cursor from meta.cursor of the answer before, unchanged');

/** The position in a list whose rows have ids; no id is below the first. */
export const idCursor = z.tuple([z.int().min(0)]);
/** The position in a series: the end of its last row. */
export const endCursor = z.tuple([z.int()]);

/** How far a span without `from` may have moved on since the page before. */
const MOVED_ON = DAY;

/**
 * The end that a cursor of a series names, or the begin of the span where that is later.
 * @throws Problem bad-cursor where no page of this span ends there
 */
export function endWithin(end: number, { after, to }: QuerySpan): Instant {
  if (end <= after - MOVED_ON || end > to) throw badCursor();
  return instant(Math.max(end, after));
}

/** A page of rows of which one more than `limit` was read, to know whether it is the last. */
export function pageOf<Row, Answer>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly (string | number)[],
  answer: (row: Row) => Answer,
): Page<Answer> {
  return pageWith(rows.slice(0, limit), { limit, more: rows.length > limit }, positionOf, answer);
}

/** A page of rows of which it is known whether there are more behind them. */
export function pageWith<Row, Answer>(
  rows: readonly Row[],
  { limit, more }: { readonly limit: number; readonly more: boolean },
  positionOf: (row: Row) => readonly (string | number)[],
  answer: (row: Row) => Answer,
): Page<Answer> {
  const last = rows.at(-1);
  const next = more && last !== undefined ? { cursor: encodeCursor(positionOf(last)) } : {};
  return { data: rows.map(answer), meta: { limit, ...next } };
}
