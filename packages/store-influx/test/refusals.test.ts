import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consumerName, LOG_START, offsetAt, type Store, type WriteBatch } from '@lanbi/model';
import { createInfluxStore, type InfluxOptions } from '@lanbi/store-influx';
import { changes } from '@lanbi/testkit/contract/store/fresh';
import {
  cause,
  deadLetter,
  hour,
  hourRecord,
  observation,
  reading,
  result,
} from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordText } from '../src/schema/packed.ts';
import { type Script, type ScriptedServer, startScriptedServer } from './support/scripted-server.ts';

const START = LOG_START;
const batchOf = (count: number): WriteBatch => ({
  observations: Array.from({ length: count }, (_, i) => observation({ station: `A${i}`, at: i + 1 })),
  deadLetters: [],
});

/** An empty InfluxDB that takes everything, but for what `writes` says of writes. */
const script =
  (writes: Script): Script =>
  (asked) => {
    if (asked.path.startsWith('/api/v2/write')) return writes(asked);
    return { status: 200, body: '' };
  };
const taken: Script = () => ({ status: 204 });
const json = (status: number, message: string, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ code: 'of a test', message }),
});

async function storeOn(url: string, more: Partial<InfluxOptions> = {}): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-refusals-'));
  const options = {
    url,
    token: 't',
    org: 'o',
    bucket: 'b',
    path: join(folder, 'recent.db'),
    now: () => hour(24),
  };
  const store = createInfluxStore({ ...options, ...more });
  await store.open();
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

async function scripted(writes: Script, more: Partial<InfluxOptions> = {}) {
  const server = await startScriptedServer(script(writes));
  return { server, store: await storeOn(server.url, more) };
}

const writesOf = ({ asked }: ScriptedServer) => asked.filter(({ path }) => path.startsWith('/api/v2/write'));

describe('a batch that is taken', () => {
  it('is one request, a line an observation, and flags only where they are not usual', async () => {
    const { server, store } = await scripted(taken);
    const readings = [reading('pm2_5', 35), reading('co', 1.1, { flag: 'D', invalid: 'flag' })];
    await store.write({
      observations: [observation({ readings }), observation({ station: 'A2', at: 2, period: 60 })],
      deadLetters: [],
    });
    expect(writesOf(server)).toEqual([
      {
        path: '/api/v2/write?org=o&bucket=b&precision=ns',
        body: [
          `air,station=A1,period=3600 pm2_5=35,co=1.1,co_flag="D",co_invalid="flag",received=${hour(1)},position=1,region="r1" ${hour(1)}000000`,
          `air,station=A2,period=60 pm2_5=35,received=${hour(2)},position=2,region="r1" ${hour(2)}000000`,
        ].join('\n'),
      },
    ]);
  });

  it('keeps what a correction replaces, in the same request, and takes earlier flags back', async () => {
    const { server, store } = await scripted(taken);
    await store.write({
      observations: [observation({ readings: [reading('co', 1, { flag: 'D' })] })],
      deadLetters: [],
    });
    const corrected = observation({ receivedAt: 5, readings: [reading('co', 2)] });
    expect(changes(await store.write({ observations: [corrected], deadLetters: [] }))).toEqual(['corrected']);
    expect(writesOf(server)[1]?.body.split('\n')).toEqual([
      `air_replaced,station=A1,period=3600 assumed="",co=1,co_flag="D",co_invalid="",co_revision=1,received=${hour(1)},position=0,region="r1",replaced=${hour(5)},version=1 ${hour(1)}000001`,
      `air,station=A1,period=3600 assumed="",co=2,co_flag="N",co_invalid="",co_revision=2,received=${hour(5)},position=2,region="r1" ${hour(1)}000000`,
    ]);
  });
});

describe('a result that an observation re-opened', () => {
  it('leaves a line of the audit trail beside it, in the same request; any other does not', async () => {
    const { server, store } = await scripted(taken);
    const consumer = consumerName('evaluate');
    await store.commit(consumer, offsetAt(1), [result('A', 2, 40)], hour(2));
    const reopened = { ...result('A', 2, 50), causes: [cause('corrected', 7)] };
    await store.commit(consumer, offsetAt(2), [reopened], hour(3));
    const ofHours = writesOf(server).filter(({ path }) => /bucket=b_hour/.test(path));
    const [first, second] = ofHours.map(({ body }) => body.split('\n'));
    expect(first).toHaveLength(1);
    const causes = JSON.stringify(reopened.causes).replaceAll('"', '\\"');
    const [before, after] = [40, 50].map((pm2_5) => recordText('aqi.hour', hourRecord(pm2_5)));
    expect(second).toEqual([
      expect.stringMatching(
        /^aqi\.hour,subject=A,span=3600 record_1="2 \d+ [\w+/=]+",pm2_5=50,revision=2 \d+$/,
      ),
      `aqi.hour_changed,subject=A,span=3600 causes="${causes}",before="${before}",after="${after}",changed=${hour(3)},revision=2 ${hour(2)}000002`,
    ]);
  });
});

