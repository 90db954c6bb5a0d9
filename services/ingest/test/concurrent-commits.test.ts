import { LOG_START } from '@lanbi/model';
import { balancedMetrics } from '@lanbi/testkit/accounting';
import { describe, expect, it } from 'vitest';
import { AWAY, openRoom, type Room, said, until } from './support.ts';

const values = async ({ store }: Room) =>
  (await store.read(LOG_START, 100)).map(({ to, readings }) => [
    to,
    readings[0]?.value,
    readings[0]?.revision,
  ]);
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise(setImmediate);
};

/** Two batches of one message under way, of hours 0 and 1; what comes then waits. */
async function twoUnderWay(): Promise<Room> {
  const room = await openRoom({ ingest: { batch: 1 } });
  room.gate.hold();
  room.say('A1', said(10, 0));
  room.say('A1', said(20, 1));
  await until(() => room.gate.tries === 2);
  return room;
}

describe('commits under way', () => {
  it('are two, and what comes waits for the first to end', async () => {
    const room = await twoUnderWay();
    room.say('A2', said(30, 2));
    await turns();
    expect(room.gate.tries).toBe(2);
    expect(room.acknowledged).toEqual([]);
    room.gate.release();
    await until(() => room.acknowledged.length === 3);
    expect(await balancedMetrics(room.metrics)).toMatchObject({ received: 3, stored: 3, waiting: 0 });
  });

  it('is one for an observation and its correction, which waits until the first is settled', async () => {
    const room = await openRoom({ ingest: { batch: 1 } });
    room.gate.hold();
    room.say('A1', said(10));
    room.say('A1', said(11));
    await until(() => room.gate.tries === 1);
    await turns();
    expect(room.gate.tries).toBe(1);
    room.gate.release();
    await until(() => room.acknowledged.length === 2);
    expect(await values(room)).toEqual([[expect.anything(), 11, 2]]);
  });

  it('that fail go into the spool in their order, and a correction behind what it corrects', async () => {
    const room = await twoUnderWay();
    for (const value of [11, 12]) room.say('A1', said(value, 0));
    room.gate.failure = AWAY;
    room.gate.release();
    await until(() => room.acknowledged.length === 4);
    const spooled = await room.spool.read(LOG_START, 10);
    expect(spooled.map(({ payload }) => Buffer.from(payload).toString())).toEqual([
      said(10, 0),
      said(20, 1),
      said(11, 0),
      said(12, 0),
    ]);
    room.gate.failure = undefined;
    await until(() => room.spool.state().messages === 0);
    const stored = await values(room);
    expect(stored.map(([, value, revision]) => [value, revision])).toEqual([
      [20, 1],
      [12, 3],
    ]);
  });

  it('that are slow are spooled, the first, or waited for: all are settled once', async () => {
    const room = await openRoom({ ingest: { batch: 1, patienceMs: 5 } });
    room.gate.hold();
    for (const hour of [0, 1, 2]) room.say('A1', said(hour, hour));
    await until(() => room.acknowledged.length > 0 && room.spool.state().messages > 0);
    room.gate.release();
    await until(() => room.acknowledged.length === 3 && room.spool.state().messages === 0);
    expect((await values(room)).map(([, value, revision]) => [value, revision]).sort()).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(await balancedMetrics(room.metrics)).toMatchObject({ received: 3, stored: 3, spooled: 0 });
  });

  it('end before a replay begins, and none begins beside it', async () => {
    const room = await twoUnderWay();
    const order: string[] = [];
    let end: () => void = () => {};
    const work = room.ingest.exclusive(async () => {
      order.push('begins');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      order.push(`ends at ${room.gate.tries} writes`);
    });
    room.say('A2', said(30, 2));
    await turns();
    expect(order).toEqual([]);
    room.gate.release();
    await until(() => order.length === 1);
    await turns();
    expect(room.gate.tries).toBe(2);
    end();
    await work;
    await until(() => room.acknowledged.length === 3);
    expect(order).toEqual(['begins', 'ends at 2 writes']);
  });
});
