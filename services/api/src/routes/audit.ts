import { compositeByName, kindPartsOf } from '@lanbi/evaluation';
import {
  type Cause,
  type ComputedWaterKind,
  encodeOffset,
  RESULT_KINDS,
  type ResultChange,
} from '@lanbi/model';
import {
  airDayFigures,
  airHourFigures,
  airPeriodFigures,
  figuresOfChange,
  isComputedWater,
  lakeFigures,
  type PeriodChange,
  type PeriodHistory,
  riverFigures,
  waterDayFigures,
  waterKindOf,
  waterPeriodFigures,
  waterSampleFigures,
} from '@lanbi/query';
import { formatInstant, instant } from '@lanbi/standards';
import * as z from 'zod';
import { plainMembers } from '../answers/plain.ts';
import { withPublishedNames } from '../answers/published-names.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf, keyed } from '../http/columns.ts';
import { decodeCursor, idCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { type QuerySpan, readSpan, timeQuery } from '../http/time.ts';
import type { ApiServer } from './types.ts';

/** Its members depend on the kind. */
const figure = keyed(z.record(z.string(), z.unknown()), []);

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
        position: z.string().describe('of the observation in the log, to compare with others for equality'),
      }),
    ),
    before: figure.nullable(),
    after: figure,
  })
  .meta({ id: 'ResultChange' });

const COLUMNS = columnsOf(changeAnswer);

const causeOf = ({ change, station, to, period, position }: Cause) => ({
  change,
  station,
  ts: formatInstant(to),
  period,
  position: encodeOffset(position),
});

interface ShownChange
  extends Pick<PeriodChange, 'id' | 'subject' | 'from' | 'to' | 'revision' | 'changedAt' | 'causes'> {
  readonly kind: string;
  readonly before?: object | undefined;
  readonly after: object;
}

const shownChange = ({
  id,
  kind,
  subject,
  from,
  to,
  revision,
  changedAt,
  causes,
  before,
  after,
}: ShownChange): z.infer<typeof changeAnswer> => ({
  ...{ id, kind, subject, revision },
  from: formatInstant(from),
  to: formatInstant(to),
  changedAt: formatInstant(changedAt),
  causes: causes.map(causeOf),
  before: before === undefined ? null : plainMembers(withPublishedNames(before)),
  after: plainMembers(withPublishedNames(after)),
});

/** The figures before and after a change are computed from the records that it names. */
const changeOf = (deps: FigureDeps) => (change: ResultChange) =>
  shownChange({ ...change, ...figuresOfChange(deps, change) });

/** The place behind a change of a figure of a period: of one change of a day there may be several windows. */
const windowCursor = z.tuple([z.int().min(0), z.int()]);

const querystring = pageQuery.extend({
  subject: z.string().max(64).optional(),
  kind: z
    .string()
    .max(64)
    .optional()
    .describe(
      'such as aqi.day; of region.composite.month, class.month and other figures over periods the figure before and after each change of a day',
    ),
  from: timeQuery.optional().describe('changed after this; default a day ago'),
  to: timeQuery.optional(),
});
type Query = z.infer<typeof querystring>;

/** @throws Problem bad-request, bad-cursor */
async function periodPage(
  { air }: FigureDeps,
  query: Query,
  span: QuerySpan,
  of: Pick<PeriodHistory, 'region' | 'period'>,
) {
  const { subject, cursor, limit } = query;
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, windowCursor);
  const rows = await air.history({
    ...of,
    ...{ ...span, limit: limit + 1 },
    ...(subject !== undefined && { subject }),
    ...(behind && { behind: [behind[0], instant(behind[1])] as const }),
  });
  return pageOf(rows, limit, ({ id, to }) => [id, to], shownChange);
}

/** The changes of days of sections as changes of the periods that they are in. @throws Problem bad-request, bad-cursor */
async function waterPage(deps: FigureDeps, query: Query, span: QuerySpan, kind: ComputedWaterKind) {
  if (waterKindOf(kind)?.of !== 'section')
    throw new Problem(
      'bad-request',
      `${kind} is made of the figures of its sections: ask for kind=class.day, or kind=class.month or another period, with or without a subject`,
    );
  const rows = await historyOf(deps, { ...query, kind: 'class.day' }, span);
  const page = pageOf(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => row,
  );
  return { ...page, data: (await deps.water.corrections(kind, page.data)).map(shownChange) };
}

const storedPage = async (deps: FigureDeps, query: Query, span: QuerySpan) =>
  pageOf(await historyOf(deps, query, span), query.limit, ({ id }) => [id], changeOf(deps));

/** One change more than a page has. */
async function historyOf(
  { store }: FigureDeps,
  query: Query,
  { after, to }: QuerySpan,
): Promise<readonly ResultChange[]> {
  const { subject, cursor, limit } = query;
  const kind = RESULT_KINDS.find((each) => each === query.kind);
  if (query.kind !== undefined && kind === undefined) return [];
  return store.history({
    ...{ after, to, limit: limit + 1 },
    behind: cursor === undefined ? 0 : decodeCursor(cursor, idCursor)[0],
    ...(subject !== undefined && { subject }),
    ...(kind !== undefined && { kind }),
  });
}

/** What late and corrected observations changed, oldest first. */
export function auditRoutes(app: ApiServer, deps: FigureDeps): void {
  app.get(
    '/v1/audit',
    {
      config: {
        ...READ_LIST,
        families: [
          airHourFigures,
          airDayFigures,
          airPeriodFigures,
          waterSampleFigures,
          waterDayFigures,
          waterPeriodFigures,
          riverFigures,
          lakeFigures,
        ],
      },
      schema: {
        tags: ['audit'],
        summary: 'What changed, from what to what, and which observation caused it',
        querystring,
        response: { 200: z.object({ data: z.array(changeAnswer), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const span = readSpan(query, deps.clock.now());
      if (kindPartsOf(query.kind ?? '')?.family === 'ranking')
        throw new Problem(
          'bad-request',
          'a ranking is made of the figures of its regions: ask for kind=region.composite.month or another period, with or without a subject',
        );
      const period = compositeByName(query.kind ?? '');
      if (query.kind !== undefined && isComputedWater(query.kind))
        return sendPage(request, reply, await waterPage(deps, query, span, query.kind), COLUMNS);
      const page = period ? await periodPage(deps, query, span, period) : await storedPage(deps, query, span);
      return sendPage(request, reply, page, COLUMNS);
    },
  );
}
