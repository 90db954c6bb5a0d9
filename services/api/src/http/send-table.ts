import type { FastifyReply, FastifyRequest } from 'fastify';
import { type EvaluationAnswer, setEvaluation } from '../answers/evaluation.ts';
import { LIST_TYPES, preferred } from './negotiate.ts';
import { sendPage } from './send.ts';

/** An answer; as CSV or NDJSON it says in a header how far it is evaluated. */
interface Answer {
  readonly evaluation?: EvaluationAnswer | undefined;
}

/** An answer that is more than a list: as it is in JSON, only its rows as CSV or NDJSON. */
export function sendTable<Own extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Own & Answer,
  rows: readonly object[],
  columns: readonly string[],
): FastifyReply {
  if (preferred(request, LIST_TYPES) !== 'application/json') {
    setEvaluation(reply, answer.evaluation);
    return sendPage(request, reply, { data: rows, meta: { limit: rows.length } }, columns);
  }
  return reply.send(answer);
}

/** One thing, as CSV a table of one row. */
export const sendOne = <Own extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Own & Answer,
  columns: readonly string[],
): FastifyReply => sendTable(request, reply, answer, [answer], columns);
