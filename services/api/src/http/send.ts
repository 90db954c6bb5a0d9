import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIST_TYPES, preferred } from './negotiate.ts';
import type { Page } from './page.ts';
import { columnsOf, csvOf, linesOf } from './table.ts';

/**
 * A list as JSON, or as CSV or NDJSON when asked for; these carry the cursor in `x-next-cursor`, and where to poll from in
 * `x-since`. `columns`: of CSV, where every page has the same.
 */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page<object> & { readonly meta: { readonly since?: string } },
  columns: readonly string[] = columnsOf(page.data),
): FastifyReply {
  const type = preferred(request, LIST_TYPES);
  reply.header('vary', 'accept');
  if (page.meta.since) reply.header('x-since', page.meta.since);
  if (page.meta.cursor) reply.header('x-next-cursor', page.meta.cursor);
  if (type === 'application/json') return reply.send(page);
  const text = type === 'text/csv' ? csvOf(page.data, columns, true) : linesOf(page.data);
  return reply.type(`${type}; charset=utf-8`).serializer(String).send(text);
}

const isKnown = (request: FastifyRequest, etag: string): boolean => {
  const known = request.headers['if-none-match'];
  return known?.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*') ?? false;
};

const etagOf = (text: string): string => `W/"${createHash('sha1').update(text).digest('base64url')}"`;

/** Sets the ETag of an answer that is known before it is made; true when 304 was sent and there is nothing to make. */
export function notModified(request: FastifyRequest, reply: FastifyReply, text: string): boolean {
  const etag = etagOf(text);
  reply.header('etag', etag);
  if (!isKnown(request, etag)) return false;
  reply.code(304).send();
  return true;
}

/** Ages count on while nothing comes: the tag is of what they are the age of (a weak one, RFC 9110 8.8.1). */
const AGES = /"ageSeconds":\d+/g;

/** ETag and 304 on every successful GET. */
export function useEtags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (reply.hasHeader('etag')) return payload;
    const etag = etagOf(payload.replaceAll(AGES, ''));
    reply.header('etag', etag);
    if (!isKnown(request, etag)) return payload;
    reply.code(304).removeHeader('content-length');
    return null;
  });
}
