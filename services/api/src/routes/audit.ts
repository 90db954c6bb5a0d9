import type { Cause, ResultChange, ResultKind } from '@lanbi/model';
import { figuresOfChange } from '@lanbi/query';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';
import { plain } from '../answers/water.ts';
import type { ApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, idPlace, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { readSpan, timeText } from '../http/time.ts';
import type { App } from './types.ts';

const loose = z.looseObject({});

const changeAnswer = z
  .object({
    id: z.number(),
    kind: z.string(),
    subject: z.string(),
    from: z.string(),
    to: z.string(),
    revision: z.number(),
    changedAt: z.string(),
    causes: z.array(
      z.object({
        change: z.enum(['late', 'corrected', 'judged', 'registry']),
        station: z.string(),
        ts: z.string(),
        period: z.number(),
        position: z.number(),
      }),
    ),
    before: loose.nullable(),
    after: loose,
  })
  .meta({ id: 'ResultChange' });

const COLUMNS = columnsOf(changeAnswer);

const causeOf = ({ change, station, to, period, position }: Cause) => ({
  change,
  station,
  ts: formatInstant(to),
  period,
  position,
});

/** The figures before and after a change are computed from the records that it names. */
function changeOf(change: ResultChange): z.infer<typeof changeAnswer> {
  const { id, kind, subject, from, to, revision, changedAt, causes } = change;
  const { before, after } = figuresOfChange(change);
  return {
    id,
    kind,
    subject,
    revision,
    from: formatInstant(from),
    to: formatInstant(to),
    changedAt: formatInstant(changedAt),
    causes: causes.map(causeOf),
    before: before === undefined ? null : (plain(before) as Record<string, unknown>),
    after: plain(after) as Record<string, unknown>,
  };
}

/** What late and corrected observations changed, oldest first. */
export function auditRoutes(app: App, { store, clock }: ApiDeps): void {
  const querystring = pageQuery.extend({
    subject: z.string().max(64).optional(),
    kind: z.string().max(64).optional().describe('such as aqi.day or region.composite.month'),
    from: timeText.optional().describe('changed after this; default a day ago'),
    to: timeText.optional(),
  });
  app.get(
    '/v1/audit',
    {
      config: READ_LIST,
      schema: {
        tags: ['audit'],
        summary: 'What changed, from what to what, and which observation caused it',
        querystring,
        response: { 200: z.object({ data: z.array(changeAnswer), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { subject, kind, cursor, limit } = request.query;
      const { after, to } = readSpan(request.query, clock.now());
      const behind = cursor === undefined ? 0 : decodeCursor(cursor, idPlace)[0];
      const rows = await store.history({
        after,
        to,
        behind,
        limit: limit + 1,
        ...(subject !== undefined && { subject }),
        ...(kind !== undefined && { kind: kind as ResultKind }),
      });
      return sendPage(
        request,
        reply,
        pageOf(rows, limit, ({ id }) => [id], changeOf),
        COLUMNS,
      );
    },
  );
}
