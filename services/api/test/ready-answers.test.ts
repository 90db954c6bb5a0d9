import { createMetrics } from '@lanbi/runtime';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { useReadyAnswers } from '../src/http/ready-answers.ts';
import { useRequestIds } from '../src/http/request-ids.ts';
import { useEtags } from '../src/http/send.ts';

interface Setup {
  readonly open?: boolean;
  readonly bounds?: { readonly answers: number; readonly bytes: number };
}

describe('answers that are kept as bytes', () => {
  let app: FastifyInstance;
  let made = 0;
  let version: string | undefined = '1';
  let metrics = createMetrics();
  afterEach(() => app.close());

  async function listen({ open = true, bounds }: Setup = {}): Promise<string> {
    made = 0;
    version = '1';
    metrics = createMetrics();
    app = fastify();
    useRequestIds(app);
    useEtags(app);
    const seconds = metrics.histogram('seconds', 'time', [1], ['method', 'route', 'status']);
    useReadyAnswers(app, { open, seconds, ...(bounds && { bounds }) });
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
    app.get('/b', { config: { scope: 'read' } }, async () => ({ made: ++made }));
    return app.listen({ port: 0, host: '127.0.0.1' });
  }

  const ask = async (url: string, headers: Record<string, string> = {}) => {
    // fetch asks for a packed answer, which is not kept.
    const response = await fetch(url, { headers: { 'accept-encoding': '', ...headers } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  /** As wrk or a scraper asks: without `Accept-Encoding`. */
  async function plain(url: string, headers: Record<string, string> = {}, method = 'GET') {
    const { request } = await import('node:http');
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

  it('are not kept when they are large', async () => {
    const url = `${await listen()}/large`;
    await plain(url);
    await plain(url);
    expect(made).toBe(2);
  });

  it('are of their whole question', async () => {
    const url = await listen();
    expect((await plain(`${url}/a/7`)).text).toContain('"id":"7"');
    expect((await plain(`${url}/a/8`)).text).toContain('"id":"8"');
    expect((await plain(`${url}/a/7?x=1`)).text).toContain('"made":3');
    await plain(`${url}/a/7`, {}, 'HEAD');
    await plain(`${url}/a/7`, { accept: 'text/csv' });
    await plain(`${url}/a/7`, { origin: 'https://portal.example' });
    await ask(`${url}/a/7`);
    expect(made).toBe(7);
  });

  it('are not kept where the route has no version, or where keys are asked for', async () => {
    const open = await listen();
    await plain(`${open}/b`);
    await plain(`${open}/b`);
    expect(made).toBe(2);
    await app.close();
    const closed = await listen({ open: false });
    await plain(`${closed}/a/7`);
    await plain(`${closed}/a/7`);
    expect(made).toBe(2);
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
