import { type ApiDeps, createApi } from '@lanbi/api';
import type { Registry, Store } from '@lanbi/model';
import { createLogger, createMetrics } from '@lanbi/runtime';
import type { Instant } from '@lanbi/standards';
import { NO_LOAD_SHEDDING } from './load-shedding.ts';

/** The API over a store, at a time of its own, asked without a socket. */
export interface AskedApi {
  get<Answer>(url: string): Promise<Answer>;
  /** The answer in another form than JSON. */
  text(url: string, accept: string): Promise<string>;
  status(url: string): Promise<number>;
  /** Whatever is answered to a request with headers. */
  answer(
    url: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: string;
  }>;
  /** The `ETag` of the answer. */
  tag(url: string): Promise<string>;
  /** What was refused, as the client reads it. */
  problem(url: string): Promise<Readonly<Record<string, unknown>>>;
  post<Answer>(url: string, body: object): Promise<Answer>;
  postStatus(url: string, body: object): Promise<number>;
  /** Whatever is answered to a body. */
  send<Answer>(url: string, body: object): Promise<{ readonly status: number; readonly answer: Answer }>;
  close(): Promise<void>;
}

export async function apiOver(
  store: Store,
  registry: Registry,
  now: Instant,
  rules: Pick<ApiDeps, 'quality' | 'waterMinimum' | 'periodCoverage' | 'air' | 'alerting' | 'catalogue'> = {},
): Promise<AskedApi> {
  const api = await createApi({
    store,
    registry,
    clock: { now: () => now },
    metrics: createMetrics(),
    log: createLogger('silent'),
    replayer: {
      replay: async () => undefined,
      replayAll: async () => ({ stored: 0, partly: 0, refused: 0 }),
    },
    readiness: async () => [],
    apiKeys: [],
    access: NO_LOAD_SHEDDING,
    ...rules,
  });
  const posted = (url: string, payload: object) => api.inject({ method: 'POST', url, payload });
  return {
    get: async <Answer>(url: string) => {
      const response = await api.inject(url);
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
      return response.json() as Answer;
    },
    text: async (url, accept) => {
      const response = await api.inject({ url, headers: { accept } });
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
      return response.body;
    },
    tag: async (url) => String((await api.inject(url)).headers['etag']),
    status: async (url) => (await api.inject(url)).statusCode,
    answer: async (url, headers) => {
      const { statusCode, headers: own, body } = await api.inject({ url, headers });
      return { status: statusCode, headers: own, body };
    },
    problem: async (url) => {
      const response = await api.inject(url);
      if (response.statusCode < 400) throw new Error(`${url}: ${response.statusCode} is no refusal`);
      return response.json() as Readonly<Record<string, unknown>>;
    },
    post: async <Answer>(url: string, body: object) => {
      const response = await posted(url, body);
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
      return response.json() as Answer;
    },
    postStatus: async (url, body) => (await posted(url, body)).statusCode,
    send: async <Answer>(url: string, body: object) => {
      const response = await posted(url, body);
      return { status: response.statusCode, answer: response.json() as Answer };
    },
    close: () => api.close(),
  };
}
