import { join } from 'node:path';
import { LOG_START, type StoredObservation } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { balancedMetrics } from '@lanbi/testkit/accounting';
import { describe, expect, it } from 'vitest';
import { AWAY, NOW, openRoom, type Room, said, temporaryFolder, topicOf, until } from './support.ts';

const START = LOG_START;

const log = ({ store }: Room): Promise<readonly StoredObservation[]> => store.read(START, 10_000);
const values = async (room: Room) =>
  (await log(room)).map(({ readings }) => [readings[0]?.value, readings[0]?.revision]);
const countsOf = ({ metrics }: Room) => balancedMetrics(metrics);

describe('a store that is away', () => {
  it('readings are acknowledged once they are in the spool, and drained in order when it is back', async () => {
    const room = await openRoom({ away: true });
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    expect(room.spool.state().messages).toBe(1);
    expect(await countsOf(room)).toMatchObject({ received: 1, spooled: 1, stored: 0, waiting: 0 });
    expect(room.ingest.health()).toMatchObject({
      ok: true,
      reason: expect.stringMatching(
        /^spooling: store unavailable since 2026-04-02T00:00:00\+08:00, 1 readings waiting/,
      ),
    });
    // Corrections behind it, of another station too.
    for (const value of [36, 37]) room.say('A1', said(value));
    room.say('A2', said(50));
    await until(() => room.acknowledged.length === 4);
    expect(await countsOf(room)).toMatchObject({ received: 4, spooled: 4 });
    room.gate.failure = undefined;
    await until(() => room.spool.state().messages === 0 && room.ingest.health().reason === undefined);
    expect(await values(room)).toEqual([
      [37, 3],
      [50, 1],
    ]);
    expect(await countsOf(room)).toMatchObject({ received: 4, spooled: 0, stored: 4, waiting: 0 });
    room.say('A1', said(38));
    await until(() => room.acknowledged.length === 5);
    expect(await values(room)).toEqual([
      [50, 1],
      [38, 4],
    ]);
  });

  it('what arrives while the spool is drained goes behind it', async () => {
    const room = await openRoom({ ingest: { batch: 10 }, away: true });
    for (let i = 0; i < 50; i += 1) room.say('A1', said(i, -i));
    await until(() => room.acknowledged.length === 50);
    room.gate.failure = undefined;
    room.gate.hold();
    const { tries } = room.gate;
    await until(() => room.gate.tries > tries);
    // A correction of the last hour in the spool, while the first batch of it is under way.
    room.say('A1', said(99, -49));
    await until(() => room.acknowledged.length === 51);
    expect(room.spool.state().messages).toBe(51);
    room.gate.release();
    await until(() => room.spool.state().messages === 0);
    expect((await values(room)).at(-1)).toEqual([99, 2]);
    expect(await countsOf(room)).toMatchObject({ received: 51, stored: 51, spooled: 0 });
  });

  it('refused messages wait too, and are told and dead-lettered with their time of receipt', async () => {
    const room = await openRoom({ away: true });
    room.say('A1', 'no json');
    room.say('BAD', said(1));
    await until(() => room.acknowledged.length === 2);
    const received = room.clock.at;
    room.clock.at = (received + 3_600_000) as typeof received;
    room.gate.failure = undefined;
    await until(() => room.notices.length === 2);
    const letters = await room.store.deadLetters({ limit: 10 });
    expect(letters.map(({ at, refusals }) => [at, refusals[0].reason])).toEqual([
      [received, 'store-rejected'],
      [received, 'not-json'],
    ]);
    expect(await countsOf(room)).toMatchObject({
      refused: { 'not-json': 1, 'store-rejected': 1 },
      spooled: 0,
    });
  });

  it('beyond the bound nothing is acknowledged; nothing of it is lost', async () => {
    const room = await openRoom({
      spoolBytes: 400,
      ingest: { batch: 1 },
      away: true,
    });
    for (let i = 0; i < 5; i += 1) room.say('A1', said(i, -i));
    await until(() => !room.ingest.health().ok);
    const taken = room.acknowledged.length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(5);
    expect(room.ingest.health().reason).toMatch(
      /^nothing is acknowledged: the spool is full: \d+ of 400 bytes; store unavailable since/,
    );
    expect(await countsOf(room)).toMatchObject({ received: 5, spooled: taken, waiting: 5 - taken });
    room.gate.failure = undefined;
    await until(() => room.acknowledged.length === 5 && room.spool.state().messages === 0);
    await until(() => room.ingest.health().reason === undefined);
    expect(await values(room)).toHaveLength(5);
    expect(await countsOf(room)).toMatchObject({ received: 5, stored: 5, spooled: 0, waiting: 0 });
  });

  it('says at /metrics what waits', async () => {
    const room = await openRoom({ away: true });
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    room.clock.at = (NOW + 90_000) as typeof NOW;
    const text = await room.metrics.text();
    expect(text).toContain('lanbi_spool_messages 1\n');
    expect(text).toContain('lanbi_spool_oldest_seconds 90\n');
    expect(text).toContain('lanbi_spool_max_bytes 1000000000\n');
    expect(text).toMatch(/lanbi_spool_bytes 1\d\d\n/);
    // A clock that was set back is no negative age.
    room.clock.at = (NOW - 90_000) as typeof NOW;
    expect(await room.metrics.text()).toContain('lanbi_spool_oldest_seconds 0\n');
  });
});

