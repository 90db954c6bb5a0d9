import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import type { Plan, RowSpan, ShownColumn, ShownRow, TableRow } from '@lanbi/query';
import { type Instant, instant } from '@lanbi/standards';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type EvaluationAnswer, setEvaluation } from '../answers/evaluation.ts';
import { LIST_TYPES, preferred } from '../http/negotiate.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { csvHead } from '../http/table.ts';
import { csvRow, jsonRow } from './cells.ts';

/** Rows that one question may read where its answer is not streamed. */
export const SCANNED = 3_000_000;
/** Cells of one JSON answer. */
const CELLS = 100_000;

/** A question to a table. */
export interface RowsQuestion {
  readonly plan: Pick<Plan<TableRow>, 'columns' | 'streams' | 'numbered'>;
  readonly subjects: readonly string[];
  readonly span: RowSpan;
  /** Rows that the span may have, of all subjects. */
  readonly rows: number;
  /** Rows of the answer that end in a part of the span. */
  readonly read: (span: RowSpan) => AsyncIterable<readonly ShownRow[]>;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** What holds for all rows. */
  readonly meta: { readonly evaluation?: EvaluationAnswer };
}

/** The end of the last row, and the index of its subject, or of numbered rows the number of those that end then. */
const rowCursor = z.tuple([z.int(), z.int().min(-1)]);

const badCursor = (): Problem =>
  new Problem('bad-cursor', 'take the cursor from meta.cursor of the answer before, unchanged');

/** What of a question does not depend on the kind of its rows. */
type Asked = Pick<RowsQuestion, 'cursor' | 'span' | 'subjects' | 'rows' | 'plan'>;

interface Behind {
  readonly to: Instant;
  readonly index: number;
}

function behindOf({ cursor, span, subjects, plan }: Asked): Behind | undefined {
  if (cursor === undefined) return undefined;
  const [to, index] = decodeCursor(cursor, rowCursor);
  const isRow = plan.numbered || index < subjects.length;
  if (to <= span.after || to > span.to || !isRow) throw badCursor();
  return { to: instant(to), index };
}

/** Whether a row stands behind one of a subject. */
function behindSubject(behind: Behind, subjects: readonly string[]): (row: ShownRow) => boolean {
  const indices = new Map(subjects.map((subject, at) => [subject, at]));
  return ({ to, subject }) =>
    to > behind.to || (to === behind.to && (indices.get(subject) ?? -1) > behind.index);
}

/** Whether a row stands behind so many rows of a time. Rows come in their order. */
function behindNumber(behind: Behind): (row: ShownRow) => boolean {
  let seen = 0;
  return ({ to }) => {
    if (to !== behind.to) return to > behind.to;
    seen += 1;
    return seen > behind.index;
  };
}

/** The rows of an answer behind a row, all of the span without one. */
async function* rowsBehind(question: RowsQuestion): AsyncGenerator<readonly ShownRow[]> {
  const { plan, span, read } = question;
  const behind = behindOf(question);
  if (!behind) {
    yield* read(span);
    return;
  }
  const isBehind = plan.numbered ? behindNumber(behind) : behindSubject(behind, question.subjects);
  // An instant before its end, so that the other rows that end then are read too.
  for await (const rows of read({ after: instant(behind.to - 1), to: span.to })) yield rows.filter(isBehind);
}

/** @throws Problem bad-request where a question would read too much before it can answer */
function checkScan({ rows }: Asked): void {
  if (rows > SCANNED)
    throw new Problem(
      'bad-request',
      `up to ${rows} rows would be read for this answer, at most ${SCANNED}: name fewer subjects or a shorter span, or take the rows as CSV`,
    );
}

interface Page {
  readonly rows: readonly ShownRow[];
  readonly more: boolean;
}

