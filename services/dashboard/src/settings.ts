import { createHash } from 'node:crypto';
import { json } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CityMap } from './map/city-map.ts';
import { sendProblem } from './problem.ts';
import type { Sessions } from './sessions.ts';
import type { Ask } from './upstream.ts';

interface SettingsDeps {
  readonly sessions: Sessions;
  readonly closed: boolean;
  /** Whether the stations are simulated. */
  readonly isDemo: () => Promise<boolean>;
  readonly map: CityMap | undefined;
  /** Whether the API is at the address of the pages. */
  readonly api: boolean;
}

/** Whether the process of the API says that its stations are simulated; false while it does not answer. */
async function isSimulated(ask: Ask): Promise<boolean> {
  try {
    const { body } = await ask({ method: 'GET', path: '/readyz', headers: {}, from: '127.0.0.1' });
    const { simulated } = (await json(body)) as { readonly simulated?: unknown };
    return simulated === true;
  } catch {
    return false;
  }
}

/** @param own whether this process simulates stations: then the API is not asked */
export const demoOf =
  (own: boolean, ask: () => Ask): (() => Promise<boolean>) =>
  async () =>
    own || isSimulated(ask());

interface Sent {
  readonly text: string;
  readonly etag: string;
}

function sentOf(body: object): Sent {
  const text = JSON.stringify(body);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

/** What a page cannot learn from the API: whether data are made, and the map of the user. */
export function settingsRoutes(
  app: FastifyInstance,
  { sessions, closed, isDemo, map, api }: SettingsDeps,
): void {
  const answer =
    (bodyOf: () => Sent | Promise<Sent>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      if (closed && sessions.keyOf(request.headers.cookie) === undefined)
        return sendProblem(reply, 'unauthorized', 'log in first');
      const { text, etag } = await bodyOf();
      reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.header('content-type', 'application/json; charset=utf-8').send(text);
    };
  app.get(
    '/page/settings',
    answer(async () => sentOf({ demo: await isDemo(), map: map !== undefined, api })),
  );
  // The shapes of a city are large, and stay as they are.
  const shapes = sentOf(map ?? { shapes: [], sources: [] });
  app.get(
    '/page/map',
    answer(() => shapes),
  );
}
