import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIST_TYPES, preferred } from './negotiate.ts';
import type { Page } from './page.ts';
import { csvOf, linesOf } from './table.ts';

/**
 * A list as JSON, or as CSV or NDJSON when asked for; these carry the cursor in `x-next-cursor`, and where to poll from in
 * `x-since`. `columns`: of the call, whatever its rows have.
 */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page<object> & { readonly meta: { readonly since?: string } },
  columns: readonly string[],
): FastifyReply {
  const type = preferred(request, LIST_TYPES);
  if (page.meta.since) reply.header('x-since', page.meta.since);
  if (page.meta.cursor) reply.header('x-next-cursor', page.meta.cursor);
  if (type === 'application/json') return reply.send(page);
  const text = type === 'text/csv' ? csvOf(page.data, columns, true) : linesOf(page.data, columns);
  return reply.type(`${type}; charset=utf-8`).serializer(String).send(text);
}

/** A text of a type that was chosen among several. */
export const sendText = (reply: FastifyReply, type: string, text: string): FastifyReply =>
  reply.type(`${type}; charset=utf-8`).serializer(String).send(text);

declare module 'fastify' {
  interface FastifyRequest {
    /** The body of a 200, also where it is sent as 304. */
    answerText: string | undefined;
  }
}

/** Opaque tags of an `If-None-Match`: quoted, weak or strong. */
const TAGS = /"[^"]*"/g;

/** The weak comparison (RFC 9110 8.8.3.2, 13.1.2): `W/` does not count, `*` is any tag. */
export function isKnown({ headers }: Pick<IncomingMessage, 'headers'>, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  if (known === etag || known.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return [...known.matchAll(TAGS)].some(([tag]) => tag === opaque);
}

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** The tag of an answer: of its text, or of the version that it is made from, and of the families of its figures. */
function etagOf({ routeOptions: { config } }: FastifyRequest, text: string): string {
  const hash = createHash('sha1').update(config?.familiesVersion ?? '');
  return `W/"${hash.update(text).digest('base64url')}"`;
}

/** Sets the ETag of an answer that is known before it is made; true when 304 was sent and there is nothing to make. */
export function notModified(request: FastifyRequest, reply: FastifyReply, text: string): boolean {
  const etag = etagOf(request, text);
  reply.header('etag', etag);
  if (!isRead(request) || !isKnown(request, etag)) return false;
  reply.code(304).send();
  return true;
}

/** Ages count on while nothing comes: the tag is of what they are the age of (a weak one, RFC 9110 8.8.1). */
const AGES = /"ageSeconds":\d+/g;

/** Kept by the client alone, and asked for again each time: what was answered to a key is not for other keys. */
const CACHED = 'private, no-cache';

/** The length of a packed answer is not known where no body is made: HEAD does not tell another one. */
function omitPackedLength(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD') return;
    const omit = async ({ headers }: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      if (headers['accept-encoding'] !== undefined) reply.removeHeader('content-length');
      return payload;
    };
    route.onSend = [route.onSend ?? [], omit].flat();
  });
}

/** How an answer may be kept, on every call of the API; ETag and 304 on every successful GET and HEAD. */
export function useEtags(app: FastifyInstance): void {
  app.decorateRequest('answerText', undefined);
  omitPackedLength(app);
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config?.scope === undefined && !request.is404) return payload;
    const { statusCode } = reply;
    if (!reply.hasHeader('cache-control'))
      reply.header('cache-control', statusCode === 200 || statusCode === 304 ? CACHED : 'no-store');
    if (!isRead(request) || statusCode !== 200 || typeof payload !== 'string') return payload;
    request.answerText = payload;
    if (reply.hasHeader('etag')) return payload;
    const etag = etagOf(request, payload.replaceAll(AGES, ''));
    reply.header('etag', etag);
    if (!isKnown(request, etag)) return payload;
    reply.code(304).removeHeader('content-length');
    // What answers HEAD drops the body itself.
    return request.method === 'HEAD' ? payload : null;
  });
}
