import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyCommand } from '@lanbi/all-in-one';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

/** A key in plain text, of the settings. */
const CONFIGURED = 'a-key-of-the-settings';
const REGISTRY = {
  regions: [{ id: 'r', name: { zh: '区', en: 'R' }, kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: '甲', region: 'r' }],
};
const RULE = {
  id: 'fine',
  subject: { kind: 'station', id: 'A1' },
  figure: 'pm2_5',
  op: '>',
  raise: 400,
  text: { zh: '细', en: 'fine' },
};

describe('an API with keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-keys-'));
  const file = join(folder, 'keys');
  const run = (...args: string[]) => keyCommand({ file, args, today: '2026-11-24' });
  const make = (...args: string[]) => /once: (\S+)/.exec(run('create', ...args))?.[1] ?? '';
  const keys = {
    read: make('reader'),
    write: make('writer', '--scope', 'write'),
    admin: make('chief', '--scope', 'admin'),
    slow: make('slow', '--rate', '3'),
    free: make('free', '--rate', '0'),
  };
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {
      LANBI_API_KEY_HASHES: file,
      LANBI_API_KEYS: CONFIGURED,
      LANBI_API_RATE: '1000',
    });
  });
  afterAll(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string, key?: string, init: RequestInit = {}) =>
    fetch(app.apiUrl + path, {
      ...init,
      headers: {
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...init.headers,
      },
    });
  const post = (path: string, key: string | undefined, body: object) =>
    ask(path, key, { method: 'POST', body: JSON.stringify(body) });
  const problem = async (answer: Response) =>
    /problems\/([a-z-]+)$/.exec(((await answer.json()) as { type: string }).type)?.[1];

  it('answers probes and its documents to everybody, and nothing else', async () => {
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/static/index.html'])
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    for (const path of ['/v1/stations', '/metrics', '/v1/nothing', '/docsx', '/page/v1/stations']) {
      const answer = await ask(path);
      expect([path, answer.status, await problem(answer)]).toEqual([path, 401, 'unauthorized']);
    }
    // The pages hold no figure: they ask for a key themselves.
    const page = await ask('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('lets each scope do what is its own and what those before it may', async () => {
    const status = async (key: string) => [
      (await ask('/v1/stations', key)).status,
      (await post('/v1/alert-rules', key, { ...RULE, id: key.slice(-8).replace(/[^A-Za-z0-9]/g, 'x') }))
        .status,
      (await post('/v1/dead-letters/replay', key, {})).status,
    ];
    expect(await status(keys.read)).toEqual([200, 403, 403]);
    expect(await status(keys.write)).toEqual([200, 201, 403]);
    expect(await status(keys.admin)).toEqual([200, 201, 200]);
    expect((await post('/v1/dead-letters/replay', CONFIGURED, {})).status).toBe(200);
    const refused = await post('/v1/alert-rules', keys.read, RULE);
    expect(await problem(refused)).toBe('forbidden');
  });

  it('takes the key in either header', async () => {
    expect((await ask('/v1/stations', undefined, { headers: { 'x-api-key': keys.read } })).status).toBe(200);
    expect((await ask('/v1/stations', undefined, { headers: { 'x-api-key': `${keys.read}x` } })).status).toBe(
      401,
    );
  });

  it('bounds the requests of each key, and says how many are left', async () => {
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await ask('/v1/regions', keys.slow));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    const last = answers.at(-1) as Response;
    expect(last.headers.get('x-ratelimit-limit')).toBe('3');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('content-type')).toContain('application/problem+json');
    expect(await problem(last)).toBe('too-many-requests');
    expect((await ask('/v1/regions', keys.read)).headers.get('x-ratelimit-limit')).toBe('1000');
    expect((await ask('/v1/regions', keys.free)).headers.get('x-ratelimit-limit')).toBeNull();
  });

  it('refuses a key from the moment on in which it is revoked', async () => {
    const key = make('short');
    expect((await ask('/v1/regions', key)).status).toBe(200);
    run('revoke', 'short');
    expect((await ask('/v1/regions', key)).status).toBe(401);
  });

  it('says in the document what each call needs', async () => {
    const document = (await (await ask('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { security?: unknown; 'x-scope'?: string }>>;
    };
    expect(document.paths['/v1/stations']?.['get']).toMatchObject({
      'x-scope': 'read',
      security: [{ bearer: [] }, { header: [] }],
    });
    expect(document.paths['/v1/dead-letters/replay']?.['post']?.['x-scope']).toBe('admin');
    expect(document.paths['/healthz']?.['get']).toMatchObject({ 'x-scope': 'open', security: [] });
    const scopes = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((call) => call['x-scope']),
    );
    expect(scopes.filter((scope) => scope === undefined)).toEqual([]);
  });
});

