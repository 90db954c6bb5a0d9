import { LOG_START, type StoredObservation, stationId } from '@lanbi/model';
import { balancedMetrics } from '@lanbi/testkit/accounting';
import { hj212Crc } from '@lanbi/wire';
import { describe, expect, it } from 'vitest';
import { type IngestFixture, openIngest, said, until } from './support.ts';

const START = LOG_START;
const A1 = stationId('A1');

const log = ({ store }: IngestFixture): Promise<readonly StoredObservation[]> => store.read(START, 10_000);
/** Value and revision of PM2.5 of each stored hour. */
const values = async (fixture: IngestFixture) =>
  (await log(fixture)).map(({ readings }) => [readings[0]?.value, readings[0]?.revision]);

describe('ingest', () => {
  it('acknowledges after the commit and not before', async () => {
    const fixture = await openIngest();
    fixture.gate.hold();
    for (const hour of [0, 1, 2]) fixture.say('A1', said(35, hour));
    await until(() => fixture.gate.tries === 1);
    expect(fixture.acknowledged).toEqual([]);
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({ received: 3, waiting: 3, stored: 0 });
    fixture.gate.release();
    await until(() => fixture.acknowledged.length === 3);
    expect(await log(fixture)).toHaveLength(3);
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({ received: 3, waiting: 0, stored: 3 });
  });

  it('commits together what arrives together', async () => {
    const fixture = await openIngest({ ingest: { batch: 40 } });
    for (let hour = 0; hour < 100; hour += 1) fixture.say('A1', said(35, -hour));
    await until(() => fixture.acknowledged.length === 100);
    expect(fixture.gate.tries).toBe(3);
  });

  it('stores a refused message as a dead letter, then reports and acknowledges it', async () => {
    const fixture = await openIngest();
    fixture.say('A1', '{"ts":');
    fixture.say('A9', said(35));
    fixture.say('A1', JSON.stringify({ ts: 1775001600000, values: { pm2_5: 1, xyz: 2 } }));
    fixture.say('A1', JSON.stringify({ ts: 1775001600000, values: { xyz: 2 } }));
    await until(() => fixture.acknowledged.length === 4 && fixture.notices.length === 4);
    const letters = await fixture.store.deadLetters({ limit: 10 });
    const of = (id: string) =>
      letters
        .filter(({ station }) => station === id)
        .map(({ scope, refusals }) => [scope, refusals[0].reason]);
    expect(of('A1')).toEqual([
      ['message', 'unknown-parameter'],
      ['values', 'unknown-parameter'],
      ['message', 'not-json'],
    ]);
    expect(of('A9')).toEqual([['message', 'unknown-station']]);
    expect(fixture.notices.map(({ topic }) => topic)).toContain('env/v1/air/A9/errors');
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({
      stored: 1,
      refused: { 'not-json': 1, 'unknown-station': 1, 'unknown-parameter': 1 },
    });
  });

  it('dead-letters alone what the store refuses for good', async () => {
    const fixture = await openIngest();
    fixture.say('A1', said(35));
    fixture.say('BAD', said(36));
    fixture.say('A1', said(37, 1));
    await until(() => fixture.acknowledged.length === 3);
    expect(await log(fixture)).toHaveLength(2);
    const [letter, ...more] = await fixture.store.deadLetters({ limit: 10 });
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      station: 'BAD',
      scope: 'message',
      refusals: [{ reason: 'store-rejected' }],
    });
    const { payload } = (await fixture.store.deadLetter(letter?.id ?? Number.NaN)) ?? {};
    expect(Buffer.from(payload ?? []).toString()).toBe(said(36));
    const counts = await balancedMetrics(fixture.metrics);
    expect(counts).toMatchObject({ stored: 2, refused: { 'store-rejected': 1 } });
    await until(() => fixture.notices.length === 1);
  });

  it('counts by station, strangers together', async () => {
    const fixture = await openIngest();
    for (const station of ['A1', 'A2', 'A2', 'X1', 'X2', 'X3']) fixture.say(station, said(35));
    await until(() => fixture.acknowledged.length === 6);
    const text = await fixture.metrics.text();
    const lines = text.split('\n').filter((line) => line.startsWith('lanbi_ingest_station_messages_total'));
    expect(lines.filter((line) => !line.endsWith(' 0')).sort()).toEqual([
      'lanbi_ingest_station_messages_total{station="A1",outcome="stored"} 1',
      'lanbi_ingest_station_messages_total{station="A2",outcome="stored"} 2',
      'lanbi_ingest_station_messages_total{station="unregistered",outcome="refused"} 3',
    ]);
  });
});

