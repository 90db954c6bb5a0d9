import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from '@lanbi/model';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApi } from '../src/index.ts';

const registry: Registry = {
  regions: new Map(),
  stations: new Map(),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const KEY = 'a-key-of-the-test-of-forwarding';

/** An API whose alerts, dead letters and audit trail are with another process. */
async function apiWith(url: string | undefined) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const there = (by: string, variable: string) => ({ by, url, variable });
  const api = await createApi({
    store,
    registry,
    clock: systemClock,
    metrics: createMetrics(),
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [KEY],
    elsewhere: {
      alerts: there('alert', 'LANBI_ALERT_URL'),
      'dead letters': there('ingest', 'LANBI_INGEST_URL'),
      audit: there('evaluate', 'LANBI_EVALUATE_URL'),
    },
  });
  onTestFinished(async () => {
    await api.close();
    await store.close();
  });
  return api;
}

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: unknown;
  readonly body: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** The other process: keeps what it was asked, and answers the same to all. */
async function other(status: number, body: object) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, key: headers['x-api-key'], body: await bodyOf(request) });
    response.writeHead(status, { 'content-type': 'application/json', etag: '"theirs"' });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const headers = { 'x-api-key': KEY };

describe('calls that another process answers', () => {
  it('pass through with method, query, key and body, and so does the answer', async () => {
    const { asked, url } = await other(201, { id: 'fine' });
    const api = await apiWith(url);
    const payload = { id: 'fine', anything: [1, 2] };
    const made = await api.inject({ method: 'POST', url: '/v1/alert-rules', headers, payload });
    expect([made.statusCode, made.json(), made.headers['etag']]).toEqual([201, { id: 'fine' }, '"theirs"']);
    await api.inject({ url: '/v1/dead-letters?limit=7&reason=not-json', headers });
    await api.inject({ method: 'DELETE', url: '/v1/alert-rules/fine', headers });
    await api.inject({ url: '/v1/audit', headers });
    expect(asked).toEqual([
      { method: 'POST', url: '/v1/alert-rules', key: KEY, body: JSON.stringify(payload) },
      { method: 'GET', url: '/v1/dead-letters?limit=7&reason=not-json', key: KEY, body: '' },
      { method: 'DELETE', url: '/v1/alert-rules/fine', key: KEY, body: '' },
      { method: 'GET', url: '/v1/audit', key: KEY, body: '' },
    ]);
  });

  it('need a key here already', async () => {
    const { asked, url } = await other(200, {});
    const api = await apiWith(url);
    expect((await api.inject('/v1/alerts')).statusCode).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([
    ['nobody said where it is', undefined],
    ['nobody listens there', 'http://127.0.0.1:9'],
  ])('are 503 with the reason when %s', async (_why, url) => {
    const api = await apiWith(url);
    const answer = await api.inject({ url: '/v1/alerts', headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      503,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(answer.json().detail).toMatch(/alert process.*LANBI_ALERT_URL/);
  });

  it('are described with all the others', async () => {
    const api = await apiWith(undefined);
    const { paths } = (await api.inject('/openapi.json')).json();
    for (const path of ['/v1/alerts', '/v1/stream', '/v1/dead-letters', '/v1/audit', '/v1/stations'])
      expect(paths).toHaveProperty([path]);
  });
});
