import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frame, oldLetters, SECRET, VERSIONS } from '@lanbi/testkit/samples/old-letters';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const REGIONS = [{ id: 'r', name: 'R', kind: 'city' }];
const station = (id: string) => ({ id, medium: 'air', name: id, region: 'r' });

let folder: string;
let app: TestApp | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanbi-secrets-'));
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(ids: readonly string[], env: Record<string, string> = {}): Promise<TestApp> {
  const registry = { regions: REGIONS, stations: ids.map(station) };
  app = await startTestApp(registry, { LANBI_DATA_DIR: join(folder, 'data'), ...env });
  return app;
}

async function stop(): Promise<void> {
  await app?.stop();
  app = undefined;
}

const names = () => readdir(join(folder, 'data'));

/** Files of the data folder that have the password in any of their bytes. */
async function tellingFiles(): Promise<readonly string[]> {
  const telling: string[] = [];
  for (const name of await names())
    if ((await readFile(join(folder, 'data', name))).includes(SECRET)) telling.push(name);
  return telling;
}
const modeOf = async (...path: string[]): Promise<string> =>
  ((await stat(join(folder, ...path))).mode & 0o777).toString(8);
const modes = async () =>
  Object.fromEntries(
    await Promise.all((await names()).map(async (name) => [name, await modeOf('data', name)])),
  );

describe('readiness without a key', () => {
  it('shows nothing of a URL but its host', async () => {
    const { get } = await start([], {
      LANBI_WEBHOOK_URLS:
        'https://127.0.0.1:1/open-apis/bot/v2/hook/HOOK-PATH,https://u:HOOK-PASS@127.0.0.1:1/x?key=HOOK-QUERY',
      LANBI_ALERTMANAGER_URL: 'http://am:MANAGER-PASS@127.0.0.1:1/MANAGER-PATH',
    });
    const answer = await get('/readyz');
    const text = await answer.text();
    expect(
      JSON.parse(text).checks.filter(({ name }: { name: string }) => name.startsWith('webhook')),
    ).toHaveLength(2);
    for (const secret of ['HOOK', 'MANAGER', 'open-apis', folder]) expect(text).not.toContain(secret);
  });
});

describe('the password of a frame', () => {
  const TOPICS = [
    'env/v1/air/X1/hj212',
    'env/v1/air/A1/observations',
    'env/v1/soil/A1/hj212',
    `env/v1/air/PW=${SECRET}/hj212`,
    `env/v1/air/A1/pw=${SECRET}`,
  ];

  it.each(['PW', 'pw', 'Pw'])('is kept nowhere, whatever the topic, as %s=', async (field) => {
    const { connect, json, get } = await start(['A1']);
    const client = await connect();
    const said: string[] = [];
    client.on('message', (_topic, payload) => void said.push(payload.toString()));
    await client.subscribeAsync('env/v1/+/+/errors', { qos: 1 });
    const sent = frame(`${field}=SECRET123`);
    for (const topic of TOPICS) await client.publishAsync(topic, sent, { qos: 1 });
    await client.publishAsync(
      'env/v1/air/A1/hj212',
      Buffer.concat([Buffer.from([0xff]), Buffer.from(sent)]),
      {
        qos: 1,
      },
    );
    const list = await json<{ data: readonly { id: number }[] }>('/v1/dead-letters');
    // The last of the topics is nobody's: the broker drops the message. The one that is no text comes on top.
    expect(list.data).toHaveLength(TOPICS.length - 1 + 1);
    for (const { id } of list.data)
      expect(await (await get(`/v1/dead-letters/${id}`)).text()).not.toContain('SECRET123');
    await until(async () => said.length >= 2, 'the notices');
    expect(said.join()).not.toContain('SECRET123');
    await stop();
    expect(await tellingFiles()).toEqual([]);
  });

  it('is not needed to take the frame in later', async () => {
    const first = await start(['A1']);
    await (await first.connect()).publishAsync('env/v1/air/N1/hj212', frame('PW=SECRET123'), { qos: 1 });
    await stop();
    const { json, post } = await start(['A1', 'N1']);
    const [letter] = (await json<{ data: readonly { id: number }[] }>('/v1/dead-letters')).data;
    const replayed = await (await post(`/v1/dead-letters/${letter?.id}/replay`, {})).json();
    expect(replayed).toMatchObject({ replay: { outcome: 'stored', refusals: [] } });
    expect(await json('/v1/stations/N1/latest')).toMatchObject({ data: [{ parameter: 'pm2_5', value: 35 }] });
  });
});

