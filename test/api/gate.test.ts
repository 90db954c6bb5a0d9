import { once } from 'node:events';
import { connect } from 'node:net';
import { type ApiDeps, createApi } from '@lanbi/api';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSubject } from '../faults/support/subject.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: '甲', region: 'r' }],
};

/** The API alone, over a store of its own. */
async function apiWith(more: Partial<ApiDeps>) {
  const parsed = parseRegistry([{ name: 'r.json', text: JSON.stringify(REGISTRY) }]);
  if (!parsed.ok) throw new Error('the registry of the test has faults');
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const api = await createApi({
    store,
    registry: parsed.registry,
    clock: systemClock,
    metrics: createMetrics(),
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [],
    ...more,
  });
  onTestFinished(async () => {
    await api.close();
    await store.close();
  });
  return api;
}

/** What a socket answers to a text. */
async function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('what a request may bring', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(REGISTRY);
  });
  afterAll(() => app?.stop());

  const TRICKS = [
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e',
    '..%5c..%5c',
    "A1'%20OR%20'1'%3D'1",
    "A1'%3B%20DROP%20TABLE%20observation%3B--",
    'A1%22)%20%7C%3E%20drop()%20%2F%2F',
    '%22%20or%20true',
    '%24%7Bjndi%3Aldap%3A%2F%2Fa%7D',
    'A1%00',
    '%00',
    '%0d%0aSet-Cookie%3A%20a%3Db',
    '__proto__',
    'constructor',
    '%E7%94%B2',
    '%ff',
    '%',
    'A1%2flatest',
    'a'.repeat(200),
    '*',
  ];

  it('an id that tries a path, Flux or SQL is 400 or 404, at every call that takes one', async () => {
    const { paths } = await app.json<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json');
    const calls = Object.entries(paths).flatMap(([path, methods]) =>
      path.includes('{')
        ? Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() }))
        : [],
    );
    expect(calls.length).toBeGreaterThan(20);
    for (const { path, method } of calls)
      for (const trick of TRICKS) {
        const url = path.replaceAll(/\{\w+\}/g, () => trick);
        const answer = await raw(
          app.apiUrl,
          `${method} ${url}?parameter=pm10 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n` +
            (method === 'POST' || method === 'PUT'
              ? 'content-type: application/json\r\ncontent-length: 2\r\n\r\n{}'
              : '\r\n'),
        );
        expect([method, url, /^HTTP\/1.1 (\d+)/.exec(answer)?.[1]]).toEqual([
          method,
          url,
          expect.stringMatching(/^40[04]$/),
        ]);
        expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
        expect(answer).not.toMatch(/^set-cookie/im);
      }
  });

  it('is bounded in length, depth and form, and says so as a problem', async () => {
    const post = (body: string) =>
      fetch(`${app.apiUrl}/v1/calculate/aqi`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const type = async (answer: Response) => [
      answer.status,
      ((await answer.json()) as { type: string }).type.split('/').at(-1),
    ];
    expect(await type(await post(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`))).toEqual([400, 'bad-request']);
    expect(await type(await post('[[[[[[[['))).toEqual([400, 'bad-request']);
    expect(await type(await post(JSON.stringify('x'.repeat(70_000))))).toEqual([413, 'payload-too-large']);
    expect(await type(await post('{"__proto__":{"a":1}}'))).toEqual([400, 'bad-request']);
    expect(await type(await app.get(`/v1/stations?cursor=${'a'.repeat(5_000)}`))).toEqual([
      414,
      'uri-too-long',
    ]);
    const overflow = await raw(app.apiUrl, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(overflow).toMatch(/^HTTP\/1.1 431 [\s\S]*application\/problem\+json[\s\S]*headers-too-large/);
    expect(await raw(app.apiUrl, 'HELO you\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [\s\S]*bad-request/);
  });

  it('is known by an id, in the answer and in the problem', async () => {
    const ask = (id?: string) =>
      fetch(`${app.apiUrl}/v1/stations/none`, {
        headers: id === undefined ? {} : { 'x-request-id': id },
      });
    const given = await ask('trace-1.a');
    expect([given.headers.get('x-request-id'), await given.json()]).toEqual([
      'trace-1.a',
      expect.objectContaining({ requestId: 'trace-1.a', status: 404 }),
    ]);
    const own = (await ask()).headers.get('x-request-id');
    expect(own).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask('not one, since it has blanks')).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it('is measured by route, and so are store and media', async () => {
    await app.get('/v1/stations/A1');
    const text = await (await app.get('/metrics')).text();
    expect(text).toMatch(
      /lanbi_http_request_seconds_count\{method="GET",route="\/v1\/stations\/:id",status="200"\} [1-9]/,
    );
    expect(text).toMatch(/^lanbi_store_up 1$/m);
    expect(text).toMatch(/^lanbi_ready\{check="broker"\} 1$/m);
    expect(text).not.toContain('medium="air"} NaN');
  });

  it('leaves the age of the newest reading of its medium in the metrics', async () => {
    const client = await app.connect();
    const ts = new Date(Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000).toISOString();
    await client.publishAsync('env/v1/air/A1/observations', JSON.stringify({ ts, values: { pm10: 9 } }), {
      qos: 1,
    });
    const text = await (await app.get('/metrics')).text();
    const of = (name: string) =>
      Number(new RegExp(`^${name}\\{medium="air"\\} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(of('lanbi_newest_reading_age_seconds')).toBeGreaterThanOrEqual(7_200);
    expect(of('lanbi_newest_receipt_age_seconds')).toBeLessThan(60);
    expect(text).not.toContain('lanbi_newest_reading_age_seconds{medium="water"}');
  });
});

describe('under pressure', () => {
  it('turns requests away with 503 and when to come again, and answers who watches', async () => {
    const api = await apiWith({ access: { pressure: { heapBytes: 1, sampleMs: 10 } } });
    await api.ready();
    const pressed = api as unknown as { isUnderPressure(): boolean };
    await until(async () => pressed.isUnderPressure(), 'the heap was looked at');
    const answer = await api.inject('/v1/stations');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.json()).toMatchObject({ type: 'https://lanbi.dev/problems/unavailable' });
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect([path, (await api.inject(path)).statusCode]).toEqual([path, 200]);
  });
});

describe('a loop that is held', () => {
  it('for a second, again and again, is no reason to turn away what may wait five', async () => {
    const api = await apiWith({});
    await api.ready();
    for (let hold = 0; hold < 3; hold++) {
      for (const end = performance.now() + 1_100; performance.now() < end; );
      await new Promise((resolve) => setTimeout(resolve));
      expect((await api.inject('/v1/stations')).statusCode).toBe(200);
    }
  });
});

describe('an answer that takes too long', () => {
  it('is 503 at its time, and a problem', async () => {
    const api = await apiWith({ readiness: () => new Promise(() => {}), access: { answerMs: 20 } });
    const answer = await api.inject('/readyz');
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([
      503,
      '5',
      expect.objectContaining({ type: 'https://lanbi.dev/problems/unavailable' }),
    ]);
  });
});

describe('the end', () => {
  it('waits for answers that are under way, and for no client that does not read', async () => {
    let release = (): void => {};
    const asked = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      began = resolve;
    });
    const api = await apiWith({
      readiness: async () => {
        began();
        await asked;
        return [];
      },
      access: { drainMs: 60_000 },
    });
    const url = await api.listen({ port: 0 });
    const answer = fetch(`${url}/readyz`);
    await underWay;
    const closed = api.close();
    await until(
      () =>
        fetch(`${url}/healthz`).then(
          () => false,
          () => true,
        ),
      'no new connection is taken',
    );
    release();
    expect((await answer).status).toBe(200);
    await closed;
  });

  it('comes at its time although a request never ends', async () => {
    let began = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      began = resolve;
    });
    const api = await apiWith({
      readiness: () => {
        began();
        return new Promise(() => {});
      },
      access: { drainMs: 20 },
    });
    const url = await api.listen({ port: 0 });
    const answer = fetch(`${url}/readyz`);
    const refused = expect(answer).rejects.toThrow();
    await underWay;
    await api.close();
    await refused;
  });

  it('comes at once although a connection is open on which nothing was asked', async () => {
    const DRAIN_MS = 120_000;
    const api = await apiWith({ access: { drainMs: DRAIN_MS } });
    const url = await api.listen({ port: 0 });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname).resume();
    await once(socket, 'connect');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const began = performance.now();
    await Promise.all([api.close(), once(socket, 'close')]);
    expect(performance.now() - began).toBeLessThan(DRAIN_MS / 2);
  });
});

describe('routes', () => {
  it('say which scope they need, or the start ends', async () => {
    const api = await apiWith({});
    expect(() => api.get('/v1/forgotten', async () => 'x')).toThrow(/\/v1\/forgotten declares no scope/);
  });
});

describe('the log', () => {
  it('holds no key, at its most talkative', async () => {
    const subject = await createSubject({
      env: { LANBI_API_KEYS: 'hidden-key-of-the-test', LANBI_LOG_LEVEL: 'trace' },
    });
    expect(await subject.start(), subject.said()).toBe('running');
    const ask = (headers: Record<string, string>, path = '/v1/stations') =>
      fetch(subject.apiUrl + path, { headers });
    expect((await ask({ authorization: 'Bearer hidden-key-of-the-test' })).status).toBe(200);
    expect((await ask({ 'x-api-key': 'hidden-wrong' })).status).toBe(401);
    expect((await ask({ authorization: 'Bearer hidden-key-of-the-test' }, '/v1/alerts/%')).status).toBe(400);
    subject.signal('SIGTERM');
    await subject.ended();
    expect(subject.said()).toContain('"level"');
    expect(subject.said()).not.toContain('hidden-');
  });
});
