import { Points } from '@lanbi/evaluation';
import { AIR_TARGETS, regionId } from '@lanbi/model';
import { airTargetFigures, answerState, type TargetLeft } from '@lanbi/query';
import { dateAt } from '@lanbi/standards';
import * as z from 'zod';
import { computed, envelopeOf } from '../answers/air.ts';
import { dustAnswer, dustOf } from '../answers/dust.ts';
import { orReason } from '../answers/maybe.ts';
import { name } from '../answers/name.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendTable } from '../http/send-table.ts';
import { dataSubject, regionSubject, stationsBehind, subjectName } from './composite.ts';
import { idParams } from './series.ts';
import type { ApiServer } from './types.ts';

const targetRow = z.object({
  target: z.enum(AIR_TARGETS),
  value: z.number().describe('to be met, inclusive: at most; of good days at least'),
  soFar: z.number().nullable().describe('of the days so far, as `value` is'),
  reason: z.string().optional().describe('why there is nothing so far'),
  days: z.int().describe('days that it is made of'),
  meets: z.boolean().nullable().describe('whether the year so far meets it'),
  reachable: z
    .boolean()
    .describe(
      'whether it can still be met, if each day that is left has a value; without data true while days are left',
    ),
  restMean: z
    .number()
    .optional()
    .describe('the mean that the days that are left may have, rounded down; of the index an estimate'),
  restGoodDays: z.int().optional().describe('good days that are still needed'),
  restDaysAbove: z.int().optional().describe('days that may still be above the target of a percentile'),
  estimate: z.boolean().optional().describe('the index of a year is no mean of its days'),
});

const targetsAnswer = z
  .object({
    region: z.string(),
    name,
    year: z.string(),
    daysLeft: z.int().describe('days of the year that are not over'),
    targets: z.array(targetRow),
    dust: dustAnswer,
    ...computed.shape,
  })
  .meta({ id: 'AirTargets' });

const query = z.object({
  year: z
    .string()
    .regex(/^20\d{2}$/, 'a year, such as 2026')
    .optional()
    .describe('default the one that runs'),
});

const COLUMNS = columnsOf(targetRow);

function rowOf(left: TargetLeft): z.infer<typeof targetRow> {
  const { target, value, days, meets, reachable, mean, goodDays, daysAbove, isEstimate } = left;
  const { value: soFar, reason } = orReason(left.soFar);
  return {
    ...{ target, value, soFar, ...(reason && { reason }), days, meets: meets ?? null, reachable },
    ...(mean !== undefined && { restMean: mean }),
    ...(goodDays !== undefined && { restGoodDays: goodDays }),
    ...(daysAbove !== undefined && { restDaysAbove: daysAbove }),
    ...(isEstimate && { estimate: true }),
  };
}

/** What is left of a year until the targets of its air. */
export function airTargetRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  app.get(
    '/v1/air/regions/:id/targets',
    {
      config: { ...READ_LIST, families: [airTargetFigures] },
      schema: {
        tags: ['air'],
        summary: 'Targets of a year that the registry sets, and what the rest of the year may have',
        params: idParams,
        querystring: query,
        response: { 200: targetsAnswer },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const year = request.query.year ?? dateAt(deps.clock.now()).slice(0, 4);
      const subject = regionSubject(deps, points, id);
      const targets = deps.registry.regions.get(regionId(id))?.targets?.[year];
      if (!targets) throw new Problem('not-found', `the registry sets no targets of ${id} for ${year}`);
      const found = await deps.air.yearTargets(subject, year, targets);
      const state = await answerState(deps, stationsBehind(deps, points, subject), [dataSubject(subject)]);
      const rows = found.targets.map(rowOf);
      const answer = {
        region: id,
        name: { ...subjectName(deps.registry, subject) },
        year,
        daysLeft: found.left,
        targets: rows,
        ...dustOf(found.figure.body),
        ...envelopeOf(found.figure, state),
      };
      return sendTable(request, reply, answer, rows, COLUMNS);
    },
  );
}
