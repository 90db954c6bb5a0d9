import { LOG_START } from '@lanbi/model';
import { balancedMetrics } from '@lanbi/testkit/accounting';
import { describe, expect, it } from 'vitest';
import { AWAY, type IngestFixture, openIngest, said, until } from './support.ts';

const values = async ({ store }: IngestFixture) =>
  (await store.read(LOG_START, 100)).map(({ to, readings }) => [
    to,
    readings[0]?.value,
    readings[0]?.revision,
  ]);
const ticks = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise(setImmediate);
};

/** Two batches of one message under way, of hours 0 and 1; what comes then waits. */
async function twoUnderWay(): Promise<IngestFixture> {
  const fixture = await openIngest({ ingest: { batch: 1 } });
  fixture.gate.hold();
  fixture.say('A1', said(10, 0));
  fixture.say('A1', said(20, 1));
  await until(() => fixture.gate.tries === 2);
  return fixture;
}

describe('commits under way', () => {
  it('are two, and what comes waits for the first to end', async () => {
    const fixture = await twoUnderWay();
    fixture.say('A2', said(30, 2));
    await ticks();
    expect(fixture.gate.tries).toBe(2);
    expect(fixture.acknowledged).toEqual([]);
    fixture.gate.release();
    await until(() => fixture.acknowledged.length === 3);
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({ received: 3, stored: 3, waiting: 0 });
  });

  it('is one for an observation and its correction, which waits until the first is settled', async () => {
    const fixture = await openIngest({ ingest: { batch: 1 } });
    fixture.gate.hold();
    fixture.say('A1', said(10));
    fixture.say('A1', said(11));
    await until(() => fixture.gate.tries === 1);
    await ticks();
    expect(fixture.gate.tries).toBe(1);
    fixture.gate.release();
    await until(() => fixture.acknowledged.length === 2);
    expect(await values(fixture)).toEqual([[expect.anything(), 11, 2]]);
  });

  it('that fail go into the spool in their order, and a correction behind what it corrects', async () => {
    const fixture = await twoUnderWay();
    for (const value of [11, 12]) fixture.say('A1', said(value, 0));
    fixture.gate.failure = AWAY;
    fixture.gate.release();
    await until(() => fixture.acknowledged.length === 4);
    const spooled = await fixture.spool.read(LOG_START, 10);
    expect(spooled.map(({ payload }) => Buffer.from(payload).toString())).toEqual([
      said(10, 0),
      said(20, 1),
      said(11, 0),
      said(12, 0),
    ]);
    fixture.gate.failure = undefined;
    await until(() => fixture.spool.state().messages === 0);
    const stored = await values(fixture);
    expect(stored.map(([, value, revision]) => [value, revision])).toEqual([
      [20, 1],
      [12, 3],
    ]);
  });

  it('that are slow are spooled, the first, or waited for: all are settled once', async () => {
    const fixture = await openIngest({ ingest: { batch: 1, commitTimeoutMs: 5 } });
    fixture.gate.hold();
    for (const hour of [0, 1, 2]) fixture.say('A1', said(hour, hour));
    await until(() => fixture.acknowledged.length > 0 && fixture.spool.state().messages > 0);
    fixture.gate.release();
    await until(() => fixture.acknowledged.length === 3 && fixture.spool.state().messages === 0);
    expect((await values(fixture)).map(([, value, revision]) => [value, revision]).sort()).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(await balancedMetrics(fixture.metrics)).toMatchObject({ received: 3, stored: 3, spooled: 0 });
  });

  it('end before a replay begins, and none begins beside it', async () => {
    const fixture = await twoUnderWay();
    const order: string[] = [];
    let end: () => void = () => {};
    const work = fixture.ingest.exclusive(async () => {
      order.push('begins');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      order.push(`ends at ${fixture.gate.tries} writes`);
    });
    fixture.say('A2', said(30, 2));
    await ticks();
    expect(order).toEqual([]);
    fixture.gate.release();
    await until(() => order.length === 1);
    await ticks();
    expect(fixture.gate.tries).toBe(2);
    end();
    await work;
    await until(() => fixture.acknowledged.length === 3);
    expect(order).toEqual(['begins', 'ends at 2 writes']);
  });
});
