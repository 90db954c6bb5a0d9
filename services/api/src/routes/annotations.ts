import {
  ANNOTATION_KINDS,
  type Annotation,
  DATA_STATES,
  DATA_SUBJECTS,
  type DataSubject,
  DUST_POLLUTANTS,
  type Registry,
  regionId,
  type StoredAnnotation,
  sectionId,
  stationId,
} from '@lanbi/model';
import { type CivilDate, dateAt, daysOf } from '@lanbi/standards';
import * as z from 'zod';
import { annotationAnswer, annotationOf, STATES } from '../answers/annotation.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, idCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST, WRITE } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { sendOne } from '../http/send-table.ts';
import { firstDay } from '../http/time.ts';
import type { ApiServer } from './types.ts';

const tags = ['annotations'];
const params = z.object({ id: z.coerce.number().int().min(1) });
const reason = z.string().min(1).max(500);
const by = z.string().min(1).max(100).optional().describe('who says so');
const date = z.string().max(10).describe('a date, 2026-04-10');
/** Days of one annotation: a winter is not longer. */
const MOST_DAYS = 366;

const days = {
  from: date,
  until: date.optional().describe('the last day; default the first'),
};

const dustBody = z.strictObject({
  kind: z.literal('dust-day'),
  region: z.string().max(64).describe('it holds for all regions and stations below'),
  pollutants: z
    .array(z.enum(DUST_POLLUTANTS))
    .min(1)
    .max(DUST_POLLUTANTS.length)
    .default([...DUST_POLLUTANTS])
    .describe('that the days are left out of: dust is decided by day and pollutant'),
  ...days,
  reason,
  by,
});

const stateBody = z.strictObject({
  kind: z.literal('section-state'),
  section: z.string().max(64),
  state: z.enum(STATES),
  ...days,
  reason,
  by,
});

const dataBody = z
  .strictObject({
    kind: z.literal('data-state'),
    region: z.string().max(64).optional().describe('it holds for all regions, stations and sections in it'),
    section: z.string().max(64).optional(),
    station: z.string().max(64).optional(),
    state: z.enum(DATA_STATES),
    ...days,
    reason,
    by,
  })
  .describe('one of `region`, `section` and `station` is given; the days are over');

const body = z.discriminatedUnion('kind', [dustBody, stateBody, dataBody]);
type Body = z.infer<typeof body>;

const query = pageQuery.extend({
  kind: z.enum(ANNOTATION_KINDS).optional(),
  subject: z.string().max(64).optional().describe('id of a region, section or station'),
  withdrawn: z.enum(['true', 'false']).optional().describe('whether they are withdrawn; default both'),
});

const COLUMNS = columnsOf(annotationAnswer);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @throws Problem bad-time */
function dayOf(field: string, text: string): CivilDate {
  if (!DATE.test(text)) throw new Problem('bad-time', `${field}: "${text}" is no date such as 2026-04-10`);
  return firstDay(field, text);
}

/** @throws Problem bad-time */
function daysIn({ from: first, until: last = first }: Pick<Body, 'from' | 'until'>) {
  const [from, until] = [dayOf('from', first), dayOf('until', last)];
  if (until < from) throw new Problem('bad-time', `until: ${until} is before from: ${from}`);
  if (daysOf({ from, to: until }) > MOST_DAYS)
    throw new Problem('bad-time', `until: an annotation holds for at most ${MOST_DAYS} days`);
  return { from, until };
}

/** Whose data are spoken of. @throws Problem bad-request */
function dataSubjectIn(given: Extract<Body, { kind: 'data-state' }>, registry: Registry): DataSubject {
  const [subject, ...others] = DATA_SUBJECTS.flatMap((of) => {
    const id = given[of];
    return id === undefined ? [] : [{ of, id }];
  });
  if (!subject || others.length > 0)
    throw Problem.of([{ field: 'body', message: 'one of region, section and station is needed' }]);
  const { of, id } = subject;
  const isKnown = {
    region: registry.regions.has(regionId(id)),
    section: registry.sections.has(sectionId(id)),
    station: registry.stations.has(stationId(id)),
  }[of];
  if (!isKnown) throw Problem.of([{ field: `body/${of}`, message: `no ${of} ${id}` }]);
  return subject;
}

/** Only what came can be checked. @throws Problem bad-time */
function demandOver({ kind }: Body, until: CivilDate, today: CivilDate): void {
  if (kind === 'data-state' && until >= today)
    throw new Problem('bad-time', `until: ${until} is not over: its data cannot be checked yet`);
}

