import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { createMetrics } from '@lanbi/runtime';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { useReadyAnswers } from '../src/http/ready-answers.ts';
import { useRequestIds } from '../src/http/request-ids.ts';
import { notModified, useEtags } from '../src/http/send.ts';
import { useUnderWay } from '../src/http/under-way.ts';

interface Setup {
  readonly open?: boolean;
  readonly unreadBytes?: number;
  readonly bounds?: { readonly answers: number; readonly bytes: number };
}

describe('answers that are kept as bytes', () => {
  let app: FastifyInstance;
  let made = 0;
  let routed = 0;
  let version: string | undefined = '1';
  let metrics = createMetrics();
  afterEach(() => app.close());

  async function listen({ open = true, unreadBytes, bounds }: Setup = {}): Promise<string> {
    made = 0;
    routed = 0;
    version = '1';
    metrics = createMetrics();
    app = fastify();
    app.addHook('onRequest', async ({ headers }, reply) => {
      if (!open && headers['x-api-key'] !== 'mine') return reply.code(401).send({ refused: true });
    });
    useRequestIds(app);
    app.decorateRequest('caller', null);
    useUnderWay(app, unreadBytes === undefined ? {} : { unreadBytes });
    useEtags(app);
    const seconds = metrics.histogram('seconds', 'time', [1], ['method', 'route', 'status']);
    useReadyAnswers(app, { open, shared: false, seconds, ...(bounds && { bounds }) });
    app.get('/a/:id', { config: { scope: 'read', version: () => version } }, async (request) => {
      made += 1;
      return { made, ...(request.params as object) };
    });
    app.get('/slow', { config: { scope: 'read', version: () => version } }, async () => {
      made += 1;
      const read = version;
      version = `${version}+`;
      return { made, read };
    });
    app.get('/fixed', { config: { scope: 'read', version: () => version } }, async () => {
      made += 1;
      return { a: 1 };
    });
    app.get('/large', { config: { scope: 'read', version: () => version } }, async () => {
      made += 1;
      return { text: 'x'.repeat(200_000) };
    });
    app.get('/tagged', { config: { scope: 'read', version: () => version } }, async (request, reply) => {
      routed += 1;
      if (notModified(request, reply, 'the tag')) return reply;
      made += 1;
      return { a: 1 };
    });
    app.get('/b', { config: { scope: 'read' } }, async () => ({ made: ++made }));
    return app.listen({ port: 0, host: '127.0.0.1' });
  }

  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers: { 'accept-encoding': '', ...headers } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  /** The answer as it is on the wire. */
  async function bytes(url: string, headers: Record<string, string>) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    request(url, { headers }, resolve).on('error', reject).end();
    const response = await promise;
    return { headers: response.headers, body: await buffer(response) };
  }

  /** As wrk or a scraper asks: without `Accept-Encoding`. */
  async function plain(url: string, headers: Record<string, string> = {}, method = 'GET') {
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      text: string;
      headers: Record<string, unknown>;
    }>();
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
      );
    });
    sent.on('error', reject);
    sent.end();
    return promise;
  }

  it('are made once, with the same bytes and headers but for the request id', async () => {
    const url = `${await listen()}/a/7`;
    const first = await plain(url);
    const again = await plain(url, { 'x-request-id': 'mine' });
    expect(made).toBe(1);
    expect(again.text).toBe(first.text);
    const of = ({ 'x-request-id': _id, date: _date, ...rest }: Record<string, unknown>) => rest;
    expect(of(again.headers)).toEqual(of(first.headers));
    expect(again.headers['x-request-id']).toBe('mine');
    expect(await metrics.text()).toMatch(/seconds_count\{method="GET",route="\/a\/:id",status="200"\} 1/);
  });

  it('are made anew when their version changed, or is not known', async () => {
    const url = `${await listen()}/a/7`;
    await plain(url);
    version = '2';
    expect((await plain(url)).text).toContain('"made":2');
    version = undefined;
    await plain(url);
    await plain(url);
    expect(made).toBe(4);
  });

  it('are not kept when their version changed while they were made', async () => {
    const url = `${await listen()}/slow`;
    expect((await plain(url)).text).toContain('"read":"1"');
    expect((await plain(url)).text).toContain('"read":"1+"');
    expect(made).toBe(2);
  });

  it('answer 304 without being made, by the weak comparison', async () => {
    const url = `${await listen()}/a/7`;
    const { headers } = await plain(url);
    const etag = String(headers['etag']);
    for (const tag of [etag, etag.replace('W/', '')]) {
      const { status, text, headers: unchanged } = await plain(url, { 'if-none-match': tag });
      expect([status, text, unchanged['etag'], unchanged['content-type']]).toEqual([
        304,
        '',
        etag,
        undefined,
      ]);
    }
    expect((await plain(url, { 'if-none-match': `"x", ${etag}` })).status).toBe(304);
    expect((await plain(url, { 'if-none-match': '*' })).status).toBe(304);
    expect((await plain(url, { 'if-none-match': '"x"' })).status).toBe(200);
    expect(made).toBe(1);
    version = '2';
    expect((await plain(url, { 'if-none-match': etag })).status).toBe(200);
  });

  it('are known to be unchanged also where nothing was made, as long as their version stays', async () => {
    const url = `${await listen()}/tagged`;
    const etag = String((await plain(url)).headers['etag']);
    version = '2';
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push((await plain(url, { 'if-none-match': etag })).status);
      return found;
    };
    expect(await statuses(3)).toEqual([304, 304, 304]);
    // The first answer, and the first question under the second version.
    expect([routed, made]).toEqual([2, 1]);
    // Who does not have it gets it, and it is kept then.
    expect([(await plain(url)).text, (await plain(url)).text]).toEqual(['{"a":1}', '{"a":1}']);
    expect([routed, made]).toEqual([3, 2]);
    version = '3';
    expect(await statuses(1)).toEqual([304]);
    expect(routed).toBe(4);
  });

  it('are kept also when the first is sent as 304', async () => {
    const url = `${await listen()}/fixed`;
    const etag = String((await plain(url)).headers['etag']);
    version = '2';
    expect((await plain(url, { 'if-none-match': etag })).status).toBe(304);
    expect((await plain(url, { 'if-none-match': etag })).status).toBe(304);
    const { text, headers } = await plain(url);
    expect([text, headers['content-type']]).toEqual(['{"a":1}', 'application/json; charset=utf-8']);
    expect(made).toBe(2);
  });

  it('are sent where unread bytes are counted when they are large', async () => {
    const url = `${await listen({ unreadBytes: 100_000 })}/large`;
    const first = await plain(url);
    const again = await plain(url);
    expect([again.text, again.headers['content-type']]).toEqual([first.text, first.headers['content-type']]);
    expect(made).toBe(1);
    expect(await metrics.text()).not.toMatch(/route="\/large"/);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
  ])('are packed once with %s, and the same when unpacked', async (encoding, unpack) => {
    const url = `${await listen()}/large`;
    const { text } = await plain(url);
    await expect
      .poll(async () => (await bytes(url, { 'accept-encoding': encoding })).headers['content-encoding'])
      .toBe(encoding);
    const { headers, body } = await bytes(url, { 'accept-encoding': `identity, ${encoding}` });
    expect([unpack(body).toString(), headers['content-length']]).toEqual([text, String(body.length)]);
    expect(body.length).toBeLessThan(text.length / 10);
    // The version before is in no packed answer that is kept.
    const before = made;
    version = '2';
    await bytes(url, { 'accept-encoding': encoding });
    expect(made).toBe(before + 1);
  });

  it('are not packed where they are small or the client refuses it', async () => {
    const url = await listen();
    for (const path of ['/a/7', '/large']) await plain(url + path);
    for (const path of ['/a/7', '/large'])
      for (const accepted of [path === '/a/7' ? 'br' : 'identity', 'zstd', 'br;q=0'])
        expect((await bytes(url + path, { 'accept-encoding': accepted })).headers).not.toHaveProperty(
          'content-encoding',
        );
  });

  it('are of their whole question', async () => {
    const url = await listen();
    expect((await plain(`${url}/a/7`)).text).toContain('"id":"7"');
    expect((await plain(`${url}/a/8`)).text).toContain('"id":"8"');
    expect((await plain(`${url}/a/7?x=1`)).text).toContain('"made":3');
    await plain(`${url}/a/7`, {}, 'HEAD');
    await plain(`${url}/a/7`, { accept: 'text/csv' });
    expect(made).toBe(5);
    await ask(`${url}/a/7`);
    await plain(`${url}/a/7`, { origin: 'https://portal.example' });
    expect(made).toBe(5);
  });

  it('are not kept where the route has no version; where keys are asked for they are sent behind the checks', async () => {
    const open = await listen();
    await plain(`${open}/b`);
    await plain(`${open}/b`);
    expect(made).toBe(2);
    await app.close();
    const closed = await listen({ open: false });
    expect((await plain(`${closed}/a/7`)).status).toBe(401);
    const first = await plain(`${closed}/a/7`, { 'x-api-key': 'mine' });
    const again = await plain(`${closed}/a/7`, { 'x-api-key': 'mine' });
    expect([made, again.status, again.text]).toEqual([1, 200, first.text]);
    expect((await plain(`${closed}/a/7`, { 'x-api-key': 'other' })).status).toBe(401);
  });

  it.each([
    ['number', { answers: 2, bytes: 1_000_000 }],
    ['bytes', { answers: 100, bytes: 50 }],
  ])('are bounded in %s', async (_of, bounds) => {
    const url = await listen({ bounds });
    for (const id of ['1', '2', '3']) await plain(`${url}/a/${id}`);
    await plain(`${url}/a/3`);
    expect(made).toBe(3);
    await plain(`${url}/a/1`);
    expect(made).toBe(4);
  });
});
