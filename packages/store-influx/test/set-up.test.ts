import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInfluxStore, type SetUpOptions, setUp } from '@lanbi/store-influx';
import { changes, write } from '@lanbi/testkit/contract/store/fresh';
import { hour, observation } from '@lanbi/testkit/samples/observations';
import { ownInfluxd, startBareInfluxd } from '@lanbi/testkit/servers/influxd';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TOKEN_ROLES } from '../src/set-up/roles.ts';

interface Listed {
  readonly buckets: readonly {
    readonly name: string;
    readonly type: string;
    readonly retentionRules: readonly { readonly everySeconds: number }[];
  }[];
}

describe.skipIf(!ownInfluxd)('set-up of an InfluxDB that was never set up', () => {
  let influxd: Awaited<ReturnType<typeof startBareInfluxd>>;
  let options: SetUpOptions;
  beforeAll(async () => {
    influxd = await startBareInfluxd();
    const { url, token } = influxd;
    options = { url, token, org: 'city', bucket: 'env', retentions: { deadLetters: 365 } };
  });
  afterAll(() => influxd?.stop());

  const ask = async (path: string, init: RequestInit = {}, token = influxd.token) =>
    fetch(influxd.url + path, { ...init, headers: { authorization: `Token ${token}` } });
  const put = async (token: string | undefined, bucket: string) =>
    (await ask(`/api/v2/write?org=city&bucket=${bucket}`, { method: 'POST', body: 'm v=1' }, token)).status;

  it('asks for a first user and changes nothing without', async () => {
    await expect(setUp(options)).rejects.toMatchObject({ message: expect.stringMatching(/first user/) });
    const { allowed } = (await (await fetch(`${influxd.url}/api/v2/setup`)).json()) as { allowed: boolean };
    expect(allowed).toBe(true);
  });

  it('a store on it says at its opening what to run', async () => {
    const { url, token } = influxd;
    const store = createInfluxStore({ ...options, url, token, path: ':memory:', now: () => hour(24) });
    await expect(store.open()).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(/never set up; npm run influx:setup/),
    });
  });

  it('makes user, organization, buckets with their retentions and tokens; then nothing more', async () => {
    const user = { name: 'operator', password: 'a password of a test' };
    const first = await setUp({ ...options, user });
    expect(first.done).toHaveLength(1 + 4 + 5);
    expect(Object.keys(first.tokens).sort()).toEqual(['alert', 'all', 'api', 'evaluate', 'ingest']);
    const { buckets } = (await (await ask('/api/v2/buckets?org=city')).json()) as Listed;
    const made = buckets.filter(({ type }) => type === 'user');
    expect(
      made.map(({ name, retentionRules }) => [name, retentionRules[0]?.everySeconds ?? 0]).sort(),
    ).toEqual([
      ['env', 0],
      ['env_day', 0],
      ['env_dead_letters', 365 * 86_400],
      ['env_hour', 0],
      ['env_results', 0],
    ]);
    expect(await setUp(options)).toEqual({ done: [], tokens: first.tokens });
  });

  it('changes a retention that is asked for, and another organization stands beside', async () => {
    const changed = await setUp({ ...options, retentions: { deadLetters: 30 } });
    expect(changed.done).toEqual(['bucket env_dead_letters is kept 30 days now']);
    const other = await setUp({ ...options, org: 'another' });
    expect(other.done).toContain('organization another');
    expect(other.done).toHaveLength(1 + 5 + 5);
  });

  it('gives tokens that may do their work and no more', async () => {
    const { tokens } = await setUp(options);
    expect(await put(tokens.ingest, 'env')).toBe(204);
    expect(await put(tokens.ingest, 'env_hour')).not.toBe(204);
    expect(await put(tokens.evaluate, 'env_day')).toBe(204);
    expect(await put(tokens.evaluate, 'env')).not.toBe(204);
    for (const bucket of ['env', 'env_hour', 'env_dead_letters'])
      for (const token of [tokens.alert, tokens.api]) expect(await put(token, bucket)).not.toBe(204);
    const removal = await ask('/api/v2/buckets', { method: 'POST', body: '{"name":"x"}' }, tokens.all);
    expect(removal.status).toBeGreaterThanOrEqual(400);
  });

  it('is all that a store needs', async () => {
    const { tokens } = await setUp(options);
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-setup-'));
    const { url } = influxd;
    const path = join(folder, 'recent.db');
    const now = () => hour(24);
    const store = createInfluxStore({ url, token: tokens.all ?? '', org: 'city', bucket: 'env', path, now });
    await store.open();
    await store.ping();
    expect(changes(await write(store, observation()))).toEqual(['new']);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('a bucket that was deleted and made again gets new tokens, since the earlier ones open nothing any more', async () => {
    const { tokens: earlier } = await setUp(options);
    const { buckets } = (await (await ask('/api/v2/buckets?org=city&name=env_day')).json()) as {
      readonly buckets: readonly { readonly id: string }[];
    };
    await ask(`/api/v2/buckets/${buckets[0]?.id}`, { method: 'DELETE' });
    const { done, tokens } = await setUp(options);
    expect(done.filter((line) => line.startsWith('bucket'))).toEqual(['bucket env_day, kept for ever']);
    expect(await put(earlier.evaluate, 'env_day')).not.toBe(204);
    expect(await put(tokens.evaluate, 'env_day')).toBe(204);
    expect(await put(tokens.all, 'env_day')).toBe(204);
    expect(tokens.ingest).toBe(earlier.ingest);
    expect((await setUp(options)).done).toEqual([]);
  });

  it('is found by a store whose token may read no other bucket, in an organization of many', async () => {
    const { url } = influxd;
    for (let at = 0; at < 6; at += 1) {
      const bucket = `m${at}`;
      const { tokens } = await setUp({ ...options, org: 'many', bucket });
      const store = createInfluxStore({
        ...{ url, token: tokens.all ?? '', org: 'many', bucket },
        ...{ path: ':memory:', now: () => hour(24) },
      });
      await store.open();
      expect(changes(await write(store, observation()))).toEqual(['new']);
      await store.close();
    }
  });

  it('what it makes, and what a store that opens misses of it, is named with the remedy', async () => {
    const { tokens } = await setUp({ ...options, org: 'third', bucket: 'there' });
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-setup-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const store = (more: Partial<Parameters<typeof createInfluxStore>[0]>) =>
      createInfluxStore({
        ...{ url: influxd.url, token: influxd.token, org: 'third', bucket: 'there' },
        ...{ path: join(folder, `${JSON.stringify(more).length}.db`), now: () => hour(24), ...more },
      });
    const missing = /no buckets absent, absent_hour, absent_day, absent_results .*npm run influx:setup/;
    for (const [more, message] of [
      [{ bucket: 'absent' }, missing],
      [{ bucket: 'absent', token: tokens.all ?? '' }, missing],
      [{ org: 'nobody' }, /no organization nobody; npm run influx:setup/],
    ] as const)
      await expect(store(more).open()).rejects.toMatchObject({
        code: 'configuration-invalid',
        message: expect.stringMatching(message),
      });
    for (const role of TOKEN_ROLES.filter((each) => each !== 'ingest')) {
      const one = store({ token: tokens[role] ?? '', writes: 'nothing' });
      await one.open();
      await one.ping();
      await one.close();
    }
    const ingest = store({ token: tokens.ingest ?? '', results: false });
    await ingest.open();
    await ingest.ping();
    await ingest.close();
  });

  it('says what is wrong with a token', async () => {
    await expect(setUp({ ...options, token: 'unknown' })).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/unauthorized/),
    });
  });
});
