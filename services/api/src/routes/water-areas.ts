import { SCOPE_KINDS, sectionsOf, traceValidity, type Window } from '@lanbi/evaluation';
import { lakeId, riverId, type Section } from '@lanbi/model';
import {
  answerState,
  lakeFigures,
  type PeriodSpan,
  riverFigures,
  waterAreaFigures,
  waterChangeFigures,
} from '@lanbi/query';
import { Derivation } from '@lanbi/standards';
import * as z from 'zod';
import {
  lakePeriodAnswer,
  lakePeriodOf,
  riverPeriodAnswer,
  riverPeriodOf,
  summaryAnswer,
  summaryOf,
} from '../answers/water-areas.ts';
import type { Frame } from '../answers/water-period.ts';
import { SUMMARY_COLUMNS, summaryRows } from '../answers/water-summary-table.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { explained } from '../http/columns.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendOne, sendTable } from '../http/send-table.ts';
import { dataOfSection, stationsOf } from '../staleness-now.ts';
import { askedPeriod, waterPeriodQuery } from '../water/period-query.ts';
import { standardsFor } from '../water/under.ts';
import { idParams } from './series.ts';
import type { ApiServer } from './types.ts';

type PeriodQuery = z.infer<typeof waterPeriodQuery>;

const tags = ['water'];

/** What is asked for, read and ready to be evaluated. @throws Problem no-data */
async function asked(
  deps: FigureDeps,
  sectionsIn: (window: Window) => readonly Section[],
  query: PeriodQuery,
  what: string,
) {
  const span: PeriodSpan = askedPeriod(query, deps.clock.now());
  const sections = sectionsIn(span.window);
  const state = await answerState(deps, stationsOf(deps, sections), sections.map(dataOfSection));
  const by = standardsFor(query, span.period, span.window);
  const found = await deps.water.members(sections, span);
  if (found.members.length === 0)
    throw new Problem('no-data', `nothing was evaluated for ${what} in this ${span.period} yet`);
  const derivation = query.explain === 'true' ? new Derivation() : undefined;
  const { validity, revision, computedAt, all: members, states } = found;
  if (derivation) traceValidity(validity, by.assessment.id, derivation);
  const made = { validity, revision, computedAt, states };
  const frame: Frame = { ...span, ...made, state, names: deps.registry, assessment: by.assessment.id };
  return { span, by, sections, members, frame, derivation };
}

/** The sections that a river or lake has on some day of a window, as they are on its last day. */
const sectionsWhere =
  ({ registry }: ApiDeps, scope: `river:${string}` | `lake:${string}`) =>
  (window: Window): readonly Section[] =>
    sectionsOf(scope, registry, window) ?? [];

function riverRoute(app: ApiServer, deps: FigureDeps): void {
  const schema = {
    tags,
    summary: 'Class of a river over a period',
    params: idParams,
    querystring: waterPeriodQuery,
  };
  app.get(
    '/v1/water/rivers/:id/class',
    {
      config: { ...READ_LIST, families: [riverFigures, waterChangeFigures] },
      schema: { ...schema, response: { 200: riverPeriodAnswer } },
    },
    async (request, reply) => {
      const {
        params: { id },
        query,
      } = request;
      const river = deps.registry.rivers.get(riverId(id));
      if (!river) throw new Problem('not-found', `no river ${id}`);
      const found = await asked(deps, sectionsWhere(deps, `river:${id}`), query, id);
      const { span, by, sections, members, frame, derivation } = found;
      const figure = riverFigures.compute({ members, inForce: by }, by, derivation);
      const change = await deps.water.changes(sections, span, (before) =>
        waterChangeFigures.compute({ of: 'river', before, after: members, inForce: by }),
      );
      const answer = riverPeriodOf(river, by.method.id, figure, {
        ...frame,
        change,
        steps: derivation?.steps,
      });
      return sendOne(request, reply, answer, explained(riverPeriodAnswer, query.explain));
    },
  );
}

