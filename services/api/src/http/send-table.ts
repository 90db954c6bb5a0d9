import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIST_TYPES, preferred } from './negotiate.ts';
import { sendPage } from './send.ts';

/** An answer that is more than a list: as it is in JSON, only its rows as CSV or NDJSON. */
export function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: object,
  rows: readonly object[],
): FastifyReply {
  if (preferred(request, LIST_TYPES) !== 'application/json')
    return sendPage(request, reply, { data: rows, meta: { limit: rows.length } });
  return reply.send(answer);
}