describe('wrong keys', () => {
  it('of an address that goes on end in a pause in which none of its keys is looked at; others go on', async () => {
    const app = await startTestApp(REGISTRY, { LANBI_API_KEYS: CONFIGURED });
    onTestFinished(() => app.stop());
    const ask = (key: string, localAddress: string): Promise<{ status: number; retry: number }> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${key}` };
        get(`${app.apiUrl}/v1/regions`, { headers, localAddress, agent: false }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode ?? 0, retry: Number(answer.headers['retry-after'] ?? 0) });
        }).on('error', reject);
      });
    const answers = [];
    for (let n = 0; n < 40; n++) answers.push(await ask(`a-guess-at-the-key-${n}`, '127.0.0.1'));
    expect(answers.filter(({ status }) => status === 401).length).toBe(30);
    expect(answers.slice(30).every(({ status, retry }) => status === 429 && retry > 0 && retry <= 60)).toBe(
      true,
    );
    expect(await ask(CONFIGURED, '127.0.0.1')).toMatchObject({ status: 429 });
    expect(await ask(CONFIGURED, '127.0.0.2')).toEqual({ status: 200, retry: 0 });
    expect((await fetch(`${app.apiUrl}/readyz`)).status).toBe(200);
  });

  it('are those of whom a trusted proxy names, and of nobody else', async () => {
    const app = await startTestApp(REGISTRY, {
      LANBI_API_KEYS: CONFIGURED,
      LANBI_HTTP_PROXIES: '127.0.0.0/8',
    });
    onTestFinished(() => app.stop());
    const ask = async (key: string, from: string): Promise<number> => {
      const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': from };
      return (await fetch(`${app.apiUrl}/v1/regions`, { headers })).status;
    };
    for (let n = 0; n < 40; n++) await ask(`a-guess-at-the-key-${n}`, '192.0.2.1');
    expect([await ask(CONFIGURED, '192.0.2.1'), await ask(CONFIGURED, '192.0.2.2')]).toEqual([429, 200]);
  });
});

describe('browsers', () => {
  it('may ask from the origins that are named, and from no others', async () => {
    const app = await startTestApp(REGISTRY, {
      LANBI_API_ORIGINS: 'https://portal.example',
      LANBI_API_KEYS: 'a-key-that-nobody-sends',
    });
    try {
      const preflight = (origin: string) =>
        fetch(`${app.apiUrl}/v1/alert-rules`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        });
      const right = await preflight('https://portal.example');
      expect([right.status, right.headers.get('access-control-allow-origin')]).toEqual([
        204,
        'https://portal.example',
      ]);
      const wrong = await preflight('https://elsewhere.example');
      expect(wrong.headers.get('access-control-allow-origin')).not.toBe('https://elsewhere.example');
    } finally {
      await app.stop();
    }
  });

  it('get headers that forbid what is not needed, and none of other origins unless configured', async () => {
    const app = await startTestApp(REGISTRY);
    try {
      const answer = await fetch(`${app.apiUrl}/v1/stations`, {
        headers: { origin: 'https://a.example' },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-powered-by')).toBeNull();
    } finally {
      await app.stop();
    }
  });

  it('find all that the page of the reference needs here, under the policy that it is sent with', async () => {
    const app = await startTestApp(REGISTRY);
    try {
      const page = await app.get('/docs');
      const html = await page.text();
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(links.length).toBeGreaterThan(4);
      for (const link of links) {
        const url = new URL(link, page.url);
        expect(url.origin).toBe(app.apiUrl);
        expect([link, (await fetch(url)).status]).toEqual([link, 200]);
      }
      // No script within the page: the policy would stop it.
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
    } finally {
      await app.stop();
    }
  });
});
