import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIST_TYPES, preferred } from './negotiate.ts';
import { sendPage } from './send.ts';

/** An answer that is more than a list: as it is in JSON, only its rows as CSV or NDJSON. */
export function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: object,
  rows: readonly object[],
  columns: readonly string[],
): FastifyReply {
  if (preferred(request, LIST_TYPES) !== 'application/json')
    return sendPage(request, reply, { data: rows, meta: { limit: rows.length } }, columns);
  return reply.send(answer);
}

/** One thing, as CSV a table of one row. */
export const sendOne = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: object,
  columns: readonly string[],
): FastifyReply => sendTable(request, reply, answer, [answer], columns);
