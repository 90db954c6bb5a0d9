import { hj212Crc } from '@lanbi/wire';
import { describe, expect, it } from 'vitest';
import { openRoom, type Room, TS, until } from './support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const said = (ts: number, period = 3600): string => JSON.stringify({ ts, period, values: { pm2_5: 35 } });

function minuteFrame(minute: number): string {
  const time = new Date(TS + 8 * HOUR + minute * MINUTE).toISOString().replace(/\D/g, '').slice(0, 14);
  const segment = `ST=22;CN=2051;MN=M;CP=&&DataTime=${time};a34004-Avg=35,a34004-Flag=N&&`;
  return `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n`;
}

const noticesOf = (room: Room) =>
  room.notices.map(({ topic, payload }) => ({ ...JSON.parse(String(payload)), sentTo: topic }));

async function warned(room: Room): Promise<readonly string[]> {
  const text = await room.metrics.text();
  return text.split('\n').filter((line) => line.startsWith('lanbi_ingest_warnings_total'));
}

describe('warnings about stored values', () => {
  it('tells of an hour that lies half in one and half in the next clock hour; it is stored', async () => {
    const room = await openRoom();
    for (const ts of [TS + 30 * MINUTE, TS + 90 * MINUTE]) room.say('A1', said(ts));
    await until(() => room.acknowledged.length === 2 && room.notices.length === 1);
    expect(noticesOf(room)).toMatchObject([
      { sentTo: 'env/v1/air/A1/errors', scope: 'none', reason: 'stamp-off-period' },
    ]);
    expect(await room.store.head()).toBe(2);
    expect(await warned(room)).toEqual(['lanbi_ingest_warnings_total{reason="stamp-off-period"} 2']);
    expect(await room.store.deadLetters({ limit: 1 })).toEqual([]);
  });

  it.each([
    ['hours seconds off', [0.4, -1, 1, 1799].map((second) => said(TS + second * 1000))],
    ['minutes', [1, 2, 3, 4].map((minute) => said(TS + minute * MINUTE, 60))],
    ['instants', [1, 3, 5, 7].map((minute) => said(TS + minute * MINUTE, 0))],
  ])('says nothing of %s', async (_, messages) => {
    const room = await openRoom();
    for (const message of messages) room.say('A1', message);
    room.say('A2', said(TS + 30 * MINUTE));
    await until(() => room.acknowledged.length === messages.length + 1 && room.notices.length === 1);
    expect(noticesOf(room)).toMatchObject([{ sentTo: 'env/v1/air/A2/errors' }]);
  });

  it('tells once an hour that CN 2051 comes every ten minutes and says no interval', async () => {
    const room = await openRoom();
    for (let minute = 0; minute < 60; minute += 10) room.say('A1', minuteFrame(minute), 'hj212');
    await until(() => room.acknowledged.length === 6 && room.notices.length === 1);
    const [notice] = noticesOf(room);
    expect(notice).toMatchObject({ sentTo: 'env/v1/air/A1/errors', reason: 'interval-mismatch' });
    expect(notice.message).toMatch(/period is not stated come every 600 s.*MinInterval.*minuteInterval/);
    expect(await warned(room)).toEqual(['lanbi_ingest_warnings_total{reason="interval-mismatch"} 4']);
  });
});
