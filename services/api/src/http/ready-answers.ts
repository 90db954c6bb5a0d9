import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HistogramMetric } from '@lanbi/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Encoding, encodingOf, type Kept, KeptAnswers, type KeptBounds } from './kept-answers.ts';
import { requestId } from './request-ids.ts';
import { isKnown } from './send.ts';

/** What an answer is made of, as text; undefined while that is not known, and then it is made anew. */
export type VersionOf = (request: Pick<FastifyRequest, 'params' | 'query'>) => string | undefined;

declare module 'fastify' {
  interface FastifyRequest {
    /** The version before the answer was made. */
    versionBefore: string | undefined;
  }
  interface FastifyContextConfig {
    /** Changes whenever the answer of this route does; its answers are then kept as bytes. */
    version?: VersionOf;
  }
}

const BOUNDS: KeptBounds = { answers: 20_000, bytes: 64 * 1024 * 1024 };
/** Larger answers are not kept. */
const LARGEST = 8 * 1024 * 1024;
/** Larger answers are sent where what a client does not read is counted. */
const LARGEST_UNCOUNTED = 128 * 1024;
/** Headers that differ from request to request, or that Node writes. */
const OWN =
  /^(?:x-request-id|x-ratelimit-\S+|access-control-\S+|connection|date|keep-alive|transfer-encoding|content-(?:length|encoding))$/;
/** Headers of a 304 (RFC 9110 15.4.5); those that tell a browser what not to do came with the answer that it has. */
const OF_304 = new Set(['cache-control', 'etag', 'vary']);

const isPlainJson = (accept: string | undefined): boolean =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

/** A GET for JSON without a body. */
const asksForJson = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  isPlainJson(headers.accept) &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined;

/** @param payload the body; undefined of a 304 that was decided before one was made */
function keptOf(request: FastifyRequest, reply: FastifyReply, payload: string | undefined): Kept | undefined {
  const version = request.routeOptions.config?.version;
  const { params, query } = request;
  const versionNow = () => version?.({ params, query });
  const made = request.versionBefore;
  const etag = reply.getHeader('etag');
  // What changed while the answer was made may be in it or not.
  if (made === undefined || made !== versionNow() || typeof etag !== 'string') return undefined;
  const headers: string[] = [];
  const unchanged: string[] = [];
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (OWN.test(name) || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    headers.push(name, text);
    if (OF_304.has(name)) unchanged.push(name, text);
  }
  return {
    version: made,
    versionNow,
    route: request.routeOptions.url ?? 'none',
    etag,
    headers,
    unchanged,
    body: payload === undefined ? undefined : Buffer.from(payload),
    packed: new Map(),
  };
}

interface ReadyDeps {
  /** Whether requests need no key. */
  readonly open: boolean;
  /** Whether pages of other origins may ask. */
  readonly shared: boolean;
  readonly seconds: HistogramMetric;
  readonly bounds?: KeptBounds;
}

/** Keeps the answers of routes that have a version. */
function keepAnswers(app: FastifyInstance, kept: KeptAnswers): void {
  app.decorateRequest('versionBefore', undefined);
  app.addHook('preHandler', async (request) => {
    const { params, query, routeOptions } = request;
    request.versionBefore = routeOptions.config?.version?.({ params, query });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { answerText: text } = request;
    const small = text === undefined ? reply.statusCode === 304 : text.length <= LARGEST;
    const answer = small && asksForJson(request.raw) ? keptOf(request, reply, text) : undefined;
    if (answer) kept.put(request.url, answer);
    return payload;
  });
}

/** What is sent of a kept answer. */
interface Ready {
  readonly status: 200 | 304;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Buffer | undefined;
  readonly route: string;
}

/** What a request gets of the kept answers; undefined where it has to be routed. */
function readyFor(kept: KeptAnswers, request: IncomingMessage): Ready | undefined {
  if (!asksForJson(request)) return undefined;
  const encoding = encodingOf(request.headers['accept-encoding'] as string | undefined);
  const url = request.url ?? '';
  const answer = encoding && kept.current(url);
  if (!answer) return undefined;
  const { route } = answer;
  if (isKnown(request, answer.etag))
    return { status: 304, headers: answer.unchanged, body: undefined, route };
  const body = kept.bytesOf(url, answer, encoding);
  return body && { status: 200, headers: headersOf(answer, body, encoding), body, route };
}

function headersOf({ headers, body: plain }: Kept, body: Buffer, encoding: Encoding | 'identity'): string[] {
  const all = [...headers, 'content-length', String(body.length)];
  return body === plain ? all : [...all, 'content-encoding', encoding];
}

/** The headers with those that the checks of a request have set, which stand for kept ones of their name. */
function withOwn(headers: readonly string[], reply: FastifyReply): string[] {
  const own = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
  const kept = headers.filter((_, at) => !reply.hasHeader(headers[at - (at % 2)] ?? ''));
  return [...kept, ...own];
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Asks `answer` first; what it does not answer goes to Fastify. */
function answerFirst({ server }: FastifyInstance, answer: (...of: Parameters<Listener>) => boolean): void {
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (answer(request, response)) return;
    for (const listener of listeners) listener.call(server, request, response);
  });
}

/**
 * Answers a request whose answer is kept and has not changed without making it anew, with all headers of the first
 * answer, packed as the client asks for. Where no key is asked for, it is answered before it is routed. A request with a
 * key, of another origin, or for a large answer is answered behind the checks of its key, its rate, its origin and of
 * what its client has not read.
 */
export function useReadyAnswers(
  app: FastifyInstance,
  { open, shared, seconds, bounds = BOUNDS }: ReadyDeps,
): void {
  const kept = new KeptAnswers(bounds);
  let ending = false;
  app.addHook('preClose', async () => {
    ending = true;
  });
  keepAnswers(app, kept);
  app.addHook('preParsing', async (request, reply) => {
    const ready = ending ? undefined : readyFor(kept, request.raw);
    if (!ready) return;
    const { status, headers, body } = ready;
    if (body) request.server.underWay.count(request, reply, body.length);
    reply.hijack();
    reply.raw.writeHead(status, withOwn(headers, reply));
    reply.raw.end(body);
  });
  if (!open) return;
  answerFirst(app, (request, response) => {
    const begin = performance.now();
    if (ending || (shared && request.headers.origin !== undefined)) return false;
    const ready = readyFor(kept, request);
    if (!ready || (ready.body?.length ?? 0) > LARGEST_UNCOUNTED) return false;
    const { status, headers, body, route } = ready;
    response.writeHead(status, [...headers, 'x-request-id', requestId(request)]);
    response.end(body);
    seconds.observe((performance.now() - begin) / 1000, { method: 'GET', route, status: String(status) });
    return true;
  });
}
