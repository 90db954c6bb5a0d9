import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from './page.ts';

/** Cells of a table row: nested figures become `outer.inner` columns, lists are joined. */
function cells(row: object, prefix = ''): Record<string, string | number | boolean | null> {
  const flat: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(row)) {
    const column = prefix + name;
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
      flat[column] = value.join(' ');
    else if (value !== null && typeof value === 'object') Object.assign(flat, cells(value, `${column}.`));
    else flat[column] = value as string | number | boolean | null;
  }
  return flat;
}

function csv(rows: readonly object[]): string {
  const records = rows.map((row) => cells(row));
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  // The byte order mark makes spreadsheets read Chinese text as UTF-8.
  return stringify(records, { header: true, columns, bom: true, escape_formulas: true });
}

/** A list as JSON, or as CSV or NDJSON when asked for; these carry the cursor in `x-next-cursor`, and where to poll from in `x-since`. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page<object> & { readonly meta: { readonly since?: string } },
): FastifyReply {
  const accept = request.headers.accept ?? '';
  reply.header('vary', 'accept');
  if (page.meta.since) reply.header('x-since', page.meta.since);
  if (page.meta.cursor) reply.header('x-next-cursor', page.meta.cursor);
  if (accept.includes('text/csv'))
    return reply.type('text/csv; charset=utf-8').serializer(String).send(csv(page.data));
  if (accept.includes('application/x-ndjson')) {
    const lines = page.data.map((row) => `${JSON.stringify(row)}\n`).join('');
    return reply.type('application/x-ndjson; charset=utf-8').serializer(String).send(lines);
  }
  return reply.send(page);
}

const isKnown = (request: FastifyRequest, etag: string): boolean => {
  const known = request.headers['if-none-match'];
  return known?.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*') ?? false;
};

/** Sets the ETag of an answer that is known before it is made; true when 304 was sent and there is nothing to make. */
export function notModified(request: FastifyRequest, reply: FastifyReply, text: string): boolean {
  const etag = `W/"${createHash('sha1').update(text).digest('base64url')}"`;
  reply.header('etag', etag);
  if (!isKnown(request, etag)) return false;
  reply.code(304).send();
  return true;
}

/** ETag and 304 on every successful GET. */
export function useEtags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (reply.hasHeader('etag')) return payload;
    const etag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`;
    reply.header('etag', etag);
    if (!isKnown(request, etag)) return payload;
    reply.code(304).removeHeader('content-length');
    return null;
  });
}
