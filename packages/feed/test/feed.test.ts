import { rmSync } from 'node:fs';
import {
  type Annotation,
  consumerName,
  LOG_START,
  type Offset,
  offsetAt,
  type Result,
  type StoredObservation,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { civilDate } from '@lanbi/standards';
import { hour, hourRecord, observation, reading, result } from '@lanbi/testkit/samples/observations';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { type Mosquitto, mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  type Both,
  createDeployment,
  type Deployment,
  type Evaluator,
  type Reader,
} from './support/deployment.ts';

const START = LOG_START;
const at = (n: number): Offset => offsetAt(n);

const write = (store: Both, ...observations: readonly ReturnType<typeof observation>[]) =>
  store.write({ observations, deadLetters: [] });

const said = (entries: readonly StoredObservation[]) =>
  entries.map(({ station, readings }) => [
    station,
    ...readings.map(({ parameter, value, revision }) => `${parameter} ${value} ${revision}`),
  ]);

/** Slices of the log of observations that became this. */
async function became({ metrics }: Reader, what: string): Promise<number> {
  const lines = (await metrics.text()).split('\n');
  const start = `lanbi_feed_slices_total{log="observations",became="${what}"}`;
  return Number(lines.find((line) => line.startsWith(start))?.split(' ')[1] ?? 0);
}

describe.skipIf(influxSource === undefined || !mosquittoBinary)('logs between processes', () => {
  let influxd: Influxd;
  let broker: Mosquitto;
  let deployment: Deployment;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());
  beforeEach(async () => {
    broker = await startMosquitto();
    deployment = await createDeployment(influxd, broker.url);
    onTestFinished(async () => {
      await deployment.dispose();
      await broker.stop();
    });
  });

  /** The broker forgets the follower and what came for it. */
  async function sessionRunsOut(): Promise<void> {
    const clientId = deployment.clientId('reader.db');
    await (await mqtt.connectAsync(broker.url, { clientId, clean: true })).endAsync();
  }

  it('a follower that was away goes on where it was, also over a restart of the broker', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    await write(writer.store, observation({ station: 'A' }));
    await reader.caughtUp(writer);
    await reader.stop();
    await write(writer.store, observation({ station: 'B' }));
    await writer.stop();
    await broker.kill('SIGTERM');
    await broker.restart();
    const [again, back] = [await deployment.reader(), await deployment.writer()];
    await write(back.store, observation({ station: 'A', readings: [reading('pm2_5', 36)] }));
    await again.caughtUp(back);
    expect(said(await again.store.read(START, 10))).toEqual([
      ['B', 'pm2_5 35 1'],
      ['A', 'pm2_5 36 2'],
    ]);
    expect(await became(again, 'gap')).toBe(0);
  });

  it('a follower that is new reads the recent past, and its log begins with it', async () => {
    const writer = await deployment.writer();
    await write(writer.store, observation({ station: 'A', at: 20 }), observation({ station: 'B', at: 21 }));
    const reader = await deployment.reader();
    await write(writer.store, observation({ station: 'C', at: 22 }));
    await reader.caughtUp(writer);
    expect(said(await reader.store.read(START, 10)).map(([station]) => station)).toEqual(['A', 'B', 'C']);
    expect(await reader.store.latest(observation({ station: 'B' }).station)).toHaveLength(1);
  });

  it('what the broker lost is noticed by the places, and read anew from the store', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    await write(writer.store, observation({ station: 'A', at: 20 }));
    await reader.caughtUp(writer);
    await reader.stop();
    await sessionRunsOut();
    await write(writer.store, observation({ station: 'B', at: 21 }));
    await write(writer.store, observation({ station: 'A', at: 20, readings: [reading('pm2_5', 40)] }));
    await writer.published();
    const again = await deployment.reader();
    await write(writer.store, observation({ station: 'C', at: 22 }));
    await again.caughtUp(writer);
    const log = said(await again.store.read(START, 10));
    expect(log).toHaveLength(3);
    expect(new Map(log.map(([station, value]) => [station, value]))).toEqual(
      new Map([
        ['A', 'pm2_5 40 2'],
        ['B', 'pm2_5 35 1'],
        ['C', 'pm2_5 35 1'],
      ]),
    );
    expect(await became(again, 'gap')).toBe(1);
  });

  it('what came late for long ago, and was lost on the way, is read anew too', async () => {
    const DAY = 24;
    const writer = await deployment.writer();
    const before = observation({ station: 'A', at: 20 - 30 * DAY, receivedAt: 21 - 30 * DAY });
    await write(writer.store, before);
    const reader = await deployment.reader();
    await write(writer.store, observation({ station: 'A', at: 20, receivedAt: 21 }));
    await reader.caughtUp(writer);
    await reader.stop();
    await sessionRunsOut();
    const late = [9, 40].map((days) => observation({ station: 'B', at: 20 - days * DAY, receivedAt: 22 }));
    const corrected = { ...before, receivedAt: hour(22), readings: [reading('pm2_5', 40)] };
    await write(writer.store, ...late, corrected);
    await writer.published();
    const again = await deployment.reader();
    await write(writer.store, observation({ station: 'C', at: 22 }));
    await again.caughtUp(writer);
    const log = await again.store.read(START, 10);
    const published = log.map(({ station, to, readings }) => [station, to, readings[0]?.value]);
    expect(published.sort()).toEqual([
      ['A', before.to, 40],
      ['A', hour(20), 35],
      ['B', hour(20 - 40 * DAY), 35],
      ['B', hour(20 - 9 * DAY), 35],
      ['C', hour(22), 35],
    ]);
    expect(await became(again, 'gap')).toBe(1);
  });

  it('a writer whose file was lost publishes a log of another name, and no entry is there twice', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    await write(writer.store, observation({ station: 'A', at: 20 }), observation({ station: 'B', at: 21 }));
    await reader.caughtUp(writer);
    const origin = writer.store.origin();
    await writer.stop();
    for (const end of ['', '-wal', '-shm']) rmSync(deployment.path(`writer.db${end}`), { force: true });
    const anew = await deployment.writer();
    expect(anew.store.origin()).not.toBe(origin);
    await write(anew.store, observation({ station: 'B', at: 21, readings: [reading('pm2_5', 50)] }));
    await reader.caughtUp(anew);
    expect(said(await reader.store.read(START, 10))).toEqual([
      ['A', 'pm2_5 35 1'],
      ['B', 'pm2_5 50 2'],
    ]);
  });

  it('results come with their revisions, and their newest state only replaces', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    const commit = (offset: number, aqi: number) =>
      writer.store.commit(consumerName('evaluate'), at(offset), [result('A', 20, aqi)], hour(offset));
    await commit(1, 40);
    await commit(2, 50);
    await reader.caughtUp(writer, 'results');
    expect(await reader.store.latestResult('aqi.hour', 'A')).toMatchObject({
      revision: 2,
      body: hourRecord(50),
    });
    const log = await reader.store.changedResults(START, 10);
    expect(log.at(-1)).toMatchObject({ subject: 'A', revision: 2 });
  });

  describe('the checkpoint of the evaluator', () => {
    const EVALUATE = consumerName('evaluate');
    /** Entries that a reader has and knows to be evaluated, and all that it has. */
    const known = async ({ store }: Reader) => [await store.checkpoint(EVALUATE), await store.head()];
    const evaluate = async (evaluator: Evaluator, ...results: readonly Result[]) =>
      evaluator.store.commit(EVALUATE, await evaluator.store.head(), results, hour(24));

    it('is known to a reader, with and without results, and never before it is there', async () => {
      const [reader, evaluator, writer] = [
        await deployment.reader(),
        await deployment.evaluator(),
        await deployment.writer(),
      ];
      await write(writer.store, observation({ station: 'A', at: 20 }), observation({ station: 'B', at: 20 }));
      await reader.caughtUp(writer);
      await evaluator.caughtUp(writer);
      expect(await known(reader)).toEqual([0, 2]);
      await evaluate(evaluator, result('A', 20, 40));
      await expect.poll(() => known(reader)).toEqual([2, 2]);
      expect(await reader.store.latestResult('aqi.hour', 'A')).toMatchObject({ body: hourRecord(40) });
      await write(writer.store, observation({ station: 'C', at: 20 }));
      await reader.caughtUp(writer);
      await evaluator.caughtUp(writer);
      await write(writer.store, observation({ station: 'D', at: 20 }));
      await reader.caughtUp(writer);
      await evaluator.caughtUp(writer);
      // Evaluated as far as the third entry only, and nothing came of it.
      await evaluator.store.commit(EVALUATE, at(3), [], hour(24));
      await expect.poll(() => known(reader)).toEqual([3, 4]);
      await evaluate(evaluator);
      await expect.poll(() => known(reader)).toEqual([4, 4]);
    });

    it('is known again after either of them was restarted', async () => {
      const [reader, evaluator, writer] = [
        await deployment.reader(),
        await deployment.evaluator(),
        await deployment.writer(),
      ];
      await write(writer.store, observation({ station: 'A', at: 20 }));
      await reader.caughtUp(writer);
      await evaluator.caughtUp(writer);
      await evaluator.stop();
      await reader.stop();
      const [readerAgain, evaluatorAgain] = [await deployment.reader(), await deployment.evaluator()];
      expect(await known(readerAgain)).toEqual([0, 1]);
      await evaluate(evaluatorAgain);
      await expect.poll(() => known(readerAgain)).toEqual([1, 1]);
    });

    it('is that of every writer, where there are several', async () => {
      const [reader, evaluator] = [await deployment.reader(), await deployment.evaluator()];
      const [one, other] = [await deployment.writer('one.db'), await deployment.writer('other.db')];
      await write(one.store, observation({ station: 'A', at: 20 }), observation({ station: 'B', at: 20 }));
      await reader.caughtUp(one);
      await evaluator.caughtUp(one);
      await write(other.store, observation({ station: 'C', at: 20 }));
      await reader.caughtUp(other);
      await evaluator.caughtUp(other);
      await evaluator.store.commit(EVALUATE, at(2), [], hour(24));
      await expect.poll(() => known(reader)).toEqual([2, 3]);
      await evaluate(evaluator);
      await expect.poll(() => known(reader)).toEqual([3, 3]);
    });
  });

  it('applies a batch that arrives twice, late and beside others once', async () => {
    const { store } = await deployment.reader();
    const entry = (station: string, value: number, revision: number): StoredObservation => ({
      ...observation({ station, at: 20, receivedAt: 20 + revision }),
      position: at(1),
      readings: [{ ...reading('pm2_5', value), revision }],
    });
    const apply = (after: number, upTo: number, ...entries: StoredObservation[]) =>
      store.applyObservations({ origin: 'one', after: at(after), upTo: at(upTo), entries });
    expect(await apply(0, 2, entry('A', 35, 1), entry('B', 20, 1))).toBe('taken');
    expect(await apply(2, 3, entry('A', 36, 2))).toBe('taken');
    expect(await apply(0, 2, entry('A', 35, 1), entry('B', 20, 1))).toBe('known');
    const other = { origin: 'other', after: at(0), upTo: at(9), entries: [entry('A', 35, 1)] };
    expect(await store.applyObservations(other)).toBe('taken');
    expect(said(await store.read(START, 10))).toEqual([
      ['B', 'pm2_5 20 1'],
      ['A', 'pm2_5 36 2'],
    ]);
  });

  it('publishes large logs in batches below the packet limit of a broker', async () => {
    const narrow = await startMosquitto({ extra: ['max_packet_size 300000'] });
    const other = await createDeployment(influxd, narrow.url);
    onTestFinished(async () => {
      await other.dispose();
      await narrow.stop();
    });
    const [reader, writer] = [await other.reader(), await other.writer()];
    const readings = WATER_PARAMETERS.map((code, i) => ({ ...reading(code, i / 7), flag: 'D' }));
    const many = Array.from({ length: 500 }, (_, i) => ({
      ...observation({ station: `W${i}`, readings }),
      medium: 'water' as const,
    }));
    await write(writer.store, ...many);
    await reader.caughtUp(writer);
    expect(await reader.store.read(START, 1_000)).toHaveLength(500);
    expect(await became(reader, 'taken')).toBeGreaterThan(1);
  });

  /** What a follower says of dust, once its store has come to a version. */
  async function dustAt({ store }: Reader, version: number) {
    for (let tries = 0; (await store.annotationVersion()) < version; tries += 1) {
      if (tries > 2_000) throw new Error(`no version ${version} of annotations`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const all = await store.annotations({ behind: 0, limit: 10 });
    return all.map(({ subject, withdrawn }) => [subject, withdrawn === undefined ? 'holds' : 'withdrawn']);
  }

  const dust = (subject: string): Annotation => ({
    ...{ kind: 'dust-day', subject, pollutants: ['pm10'], reason: 'notice 12', enteredAt: hour(1) },
    ...{ from: civilDate('2026-04-10'), until: civilDate('2026-04-10') },
  });

  it('a follower has the annotations of the process that keeps them, and what becomes of them', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    await writer.store.enterAnnotation(dust('baoding'));
    expect(await dustAt(reader, 1)).toEqual([['baoding', 'holds']]);
    await writer.store.enterAnnotation(dust('hengshui'));
    await writer.store.withdrawAnnotation(1, { reason: 'not confirmed', at: hour(2) });
    expect(await dustAt(reader, 3)).toEqual([
      ['baoding', 'withdrawn'],
      ['hengshui', 'holds'],
    ]);
  });

  it('a follower that is new has those that hold, though their process is away', async () => {
    const writer = await deployment.writer();
    const reader = await deployment.reader();
    await writer.store.enterAnnotation(dust('baoding'));
    await writer.store.enterAnnotation(dust('hengshui'));
    await writer.store.withdrawAnnotation(1, { reason: 'not confirmed', at: hour(2) });
    await dustAt(reader, 3);
    await writer.stop();
    expect(await dustAt(await deployment.reader('late.db'), 1)).toEqual([['hengshui', 'holds']]);
  });

  it('a process that never had an annotation does not take away those of another', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    await writer.store.enterAnnotation(dust('baoding'));
    await dustAt(reader, 1);
    const empty = await deployment.writer('empty.db');
    await write(empty.store, observation({ station: 'A' }));
    await reader.caughtUp(empty);
    expect(await dustAt(reader, 1)).toEqual([['baoding', 'holds']]);
  });

  it('skips messages that are no batch', async () => {
    const [reader, writer] = [await deployment.reader(), await deployment.writer()];
    const stranger = await mqtt.connectAsync(broker.url);
    for (const payload of ['not JSON', '{"origin":"x","after":3,"upTo":1,"entries":[]}'])
      await stranger.publishAsync('lanbi/log/observations', payload, { qos: 1 });
    await stranger.endAsync();
    await write(writer.store, observation({ station: 'A' }));
    await reader.caughtUp(writer);
    expect(await became(reader, 'refused')).toBe(2);
    expect(said(await reader.store.read(START, 10))).toEqual([['A', 'pm2_5 35 1']]);
  });
});
