import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { createEventLoopYield } from '@lanbi/runtime';
import { DAY } from '@lanbi/standards';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type EvaluationAnswer, setEvaluation } from '../answers/evaluation.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { LIST_TYPES, preferred } from './negotiate.ts';
import type { Page } from './page.ts';
import { Problem } from './problem.ts';
import { sendPage } from './send.ts';
import { type CsvPart, cellPart, csvHead, csvLines, linesOf, readerOf } from './table.ts';
import type { QuerySpan } from './time.ts';

/** A page of a series behind a cursor. */
export type PageAt<Row> = (asked: {
  readonly cursor?: string | undefined;
  readonly limit: number;
}) => Promise<Page<Row>>;

/** Rows that are in memory at one time. */
const PAGE = 250;
/** What may be asked for in one go. */
const LONGEST = 20 * 366 * DAY;

/** Shared by all series that are sent, so that together they hold up packets for one slice. */
const yieldToOthers = createEventLoopYield();

/** The pages of a series; each is read when the one before has been taken. The first may be there already. */
async function* pagesOf<Row>(pageAt: PageAt<Row>, first: Page<Row>): AsyncGenerator<readonly Row[]> {
  let page = first;
  while (true) {
    yield page.data;
    await yieldToOthers();
    const { cursor } = page.meta;
    if (cursor === undefined) return;
    page = await pageAt({ cursor, limit: PAGE });
  }
}

async function* ndjson(
  pages: AsyncIterable<readonly object[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  for await (const rows of pages) if (rows.length > 0) yield linesOf(rows, columns);
}

async function* csv<Row>(
  pages: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
  linesOf: (rows: readonly Row[]) => string,
): AsyncGenerator<Buffer> {
  let head = csvHead(columns);
  for await (const rows of pages) {
    // As bytes: the text of a page is encoded once, and not measured before.
    yield Buffer.from(head + linesOf(rows));
    head = '';
  }
}

/** Text that is made as it is read: two pages at the most are in memory, however long the series. */
export function seriesText(
  type: 'text/csv' | 'application/x-ndjson',
  pageAt: PageAt<object>,
  first: Page<object>,
  columns: readonly string[],
): Readable {
  if (type === 'text/csv')
    return csvText(
      pageAt,
      first,
      columns,
      columns.map((column) => cellPart(readerOf(column))),
    );
  return Readable.from(ndjson(pagesOf(pageAt, first), columns), { highWaterMark: 1 });
}

/** The same as CSV, of rows whose lines are made by `parts`. */
export const csvText = <Row>(
  pageAt: PageAt<Row>,
  first: Page<Row>,
  columns: readonly string[],
  parts: readonly CsvPart<Row>[],
): Readable =>
  // Chunks are pages: one that waits is enough.
  Readable.from(
    csv(pagesOf(pageAt, first), columns, (rows) => csvLines(rows, parts)),
    { highWaterMark: 1 },
  );

/** How rows become an answer. */
export interface RowForms<Row> {
  /** Of the call, whatever its rows have. */
  readonly columns: readonly string[];
  /** Columns that a row has only where `fields` names them. */
  readonly onRequest?: readonly string[];
  /** Rows that say everything themselves: of CSV and NDJSON, and where `fields` names columns. @param columns of the answer */
  whole(columns: readonly string[]): (row: Row) => object;
  /** What makes a line of CSV without a whole row; undefined where some column is made of the whole row alone. */
  parts?(columns: readonly string[]): readonly CsvPart<Row>[] | undefined;
  /** Whether `fields` may name a part of a member that the schema of a row has whole. */
  readonly hasParts?: boolean;
  /** JSON without `fields`: what holds for all rows, and rows of what varies. Whole rows by default. */
  lean?(rows: readonly Row[]): {
    readonly common: { readonly evaluation?: EvaluationAnswer };
    readonly row: (row: Row) => object;
  };
}

interface Asked<Row> {
  readonly query: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly fields?: string | undefined;
  };
  readonly span: QuerySpan;
  readonly pageAt: PageAt<Row>;
  readonly forms: RowForms<Row>;
}

const namesLimit = ({ url }: FastifyRequest): boolean => /[?&]limit=/.test(url);

/** Rows with all columns of the call, or with the chosen ones alone. */
function wholeRows<Row>(forms: RowForms<Row>, fields: Fields | undefined): (row: Row) => object {
  if (!fields) return forms.whole(forms.columns);
  const whole = forms.whole(fields.columns);
  return (row) => fields.pick(whole(row));
}

/**
 * A series: as JSON by pages; as CSV or NDJSON the whole of it, unless a `limit` asks for a page; with the columns that
 * `fields` names.
 * @throws Problem bad-time, bad-request
 */
export async function sendSeries<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  { query, span, pageAt, forms }: Asked<Row>,
): Promise<FastifyReply> {
  const type = preferred(request, LIST_TYPES);
  const fields = fieldsOf(query.fields, [...forms.columns, ...(forms.onRequest ?? [])]);
  const columns = fields?.columns ?? forms.columns;
  const rowOf = wholeRows(forms, fields);
  // Schemas of rows that have no lean form name every column as there.
  if (fields && (!forms.lean || forms.hasParts)) reply.serializer(JSON.stringify);
  const wholeAt: PageAt<object> = async (asked) => {
    const { data, meta } = await pageAt(asked);
    return { data: data.map(rowOf), meta };
  };
  if (type === 'application/json') {
    const { data, meta } = await pageAt(query);
    const lean = forms.lean?.(data);
    const rows = data.map((lean && !fields && lean.row) || rowOf);
    return sendPage(request, reply, { data: rows, meta: { ...meta, ...lean?.common } }, columns);
  }
  if (namesLimit(request)) {
    const page = await pageAt(query);
    setEvaluation(reply, forms.lean?.(page.data).common.evaluation);
    return sendPage(request, reply, { data: page.data.map(rowOf), meta: page.meta }, columns);
  }
  if (span.to - span.after > LONGEST)
    throw new Problem('bad-time', `at most ${LONGEST / DAY} days in one answer: ask in parts`);
  if (request.method !== 'HEAD') request.server.underWay.take(request, reply, 'downloads');
  // The first page before anything is sent: what is wrong with the request is a problem still.
  const begin = await pageAt({ cursor: query.cursor, limit: PAGE });
  setEvaluation(reply, forms.lean?.(begin.data).common.evaluation);
  reply.type(`${type}; charset=utf-8`);
  // Nothing is read on for a body that is not sent.
  if (request.method === 'HEAD') return reply.send();
  const parts = type === 'text/csv' ? forms.parts?.(columns) : undefined;
  const text = parts
    ? csvText(pageAt, begin, columns, parts)
    : seriesText(type, wholeAt, { ...begin, data: begin.data.map(rowOf) }, columns);
  text.on('error', (error) =>
    request.log.error({ err: error }, 'a series broke off; its connection is closed'),
  );
  return reply.send(text);
}
