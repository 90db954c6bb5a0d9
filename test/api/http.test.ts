import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { type ApiDeps, createApi } from '@lanbi/api';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';

const registry = registryOf({
  regions: [{ id: 'd', name: 'd', kind: 'district' }],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'd', role: 'evaluation' }],
});
const NOW = instant(startOfDate(civilDate('2026-07-02')) + 10 * HOUR);
const SERIES = '/v1/stations/A/observations?parameter=pm10&from=2026-07-01';
const CONTENT_TYPE = { 'content-type': 'application/json' };

async function apiWith(more: Partial<ApiDeps> = {}) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const observation = observationOf(registry, 'A', NOW, { pm10: 60 });
  await store.write({ observations: [observation], deadLetters: [] });
  const api = await createApi({
    store,
    registry,
    clock: { now: () => NOW },
    metrics: createMetrics(),
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [],
    access: NO_LOAD_SHEDDING,
    ...more,
  });
  return {
    api,
    close: async () => {
      await api.close();
      await store.close();
    },
  };
}

type Made = Awaited<ReturnType<typeof apiWith>>;

describe('an answer', () => {
  let made: Made;
  beforeAll(async () => {
    made = await apiWith();
  });
  afterAll(() => made.close());

  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    made.api.inject({ url, headers, method });

  it.each([
    ['text/csv; charset=utf-8', 'text/csv'],
    ['text/csv;charset="utf-8";header=present', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json;q=0.5, text/csv;q=0.6', 'text/csv'],
    ['text/csv, */*', 'text/csv'],
    ['*/*, text/csv', 'text/csv'],
    ['application/json, text/csv', 'application/json'],
    ['text/csv;q=0, */*', 'application/json'],
    ['application/json;q=0, */*;q=0.1', 'text/csv'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
    ['application/*', 'application/json'],
    ['application/x-ndjson;version=1', 'application/x-ndjson'],
    ['*/*', 'application/json'],
    ['', 'application/json'],
  ])('to Accept: %s is %s', async (accept, type) => {
    const answer = await ask(SERIES, { accept });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
    expect(answer.headers.vary).toBe('accept, accept-encoding');
  });

  it.each(['text/html', 'application/xml', 'nonsense', 'application/json;q=0', 'text/csv;q=0'])(
    'to Accept: %s alone is 406, and names what there is',
    async (accept) => {
      const answer = await ask(SERIES, { accept });
      expect([answer.statusCode, answer.json()]).toEqual([
        406,
        expect.objectContaining({
          type: 'https://lanbi.dev/problems/not-acceptable',
          detail: expect.stringContaining('application/json, text/csv, application/x-ndjson'),
        }),
      ]);
    },
  );

  it.each(['GET', 'HEAD'] as const)(
    'to %s with the tag in any form is 304 with the same headers',
    async (method) => {
      for (const url of [
        '/v1/stations',
        '/v1/stations/A',
        '/healthz',
        '/openapi.json',
        `${SERIES}&limit=5`,
      ]) {
        const first = await ask(url, {}, method);
        const { etag, vary, 'cache-control': kept } = first.headers;
        expect([url, first.statusCode, etag, kept]).toEqual([
          url,
          200,
          expect.stringMatching(/^W\/"/),
          'private, no-cache',
        ]);
        const strong = String(etag).slice(2);
        for (const tag of [etag, strong, `"x", ${strong}`, `W/"x",${etag}`, '*', ` ${strong} `]) {
          const again = await ask(url, { 'if-none-match': String(tag) }, method);
          expect([url, tag, again.statusCode, again.body]).toEqual([url, tag, 304, '']);
          expect(again.headers).toMatchObject({ etag, 'cache-control': kept, ...(vary && { vary }) });
        }
        for (const tag of ['"x"', 'W/"x"', strong.slice(1, -1), `${strong.slice(0, -1)}x"`])
          expect((await ask(url, { 'if-none-match': tag }, method)).statusCode).toBe(200);
      }
    },
  );

  it('to HEAD has the headers of GET, whether packed or not, and no body', async () => {
    for (const url of ['/v1/stations', '/v1/stations/A/latest', SERIES, '/v1/parameters'])
      for (const headers of [
        { 'accept-encoding': '' },
        { accept: 'text/csv;q=0.9, */*' },
        { 'accept-encoding': 'gzip' },
      ]) {
        const [get, head] = [await ask(url, headers), await ask(url, headers, 'HEAD')];
        expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, '']);
        for (const name of ['content-type', 'etag', 'vary', 'cache-control'])
          expect([url, name, head.headers[name]]).toEqual([url, name, get.headers[name]]);
        const length = head.headers['content-length'];
        if (length !== undefined) expect([url, length]).toEqual([url, get.headers['content-length']]);
      }
  });

  it('is the same for a slash at the end or twice', async () => {
    for (const url of ['/v1/stations/', '//v1//stations', '/v1/%73tations'])
      expect([url, (await ask(url)).statusCode]).toEqual([url, 200]);
    expect((await ask('/v1/Stations')).statusCode).toBe(404);
  });
});

describe('a method', () => {
  let made: Made;
  beforeAll(async () => {
    made = await apiWith();
  });
  afterAll(() => made.close());

  it.each([
    ['POST', '/v1/stations', 'GET, HEAD, OPTIONS'],
    ['POST', '/v1/stations/', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/v1/stations/A', 'GET, HEAD, OPTIONS'],
    ['PUT', '/healthz', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/openapi.json', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/calculate/aqi', 'OPTIONS, POST'],
    ['HEAD', '/v1/recompute', 'OPTIONS, POST'],
    ['TRACE', '/v1/stations', 'GET, HEAD, OPTIONS'],
  ] as const)('%s of %s is 405 with what is allowed', async (method, url, allow) => {
    // A form, so that a body that is not JSON is no other error.
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = method === 'POST' ? 'a=1' : undefined;
    const answer = await made.api.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload && { payload }),
    });
    const allowed = String(answer.headers.allow).split(', ').sort().join(', ');
    expect([answer.statusCode, allowed]).toEqual([405, allow]);
    if (method !== 'HEAD')
      expect(answer.json()).toMatchObject({ type: 'https://lanbi.dev/problems/method-not-allowed' });
  });

  it('that asks for the methods is answered them; an unknown path is 404 for every method', async () => {
    const asked = await made.api.inject({ method: 'OPTIONS', url: '/v1/stations' });
    expect([asked.statusCode, asked.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'] as const)
      expect([method, (await made.api.inject({ method, url: '/v1/nothing' })).statusCode]).toEqual([
        method,
        404,
      ]);
  });
});

describe('a body', () => {
  let made: Made;
  beforeAll(async () => {
    made = await apiWith();
  });
  afterAll(() => made.close());
  const body = {
    kind: 'daily',
    at: '2026-04-01',
    values: { pm2_5: 36, pm10: 50, so2: 10, no2: 20, co: 0.5, o3: 80 },
  };
  const post = async (headers: Record<string, string>) =>
    (
      await made.api.inject({
        method: 'POST',
        url: '/v1/calculate/aqi',
        headers,
        payload: JSON.stringify(body),
      })
    ).statusCode;

  it('is JSON in UTF-8, and 415 else', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset="UTF-8"',
    ])
      expect([type, await post({ 'content-type': type })]).toEqual([type, 200]);
    for (const type of ['text/plain', 'text/csv', 'application/json; charset=gbk', 'application/xml'])
      expect([type, await post({ 'content-type': type })]).toEqual([type, 415]);
    expect(await post({ ...CONTENT_TYPE, 'content-encoding': 'gzip' })).toBe(415);
  });
});

