import createClient, { type Client, type ClientPathsWithMethod, type MaybeOptionalInit } from 'openapi-fetch';
import type { paths } from './openapi.ts';
import { LanbiProblem } from './problem.ts';

export interface LanbiOptions {
  /** Where the API is, such as `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer`. */
  readonly apiKey?: string;
  /** Another `fetch`, for proxies and tests. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

type Api = Client<paths>;
type Method = 'get' | 'post' | 'put' | 'delete';
type Path<M extends Method> = ClientPathsWithMethod<Api, M>;
type Init<P extends keyof paths, M extends Method> = MaybeOptionalInit<paths[P], M>;
type Arguments<P extends keyof paths, M extends Method> =
  undefined extends Init<P, M> ? [init?: Init<P, M>] : [init: Init<P, M>];

/** What the API answers with to a call that went well. */
type Content<Responses> = Responses extends { 200: { content: { 'application/json': infer Answer } } }
  ? Answer
  : Responses extends { 201: { content: { 'application/json': infer Answer } } }
    ? Answer
    : undefined;
export type Answer<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, { responses: infer Responses }> ? Content<Responses> : never;

/** A row of a list. */
type Row<P extends keyof paths> = Answer<P, 'get'> extends { data: (infer Each)[] } ? Each : never;

/** Paths of lists. */
export type ListPath = {
  [P in Path<'get'>]: Answer<P, 'get'> extends { data: unknown[] } ? P : never;
}[Path<'get'>];

/**
 * The calls of the API by path, typed by its OpenAPI document. Each resolves with the answer.
 * @throws LanbiProblem where the API refuses or fails; what `fetch` throws where it can't be reached. Nothing is
 * tried again: that is the caller's to decide, by `retryAfter`.
 * @example
 * const lanbi = createLanbi({ baseUrl: 'http://127.0.0.1:8080' });
 * const { index } = await lanbi.get('/v1/air/regions/{id}/composite-index', {
 *   params: { path: { id: 'baoding' }, query: { period: 'rolling-30d' } },
 * });
 */
export interface Lanbi {
  get<P extends Path<'get'>>(path: P, ...init: Arguments<P, 'get'>): Promise<Answer<P, 'get'>>;
  post<P extends Path<'post'>>(path: P, ...init: Arguments<P, 'post'>): Promise<Answer<P, 'post'>>;
  put<P extends Path<'put'>>(path: P, ...init: Arguments<P, 'put'>): Promise<Answer<P, 'put'>>;
  delete<P extends Path<'delete'>>(path: P, ...init: Arguments<P, 'delete'>): Promise<Answer<P, 'delete'>>;
  /** The rows of a list, page after page; the next page is asked for when its first row is. */
  rows<P extends ListPath>(path: P, ...init: Arguments<P, 'get'>): AsyncGenerator<Row<P>, void, undefined>;
  /** The same call as text of another type: `text/csv`, `application/x-ndjson`, `text/html` and what the call has. */
  text<P extends Path<'get'>>(path: P, accept: string, ...init: Arguments<P, 'get'>): Promise<string>;
}

/** What the transport answers, whatever the call. */
interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}
interface ListInit {
  readonly params?: { readonly query?: object };
  readonly [more: string]: unknown;
}
/** The transport without the types of the paths, which are checked by the types of `Lanbi`. */
interface Transport {
  request(method: Method, path: string, init?: object): Promise<Outcome>;
}
type Call = Transport['request'];

async function answered(outcome: Promise<Outcome>): Promise<unknown> {
  const { data, error, response } = await outcome;
  if (!response.ok) throw new LanbiProblem(response, error);
  return data;
}

async function* pages(call: Call, path: string, init: ListInit = {}): AsyncGenerator<unknown> {
  let cursor: string | undefined;
  do {
    const query = { ...init.params?.query, ...(cursor !== undefined && { cursor }) };
    const asked = { ...init, params: { ...init.params, query } };
    const page = (await answered(call('get', path, asked))) as { data: unknown[]; meta: { cursor?: string } };
    yield* page.data;
    cursor = page.meta.cursor;
  } while (cursor !== undefined);
}

/** A client of one API. It holds no connection and needs no closing. */
export function createLanbi({ baseUrl, apiKey, fetch }: LanbiOptions): Lanbi {
  const api: Transport = createClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(apiKey !== undefined && { headers: { authorization: `Bearer ${apiKey}` } }),
  });
  const call: Call = (method, path, init) => api.request(method, path, init);
  const json = (method: Method) => (path: string, init?: object) => answered(call(method, path, init));
  return {
    get: json('get'),
    post: json('post'),
    put: json('put'),
    delete: json('delete'),
    rows: (path: string, init?: object) => pages(call, path, init as ListInit),
    text: (path: string, accept: string, init?: object) =>
      answered(call('get', path, { ...init, parseAs: 'text', headers: { accept } })),
  } as Lanbi;
}
