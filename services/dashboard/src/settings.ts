import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CityMap } from './map/city-map.ts';
import { sendProblem } from './problem.ts';
import type { Sessions } from './sessions.ts';

interface SettingsDeps {
  readonly sessions: Sessions;
  readonly closed: boolean;
  /** Whether the stations are simulated. */
  readonly demo: boolean;
  readonly map: CityMap | undefined;
}

/** What a page cannot learn from the API: whether data are made, and the map of the user. */
export function settingsRoutes(app: FastifyInstance, { sessions, closed, demo, map }: SettingsDeps): void {
  const answer = (body: object) => {
    const text = JSON.stringify(body);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      if (closed && sessions.keyOf(request.headers.cookie) === undefined)
        return sendProblem(reply, 'unauthorized', 'log in first');
      reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.header('content-type', 'application/json; charset=utf-8').send(text);
    };
  };
  app.get('/page/settings', answer({ demo, map: map !== undefined }));
  app.get('/page/map', answer(map ?? { shapes: [], sources: [] }));
}
