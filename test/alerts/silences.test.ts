import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

const NOW = instant(Date.parse('2026-04-01T13:00:00+08:00'));
const KEY = 'a-key-of-more-than-20-characters';
const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r' }],
};

interface Silence {
  readonly id: number;
  readonly author?: string;
}
interface Page {
  readonly data: readonly Silence[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

describe('a silence', () => {
  let folder: string;
  let app: TestApp;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lanbi-silences-'));
    const keys = join(folder, 'keys');
    const digest = createHash('sha256').update(KEY).digest('hex');
    await writeFile(keys, `duty-desk:write:${digest}:2026-01-01:0\n`);
    app = await startTestApp(REGISTRY, { LANBI_API_KEY_HASHES: keys }, { now: () => NOW });
  });
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const send = (method: string, path: string, body?: object) =>
    fetch(app.apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const silence = (more: object = {}) =>
    send('POST', '/v1/alert-silences', {
      ruleId: 'aqi-heavy',
      reason: 'works',
      until: '2026-05-01',
      ...more,
    });
  const page = async (query = ''): Promise<Page> =>
    (await (await send('GET', `/v1/alert-silences${query}`)).json()) as Page;
  const problem = async (answer: Promise<Response>) => {
    const { status, type } = (await (await answer).json()) as { status: number; type: string };
    return [status, type.split('/').at(-1)];
  };

  it('names the key that it came with', async () => {
    const made = (await (await silence({ by: 'Li' })).json()) as Silence;
    expect(made).toMatchObject({ author: 'duty-desk', by: 'Li' });
    expect((await page()).data).toMatchObject([{ author: 'duty-desk', by: 'Li' }]);
    expect((await send('DELETE', `/v1/alert-silences/${made.id}`)).status).toBe(204);
  });

  it('is bounded in its texts and in its length', async () => {
    expect(await problem(silence({ reason: 'x'.repeat(501) }))).toEqual([400, 'bad-request']);
    expect(await problem(silence({ by: 'x'.repeat(101) }))).toEqual([400, 'bad-request']);
    expect(await problem(silence({ until: '2126-04-02' }))).toEqual([400, 'bad-time']);
    expect(await problem(silence({ until: '2026-03-31' }))).toEqual([400, 'bad-time']);
    const longest = (await (await silence({ until: '2126-03-31' })).json()) as Silence;
    expect((await send('DELETE', `/v1/alert-silences/${longest.id}`)).status).toBe(204);
  });

  it('stands in a list by pages, of a thousand at the most', async () => {
    const made: number[] = [];
    for (let n = 0; n < 10; n++) {
      const some = Array.from({ length: 100 }, async () => (await (await silence()).json()) as Silence);
      made.push(...(await Promise.all(some)).map(({ id }) => id));
    }
    made.sort((a, b) => a - b);
    expect(await problem(silence())).toEqual([409, 'conflict']);
    const found: number[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { data, meta }: Page = await page(`?limit=400${cursor && `&cursor=${cursor}`}`);
      expect(data.length).toBeLessThanOrEqual(400);
      found.push(...data.map(({ id }) => id));
      cursor = meta.cursor;
    }
    expect(found).toEqual(made);
    expect((await page()).data).toHaveLength(100);
    await send('DELETE', `/v1/alert-silences/${made[0]}`);
    expect((await silence()).status).toBe(201);
  });
});
