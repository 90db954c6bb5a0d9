import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, formatRecord } from '@lanbi/api';
import { createDashboard } from '@lanbi/dashboard';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { createProgram } from '@lanbi/testkit/servers/program';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'city', name: 'City', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city' }],
};
const KEY = 'a-key-of-more-than-twenty-characters';
const PAGES = 200;

async function started(env: Record<string, string> = {}): Promise<TestApp> {
  const started = await startTestApp(REGISTRY, env);
  onTestFinished(() => started.stop());
  return started;
}

const scriptOf = (html: string): string => /src="(\/page\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';

describe('the server of the pages', () => {
  it('answers views with a strict policy and files that may be kept for ever, packed', async () => {
    const { get } = await started();
    for (const path of ['/', '/?lang=en', '/air', '/air/regions/city', '/water/sections/x?span=2026']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
    }
    const page = await get('/');
    const script = scriptOf(await page.text());
    const answer = await fetch(new URL(script, page.url), { headers: { 'accept-encoding': 'gzip, br' } });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    const etag = page.headers.get('etag') ?? '';
    const again = await fetch(page.url, { headers: { 'if-none-match': etag } });
    expect([again.status, page.headers.get('cache-control')]).toEqual([304, 'no-cache']);
    expect((await get('/page/assets/none.js')).status).toBe(404);
    expect((await get('/page/assets/..%2findex.html')).status).toBe(404);
    // The API is where it was.
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/v1/stations')).headers.get('content-type')).toContain('application/json');
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/nothing')).headers.get('content-type')).toContain('json');
  });

  it('answers reads of the API as the API does, also as a CSV file, and takes no writes', async () => {
    const app = await started();
    const { get, post } = app;
    for (const path of [
      '/v1/stations',
      '/v1/stations/none',
      '/v1/air/regions/city/aqi?interval=hour',
      '/v1/stations?nonsense=1',
    ]) {
      const [own, handed] = [await get(path), await get(`/page${path}`)];
      expect([path, handed.status, handed.headers.get('etag')]).toEqual([
        path,
        own.status,
        own.headers.get('etag'),
      ]);
      const without = (body: unknown) => ({ ...(body as object), requestId: undefined });
      expect(without(await handed.json())).toEqual(without(await own.json()));
    }
    const csv = await get('/page/csv/v1/stations');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toBe(
      await (await fetch(`${app.apiUrl}/v1/stations`, { headers: { accept: 'text/csv' } })).text(),
    );
    expect((await post('/page/v1/alert-rules', {})).status).toBe(404);
    expect((await post('/page/v1/calculate/aqi', {})).status).toBe(404);
  });

  it(`costs the API one stream for ${PAGES} open pages, which all hear of a change, and none when they are gone`, async () => {
    const served = await started();
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const heard: Promise<void>[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const { body } = await fetch(`${served.apiUrl}/page/stream`, { signal: stop.signal });
      heard.push(
        (async () => {
          let text = '';
          for await (const chunk of body ?? []) {
            text += Buffer.from(chunk).toString();
            if (/event: changed\ndata: {"kinds":\[[^\]]*"aqi\.hour"/.test(text)) return;
          }
          throw new Error(`the stream ended: ${text}`);
        })(),
      );
    }
    await until(async () => (await metric(served, 'lanbi_dashboard_streams')) === 1, 'the stream is open');
    expect(await metric(served, 'lanbi_dashboard_pages')).toBe(PAGES);
    expect(await metric(served, 'lanbi_streams')).toBe(1);
    const station = await served.connect();
    const ts = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
    await station.publishAsync('env/v1/air/A1/observations', JSON.stringify({ ts, values: { pm2_5: 35 } }), {
      qos: 1,
    });
    await Promise.all(heard);
    expect(await metric(served, 'lanbi_streams')).toBe(1);
    stop.abort();
    await until(async () => (await metric(served, 'lanbi_dashboard_pages')) === 0, 'the pages are gone');
    await until(async () => (await metric(served, 'lanbi_streams')) === 0, 'the stream is closed');
  });

  it(`asks the API once for what ${PAGES} pages ask at one time, and again later`, async () => {
    const served = await started();
    const path = '/v1/air/regions/latest';
    const asked = async (): Promise<number> => {
      const text = await (await served.get('/metrics')).text();
      const [, count = '0'] =
        new RegExp(`request_seconds_count{[^}]*"${path}"[^}]*} (\\d+)`).exec(text) ?? [];
      return Number(count);
    };
    const read = async () => (await served.get(`/page${path}`)).text();
    const answers = await Promise.all(Array.from({ length: PAGES }, read));
    expect(new Set(answers).size).toBe(1);
    const first = await asked();
    // Once a second at the most; it may be slow where much else runs.
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(PAGES / 10);
    await expect.poll(async () => [await read(), await asked()].at(1)).toBeGreaterThan(first);
  });

  it('writes for pages of its own origin what they have buttons for, and nothing else', async () => {
    const app = await started();
    const write = (path: string, headers: Record<string, string>, method = 'POST') =>
      fetch(app.apiUrl + path, {
        method,
        headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
        ...(method === 'POST' && { body: JSON.stringify({ reason: 'seen' }) }),
      });
    const ACKNOWLEDGE = '/page/v1/alerts/none/none/acknowledge';
    // The API answers: there is no such rule.
    expect((await write(ACKNOWLEDGE, { 'sec-fetch-site': 'same-origin' })).status).toBe(404);
    expect((await write(ACKNOWLEDGE, { origin: app.apiUrl })).status).toBe(404);
    expect((await write('/page/v1/alert-silences/7', { origin: app.apiUrl }, 'DELETE')).status).toBe(404);
    const replay = { method: 'POST', headers: { origin: app.apiUrl } };
    expect((await fetch(`${app.apiUrl}/page/v1/dead-letters/7/replay`, replay)).status).toBe(404);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ])
      expect([headers, (await write(ACKNOWLEDGE, headers)).status]).toEqual([headers, 403]);
    const text = { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' };
    expect((await write(ACKNOWLEDGE, text)).status).toBe(400);
    for (const path of ['/page/v1/alert-rules', '/page/v1/dead-letters/replay', '/page/v1/recompute'])
      expect([path, (await write(path, { origin: app.apiUrl })).status]).toEqual([path, 404]);
    const page = await fetch(`${app.apiUrl}/page/settings`);
    expect(await page.json()).toEqual({ demo: false, map: false, api: true });
  });

  it('writes with the key of the session, which the API may refuse', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-keys-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'keys');
    const [reader, writer] = ['a-reader-of-many-characters', 'a-writer-of-many-characters'];
    writeFileSync(
      file,
      [
        { name: 'reader', digest: digestOf(reader), scope: 'read' as const, created: '2026-01-01' },
        { name: 'writer', digest: digestOf(writer), scope: 'write' as const, created: '2026-01-01' },
      ]
        .map((key) => `${formatRecord(key)}\n`)
        .join(''),
    );
    const app = await started({ LANBI_API_KEY_HASHES: file });
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(app.apiUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: app.apiUrl, ...headers },
        body: JSON.stringify(body),
      });
    const cookieOf = async (key: string): Promise<string> =>
      ((await post('/page/login', { key })).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const silence = { ruleId: 'station-silent', reason: 'x', until: '2030-01-01' };
    const write = async (headers: Record<string, string>) =>
      (await post('/page/v1/alert-silences', silence, headers)).status;
    expect(await write({})).toBe(401);
    expect(await write({ cookie: await cookieOf(reader) })).toBe(403);
    expect(await write({ cookie: await cookieOf(writer) })).toBe(201);
  });

  it('asks for a login where keys are asked for, hands on the key of the session, and pauses after wrong ones', async () => {
    const app = await started({ LANBI_API_KEYS: KEY });
    const { get } = app;
    const login = (key: unknown) =>
      fetch(`${app.apiUrl}/page/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key }),
      });
    expect([(await get('/')).status, (await get('/page/v1/stations')).status]).toEqual([200, 401]);
    expect((await get('/page/stream')).status).toBe(401);
    expect((await login(undefined)).status).toBe(400);
    expect((await login('x\ny')).status).toBe(400);
    const entered = await login(KEY);
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect([entered.status, cookie.includes(KEY)]).toEqual([204, false]);
    const asked = await fetch(`${app.apiUrl}/page/v1/stations`, { headers: { cookie } });
    expect([asked.status, asked.headers.get('set-cookie')]).toEqual([200, null]);
    await fetch(`${app.apiUrl}/page/logout`, { method: 'POST', headers: { cookie } });
    expect((await fetch(`${app.apiUrl}/page/v1/stations`, { headers: { cookie } })).status).toBe(401);
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await login('w'.repeat(30))).status);
    expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect((await login(KEY)).status).toBe(429);
  });

  it('answers 503 with the reason where the page cannot be built, and the API goes on', async () => {
    const site = { ready: () => Promise.reject(new Error('no bundler')) };
    const deps = { clock: systemClock, log: createLogger('silent'), metrics: createMetrics() };
    const { app, close } = await createDashboard({
      ...deps,
      closed: false,
      apiUrl: 'http://127.0.0.1:9',
      site,
    });
    onTestFinished(close);
    const answer = await app.inject('/');
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      expect.objectContaining({ title: expect.any(String) }),
    ]);
    expect((await app.inject('/page/v1/stations')).statusCode).toBe(503);
    expect((await app.inject('/readyz')).json()).toMatchObject({ status: 'not-ready' });
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });

  it('serves the pages in a process of their own, without a store', async () => {
    const app = await started();
    const dataDir = mkdtempSync(join(tmpdir(), 'lanbi-pages-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const port = String(await freePort());
    const program = createProgram({
      LANBI_ROLES: 'dashboard',
      LANBI_API_URL: app.apiUrl,
      LANBI_HTTP_PORT: port,
      LANBI_DATA_DIR: join(dataDir, 'none'),
    });
    onTestFinished(() => program.dispose());
    expect([await program.start(), program.said()]).toEqual(['running', '']);
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect(scriptOf(await (await get('/')).text())).not.toBe('');
    expect(await (await get('/page/v1/stations')).json()).toEqual(
      await (await fetch(`${app.apiUrl}/v1/stations`)).json(),
    );
    expect(await (await get('/readyz')).json()).toMatchObject({ status: 'ready' });
    expect(await (await get('/metrics')).text()).toContain('lanbi_dashboard_pages');
    program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ code: 0, signal: null });
  });
});