describe('letters that an earlier version kept with the password', () => {
  const COUNT = 300;
  const data = () => join(folder, 'data');

  describe.each(Object.keys(VERSIONS) as (keyof typeof VERSIONS)[])('%s', (version) => {
    async function old(): Promise<readonly number[]> {
      await mkdir(data());
      return oldLetters(join(data(), 'lanbi.db'), version, COUNT);
    }

    it('are masked at the start, in every byte of every file, while lanbi runs and after a stop', async () => {
      const ids = await old();
      expect(await tellingFiles()).toContain('lanbi.db-wal');
      const { json } = await start(['A1']);
      await expect.poll(tellingFiles, { timeout: 20_000 }).toEqual([]);
      const list = await json<{ data: readonly { id: number; refusals: object }[] }>(
        '/v1/dead-letters?limit=1000',
      );
      expect(list.data.map(({ id }) => id)).toEqual([...ids].reverse());
      expect(list.data[0]).toMatchObject({
        refusals: [
          { reason: 'unknown-station', message: expect.stringContaining('w=***'), parameter: 'pw=***' },
        ],
      });
      const letter = await json<{ payload: string }>(`/v1/dead-letters/${ids[0]}`);
      expect(letter).toMatchObject({
        payload: frame('PW=*********'),
        station: 'N1',
        topic: 'env/v1/air/N1/hj212',
      });
      await stop();
      expect(await tellingFiles()).toEqual([]);
    });

    it('are replayed as before', async () => {
      await old();
      const { json, post } = await start(['A1', 'N1']);
      await expect.poll(tellingFiles, { timeout: 20_000 }).toEqual([]);
      expect(await (await post('/v1/dead-letters/1/replay', {})).json()).toMatchObject({
        replay: { outcome: 'stored', refusals: [] },
      });
      expect(await json('/v1/stations/N1/latest')).toMatchObject({
        data: [{ parameter: 'pm2_5', value: 35 }],
      });
    });
  });
});

describe('what lanbi keeps', () => {
  it('may be read by its owner only', async () => {
    const { connect } = await start(['A1']);
    await (await connect()).publishAsync('env/v1/air/A1/observations', 'no json', { qos: 1 });
    expect(await modeOf('data')).toBe('700');
    const found = await modes();
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['alerts.db', 'lanbi.db', 'lanbi.db-wal', 'spool.db']),
    );
    expect(new Set(Object.values(found))).toEqual(new Set(['600']));
  });

  it('is taken from others at the next start where they could read it', async () => {
    await start(['A1']);
    await stop();
    for (const name of await names()) await chmod(join(folder, 'data', name), 0o644);
    await writeFile(join(folder, 'data', 'lanbi.db-wal'), '', { mode: 0o644 });
    const [users, keys] = [join(folder, 'users'), join(folder, 'keys')];
    await writeFile(users, '', { mode: 0o644 });
    await writeFile(keys, '', { mode: 0o640 });
    await start(['A1'], { LANBI_MQTT_USERS: users, LANBI_API_KEY_HASHES: keys });
    expect(new Set(Object.values(await modes()))).toEqual(new Set(['600']));
    expect([await modeOf('users'), await modeOf('keys')]).toEqual(['600', '600']);
  });
});
