import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@lanbi/standards';
import { balanced } from '@lanbi/testkit/accounting';
import { hj212Crc } from '@lanbi/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const TS = '2026-04-01T08:00:00+08:00';
const topic = 'env/v1/air/A1/observations';
const stationFile = (id: string) => ({ id, medium: 'air', name: id, region: 'r' });

interface Row {
  readonly id: number;
  readonly station?: string;
  readonly refusals: readonly { readonly reason: string }[];
  readonly replay?: { readonly outcome: string };
}
interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

describe('dead letters over HTTP', () => {
  let app: TestApp;
  let client: Awaited<ReturnType<TestApp['connect']>>;

  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lanbi-letters-'));
    await restartWith('A1');
  });
  afterAll(async () => {
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const say = (to: string, payload: string | Buffer) => client.publishAsync(to, payload, { qos: 1 });
  const said = (values: object, ts: string | number = TS) => JSON.stringify({ ts, values });
  const list = (query = '') => app.json<Page>(`/v1/dead-letters${query}`);
  const newest = async (): Promise<number> => (await list('?limit=1')).data[0]?.id ?? Number.NaN;
  const replay = async (id: number) => {
    const answer = await app.post(`/v1/dead-letters/${id}/replay`, {});
    return { status: answer.status, ...((await answer.json()) as Row) };
  };
  const series = (parameter: string, day = '2026-04-01') =>
    app.json<{ data: readonly { value: number; revision: number }[] }>(
      `/v1/stations/A1/observations?parameter=${parameter}&from=${day}&to=${day}T23:00:00%2B08:00`,
    );
  /** Starts anew on the same data, with these stations in the registry. */
  async function restartWith(...ids: readonly string[]): Promise<void> {
    await app?.stop();
    const regions = [{ id: 'r', name: 'R', kind: 'city' }];
    app = await startTestApp({ regions, stations: ids.map(stationFile) }, { LANBI_DATA_DIR: folder });
    client = await app.connect();
  }

  it('lists them newest first, a page at a time, by station and by reason', async () => {
    for (const n of [1, 2, 3]) await say(`env/v1/air/X${n}/observations`, said({ pm2_5: n }));
    await say(topic, 'no json');
    const first = await list('?limit=3');
    expect(first.data.map(({ refusals: [first] }) => first?.reason)).toEqual([
      'not-json',
      'unknown-station',
      'unknown-station',
    ]);
    const second = await list(`?limit=3&cursor=${first.meta.cursor}`);
    expect(second.data.map(({ station }) => station)).toEqual(['X1']);
    expect(second.meta).toEqual({ limit: 3 });
    expect((await list('?station=X2')).data).toHaveLength(1);
    expect((await list('?reason=unknown-station')).data).toHaveLength(3);
    expect((await list('?reason=unknown-station&station=A1')).data).toEqual([]);
    const asked = await app.get('/v1/dead-letters?reason=nonsense');
    expect([asked.status, asked.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('answers the payload as text, or as base64 when it is none', async () => {
    await say(topic, '站<script>alert(1)</script>');
    expect(await app.json(`/v1/dead-letters/${await newest()}`)).toMatchObject({
      payload: '站<script>alert(1)</script>',
      encoding: 'utf-8',
      bytes: 28,
    });
    await say(topic, Buffer.from([0xff, 0xfe, 0x00]));
    expect(await app.json(`/v1/dead-letters/${await newest()}`)).toMatchObject({
      payload: '//4A',
      encoding: 'base64',
    });
    expect((await app.get('/v1/dead-letters/999999')).status).toBe(404);
    expect((await app.get('/v1/dead-letters/x')).status).toBe(400);
  });

  it('never shows the password of an HJ 212 frame', async () => {
    await say('env/v1/air/A1/hj212', '##0101QN=1;ST=22;CN=2061;PW=secret;MN=1;Flag=5;CP=&&&&0000');
    const text = await (await app.get(`/v1/dead-letters/${await newest()}`)).text();
    expect(text).toContain('PW=***');
    expect(text).not.toContain('secret');
  });

  it('replays a letter with the registry of today, and keeps it as settled', async () => {
    await say('env/v1/air/N1/observations', said({ pm2_5: 41 }));
    const id = await newest();
    expect(await replay(id)).toMatchObject({ status: 200, replay: { outcome: 'refused' } });
    await restartWith('A1', 'N1');
    expect(await replay(id)).toMatchObject({ replay: { outcome: 'stored', refusals: [] } });
    expect(await app.json('/v1/stations/N1/latest')).toMatchObject({ data: [{ value: 41, revision: 1 }] });
    expect((await list('?settled=true')).data.map((row) => row.id)).toContain(id);
    // Again: the same changes nothing.
    expect(await replay(id)).toMatchObject({ replay: { outcome: 'stored' } });
    expect(await app.json('/v1/stations/N1/latest')).toMatchObject({ data: [{ value: 41, revision: 1 }] });
    expect(await replay(999_999)).toMatchObject({ status: 404 });
  });

  it('a replay replaces nothing that was said later', async () => {
    await say(topic, said({ so2: 10, o3: { value: 80, unit: 'furlong' } }, '2026-04-02T08:00:00+08:00'));
    const id = await newest();
    await say(topic, said({ so2: 11 }, '2026-04-02T08:00:00+08:00'));
    expect(await replay(id)).toMatchObject({ replay: { outcome: 'partly' } });
    expect(await series('so2', '2026-04-02')).toMatchObject({ data: [{ value: 11, revision: 2 }] });
    expect((await list('?settled=false')).data.map((row) => row.id)).toContain(id);
  });

  it('replays many, oldest first', async () => {
    const hour = '2026-04-03T08:00:00+08:00';
    for (const value of [1, 2, 3]) await say('env/v1/air/M1/observations', said({ no2: value }, hour));
    await restartWith('A1', 'M1');
    const answer = await app.post('/v1/dead-letters/replay', { station: 'M1' });
    expect(await answer.json()).toEqual({ stored: 3, partly: 0, refused: 0 });
    expect(await app.json('/v1/stations/M1/latest')).toMatchObject({ data: [{ value: 3, revision: 3 }] });
    const again = await app.post('/v1/dead-letters/replay', { station: 'M1' });
    expect(await again.json()).toEqual({ stored: 0, partly: 0, refused: 0 });
    expect((await app.post('/v1/dead-letters/replay', { everything: true })).status).toBe(400);
  });

  it('the evaluation follows, and the message accounting balances', async () => {
    const values = { pm2_5: 60, pm10: 120, so2: 10, no2: 15, co: 0.5, o3: 60 };
    await say('env/v1/air/E1/observations', said(values, '2026-04-05T08:00:00+08:00'));
    const id = await newest();
    await restartWith('A1', 'E1');
    await replay(id);
    const latest = () => app.json<{ aqi?: number }>('/v1/air/stations/E1/aqi/latest');
    await until(async () => (await latest()).aqi !== undefined, 'an index out of a replay', 10_000);
    // air.md 2: this set gives 100 under the edition of 2026.
    expect(await latest()).toMatchObject({ aqi: 100 });
    const counts = balanced(await (await app.get('/metrics')).text());
    expect(counts).toMatchObject({ waiting: 0, spooled: 0 });
  });
});

describe('a flood of refusals', () => {
  const MESSAGES = 60;
  const KEYS = 24_600;
  const MiB = 1024 * 1024;
  const values = Object.fromEntries(Array.from({ length: KEYS }, (_, n) => [`x${n}`, 1]));
  const payload = JSON.stringify({ ts: TS, values });
  let app: TestApp;
  const notices: { readonly refused: number; readonly refusals: readonly object[] }[] = [];
  let longest = 0;

  beforeAll(async () => {
    app = await startTestApp({
      regions: [{ id: 'r', name: 'R', kind: 'city' }],
      stations: ['A1', 'A2'].map(stationFile),
    });
    const client = await app.connect();
    client.on('message', (_topic, bytes) => {
      longest = Math.max(longest, bytes.length);
      notices.push(JSON.parse(bytes.toString()));
    });
    await client.subscribeAsync('env/v1/+/+/errors', { qos: 1 });
    expect(payload.length).toBeGreaterThan(250_000);
    await client.publishAsync('env/v1/air/A2/observations', 'no json', { qos: 1 });
    await Promise.all(
      Array.from({ length: MESSAGES }, () => client.publishAsync(topic, payload, { qos: 1 })),
    );
    await until(async () => notices.length > MESSAGES, 'a notice for each', 30_000);
  }, 300_000);
  afterAll(() => app?.stop());

  it('keeps 20 of each message and the number of all, in the list, the letter and the notice', async () => {
    const { data } = await app.json<{ data: readonly (Row & { refused: number; reasons: object })[] }>(
      '/v1/dead-letters?limit=1',
    );
    expect(data[0]).toMatchObject({ refused: KEYS, reasons: { 'unknown-parameter': KEYS } });
    expect(data[0]?.refusals).toHaveLength(20);
    const letter = await app.json<{ payload: string; refused: number }>(`/v1/dead-letters/${data[0]?.id}`);
    expect(letter).toMatchObject({ payload, refused: KEYS });
    const notice = notices.at(-1);
    expect(notice).toMatchObject({ refused: KEYS });
    expect(notice?.refusals).toHaveLength(20);
    expect(longest).toBeLessThan(10_000);
    expect(await metric(app, 'lanbi_ingest_values_refused')).toBe(0);
  });

  it('is listed in an answer of less than a megabyte', async () => {
    const text = await (await app.get('/v1/dead-letters?limit=1000')).text();
    expect(text.length).toBeLessThan(MiB);
    expect((JSON.parse(text) as Page).data).toHaveLength(MESSAGES + 1);
  });

  it('leaves the letters of others', async () => {
    const bounds = { count: 20, bytes: 4 * MiB, from: instant(0) };
    for (let more = true; more; ) more = (await app.store.pruneDeadLetters(bounds)).more;
    const { data } = await app.json<Page>('/v1/dead-letters?limit=1000');
    expect(data.length).toBeLessThanOrEqual(16);
    expect(data.filter(({ station }) => station === 'A2')).toHaveLength(1);
  });

  it('replays such a letter with the same bound', async () => {
    const { data } = await app.json<Page>('/v1/dead-letters?limit=1');
    const answer = await app.post(`/v1/dead-letters/${data[0]?.id}/replay`, {});
    const { replay } = (await answer.json()) as { replay: { refused: number; refusals: readonly object[] } };
    expect(replay).toMatchObject({ outcome: 'refused', refused: KEYS });
    expect(replay.refusals).toHaveLength(20);
  });
});

describe('a heartbeat of HJ 212', () => {
  it('is acknowledged and counted, and makes neither a letter nor a notice', async () => {
    const app = await startTestApp({
      regions: [{ id: 'r', name: 'R', kind: 'city' }],
      stations: [stationFile('A1')],
    });
    try {
      const client = await app.connect();
      const notices: string[] = [];
      client.on('message', (from) => notices.push(from));
      await client.subscribeAsync('env/v1/+/+/errors', { qos: 1 });
      for (const cn of ['9015', '9013', '2081', '3020']) {
        const segment = `QN=20260401080000000;ST=22;CN=${cn};PW=1;MN=M;Flag=9;CP=&&&&`;
        const crc = hj212Crc(Buffer.from(segment));
        const frame = `##${String(segment.length).padStart(4, '0')}${segment}${crc}\r\n`;
        await client.publishAsync('env/v1/air/A1/hj212', frame, { qos: 1 });
      }
      // One more that is refused: its notice comes behind any that there were before.
      await client.publishAsync('env/v1/air/A1/hj212', '##', { qos: 1 });
      await until(async () => notices.length > 0, 'the notice of the broken frame', 10_000);
      expect(notices).toHaveLength(1);
      expect((await app.json<Page>('/v1/dead-letters')).data).toHaveLength(1);
      const text = await (await app.get('/metrics')).text();
      expect(text).toContain('lanbi_ingest_messages_without_data_total{command="9015"} 1\n');
      expect(await metric(app, 'lanbi_ingest_messages_without_data')).toBe(4);
      expect(balanced(text)).toMatchObject({ received: 5, waiting: 0 });
    } finally {
      await app.stop();
    }
  });
});

describe('dead letters with keys', () => {
  it('are neither read nor replayed without one', async () => {
    const app = await startTestApp(
      { regions: [{ id: 'r', name: 'R', kind: 'city' }], stations: [stationFile('A1')] },
      { LANBI_API_KEYS: 'a-key-that-nobody-sends' },
    );
    try {
      expect((await app.get('/v1/dead-letters')).status).toBe(401);
      expect((await app.post('/v1/dead-letters/1/replay', {})).status).toBe(401);
      expect((await app.post('/v1/dead-letters/replay', {})).status).toBe(401);
    } finally {
      await app.stop();
    }
  });
});
