import { PERIOD_METHOD, type Window } from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import {
  type AskedBodies,
  answerState,
  type FamilyEntry,
  lakeFigures,
  lakeRows,
  lakesShape,
  type RowSpan,
  riverFigures,
  riverRows,
  riversShape,
  type TableRow,
  type TableShape,
} from '@lanbi/query';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { pick } from '../editions.ts';
import { READ_LIST } from '../http/scope.ts';
import { stationsOf } from '../judging.ts';
import { intervalQuery, periodsOf, stepQuery } from '../tables/periods-query.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { idsText, planOf, tableQuery, valuesQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import { idsOf } from '../tables/subjects.ts';
import { standardsFor, waterMethodFor } from '../water/under.ts';
import type { App } from './types.ts';

const querystring = tableQuery.extend({
  ...valuesQuery,
  ids: idsText.describe('ids with commas between, or `all`; all where nothing is asked for'),
  interval: intervalQuery,
  step: stepQuery,
  edition: z.string().max(64).optional().describe('an edition of GB 3838 instead of the one in force'),
  method: z.string().max(32).optional().describe('`realtime` or `2011`'),
  fill: z.enum(['true', 'false']).optional().describe('a row for each period without a day'),
});

/** Rivers, or lakes. */
interface Bodies<Row extends TableRow> {
  readonly path: string;
  readonly summary: string;
  readonly family: FamilyEntry;
  /** Name of its rows in the document. */
  readonly id: string;
  readonly known: (deps: FigureDeps) => Iterable<string>;
  /** Where a section is ever. */
  readonly on: (section: Section) => readonly (string | undefined)[];
  readonly shape: (period: z.infer<typeof intervalQuery>) => TableShape<Row>;
  readonly read: (deps: FigureDeps, asked: AskedBodies, span: RowSpan) => AsyncIterable<readonly Row[]>;
}

function bodiesRoute<Row extends TableRow>(
  app: App,
  deps: FigureDeps,
  { path, summary, family, id, known, on, shape, read }: Bodies<Row>,
): void {
  const response = { 200: valuesResponse(shape('month'), id) };
  app.get(
    path,
    {
      config: { ...READ_LIST, families: [family] },
      schema: { tags: ['water'], summary, querystring, response },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval: period, limit, cursor } = query;
      const ids = idsOf('ids', query.ids ?? 'all', known(deps));
      const plan = planOf(shape(period), query, ids);
      const { span, windows } = periodsOf(query, ids.length, deps.clock.now());
      // Refused also where no period is computed.
      waterMethodFor(query.method, PERIOD_METHOD);
      if (query.edition !== undefined) pick('GB 3838', query.edition);
      const named = new Set(ids);
      const sections = [...deps.registry.sections.values()].filter((section) =>
        on(section).some((each) => each !== undefined && named.has(each)),
      );
      const { evaluation } = await answerState(deps, stationsOf(deps, sections));
      const by = (window: Window) => standardsFor(query, period, window);
      const asked = { subjects: ids, fill: query.fill === 'true', period, by };
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit, cursor },
        rows: windows.length * ids.length,
        read: (part) => read(deps, asked, part),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

/** Class, shares and attainment of rivers, and class and trophic state of lakes, as series of periods. */
export function waterBodyRoutes(app: App, deps: FigureDeps): void {
  bodiesRoute(app, deps, {
    path: '/v1/water/rivers',
    family: riverFigures,
    summary: 'Rivers over months, quarters, years or rolling periods, also ranked',
    ...{ id: 'RiverRow', shape: riversShape, read: riverRows },
    known: ({ registry }) => registry.rivers.keys(),
    on: ({ river, rivers }) => [river, ...(rivers ?? []).map(({ is }) => is)],
  });
  bodiesRoute(app, deps, {
    path: '/v1/water/lakes',
    family: lakeFigures,
    summary: 'Lakes over months, quarters, years or rolling periods, also ranked',
    ...{ id: 'LakeRow', shape: lakesShape, read: lakeRows },
    known: ({ registry }) => registry.lakes.keys(),
    on: ({ lake, lakes }) => [lake, ...(lakes ?? []).map(({ is }) => is)],
  });
}
