import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HistogramMetric } from '@lanbi/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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

interface Kept {
  readonly version: string;
  readonly versionNow: () => string | undefined;
  readonly route: string;
  readonly etag: string;
  /** Header names and values in turn, as `writeHead` takes them fastest. */
  readonly headers: readonly string[];
  /** Those of a 304. */
  readonly unchanged: readonly string[];
  readonly body: Buffer;
}

interface Bounds {
  readonly answers: number;
  readonly bytes: number;
}

const BOUNDS: Bounds = { answers: 20_000, bytes: 64 * 1024 * 1024 };
/** Larger answers are routed, where what a client does not read is bounded. */
const LARGEST = 128 * 1024;
/** Headers that differ from request to request, or that Node writes. */
const OWN = new Set([
  'x-request-id',
  'connection',
  'date',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);
/** Headers of a 304 (RFC 9110 15.4.5), and those that tell a browser what not to do. */
const NOT_OF_304 = new Set(['content-type', 'content-length']);

/** Answers as bytes under their question; at the bound the one that was made first is dropped. */
class KeptAnswers {
  readonly #bounds: Bounds;
  readonly #all = new Map<string, Kept>();
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** The answer of a URL where what it is made of has not changed. */
  current(url: string): Kept | undefined {
    const kept = this.#all.get(url);
    if (!kept) return undefined;
    if (kept.versionNow() === kept.version) return kept;
    this.#remove(url, kept);
    return undefined;
  }

  put(url: string, kept: Kept): void {
    const before = this.#all.get(url);
    if (before) this.#remove(url, before);
    this.#all.set(url, kept);
    this.#bytes += kept.body.length;
    for (const [oldest, answer] of this.#all) {
      if (this.#all.size <= this.#bounds.answers && this.#bytes <= this.#bounds.bytes) return;
      this.#remove(oldest, answer);
    }
  }

  #remove(url: string, kept: Kept): void {
    this.#all.delete(url);
    this.#bytes -= kept.body.length;
  }
}

const isPlainJson = (accept: string | undefined): boolean =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

/** Requests that get the bytes as they are: a plain GET for JSON, of this origin, without a key. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    isPlainJson(headers.accept) &&
    headers['accept-encoding'] === undefined &&
    headers.origin === undefined &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined
  );
}

function keptOf(request: FastifyRequest, reply: FastifyReply, payload: string): Kept | undefined {
  const version = request.routeOptions.config?.version;
  const { params, query } = request;
  const versionNow = () => version?.({ params, query });
  const made = request.versionBefore;
  const etag = reply.getHeader('etag');
  // What changed while the answer was made may be in it or not.
  if (made === undefined || made !== versionNow() || typeof etag !== 'string') return undefined;
  const body = Buffer.from(payload);
  const headers: string[] = [];
  const unchanged: string[] = [];
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (OWN.has(name) || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    headers.push(name, text);
    if (!NOT_OF_304.has(name)) unchanged.push(name, text);
  }
  headers.push('content-length', String(body.length));
  return {
    version: made,
    versionNow,
    route: request.routeOptions.url ?? 'none',
    etag,
    headers,
    unchanged,
    body,
  };
}

interface ReadyDeps {
  /** Whether requests need no key. */
  readonly open: boolean;
  readonly seconds: HistogramMetric;
  readonly bounds?: Bounds;
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
    const small = text !== undefined && text.length <= LARGEST;
    const answer = small && isPlain(request.raw) ? keptOf(request, reply, text) : undefined;
    if (answer) kept.put(request.url, answer);
    return payload;
  });
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
 * Answers a request whose answer is kept and has not changed before it is routed, with all headers of the first
 * answer. A request with a key is routed, because each key has a rate.
 */
export function useReadyAnswers(app: FastifyInstance, { open, seconds, bounds = BOUNDS }: ReadyDeps): void {
  if (!open) return;
  const kept = new KeptAnswers(bounds);
  let ending = false;
  app.addHook('preClose', async () => {
    ending = true;
  });
  keepAnswers(app, kept);
  answerFirst(app, (request, response) => {
    const begin = performance.now();
    const answer = ending || !isPlain(request) ? undefined : kept.current(request.url ?? '');
    if (!answer) return false;
    const status = isKnown(request, answer.etag) ? 304 : 200;
    const headers = status === 304 ? answer.unchanged : answer.headers;
    response.writeHead(status, [...headers, 'x-request-id', requestId(request)]);
    response.end(status === 304 ? undefined : answer.body);
    const { route } = answer;
    seconds.observe((performance.now() - begin) / 1000, { method: 'GET', route, status: String(status) });
    return true;
  });
}