describe('a store that is slow', () => {
  it('messages are spooled when a commit takes too long, and settled once', async () => {
    const room = await openRoom({ ingest: { patienceMs: 10 } });
    room.gate.hold();
    room.say('A1', said(35));
    room.say('A1', said(36));
    await until(() => room.acknowledged.length === 2);
    room.say('A1', said(37));
    await until(() => room.acknowledged.length === 3);
    expect(await log(room)).toEqual([]);
    expect(await countsOf(room)).toMatchObject({ received: 3, spooled: 3 });
    expect(room.ingest.health().reason).toMatch(/a commit takes more than 10 ms/);
    room.gate.release();
    await until(() => room.spool.state().messages === 0);
    expect(await values(room)).toEqual([[37, 3]]);
    expect(await countsOf(room)).toMatchObject({ received: 3, stored: 3, spooled: 0 });
  });

  it('that fails after all is tried again out of the spool', async () => {
    const room = await openRoom({ ingest: { patienceMs: 10 } });
    room.gate.hold();
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    room.gate.failure = AWAY;
    room.gate.release();
    const { tries } = room.gate;
    await until(() => room.gate.tries > tries);
    expect(await log(room)).toEqual([]);
    room.gate.failure = undefined;
    await until(() => room.spool.state().messages === 0);
    expect(await values(room)).toEqual([[35, 1]]);
    expect(await countsOf(room)).toMatchObject({ received: 1, stored: 1 });
  });
});

describe('after a kill', () => {
  it('what was spooled is drained by the next process', async () => {
    const folder = temporaryFolder();
    const first = await openRoom({ folder, away: true });
    for (const value of [35, 36]) first.say('A1', said(value));
    await until(() => first.acknowledged.length === 2);
    await first.end(false);
    const second = await openRoom({ folder });
    await until(() => second.spool.state().messages === 0);
    expect(await values(second)).toEqual([[36, 2]]);
    expect(await countsOf(second)).toMatchObject({ received: 0, recovered: 2, stored: 2, spooled: 0 });
  });

  it('between the commit and the removal from the spool nothing is written twice', async () => {
    const folder = temporaryFolder();
    const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
    const spool = createSpool({ path: join(folder, 'spool.db'), maxBytes: 1e9 });
    await store.open();
    await spool.open();
    const message = (text: string) => ({ topic: topicOf('A1'), payload: Buffer.from(text), receivedAt: NOW });
    const position = await spool.append([message('no json'), message('{}')]);
    await spool.append([message(said(35))]);
    // The commit of the first two, as the drain makes it; then the kill.
    const place = { consumer: spool.consumer(), position };
    await store.write({ observations: [], deadLetters: [], place });
    await store.close();
    await spool.close();
    const room = await openRoom({ folder });
    await until(() => room.spool.state().messages === 0);
    expect(await room.store.deadLetters({ limit: 10 })).toEqual([]);
    expect(await values(room)).toEqual([[35, 1]]);
    expect(await countsOf(room)).toMatchObject({ recovered: 1, stored: 1 });
  });
});

describe('the end', () => {
  it('settles what it has, then stops', async () => {
    const room = await openRoom();
    for (let i = 0; i < 100; i += 1) room.say('A1', said(i, -i));
    await room.ingest.stop();
    expect(room.acknowledged).toHaveLength(100);
    expect(await log(room)).toHaveLength(100);
  });

  it('does not wait for a store that is away: what it has is spooled', async () => {
    const room = await openRoom({ away: true });
    room.say('A1', said(35));
    await room.ingest.stop();
    expect(room.acknowledged).toHaveLength(1);
    expect(room.spool.state().messages).toBe(1);
  });

  it('leaves to the broker what neither takes', async () => {
    const room = await openRoom({
      spoolBytes: 10,
      ingest: { retryMs: [60_000, 60_000] },
      away: true,
    });
    room.say('A1', said(35));
    await until(() => !room.ingest.health().ok);
    room.say('A2', said(35));
    await room.ingest.stop();
    expect(room.acknowledged).toEqual([]);
    expect(await countsOf(room)).toMatchObject({ received: 2, waiting: 2 });
  });
});