/** What a server says to a text on a socket of its own, until that ends, or until all of it has come. */
async function talk(url: string, text: string, last?: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let all = '';
  socket.on('data', (chunk) => {
    all += chunk;
    if (last !== undefined && all.endsWith(last)) socket.destroy();
  });
  socket.write(text);
  await once(socket, 'close');
  return all;
}

describe('a request that does not come to its end', () => {
  const POST = 'POST /v1/calculate/aqi HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  it.each([
    ['without the end of its headers', 'GET /v1/stations HTTP/1.1\r\nhost: a\r\n'],
    ['without its body', `${POST}content-length: 20\r\n\r\n`],
    ['with a part of its body', `${POST}content-length: 20\r\n\r\n{"kind"`],
    ['in chunks without the last', `${POST}transfer-encoding: chunked\r\n\r\n2\r\n{ \r\n`],
    ['behind one that is answered', `GET /healthz HTTP/1.1\r\nhost: a\r\n\r\nGET /v1/st`],
  ])('%s is 408 in its time', async (_, text) => {
    // The time for the answer is shorter here, and does not count while the request is coming.
    const { api, close } = await apiWith({ access: { ...NO_LOAD_SHEDDING, requestMs: 300, answerMs: 100 } });
    onTestFinished(close);
    const answer = await talk(await api.listen({ port: 0 }), text);
    expect(answer).toMatch(/HTTP\/1.1 408 [\s\S]*application\/problem\+json[\s\S]*problems\/request-timeout/);
    expect(answer).not.toContain(' 503 ');
  });
});

describe('a request for another process', () => {
  it('goes to that process, whatever host or empty segment it names', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json').end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const port = (other.address() as { port: number }).port;
    const elsewhere = { by: 'alerts', url: `http://127.0.0.1:${port}`, variable: 'X' };
    const { api, close } = await apiWith({ elsewhere: { alerts: elsewhere } });
    onTestFinished(close);
    const url = await api.listen({ port: 0 });
    const end = 'HTTP/1.1\r\nhost: a\r\n\r\n';
    for (const target of ['http://192.0.2.1/v1/alerts', '//v1/alerts', '/v1/alerts?limit=5'])
      expect([target, await talk(url, `GET ${target} ${end}`, '{}')]).toEqual([
        target,
        expect.stringMatching(/ 200 /),
      ]);
    expect(asked).toEqual(['/v1/alerts', '/v1/alerts', '/v1/alerts?limit=5']);
  });
});
