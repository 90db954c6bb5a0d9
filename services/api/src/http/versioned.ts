import { randomUUID } from 'node:crypto';
import { type Cache, createCache } from '@lanbi/flow';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EVALUATION_HEADER } from '../answers/evaluation.ts';
import { LIST_TYPES, preferred } from './negotiate.ts';
import { notModified } from './send.ts';

declare module 'fastify' {
  interface FastifyInstance {
    versioned: VersionedAnswers;
  }
  interface FastifyRequest {
    /** Under what the answer of the request is kept. */
    keptUnder: Under | undefined;
  }
}

/** A question, and the version of its answer. */
interface Under {
  readonly question: string;
  readonly version: string;
}

interface Answer {
  readonly version: string;
  readonly type: string;
  readonly text: string;
  /** How far it is evaluated, of forms that say it in a header. */
  readonly evaluation: string | undefined;
}

export interface VersionedBounds {
  readonly answers: number;
  /** Characters of all answers together. */
  readonly characters: number;
}

const BOUNDS: VersionedBounds = { answers: 2_000, characters: 16 * 1024 * 1024 };

/** Of this life of the process: an earlier one may have had another registry or other settings. */
const LIFE = randomUUID();

/** Answers by question, each of one version; at the bound the one that was not asked for longest is dropped. */
export class VersionedAnswers {
  readonly #all: Cache<Answer>;

  constructor({ answers, characters }: VersionedBounds = BOUNDS) {
    this.#all = createCache({ entries: answers, size: characters, sizeOf: ({ text }) => text.length });
  }

  find({ question, version }: Under): Answer | undefined {
    const answer = this.#all.get(question);
    return answer?.version === version ? answer : undefined;
  }

  put({ question, version }: Under, answer: Omit<Answer, 'version'>): void {
    this.#all.set(question, { version, ...answer });
  }
}

/** Keeps the answers of routes that send them by `sendVersioned`. */
export function useVersionedAnswers(app: FastifyInstance, bounds?: VersionedBounds): void {
  const kept = new VersionedAnswers(bounds);
  app.decorate('versioned', kept);
  app.decorateRequest('keptUnder', undefined);
  app.addHook('onSend', async ({ keptUnder }, reply, payload) => {
    if (keptUnder && reply.statusCode === 200 && typeof payload === 'string')
      kept.put(keptUnder, {
        type: String(reply.getHeader('content-type')),
        text: payload,
        evaluation: reply.getHeader(EVALUATION_HEADER)?.toString(),
      });
    return payload;
  });
}

/**
 * Answers from what is kept where the version of the answer is that of its parts, with 304 where the client has it, and
 * else makes the answer. The version is taken before: what changes meanwhile may be in the answer and makes the next
 * one new.
 * @param version of all that the answer is made of but for registry, settings and the question itself
 */
export async function sendVersioned(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  make: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const type = preferred(request, LIST_TYPES);
  if (notModified(request, reply, `${LIFE} ${type} ${version}`)) return reply;
  const under = { question: `${type} ${request.url}`, version };
  const kept = request.server.versioned.find(under);
  if (kept?.evaluation !== undefined) reply.header(EVALUATION_HEADER, kept.evaluation);
  if (kept) return reply.type(kept.type).serializer(String).send(kept.text);
  request.keptUnder = under;
  return make();
}
