import { createHash } from 'node:crypto';
import { type Bulletin, bulletinDocument, htmlOf, LANGUAGES, markdownOf } from '@lanbi/bulletin';
import { Points } from '@lanbi/evaluation';
import {
  bulletinNumber,
  type NewPublishedBulletin,
  type PublishedBulletin,
  type PublishedText,
  type RegionId,
  regionId,
} from '@lanbi/model';
import { formatInstant, type Instant } from '@lanbi/standards';
import * as z from 'zod';
import { bulletinOf } from '../answers/bulletin.ts';
import { publishedAnswer, publishedOf, publishedRow, publishedRowOf } from '../answers/published-bulletin.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { addVary, language, preferred } from '../http/negotiate.ts';
import { decodeCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ, READ_LIST, WRITE } from '../http/scope.ts';
import { sendPage, sendText } from '../http/send.ts';
import { bulletinFor, bulletinParams, bulletinQuery, FORMATS, PAGE_POLICY, TYPES } from './bulletins.ts';
import type { ApiServer } from './types.ts';

const tags = ['bulletins'];
const text = z.string();
const numberParams = z.object({ number: z.string().max(96) });

const listQuery = pageQuery.extend({
  period: z.string().max(16).optional().describe('2026-09, 2026-Q3, 2026'),
  region: z.string().max(64).optional(),
});

const readQuery = z.object({
  format: z.enum(FORMATS).optional().describe('default by `Accept`, JSON where that does not say'),
  lang: z.enum(LANGUAGES).optional().describe('of Markdown and HTML; default by `Accept-Language`, then zh'),
});

const body = z.strictObject({
  ...bulletinQuery.pick({ region: true, edition: true, stage: true, method: true }).shape,
  reason: z.string().min(1).max(500).optional().describe('why it takes the place of an earlier edition'),
  by: z.string().min(1).max(100).optional().describe('who publishes it'),
});
type Body = z.infer<typeof body>;

const COLUMNS = columnsOf(publishedRow);
const numberPlace = z.tuple([z.string()]);

/** How far evaluation is, which is no part of what a bulletin says. */
const TRANSIENT = new Set(['evaluation']);
const withoutState = (key: string, value: unknown): unknown => (TRANSIENT.has(key) ? undefined : value);

/** Another text whenever a figure, its edition or its status is another one. */
const versionOf = (figures: object): string =>
  createHash('sha256').update(JSON.stringify(figures, withoutState)).digest('hex').slice(0, 16);

/** The last edition of a bulletin, if one was published. */
async function lastOf({ store }: ApiDeps, period: string, region: RegionId | undefined) {
  // Of everything there is no region to ask for: those of regions are passed over.
  const query = { period, ...(region !== undefined && { region }), limit: region === undefined ? 1_000 : 1 };
  const found = await store.publishedBulletins(query);
  return found.find((each) => each.region === region);
}

/** A bulletin as it is to be published. */
function editionOf(
  { registry }: Pick<FigureDeps, 'registry'>,
  found: Bulletin,
  { reason, by }: Pick<Body, 'reason' | 'by'>,
  { author, edition, at }: { author: string | undefined; edition: number; at: Instant },
): NewPublishedBulletin {
  const figures = bulletinOf(found, registry);
  const region = found.region && regionId(found.region.id);
  const about = { period: found.id, ...(region !== undefined && { region }), edition };
  const dataVersion = versionOf(figures);
  const own = { number: bulletinNumber(about), at, dataVersion, reason };
  const textOf = (lang: 'zh' | 'en'): PublishedText => {
    const document = bulletinDocument(found, lang, own);
    return { title: document.title, markdown: markdownOf(document), html: htmlOf(document) };
  };
  return {
    ...about,
    ...{ at, dataVersion, figures: JSON.stringify(figures) },
    texts: { zh: textOf('zh'), en: textOf('en') },
    ...(reason !== undefined && { reason }),
    ...(by !== undefined && { by }),
    ...(author !== undefined && { author }),
  };
}

