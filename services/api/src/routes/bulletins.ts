import {
  type Bulletin,
  bulletin,
  bulletinDocument,
  FORM,
  htmlOf,
  isFailure,
  LANGUAGES,
  markdownOf,
  namedPeriod,
} from '@lanbi/bulletin';
import { datesOf, Points } from '@lanbi/evaluation';
import { airChangeFigures, airRankingFigures, waterAreaFigures, waterChangeFigures } from '@lanbi/query';
import * as z from 'zod';
import { bulletinAnswer, bulletinOf } from '../answers/bulletin.ts';
import type { FigureDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { addVary, language, preferred } from '../http/negotiate.ts';
import { Problem } from '../http/problem.ts';
import { READ } from '../http/scope.ts';
import { sendText } from '../http/send.ts';
import { airEditionQuery, compareQuery } from './composite.ts';
import type { ApiServer } from './types.ts';

/** Forms of a bulletin. */
export const TYPES = { json: 'application/json', markdown: 'text/markdown', html: 'text/html' } as const;
type Format = keyof typeof TYPES;
export const FORMATS = Object.keys(TYPES) as [Format, ...Format[]];

export const bulletinParams = z.object({
  period: z
    .string()
    .max(16)
    .describe('a month, quarter or year: 2026-09, 2026-Q3, 2026')
    // Told in the document, and checked where the error can say more.
    .meta({ pattern: FORM.source }),
});

export const bulletinQuery = z.object({
  region: z
    .string()
    .max(64)
    .optional()
    .describe('a city, district or province; default the one city of the registry, or everything'),
  ...airEditionQuery.shape,
  compare: compareQuery,
  edition: airEditionQuery.shape.edition.describe(
    'an edition of GB 3095, such as 2012 or 2026: of the air; water has one edition of GB 3838, which the answer names',
  ),
  explain: z
    .enum(['true', 'false'])
    .optional()
    .describe('JSON: add the derivations of the air as a whole and of all sections together'),
  format: z.enum(FORMATS).optional().describe('default by `Accept`, JSON where that does not say'),
  lang: z.enum(LANGUAGES).optional().describe('of Markdown and HTML; default by `Accept-Language`, then zh'),
});

const text = z.string();
const response = {
  200: {
    description: 'The bulletin; JSON holds both languages',
    content: {
      [TYPES.json]: { schema: bulletinAnswer },
      [TYPES.markdown]: { schema: text },
      [TYPES.html]: { schema: text },
    },
  },
};

/** The page needs nothing but its own style. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Asked = Omit<z.infer<typeof bulletinQuery>, 'format' | 'lang'>;

/** @throws Problem bad-time, not-found, no-data, unknown-edition */
export async function bulletinFor(
  deps: FigureDeps,
  points: Points,
  id: string,
  asked: Asked,
): Promise<Bulletin> {
  const named = namedPeriod(id);
  if (!named)
    throw new Problem('bad-time', `not a month, quarter or year such as 2026-09, 2026-Q3, 2026: ${id}`);
  const options = airOptionsFor(asked, datesOf(named.window)[1]);
  const { region, compare, explain } = asked;
  const found = await bulletin(deps, points, {
    named,
    region,
    options,
    compare,
    explain: explain === 'true',
  });
  if (isFailure(found)) throw new Problem(found.why, found.message);
  return found;
}

export function bulletinRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  app.get(
    '/v1/bulletins/:period',
    {
      config: {
        ...READ,
        types: Object.values(TYPES),
        typesBy: 'format',
        families: [airChangeFigures, airRankingFigures, waterAreaFigures, waterChangeFigures],
      },
      schema: {
        tags: ['bulletins'],
        summary: 'Monthly, quarterly or yearly bulletin of air and water',
        params: bulletinParams,
        querystring: bulletinQuery,
        response,
      },
    },
    async (request, reply) => {
      const { format, lang, ...asked } = request.query;
      const found = await bulletinFor(deps, points, request.params.period, asked);
      const type = format ? TYPES[format] : preferred(request, Object.values(TYPES));
      addVary(reply, 'accept-language');
      if (type === TYPES.json)
        return reply.type(`${type}; charset=utf-8`).send(bulletinOf(found, deps.registry));
      const document = bulletinDocument(found, language(request, lang, LANGUAGES));
      reply.header('content-language', document.lang);
      if (type === TYPES.html) reply.header('content-security-policy', PAGE_POLICY);
      return sendText(reply, type, (type === TYPES.html ? htmlOf : markdownOf)(document));
    },
  );
}
