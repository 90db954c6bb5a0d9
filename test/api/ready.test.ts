import { connect } from 'node:net';
import { type ApiDeps, createApi } from '@lanbi/api';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';

const KEY = 'a-key-of-this-test-only';
const OTHER = 'another-key-of-this-test';
const PORTAL = 'https://portal.example';
const PATH = '/v1/parameters';
/** A thousand stations with names: a list of more than 128 KiB. */
const registry = registryOf({
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: Array.from({ length: 1_000 }, (_, n) => ({
    id: `A${n}`,
    medium: 'air',
    name: `站 ${n}`,
    region: 'c',
  })),
});
const LARGE = '/v1/air/stations/latest';

async function served(more: Partial<ApiDeps>) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const metrics = createMetrics();
  const api = await createApi({
    store,
    registry,
    clock: { now: () => instant(Date.parse('2026-04-01T12:00:00+08:00')) },
    metrics,
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [],
    ...more,
    access: { ...NO_LOAD_SHEDDING, ...more.access },
  });
  const url = await api.listen({ port: 0 });
  onTestFinished(async () => {
    await api.close();
    await store.close();
  });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  return { url, ask, metrics };
}

describe('an answer that is kept', () => {
  it('passes no rate of a key, and says how many requests are left', async () => {
    const { ask, metrics } = await served({ apiKeys: [KEY, OTHER], access: { rate: 4 } });
    const left: (string | null)[] = [];
    for (let n = 0; n < 4; n++) {
      const answer = await ask(PATH, { 'x-api-key': KEY });
      expect(answer.status).toBe(200);
      expect(((await answer.json()) as { data: object[] }).data.length).toBeGreaterThan(30);
      left.push(answer.headers.get('x-ratelimit-remaining'));
    }
    expect(left).toEqual(['3', '2', '1', '0']);
    expect((await ask(PATH, { 'x-api-key': KEY })).status).toBe(429);
    // The bytes were made for the first key; the second one has a rate of its own.
    const other = await ask(PATH, { 'x-api-key': OTHER });
    expect([other.status, other.headers.get('x-ratelimit-remaining')]).toEqual([200, '3']);
    expect((await ask(PATH)).status).toBe(401);
    expect((await ask(PATH, { 'x-api-key': 'no-key-of-anybody-here' })).status).toBe(401);
    expect(await metrics.text()).toMatch(
      /lanbi_http_request_seconds_count\{[^}]*parameters[^}]*status="200"\} 5/,
    );
    expect(await metrics.text()).toMatch(
      /lanbi_http_request_seconds_count\{[^}]*parameters[^}]*status="429"\} 1/,
    );
  });

  it('is readable for the pages that may ask, and for no other', async () => {
    const { ask } = await served({ access: { origins: [PORTAL] } });
    for (let round = 0; round < 3; round++) {
      const allowed = (await ask(PATH, { origin: PORTAL })).headers;
      expect(allowed.get('access-control-allow-origin')).toBe(PORTAL);
      expect(allowed.get('access-control-expose-headers')).toContain('etag');
      expect(allowed.get('vary')?.toLowerCase()).toContain('origin');
      const other = (await ask(PATH, { origin: 'https://evil.example' })).headers;
      expect(other.get('access-control-allow-origin')).not.toBe('https://evil.example');
      expect((await ask(PATH)).headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    }
  });

  it('is 304 for whoever has it, with a key and without', async () => {
    for (const apiKeys of [[], [KEY]]) {
      const { ask } = await served({ apiKeys });
      const key = apiKeys.length > 0 ? { 'x-api-key': KEY } : {};
      const etag = (await ask(LARGE, key as never)).headers.get('etag') ?? '';
      for (let round = 0; round < 3; round++) {
        const again = await ask(LARGE, { ...key, 'if-none-match': etag });
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      }
    }
  });

  it('is bounded by what its client has not read', async () => {
    const { url, ask } = await served({ access: { underWay: { unreadBytes: 200_000 } } });
    const { hostname, port } = new URL(url);
    // As it is, the list is too large to be sent uncounted.
    const whole = () => ask(LARGE, { 'accept-encoding': 'identity' });
    await (await whole()).text();
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.pause();
    socket.on('error', () => {});
    await vi.waitFor(
      async () => {
        socket.write(`GET ${LARGE} HTTP/1.1\r\nhost: a\r\n\r\n`);
        const answer = await whole();
        await answer.text();
        expect(answer.status).toBe(429);
      },
      { timeout: 120_000, interval: 50 },
    );
    socket.destroy();
    await vi.waitFor(async () => expect((await whole()).status).toBe(200), {
      timeout: 300_000,
      interval: 50,
    });
  }, 300_000);
});