/** The first rows of an answer. Ends early where the client is gone. */
async function rowsUpTo(question: RowsQuestion, limit: number, isGone: () => boolean): Promise<Page> {
  const rows: ShownRow[] = [];
  for await (const some of rowsBehind(question)) {
    rows.push(...some);
    if (rows.length > limit || isGone()) break;
  }
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

function cursorOf(question: RowsQuestion, { rows, more }: Page) {
  const last = rows.at(-1);
  if (!more || !last) return {};
  if (!question.plan.numbered)
    return { cursor: encodeCursor([last.to, question.subjects.indexOf(last.subject)]) };
  const behind = behindOf(question);
  const before = behind?.to === last.to ? behind.index : 0;
  const own = rows.filter(({ to }) => to === last.to).length;
  return { cursor: encodeCursor([last.to, before + own]) };
}

/** The same pages, of which the first was read already. */
async function* withFirst<Page>(
  first: IteratorResult<Page, unknown>,
  rest: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* text(
  type: 'text/csv' | 'application/x-ndjson',
  columns: readonly ShownColumn[],
  pages: AsyncIterable<readonly ShownRow[]>,
): AsyncGenerator<Buffer> {
  let head = type === 'text/csv' ? csvHead(columns.map(({ name }) => name)) : '';
  const line =
    type === 'text/csv'
      ? csvRow
      : (all: readonly ShownColumn[], cells: ShownRow['cells']) => `${jsonRow(all, cells)}\n`;
  for await (const rows of pages) {
    let lines = head;
    for (const { cells } of rows) lines += line(columns, cells);
    head = '';
    // As bytes: the text of a page is encoded once, and not measured before.
    if (lines !== '') yield Buffer.from(lines);
  }
  if (head !== '') yield Buffer.from(head);
}

const namesLimit = ({ url }: FastifyRequest): boolean => /[?&]limit=/.test(url);

async function sendPage(
  reply: FastifyReply,
  question: RowsQuestion,
  type: (typeof LIST_TYPES)[number],
): Promise<FastifyReply> {
  const { plan, meta } = question;
  checkScan(question);
  const { columns, streams } = plan;
  const most = streams ? Math.min(question.limit, Math.max(1, Math.floor(CELLS / columns.length))) : SCANNED;
  const page = await rowsUpTo(question, most, () => reply.raw.destroyed);
  const { rows } = page;
  const cursor = cursorOf(question, page);
  if (cursor.cursor) reply.header('x-next-cursor', cursor.cursor);
  reply.type(`${type}; charset=utf-8`).serializer(String);
  if (type === 'text/csv')
    return reply.send(
      csvHead(columns.map(({ name }) => name)) + rows.map(({ cells }) => csvRow(columns, cells)).join(''),
    );
  const objects = rows.map(({ cells }) => jsonRow(columns, cells));
  if (type === 'application/x-ndjson') return reply.send(objects.map((each) => `${each}\n`).join(''));
  const all = { limit: streams ? most : rows.length, ...cursor, ...meta };
  return reply.send(`{"data":[${objects.join(',')}],"meta":${JSON.stringify(all)}}`);
}

/**
 * Rows as JSON by pages; as CSV or NDJSON the whole of them, unless a `limit` asks for a page. Text is made as it is read.
 * @throws Problem bad-request, bad-cursor
 */
export async function sendRows(
  request: FastifyRequest,
  reply: FastifyReply,
  question: RowsQuestion,
): Promise<FastifyReply> {
  const type = preferred(request, LIST_TYPES);
  const { plan } = question;
  if (request.method !== 'HEAD') request.server.underWay.take(request, reply, 'downloads');
  if (type !== 'application/json') setEvaluation(reply, question.meta.evaluation);
  if (type === 'application/json' || !plan.streams || namesLimit(request))
    return sendPage(reply, question, type);
  behindOf(question);
  // The first rows before anything is sent: a fault of the question is a problem still, with headers of its own.
  const pages = rowsBehind(question);
  const first = await pages.next();
  reply.type(`${type}; charset=utf-8`);
  if (request.method === 'HEAD') {
    await pages.return(undefined);
    return reply.send();
  }
  const rows = withFirst(first, pages);
  const stream = Readable.from(text(type, plan.columns, rows), { highWaterMark: 1 });
  stream.on('error', (error) =>
    request.log.error({ err: error }, 'a table broke off; its connection is closed'),
  );
  return reply.send(stream);
}