function lakeRoute(app: ApiServer, deps: FigureDeps): void {
  const schema = {
    tags,
    summary: 'Class of a lake over a period',
    params: idParams,
    querystring: waterPeriodQuery,
  };
  app.get(
    '/v1/water/lakes/:id/class',
    {
      config: { ...READ_LIST, families: [lakeFigures, waterChangeFigures] },
      schema: { ...schema, response: { 200: lakePeriodAnswer } },
    },
    async (request, reply) => {
      const {
        params: { id },
        query,
      } = request;
      const lake = deps.registry.lakes.get(lakeId(id));
      if (!lake) throw new Problem('not-found', `no lake ${id}`);
      const found = await asked(deps, sectionsWhere(deps, `lake:${id}`), query, id);
      const { span, by, sections, members, frame, derivation } = found;
      const figure = lakeFigures.compute({ members, inForce: by }, by, derivation);
      const change = await deps.water.changes(sections, span, (before) =>
        waterChangeFigures.compute({ of: 'lake', before, after: members, inForce: by }),
      );
      const answer = lakePeriodOf(lake, figure, { ...frame, change, steps: derivation?.steps });
      return sendOne(request, reply, answer, explained(lakePeriodAnswer, query.explain));
    },
  );
}

const CONTROLS = ['national', 'provincial', 'municipal'] as const;

const summaryQuery = waterPeriodQuery.extend({
  scope: z
    .string()
    .max(80)
    .default('all')
    .describe(`all, the id of a region, or one of ${SCOPE_KINDS.map((kind) => `${kind}:id`).join(', ')}`),
  control: z
    .string()
    .max(80)
    .optional()
    .describe(`only sections of these levels of control, with commas between: ${CONTROLS.join(', ')}`),
});

/** @throws Problem bad-request */
function controlsOf(text: string | undefined): readonly string[] | undefined {
  const asked = text?.split(',').map((each) => each.trim());
  const unknown = asked?.find((each) => !CONTROLS.some((control) => control === each));
  if (unknown !== undefined)
    throw new Problem('bad-request', `control: there is no ${unknown}; there are ${CONTROLS.join(', ')}`);
  return asked;
}

function summaryRoute(app: ApiServer, deps: FigureDeps): void {
  const schema = { tags, summary: 'Rivers, lakes and sections of an area', querystring: summaryQuery };
  app.get(
    '/v1/water/summary',
    {
      config: { ...READ_LIST, families: [waterAreaFigures, waterChangeFigures] },
      schema: { ...schema, response: { 200: summaryAnswer } },
    },
    async (request, reply) => {
      const { query } = request;
      const { scope } = query;
      const control = controlsOf(query.control);
      if (!sectionsOf(scope, deps.registry)) throw new Problem('not-found', `no scope ${scope}`);
      const within = (window: Window) =>
        (sectionsOf(scope, deps.registry, window) ?? []).filter(
          (section) => !control || control.includes(section.control ?? 'none'),
        );
      const found = await asked(deps, within, query, scope);
      const { span, by, sections, members, frame, derivation } = found;
      const figure = waterAreaFigures.compute({ members, registry: deps.registry, inForce: by });
      if (derivation) riverFigures.compute({ members, inForce: by }, by, derivation);
      const change = await deps.water.changes(sections, span, (before) =>
        waterChangeFigures.compute({ of: 'area', before, after: members, inForce: by }),
      );
      const what = { scope, method: by.method.id, ...(control && { control }) };
      const answer = summaryOf(what, figure, { ...frame, change, steps: derivation?.steps });
      return sendTable(request, reply, answer, summaryRows(answer), SUMMARY_COLUMNS);
    },
  );
}

/** Rivers, lakes and areas over the periods of the contract. */
export function waterAreaRoutes(app: ApiServer, deps: FigureDeps): void {
  riverRoute(app, deps);
  lakeRoute(app, deps);
  summaryRoute(app, deps);
}
