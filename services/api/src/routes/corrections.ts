import { Points } from '@lanbi/evaluation';
import type { Station } from '@lanbi/model';
import {
  airDayFigures,
  airHourFigures,
  correctionRows,
  correctionsShape,
  evaluationStateOf,
  waterDayFigures,
  waterSampleFigures,
} from '@lanbi/query';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { READ_LIST } from '../http/scope.ts';
import { readSpan } from '../http/time.ts';
import { type ResultSubjects, stationsOfResult } from '../stream/stations-of-result.ts';
import { rowSchema, rowsMeta } from '../tables/rows-schema.ts';
import { readPlan, selectionQuery, tableQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import type { ApiServer } from './types.ts';

const KINDS = [
  'aqi.hour',
  'aqi.day',
  'region.aqi.hour',
  'region.aqi.day',
  'class.sample',
  'class.day',
] as const;

type Query = Pick<z.infer<typeof querystring>, 'subject' | 'kind'>;

const querystring = tableQuery.extend({
  ...selectionQuery,
  subject: z.string().max(64).optional().describe('id of a station, region or section'),
  kind: z.enum(KINDS).optional(),
});

/** The stations behind a question: of its subject where it names one. */
function stationsAsked(places: ResultSubjects, { subject, kind }: Query): Iterable<Station> {
  if (subject === undefined) return places.registry.stations.values();
  const kinds = KINDS.filter((each) => kind === undefined || each === kind);
  return kinds.flatMap((each) => stationsOfResult({ kind: each, subject }, places));
}

/** Changes that one question may read: an audit trail has no length that is known before. */
const ANY = 1;

/** What was corrected or came late in a span. */
export function correctionRoutes(app: ApiServer, deps: FigureDeps): void {
  const places = { registry: deps.registry, points: new Points(deps.registry) };
  const data = z.array(rowSchema(correctionsShape, 'CorrectionRow'));
  app.get(
    '/v1/corrections',
    {
      config: {
        ...READ_LIST,
        families: [airHourFigures, airDayFigures, waterSampleFigures, waterDayFigures],
      },
      schema: {
        tags: ['audit'],
        summary: 'What late and corrected readings changed in a span, with index or class before and after',
        querystring,
        response: { 200: z.object({ data, meta: rowsMeta }) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { subject, kind, limit, cursor } = query;
      const span = readSpan(query, deps.clock.now(), { days: 31 });
      const plan = readPlan(correctionsShape, query, []);
      const state = await evaluationStateOf(deps, stationsAsked(places, query));
      return sendRows(request, reply, {
        ...{ plan, span, subjects: [], limit, cursor, rows: ANY },
        meta: { evaluation: evaluationOf(state) },
        read: (part) => plan.rows(correctionRows(deps, { subject, kind }, part)),
      });
    },
  );
}
