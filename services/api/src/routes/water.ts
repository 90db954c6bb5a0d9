import type { SectionSampleBody } from '@lanbi/evaluation';
import { type Section, type StoredResult, sectionId } from '@lanbi/model';
import {
  Derivation,
  dateAt,
  gb3838InForce,
  sectionClass,
  WATER_METHODS,
  type WaterMethod,
} from '@lanbi/standards';
import * as z from 'zod';
import { sampleOf, sectionClassAnswer } from '../answers/water.ts';
import type { ApiDeps } from '../deps.ts';
import { pick } from '../editions.ts';
import { pageMeta } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { sendPage } from '../http/send.ts';
import {
  type EvaluationQuery,
  evaluationQuery,
  idParams,
  latestOr404,
  resultPage,
  seriesQuery,
} from './series.ts';
import type { App } from './types.ts';

function methodFor(asked: string): WaterMethod {
  if (Object.hasOwn(WATER_METHODS, asked)) return WATER_METHODS[asked as WaterMethod['id']];
  throw new Problem(
    'unknown-edition',
    `no method ${asked}; there are ${Object.keys(WATER_METHODS).join(', ')}`,
  );
}

/** The stored class, or the same values under another method, or with its derivation. */
function sampleUnder(
  result: StoredResult<SectionSampleBody>,
  section: Section,
  { edition, method, explain }: EvaluationQuery,
) {
  if (edition !== undefined) pick('GB 3838', edition);
  if (method === undefined && explain !== 'true') return sampleOf(result, section, result.body.section);
  const derivation = explain === 'true' ? new Derivation() : undefined;
  const input = {
    waterBody: section.waterBody,
    values: result.body.values,
    ...(section.target && { target: section.target }),
  };
  const evaluated = sectionClass(
    input,
    gb3838InForce(dateAt(result.to)),
    methodFor(method ?? 'realtime'),
    {},
    derivation,
  );
  return sampleOf(result, section, evaluated, derivation?.steps);
}

export function waterRoutes(app: App, deps: ApiDeps): void {
  const tags = ['water'];
  const sectionOr404 = (id: string) => {
    const section = deps.registry.sections.get(sectionId(id));
    if (!section) throw new Problem('not-found', `no section ${id}`);
    return section;
  };

  const querystring = seriesQuery.extend({ interval: z.enum(['sample']).default('sample') });
  const response = { 200: z.object({ data: z.array(sectionClassAnswer), meta: pageMeta }) };
  app.get(
    '/v1/water/sections/:id/class',
    { schema: { tags, summary: 'Class of a section by sample', params: idParams, querystring, response } },
    async (request, reply) => {
      const section = sectionOr404(request.params.id);
      const answer = (result: StoredResult<SectionSampleBody>) => sampleUnder(result, section, request.query);
      return sendPage(
        request,
        reply,
        await resultPage<SectionSampleBody>(deps, 'class.sample', section.id, request.query, answer),
      );
    },
  );

  app.get(
    '/v1/water/sections/:id/class/latest',
    {
      schema: {
        tags,
        summary: 'Latest class',
        params: idParams,
        querystring: evaluationQuery,
        response: { 200: sectionClassAnswer },
      },
    },
    async (request) => {
      const section = sectionOr404(request.params.id);
      return sampleUnder(
        await latestOr404<SectionSampleBody>(deps, 'class.sample', section.id),
        section,
        request.query,
      );
    },
  );
}