describe('not now: the batch is kept by whoever sent it', () => {
  it.each([
    ['401', json(401, 'unauthorized access'), /401.*INFLUX_TOKEN/],
    ['403', json(403, 'forbidden'), /403.*may not/],
    ['404', json(404, 'bucket "b" not found'), /404.*influx:setup/],
    ['429', json(429, 'too much'), /429/],
    ['500', json(500, 'internal error'), /500: internal error/],
    ['503', json(503, 'overloaded'), /503/],
    ['200 of something else', { status: 200, body: 'hello' }, /not the answer/],
  ])('%s', async (_what, answer, message) => {
    const { server, store } = await scripted(() => answer);
    const batch = { ...batchOf(3), deadLetters: [deadLetter(1)] };
    await expect(store.write(batch)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
      message: expect.stringMatching(message),
    });
    expect(writesOf(server)).toHaveLength(1);
    expect(await store.read(START, 10)).toEqual([]);
    expect(await store.deadLetters({ limit: 10 })).toEqual([]);
    server.script = script(taken);
    expect(changes(await store.write(batch))).toEqual(['new', 'new', 'new']);
    expect(await store.read(START, 10)).toHaveLength(3);
  });

  it('nobody listens', async () => {
    const { server, store } = await scripted(taken);
    const nowhere = await storeOn('http://127.0.0.1:1', { timeoutMs: 1_000 });
    await expect(nowhere.write(batchOf(1))).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(nowhere.ping()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await nowhere.latest(observation().station)).toEqual([]);
    await expect(store.ping()).resolves.toBeUndefined();
    expect(server.asked.length).toBeGreaterThan(0);
  });

  it('no answer within the time', async () => {
    const { server, store } = await scripted(() => undefined, { timeoutMs: 200 });
    await expect(store.write(batchOf(1))).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/does not answer/),
    });
    server.script = script(taken);
    expect(changes(await store.write(batchOf(1)))).toEqual(['new']);
  });

  it('sends nothing before the time that Retry-After named', async () => {
    const { server, store } = await scripted(() => json(429, 'too much', { 'retry-after': '60' }));
    await expect(store.write(batchOf(1))).rejects.toMatchObject({ code: 'store-unavailable' });
    server.script = script(taken);
    await expect(store.write(batchOf(1))).rejects.toMatchObject({
      message: expect.stringMatching(/asked to wait/),
    });
    expect(writesOf(server)).toHaveLength(1);
  });

  it('results: neither they nor the place of the consumer are kept', async () => {
    const { server, store } = await scripted(() => json(500, 'internal error'));
    const consumer = consumerName('evaluate');
    const commit = () => store.commit(consumer, offsetAt(3), [result('A', 1, 50)], hour(2));
    await expect(commit()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await store.checkpoint(consumer)).toBe(0);
    server.script = script(taken);
    expect(await commit()).toMatchObject([{ revision: 1 }]);
    expect(await store.checkpoint(consumer)).toBe(3);
  });
});

describe('never: an item is rejected alone', () => {
  const refusing =
    (bad: RegExp, answer = json(400, 'unable to parse')): Script =>
    ({ body }) =>
      bad.test(body) ? answer : { status: 204 };

  it.each([
    ['400', json(400, 'unable to parse')],
    ['a partial write', json(422, 'partial write: field type conflict dropped=1')],
  ])('%s splits the batch until the bad one stands alone', async (_what, answer) => {
    const { server, store } = await scripted(refusing(/station=A5,/, answer));
    const outcomes = await store.write({
      ...batchOf(8),
      letterOf: (index, message) => deadLetter(index, { topic: message }),
    });
    expect(changes(outcomes)).toEqual(['new', 'new', 'new', 'new', 'new', 'rejected', 'new', 'new']);
    expect(await store.read(START, 10)).toHaveLength(7);
    expect(await store.deadLetters({ limit: 9 })).toMatchObject([
      { at: hour(5), topic: JSON.parse(answer.body).message },
    ]);
    // 8, 4, 4, 2, 1, 1, 2 lines, and the copy of the dead letter.
    expect(writesOf(server)).toHaveLength(8);
  });

  it('413 splits it too, and refuses what is too large by itself', async () => {
    const { store } = await scripted(({ body }) =>
      body.split('\n').length > 2 || /station=A3,/.test(body) ? json(413, 'too large') : { status: 204 },
    );
    expect(changes(await store.write(batchOf(5)))).toEqual(['new', 'new', 'new', 'rejected', 'new']);
  });

  it('a bad one and then no server: all of the batch is kept', async () => {
    let requests = 0;
    const { store } = await scripted(() => {
      requests += 1;
      return requests === 1 ? json(400, 'unable to parse') : json(503, 'overloaded');
    });
    await expect(store.write(batchOf(4))).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await store.read(START, 10)).toEqual([]);
  });
});

describe('calls under way', () => {
  it('are two at the most, and the log has them in the order of the calls', async () => {
    // The first one is answered when a second one has come.
    let second: () => void = () => {};
    const come = new Promise<void>((resolve) => {
      second = resolve;
    });
    let requests = 0;
    const { server, store } = await scripted(async () => {
      requests += 1;
      if (requests === 1) await come;
      else second();
      return { status: 204 };
    });
    const stations = Array.from({ length: 9 }, (_, i) => `S${i}`);
    await Promise.all(
      stations.map((station) => store.write({ observations: [observation({ station })], deadLetters: [] })),
    );
    expect((await store.read(START, 20)).map(({ station }) => station)).toEqual(stations);
    expect(writesOf(server)).toHaveLength(9);
    expect(server.mostAtOnce).toBe(2);
  });
});
