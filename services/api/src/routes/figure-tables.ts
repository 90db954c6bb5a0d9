import { DEFAULT_QUALITY, excluding, Points } from '@lanbi/evaluation';
import type { StateOfData } from '@lanbi/model';
import {
  type AskedTable,
  answerState,
  dataOf,
  type EvaluationState,
  type FamilyEntry,
  isOpen,
  type RowStanding,
  type TableCall,
  type TableDeps,
  type TablePlan,
} from '@lanbi/query';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { READ_LIST } from '../http/scope.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { planned } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import { type AnyTableQuery, choicesOf, querystringOf, readTableQuery } from '../tables/table-query.ts';
import { standardsAsked } from '../tables/table-standards.ts';
import { type AskedSubjects, subjectsAsked } from '../tables/table-subjects.ts';
import { readTime } from '../tables/table-time.ts';
import type { ApiServer } from './types.ts';

/** What rows are read from. */
const tableDeps = (deps: FigureDeps): TableDeps => ({
  ...deps,
  readings: excluding(deps.store, deps.quality ?? DEFAULT_QUALITY),
});

/** Whether a profile is by the wind of an hour. */
const asksWind = ({ profile }: AnyTableQuery): boolean => profile?.includes('wind') ?? false;

/** How far the rows of some subjects stand. */
async function standingOf(
  deps: FigureDeps,
  { stations, dataOf: subjectsOf }: AskedSubjects,
): Promise<{ readonly standing: RowStanding; readonly evaluation: EvaluationState }> {
  const state = await answerState(deps, stations);
  const statements = await deps.statements.inForce();
  const known = new Map<string, StateOfData>();
  const of = (id: string): StateOfData => {
    const found = known.get(id) ?? dataOf(statements, subjectsOf(id));
    known.set(id, found);
    return found;
  };
  const standing: RowStanding = {
    dataOf: of,
    isOpen: (row, checked) => isOpen(row, { ...state, data: of(row.subject) }, checked),
  };
  return { standing, evaluation: state.evaluation };
}

/** A question as query takes it, and how far its stations are evaluated. @throws Problem */
async function read(deps: FigureDeps, points: Points, call: TableCall, given: unknown) {
  const query = readTableQuery(given);
  const now = deps.clock.now();
  const { span, interval, rows } = readTime(call.time, query, now);
  const window = { from: span.after, to: span.to };
  const subjects = subjectsAsked({ registry: deps.registry, points }, call, query, window);
  const { ids, region } = subjects;
  const { standing, evaluation } = await standingOf(deps, subjects);
  const asked: AskedTable = {
    ...{ subjects: ids, region, span, interval },
    fill: query.fill === 'true',
    choices: choicesOf(call, given),
    wind: asksWind(query),
    under: standardsAsked(call.edition, query, { interval, now }),
    standing,
  };
  const plan: TablePlan = planned(call.ask(asked, query));
  return { query, asked, plan, evaluation, rows: rows(ids.length) };
}

async function answer(
  deps: FigureDeps,
  points: Points,
  call: TableCall,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
): Promise<FastifyReply> {
  const { query, asked, plan, evaluation, rows } = await read(deps, points, call, request.query);
  const { span, subjects } = asked;
  const from = tableDeps(deps);
  return sendRows(request, reply, {
    ...{ plan, span, subjects, rows, limit: query.limit, cursor: query.cursor },
    read: (part) => plan.rows(from, part),
    meta: { evaluation: evaluationOf(evaluation) },
  });
}

function tableRoute(
  app: ApiServer,
  deps: FigureDeps,
  points: Points,
  [family, call]: readonly [FamilyEntry, TableCall],
) {
  const { path, summary, row, described } = call;
  app.get(
    path,
    {
      config: { ...READ_LIST, families: [family] },
      schema: {
        tags: [path.split('/')[2] ?? ''],
        summary,
        querystring: querystringOf(call),
        response: { 200: valuesResponse(described, row) },
      },
    },
    async (request, reply) => answer(deps, points, call, [request, reply]),
  );
}

/** The tables of all families: schema, selection and rows of each follow from the catalogue. */
export function figureTableRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  for (const family of deps.catalogue)
    for (const { call } of family.tables) if (call) tableRoute(app, deps, points, [family, call]);
}
