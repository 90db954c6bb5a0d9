import { hj212Crc } from '@lanbi/wire';
import { describe, expect, it } from 'vitest';
import { type IngestFixture, openIngest, TS, until } from './support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const said = (ts: number, period = 3600): string => JSON.stringify({ ts, period, values: { pm2_5: 35 } });

function minuteFrame(minute: number): string {
  const time = new Date(TS + 8 * HOUR + minute * MINUTE).toISOString().replace(/\D/g, '').slice(0, 14);
  const segment = `ST=22;CN=2051;MN=M;CP=&&DataTime=${time};a34004-Avg=35,a34004-Flag=N&&`;
  return `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n`;
}

const noticesOf = (fixture: IngestFixture) =>
  fixture.notices.map(({ topic, payload }) => ({ ...JSON.parse(String(payload)), sentTo: topic }));

async function warned(fixture: IngestFixture): Promise<readonly string[]> {
  const text = await fixture.metrics.text();
  return text.split('\n').filter((line) => line.startsWith('lanbi_ingest_warnings_total'));
}

describe('warnings about stored values', () => {
  it('warns of an hour that lies half in one and half in the next clock hour; it is stored', async () => {
    const fixture = await openIngest();
    for (const ts of [TS + 30 * MINUTE, TS + 90 * MINUTE]) fixture.say('A1', said(ts));
    await until(() => fixture.acknowledged.length === 2 && fixture.notices.length === 1);
    expect(noticesOf(fixture)).toMatchObject([
      { sentTo: 'env/v1/air/A1/errors', scope: 'none', reason: 'stamp-off-period' },
    ]);
    expect(await fixture.store.head()).toBe(2);
    expect(await warned(fixture)).toEqual(['lanbi_ingest_warnings_total{reason="stamp-off-period"} 2']);
    expect(await fixture.store.deadLetters({ limit: 1 })).toEqual([]);
  });

  it.each([
    ['hours seconds off', [0.4, -1, 1, 1799].map((second) => said(TS + second * 1000))],
    ['minutes', [1, 2, 3, 4].map((minute) => said(TS + minute * MINUTE, 60))],
    ['instants', [1, 3, 5, 7].map((minute) => said(TS + minute * MINUTE, 0))],
  ])('says nothing of %s', async (_, messages) => {
    const fixture = await openIngest();
    for (const message of messages) fixture.say('A1', message);
    fixture.say('A2', said(TS + 30 * MINUTE));
    await until(() => fixture.acknowledged.length === messages.length + 1 && fixture.notices.length === 1);
    expect(noticesOf(fixture)).toMatchObject([{ sentTo: 'env/v1/air/A2/errors' }]);
  });

  it('warns once an hour that CN 2051 comes every ten minutes and says no interval', async () => {
    const fixture = await openIngest();
    for (let minute = 0; minute < 60; minute += 10) fixture.say('A1', minuteFrame(minute), 'hj212');
    await until(() => fixture.acknowledged.length === 6 && fixture.notices.length === 1);
    const [notice] = noticesOf(fixture);
    expect(notice).toMatchObject({ sentTo: 'env/v1/air/A1/errors', reason: 'interval-mismatch' });
    expect(notice.message).toMatch(/period is not stated come every 600 s.*MinInterval.*minuteInterval/);
    expect(await warned(fixture)).toEqual(['lanbi_ingest_warnings_total{reason="interval-mismatch"} 4']);
  });
});
