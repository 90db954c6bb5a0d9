import { LanbiError } from '@lanbi/model';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { faultsOf } from './faults.ts';
import { Problem, type ProblemType } from './problem.ts';

const BY_STATUS: Readonly<Record<number, ProblemType>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  408: 'request-timeout',
  414: 'not-found',
  415: 'unsupported-media-type',
};

/** What is said of an error of an engine, by what it is of. Its own words may show a query or a path: they are for the log. */
const ENGINES = [
  ['store-', 'the store does not answer as it should'],
  ['spool-', 'the spool does not answer as it should'],
  ['alerts-', 'the file of alerts does not answer as it should'],
  ['broker-', 'the broker does not answer as it should'],
] as const;

/** An error without a cause is of our own words. */
function unavailable({ code, message, cause }: LanbiError): string {
  if (cause === undefined) return message;
  const said = ENGINES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? code;
  return `${said} (${code}); the cause is in the log under the request id`;
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const place = (error.validationContext ?? 'body') as 'body';
    return Problem.of(error.validation.flatMap((fault) => faultsOf(fault, place, request)));
  }
  if (error instanceof LanbiError) return new Problem('unavailable', unavailable(error));
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new Problem(BY_STATUS[status] ?? 'bad-request', error.message);
  return new Problem('internal-error', 'The error is in the log under the request id.');
}

function send(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '5');
  // Of the answer that was begun: a problem is not packed as that was.
  reply.removeHeader('content-encoding');
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body(request.url, request.id)));
}

/** What Fastify refuses before any hook, such as a path that is badly escaped. */
export function answerFramework(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  send(request, reply, problemOf(error, request));
}

/** Every error leaves as RFC 9457; what is not on purpose goes to the log, never to the client. */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error, request);
    // What we refuse on purpose is no fault to look into; under pressure a line for each would add to it.
    if (error instanceof Problem) request.log.debug({ type: error.type }, error.message);
    else if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return send(request, reply, problem);
  });
}