/** @throws Problem conflict */
async function publish(deps: FigureDeps, found: Bulletin, given: Body, author: string | undefined) {
  const region = found.region && regionId(found.region.id);
  const last = await lastOf(deps, found.id, region);
  const edition = (last?.edition ?? 0) + 1;
  const asked = editionOf(deps, found, given, { author, edition, at: deps.clock.now() });
  const publication = await deps.store.publishBulletin(asked);
  if (publication.outcome === 'unchanged')
    throw new Problem('conflict', `${publication.bulletin.number} has the same figures`);
  if (publication.outcome === 'not-next')
    throw new Problem('conflict', `another edition of ${found.id} was published at the same time`);
  return publication.bulletin;
}

/** Bulletins as they were published: they stay as they are, and a correction is a new edition. */
export function publishedBulletinRoutes(app: ApiServer, deps: FigureDeps): void {
  publishRoute(app, deps);
  listRoute(app, deps);
  readRoute(app, deps);
}

function publishRoute(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  app.post(
    '/v1/bulletins/:period/publish',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Publish the bulletin of a period as it is now',
        description:
          'Figures and texts are kept under a number, with editions, data version and time. Nothing changes them afterwards: ' +
          'a correction is published as the next edition. The same figures again are 409; a period that is not over is 400.',
        params: bulletinParams,
        body,
        response: { 201: publishedAnswer },
      },
    },
    async ({ params: { period }, body: given, caller }, reply) => {
      const { region, edition, stage, method } = given;
      const asked = { region, edition, stage, method, compare: 'same-edition' as const };
      const found = await bulletinFor(deps, points, period, asked);
      if (found.to > deps.clock.now())
        throw new Problem('bad-time', `${period} is not over: it ends at ${formatInstant(found.to)}`);
      const published = await publish(deps, found, given, caller?.name);
      reply.code(201).header('location', `/v1/bulletins/published/${published.number}`);
      return reply.send(publishedOf(published, published.number));
    },
  );
}

function listRoute(app: ApiServer, deps: FigureDeps): void {
  app.get(
    '/v1/bulletins/published',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Published bulletins, newest first',
        querystring: listQuery,
        response: { 200: z.object({ data: z.array(publishedRow), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { period, region, limit, cursor } = request.query;
      const rows = await deps.store.publishedBulletins({
        limit: limit + 1,
        ...(period !== undefined && { period }),
        ...(region !== undefined && { region: regionId(region) }),
        ...(cursor !== undefined && { before: decodeCursor(cursor, numberPlace)[0] }),
      });
      return sendPage(
        request,
        reply,
        pageOf(rows, limit, ({ number }) => [number], publishedRowOf),
        COLUMNS,
      );
    },
  );
}

function readRoute(app: ApiServer, deps: FigureDeps): void {
  const response = {
    200: {
      description: 'The bulletin as it was published',
      content: {
        [TYPES.json]: { schema: publishedAnswer },
        [TYPES.markdown]: { schema: text },
        [TYPES.html]: { schema: text },
      },
    },
  };
  app.get(
    '/v1/bulletins/published/:number',
    {
      config: { ...READ, types: Object.values(TYPES), typesBy: 'format' },
      schema: {
        tags,
        summary: 'A bulletin as it was published',
        params: numberParams,
        querystring: readQuery,
        response,
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { format, lang } = request.query;
      const found: PublishedBulletin | undefined = await deps.store.publishedBulletin(number);
      if (!found) throw new Problem('not-found', `no published bulletin ${number}`);
      const type = format ? TYPES[format] : preferred(request, Object.values(TYPES));
      addVary(reply, 'accept-language');
      if (type === TYPES.json) {
        const last = await lastOf(deps, found.period, found.region);
        return reply.type(`${type}; charset=utf-8`).send(publishedOf(found, last?.number ?? number));
      }
      const spoken = language(request, lang, LANGUAGES);
      reply.header('content-language', spoken);
      if (type === TYPES.html) reply.header('content-security-policy', PAGE_POLICY);
      const { html, markdown } = found.texts[spoken];
      return sendText(reply, type, type === TYPES.html ? html : markdown);
    },
  );
}