describe('corrections', () => {
  it('the same again changes nothing; another value, flag or validity is the next revision', async () => {
    const fixture = await openIngest();
    const say = (value: unknown) =>
      fixture.say('A1', JSON.stringify({ ts: 1775001600000, values: { pm2_5: value } }));
    const seen: unknown[] = [];
    const steps: unknown[] = [35, 35, 36, { value: 36, flag: 'D' }, { value: 36, flag: 'N' }, -1];
    for (const [n, step] of steps.entries()) {
      say(step);
      await until(() => fixture.acknowledged.length === n + 1);
      const [{ value, flag, invalid, revision } = {} as never] = (await fixture.store.latest(A1)) as never[];
      seen.push([value, flag, invalid, revision]);
    }
    expect(seen).toEqual([
      [35, 'N', undefined, 1],
      [35, 'N', undefined, 1],
      [36, 'N', undefined, 2],
      [36, 'D', 'flag', 3],
      [36, 'N', undefined, 4],
      [-1, 'N', 'negative', 5],
    ]);
  });

  it('within one message come in its order', async () => {
    const fixture = await openIngest();
    const one = (value: number) => ({ ts: 1775001600000, values: { pm2_5: value } });
    fixture.say('A1', JSON.stringify([one(35), one(35), one(36)]));
    await until(() => fixture.acknowledged.length === 1);
    expect(await values(fixture)).toEqual([[36, 2]]);
  });

  it('two values for one parameter: the second is refused, the first is taken', async () => {
    const fixture = await openIngest();
    fixture.say('A1', JSON.stringify({ ts: 1775001600000, values: { pm2_5: 35, a34004: 36 } }));
    await until(() => fixture.acknowledged.length === 1);
    expect(await values(fixture)).toEqual([[35, 1]]);
    const [letter] = await fixture.store.deadLetters({ limit: 1 });
    expect(letter).toMatchObject({ scope: 'values', refusals: [{ reason: 'duplicate-parameter' }] });
  });

  it('in HJ 212 are corrections like any other, by value and by flag', async () => {
    const fixture = await openIngest();
    const frames = ['35,a34004-Flag=N', '35,a34004-Flag=N', '36,a34004-Flag=N', '36,a34004-Flag=D'];
    const seen: unknown[] = [];
    for (const [n, fields] of frames.entries()) {
      fixture.say('A1', frame(`a34004-Avg=${fields}`), 'hj212');
      await until(() => fixture.acknowledged.length === n + 1);
      const [last] = await fixture.store.latest(A1);
      seen.push([last?.value, last?.flag, last?.revision, last?.to]);
    }
    // DataTime of 2061 is the start of its hour (hj212.md).
    const to = Date.parse('2026-04-01T08:00:00+08:00');
    expect(seen).toEqual([
      [35, 'N', 1, to],
      [35, 'N', 1, to],
      [36, 'N', 2, to],
      [36, 'D', 3, to],
    ]);
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({ received: 4, stored: 4, refused: {} });
  });
});

/** An hourly frame of HJ 212 with right length and CRC. */
function frame(fields: string): string {
  const segment = `ST=22;CN=2061;PW=123456;MN=1;Flag=4;CP=&&DataTime=20260401070000;${fields}&&`;
  return `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n`;
}
