import { balanced } from '@lanbi/testkit/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const TS = '2026-04-01T08:00:00+08:00';
const topic = 'env/v1/air/A1/observations';

interface Notice {
  readonly reason: string;
  readonly scope: string;
}

describe('bad input', () => {
  let app: TestApp;
  let client: Awaited<ReturnType<TestApp['connect']>>;
  const notices: Notice[] = [];

  beforeAll(async () => {
    app = await startTestApp({
      regions: [{ id: 'r', name: 'R', kind: 'city' }],
      stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r' }],
    });
    client = await app.connect();
    client.on('message', (_topic, payload) => notices.push(JSON.parse(payload.toString()) as Notice));
    await client.subscribeAsync('env/v1/+/+/errors', { qos: 1 });
  });
  afterAll(() => app?.stop());

  /** Publishes and answers the notice that comes back; the PUBACK has come by then. */
  async function refusedWith(to: string, payload: string | Buffer): Promise<Notice> {
    const before = notices.length;
    await client.publishAsync(to, payload, { qos: 1 });
    await until(async () => notices.length > before, 'a notice on the errors topic', 10_000);
    return notices[before] as Notice;
  }
  const said = (more: object) => JSON.stringify({ ts: TS, values: { pm2_5: 35 }, ...more });

  it.each([
    ['not JSON', topic, '{"ts":', 'not-json'],
    ['NaN', topic, `{"ts":"${TS}","values":{"pm2_5":NaN}}`, 'not-json'],
    ['unknown station', 'env/v1/air/NOBODY/observations', said({}), 'unknown-station'],
    ['wrong topic', 'env/v1/water/A1/observations', said({}), 'registry-mismatch'],
    ['no offset', topic, said({ ts: '2026-04-01T08:00:00' }), 'time-without-offset'],
    ['far future', topic, said({ ts: Date.now() + 11 * 60_000 }), 'time-in-future'],
    ['before 2000', topic, said({ ts: 0 }), 'time-too-early'],
    [
      '1001 observations',
      topic,
      JSON.stringify(Array.from({ length: 1001 }, () => ({ ts: TS, values: { so2: 1 } }))),
      'too-many-observations',
    ],
    ['300 KiB', topic, Buffer.alloc(300 * 1024, 32), 'too-large'],
  ])('%s is refused whole', async (_name, to, payload, reason) => {
    const stored = await metric(app, 'lanbi_ingest_messages_stored');
    expect(await refusedWith(to, payload)).toMatchObject({ reason, scope: 'message' });
    expect(await metric(app, 'lanbi_ingest_messages_stored')).toBe(stored);
    const [letter] = await app.store.deadLetters({ limit: 1 });
    expect(letter).toMatchObject({ topic: to, scope: 'message', refusals: [{ reason }] });
    const kept = await app.store.deadLetter(letter?.id ?? Number.NaN);
    expect(Buffer.from(kept?.payload ?? []).equals(Buffer.from(payload))).toBe(true);
  });

  it.each([
    ['unknown parameter', { so2: 9, xyz: 1 }, 'unknown-parameter'],
    ['unknown unit', { so2: 9, no2: { value: 1, unit: 'furlong' } }, 'unknown-unit'],
    ['not a finite number', { so2: 9, no2: 'NaN' }, 'not-finite'],
  ])('%s is refused alone', async (_name, values, reason) => {
    expect(await refusedWith(topic, said({ values }))).toMatchObject({ reason, scope: 'values' });
    const { data } = await app.json<{ data: { parameter: string; value: number }[] }>(
      '/v1/stations/A1/latest',
    );
    expect(data.find(({ parameter }) => parameter === 'so2')?.value).toBe(9);
  });

  it.each([
    ['negative', -1, 'negative'],
    ['huge', 1e9, 'out-of-range'],
  ])('%s is kept and marked invalid', async (_name, value, reason) => {
    await client.publishAsync(topic, said({ ts: '2026-04-02T08:00:00+08:00', values: { o3: value } }), {
      qos: 1,
    });
    const path = '/v1/stations/A1/observations?parameter=o3&from=2026-04-02&to=2026-04-02';
    const { data } = await app.json<{ data: { value: number; validity: object }[] }>(path);
    expect(data).toMatchObject([{ value, validity: { kind: 'invalid', reason } }]);
  });

  it('a duplicate changes nothing, a correction replaces the value and the index', async () => {
    const ts = '2026-04-03T08:00:00+08:00';
    const values = { pm2_5: 60, pm10: 120, so2: 10, no2: 15, co: 0.5, o3: 60 };
    const send = (changed: object) =>
      client.publishAsync(topic, said({ ts, values: { ...values, ...changed } }), { qos: 1 });
    const latest = () =>
      app.json<{ aqi: number; revision: number; primary: string[]; to: string }>(
        '/v1/air/stations/A1/aqi/latest',
      );
    const evaluated = () =>
      until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'evaluation', 10_000);
    await send({});
    await send({});
    await evaluated();
    // air.md 2: this set gives 100 with PM2.5 and PM10 primary under the edition of 2026.
    expect(await latest()).toMatchObject({ to: ts, aqi: 100, revision: 1 });
    expect([...(await latest()).primary].sort()).toEqual(['pm10', 'pm2_5']);
    await send({ pm2_5: 75 });
    await evaluated();
    expect(await latest()).toMatchObject({ to: ts, aqi: 114, revision: 2, primary: ['pm2_5'] });
    const path = '/v1/stations/A1/observations?parameter=pm2_5&from=2026-04-03&to=2026-04-03';
    expect(await app.json(path)).toMatchObject({ data: [{ value: 75, revision: 2 }] });
  });

  it('balances its message accounting', async () => {
    const counts = balanced(await (await app.get('/metrics')).text());
    expect(counts.received).toBeGreaterThan(15);
    expect(counts).toMatchObject({ waiting: 0, spooled: 0, refused: { 'not-json': 2, 'too-large': 1 } });
  });
});
