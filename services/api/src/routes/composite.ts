import { datesOf, Points, type Subject } from '@lanbi/evaluation';
import { type DataSubject, type Name, type Registry, regionId, type Station, stationId } from '@lanbi/model';
import { airChangeFigures, answerState, COMPARISONS, stateVersion } from '@lanbi/query';
import { Derivation, EDITION_STAGES } from '@lanbi/standards';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { compositeAnswer, compositeAnswerOf } from '../answers/air-period.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { explained } from '../http/columns.ts';
import { periodQuery, readWindow } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendOne } from '../http/send-table.ts';
import { sendVersioned } from '../http/versioned.ts';
import { knownStation } from '../known-station.ts';
import { pointsOf } from '../staleness-now.ts';
import { idParams } from './series.ts';
import type { ApiServer } from './types.ts';

/** Which edition, stage and method the composite index is computed under. */
export const airEditionQuery = z.object({
  edition: z.string().max(64).optional().describe('an edition of GB 3095, such as 2012 or 2026'),
  stage: z.enum(EDITION_STAGES).optional(),
  method: z.enum(['ranking', 'annex-c']).optional(),
});

export const compareQuery = z
  .enum(COMPARISONS)
  .default('same-edition')
  .describe(
    'earlier periods: `same-edition` evaluates every figure of both sides under the editions of the later one, `in-force` each under those in force then',
  );

export const compositeQuery = periodQuery.extend({
  ...airEditionQuery.shape,
  compare: compareQuery,
  explain: z.enum(['true', 'false']).optional().describe('add the derivation'),
});

export type CompositeQuery = z.infer<typeof compositeQuery>;

/** A district or city that has evaluation points. @throws Problem not-found, not-available */
export function regionSubject({ registry }: ApiDeps, points: Points, id: string): Subject {
  const region = registry.regions.get(regionId(id));
  if (!region) throw new Problem('not-found', `no region ${id}`);
  if (region.kind === 'province')
    throw new Problem(
      'not-available',
      'air is evaluated for districts and cities; ask for those of the province',
    );
  if (!points.has(region.id)) throw new Problem('no-data', `${id} has no evaluation point`);
  return { id, region: true };
}

/** An air station, also one that the registry has no more. @throws Problem not-found */
export async function stationSubject(deps: ApiDeps, id: string): Promise<Subject> {
  const known = await knownStation(deps, id);
  if (known?.station.medium !== 'air') throw new Problem('not-found', `no air station ${id}`);
  return { id, region: false };
}

/** The name of a subject; of one that the registry has no more its id. */
export function subjectName({ regions, stations }: Registry, { id, region }: Subject): Name {
  const found = region ? regions.get(regionId(id)) : stations.get(stationId(id));
  return found?.name ?? { zh: id, en: id };
}

/** Whose data the figures of a subject are made of. */
export const dataSubject = ({ id, region }: Subject): DataSubject => ({
  of: region ? 'region' : 'station',
  id,
});

/** The stations behind a subject. */
export const stationsBehind = (
  { registry }: ApiDeps,
  points: Points,
  { id, region }: Subject,
): readonly Station[] =>
  region ? pointsOf(points, regionId(id)) : [registry.stations.get(stationId(id)) ?? []].flat();

/** The index of a subject, which is made only where something that it is made of has changed. */
async function send(
  { deps, points }: { readonly deps: FigureDeps; readonly points: Points },
  subject: Subject,
  query: CompositeQuery,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
): Promise<FastifyReply> {
  const { period, compare, explain } = query;
  const window = readWindow(query, deps.clock.now());
  const asked = { subject, period, window, options: airOptionsFor(query, datesOf(window)[1]) };
  const state = await answerState(deps, stationsBehind(deps, points, subject), [dataSubject(subject)]);
  const version = `${await deps.air.comparedVersion(asked)} ${stateVersion(window, state)}`;
  return sendVersioned(request, reply, version, async () => {
    const trace = explain === 'true' ? new Derivation() : undefined;
    const { figure, changes } = await deps.air.compared({ ...asked, trace });
    const named = subjectName(deps.registry, subject);
    const answer = compositeAnswerOf(figure, named, { change: changes, compare, state }, trace?.steps);
    const columns = explained(compositeAnswer, explain, [subject.region ? 'station' : 'region']);
    return sendOne(request, reply, answer, columns);
  });
}

export function compositeRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  const schema = (of: string) => ({
    tags: ['air'],
    summary: `Composite index of a ${of} and its change`,
    params: idParams,
    querystring: compositeQuery,
    response: { 200: compositeAnswer },
  });
  app.get(
    '/v1/air/stations/:id/composite-index',
    { config: { ...READ_LIST, families: [airChangeFigures] }, schema: schema('station') },
    async (request, reply) =>
      send({ deps, points }, await stationSubject(deps, request.params.id), request.query, [request, reply]),
  );
  app.get(
    '/v1/air/regions/:id/composite-index',
    { config: { ...READ_LIST, families: [airChangeFigures] }, schema: schema('district or city') },
    async (request, reply) =>
      send({ deps, points }, regionSubject(deps, points, request.params.id), request.query, [request, reply]),
  );
}