/** What an annotation is of, as the registry names it. @throws Problem bad-request */
function saidIn(given: Body, { registry }: ApiDeps) {
  if (given.kind === 'dust-day') {
    const { kind, region, pollutants } = given;
    if (!registry.regions.has(regionId(region)))
      throw Problem.of([{ field: 'body/region', message: `no region ${region}` }]);
    return { kind, subject: region, pollutants: DUST_POLLUTANTS.filter((of) => pollutants.includes(of)) };
  }
  if (given.kind === 'data-state') {
    const { of, id } = dataSubjectIn(given, registry);
    return { kind: given.kind, of, subject: id, state: given.state };
  }
  const { kind, section, state } = given;
  if (!registry.sections.has(sectionId(section)))
    throw Problem.of([{ field: 'body/section', message: `no section ${section}` }]);
  return { kind, subject: section, state };
}

const whose = (given: { reason: string; by?: string | undefined }, author: string | undefined) => ({
  reason: given.reason,
  ...(given.by !== undefined && { by: given.by }),
  ...(author !== undefined && { author }),
});

/** @throws Problem not-found */
async function annotationOr404({ store }: ApiDeps, id: number): Promise<StoredAnnotation> {
  const found = await store.annotation(id);
  if (!found) throw new Problem('not-found', `no annotation ${id}`);
  return found;
}

/** Dust days, states of sections and states of data: what is entered, and what is withdrawn. */
export function annotationRoutes(app: ApiServer, deps: FigureDeps): void {
  readRoutes(app, deps);
  enterRoute(app, deps);
  withdrawRoute(app, deps);
}

function readRoutes(app: ApiServer, deps: FigureDeps): void {
  const { store, registry } = deps;
  app.get(
    '/v1/annotations',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Dust days, states of sections and states of data, in the order in which they were entered',
        querystring: query,
        response: { 200: z.object({ data: z.array(annotationAnswer), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { kind, subject, withdrawn, limit, cursor } = request.query;
      const behind = cursor === undefined ? 0 : decodeCursor(cursor, idCursor)[0];
      const rows = await store.annotations({
        behind,
        limit: limit + 1,
        ...(kind !== undefined && { kind }),
        ...(subject !== undefined && { subject }),
        ...(withdrawn !== undefined && { withdrawn: withdrawn === 'true' }),
      });
      const page = pageOf(
        rows,
        limit,
        ({ id }) => [id],
        (row) => annotationOf(row, registry),
      );
      return sendPage(request, reply, page, COLUMNS);
    },
  );
  app.get(
    '/v1/annotations/:id',
    { config: READ_LIST, schema: { tags, summary: 'One', params, response: { 200: annotationAnswer } } },
    async (request, reply) => {
      const found = await annotationOr404(deps, request.params.id);
      return sendOne(request, reply, annotationOf(found, registry), COLUMNS);
    },
  );
}

function enterRoute(app: ApiServer, deps: FigureDeps): void {
  const { store, registry, clock } = deps;
  app.post(
    '/v1/annotations',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Enter days of dust, a state of a section, or days whose data were checked',
        description:
          'Figures that read it are computed anew. What holds for the same region, section or station, days and pollutants already is ' +
          'refused with 409: withdraw that first.',
        body,
        response: { 201: annotationAnswer },
      },
    },
    async ({ body: given, caller }, reply) => {
      const said = saidIn(given, deps);
      const within = daysIn(given);
      demandOver(given, within.until, dateAt(clock.now()));
      const annotation: Annotation = {
        ...said,
        ...within,
        ...whose(given, caller?.name),
        enteredAt: clock.now(),
      };
      const entered = await store.enterAnnotation(annotation);
      if (entered.outcome === 'conflict') {
        const { id, from, until } = entered.annotation;
        throw new Problem(
          'conflict',
          `annotation ${id} says so of ${said.subject} for ${from} to ${until}; withdraw it first`,
        );
      }
      const { annotation: stored } = entered;
      reply.code(201).header('location', `/v1/annotations/${stored.id}`);
      return reply.send(annotationOf(stored, registry));
    },
  );
}

function withdrawRoute(app: ApiServer, deps: FigureDeps): void {
  const { store, registry, clock } = deps;
  app.post(
    '/v1/annotations/:id/withdraw',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Withdraw one',
        description:
          'It stays on record with who withdrew it, when and why; figures are computed without it.',
        params,
        body: z.strictObject({ reason, by }),
        response: { 200: annotationAnswer },
      },
    },
    async ({ params: { id }, body: given, caller }) => {
      const { withdrawn } = await annotationOr404(deps, id);
      if (withdrawn) throw new Problem('conflict', `annotation ${id} was withdrawn before`);
      const withdrawal = { ...whose(given, caller?.name), at: clock.now() };
      const stored = await store.withdrawAnnotation(id, withdrawal);
      if (!stored) throw new Problem('not-found', `no annotation ${id}`);
      return annotationOf(stored, registry);
    },
  );
}
