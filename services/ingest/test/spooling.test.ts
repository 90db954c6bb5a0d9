import { join } from 'node:path';
import { LOG_START, type StoredObservation } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { balancedMetrics } from '@lanbi/testkit/accounting';
import { describe, expect, it } from 'vitest';
import {
  AWAY,
  type IngestFixture,
  NOW,
  openIngest,
  said,
  temporaryFolder,
  topicOf,
  until,
} from './support.ts';

const START = LOG_START;

const log = ({ store }: IngestFixture): Promise<readonly StoredObservation[]> => store.read(START, 10_000);
const values = async (fixture: IngestFixture) =>
  (await log(fixture)).map(({ readings }) => [readings[0]?.value, readings[0]?.revision]);
const countsOf = ({ metrics }: IngestFixture) => balancedMetrics(metrics);

describe('a store that is away', () => {
  it('readings are acknowledged once they are in the spool, and drained in order when it is back', async () => {
    const fixture = await openIngest({ away: true });
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    expect(fixture.spool.state().messages).toBe(1);
    expect(await countsOf(fixture)).toMatchObject({ received: 1, spooled: 1, stored: 0, waiting: 0 });
    expect(fixture.ingest.health()).toMatchObject({
      ok: true,
      reason: expect.stringMatching(
        /^spooling: store unavailable since 2026-04-02T00:00:00\+08:00, 1 readings waiting/,
      ),
    });
    // Corrections behind it, of another station too.
    for (const value of [36, 37]) fixture.say('A1', said(value));
    fixture.say('A2', said(50));
    await until(() => fixture.acknowledged.length === 4);
    expect(await countsOf(fixture)).toMatchObject({ received: 4, spooled: 4 });
    fixture.gate.failure = undefined;
    await until(() => fixture.spool.state().messages === 0 && fixture.ingest.health().reason === undefined);
    expect(await values(fixture)).toEqual([
      [37, 3],
      [50, 1],
    ]);
    expect(await countsOf(fixture)).toMatchObject({ received: 4, spooled: 0, stored: 4, waiting: 0 });
    fixture.say('A1', said(38));
    await until(() => fixture.acknowledged.length === 5);
    expect(await values(fixture)).toEqual([
      [50, 1],
      [38, 4],
    ]);
  });

  it('what arrives while the spool is drained goes behind it', async () => {
    const fixture = await openIngest({ ingest: { batch: 10 }, away: true });
    for (let i = 0; i < 50; i += 1) fixture.say('A1', said(i, -i));
    await until(() => fixture.acknowledged.length === 50);
    fixture.gate.failure = undefined;
    fixture.gate.hold();
    const { tries } = fixture.gate;
    await until(() => fixture.gate.tries > tries);
    // A correction of the last hour in the spool, while the first batch of it is under way.
    fixture.say('A1', said(99, -49));
    await until(() => fixture.acknowledged.length === 51);
    expect(fixture.spool.state().messages).toBe(51);
    fixture.gate.release();
    await until(() => fixture.spool.state().messages === 0);
    expect((await values(fixture)).at(-1)).toEqual([99, 2]);
    expect(await countsOf(fixture)).toMatchObject({ received: 51, stored: 51, spooled: 0 });
  });

  it('refused messages wait too, and are reported and dead-lettered with their time of receipt', async () => {
    const fixture = await openIngest({ away: true });
    fixture.say('A1', 'no json');
    fixture.say('BAD', said(1));
    await until(() => fixture.acknowledged.length === 2);
    const received = fixture.clock.at;
    fixture.clock.at = (received + 3_600_000) as typeof received;
    fixture.gate.failure = undefined;
    await until(() => fixture.notices.length === 2);
    const letters = await fixture.store.deadLetters({ limit: 10 });
    expect(letters.map(({ at, refusals }) => [at, refusals[0].reason])).toEqual([
      [received, 'store-rejected'],
      [received, 'not-json'],
    ]);
    expect(await countsOf(fixture)).toMatchObject({
      refused: { 'not-json': 1, 'store-rejected': 1 },
      spooled: 0,
    });
  });

  it('beyond the bound nothing is acknowledged; nothing of it is lost', async () => {
    const fixture = await openIngest({
      spoolBytes: 400,
      ingest: { batch: 1 },
      away: true,
    });
    for (let i = 0; i < 5; i += 1) fixture.say('A1', said(i, -i));
    await until(() => !fixture.ingest.health().ok);
    const taken = fixture.acknowledged.length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(5);
    expect(fixture.ingest.health().reason).toMatch(
      /^nothing is acknowledged: the spool is full: \d+ of 400 bytes; store unavailable since/,
    );
    expect(await countsOf(fixture)).toMatchObject({ received: 5, spooled: taken, waiting: 5 - taken });
    fixture.gate.failure = undefined;
    await until(() => fixture.acknowledged.length === 5 && fixture.spool.state().messages === 0);
    await until(() => fixture.ingest.health().reason === undefined);
    expect(await values(fixture)).toHaveLength(5);
    expect(await countsOf(fixture)).toMatchObject({ received: 5, stored: 5, spooled: 0, waiting: 0 });
  });

  it('says at /metrics what waits', async () => {
    const fixture = await openIngest({ away: true });
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    fixture.clock.at = (NOW + 90_000) as typeof NOW;
    const text = await fixture.metrics.text();
    expect(text).toContain('lanbi_spool_messages 1\n');
    expect(text).toContain('lanbi_spool_oldest_seconds 90\n');
    expect(text).toContain('lanbi_spool_max_bytes 1000000000\n');
    expect(text).toMatch(/lanbi_spool_bytes 1\d\d\n/);
    // A clock that was set back is no negative age.
    fixture.clock.at = (NOW - 90_000) as typeof NOW;
    expect(await fixture.metrics.text()).toContain('lanbi_spool_oldest_seconds 0\n');
  });
});

describe('a store that is slow', () => {
  it('messages are spooled when a commit takes too long, and settled once', async () => {
    const fixture = await openIngest({ ingest: { commitTimeoutMs: 10 } });
    fixture.gate.hold();
    fixture.say('A1', said(35));
    fixture.say('A1', said(36));
    await until(() => fixture.acknowledged.length === 2);
    fixture.say('A1', said(37));
    await until(() => fixture.acknowledged.length === 3);
    expect(await log(fixture)).toEqual([]);
    expect(await countsOf(fixture)).toMatchObject({ received: 3, spooled: 3 });
    expect(fixture.ingest.health().reason).toMatch(/a commit takes more than 10 ms/);
    fixture.gate.release();
    await until(() => fixture.spool.state().messages === 0);
    expect(await values(fixture)).toEqual([[37, 3]]);
    expect(await countsOf(fixture)).toMatchObject({ received: 3, stored: 3, spooled: 0 });
  });

  it('that fails after all is tried again out of the spool', async () => {
    const fixture = await openIngest({ ingest: { commitTimeoutMs: 10 } });
    fixture.gate.hold();
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    fixture.gate.failure = AWAY;
    fixture.gate.release();
    const { tries } = fixture.gate;
    await until(() => fixture.gate.tries > tries);
    expect(await log(fixture)).toEqual([]);
    fixture.gate.failure = undefined;
    await until(() => fixture.spool.state().messages === 0);
    expect(await values(fixture)).toEqual([[35, 1]]);
    expect(await countsOf(fixture)).toMatchObject({ received: 1, stored: 1 });
  });
});

describe('after a kill', () => {
  it('what was spooled is drained by the next process', async () => {
    const folder = temporaryFolder();
    const first = await openIngest({ folder, away: true });
    for (const value of [35, 36]) first.say('A1', said(value));
    await until(() => first.acknowledged.length === 2);
    await first.end(false);
    const second = await openIngest({ folder });
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
    const checkpoint = { consumer: spool.consumer(), position };
    await store.write({ observations: [], deadLetters: [], checkpoint });
    await store.close();
    await spool.close();
    const fixture = await openIngest({ folder });
    await until(() => fixture.spool.state().messages === 0);
    expect(await fixture.store.deadLetters({ limit: 10 })).toEqual([]);
    expect(await values(fixture)).toEqual([[35, 1]]);
    expect(await countsOf(fixture)).toMatchObject({ recovered: 1, stored: 1 });
  });
});

describe('the end', () => {
  it('settles what it has, then stops', async () => {
    const fixture = await openIngest();
    for (let i = 0; i < 100; i += 1) fixture.say('A1', said(i, -i));
    await fixture.ingest.stop();
    expect(fixture.acknowledged).toHaveLength(100);
    expect(await log(fixture)).toHaveLength(100);
  });

  it('does not wait for a store that is away: what it has is spooled', async () => {
    const fixture = await openIngest({ away: true });
    fixture.say('A1', said(35));
    await fixture.ingest.stop();
    expect(fixture.acknowledged).toHaveLength(1);
    expect(fixture.spool.state().messages).toBe(1);
  });

  it('leaves to the broker what neither takes', async () => {
    const fixture = await openIngest({
      spoolBytes: 10,
      ingest: { retryMs: [60_000, 60_000] },
      away: true,
    });
    fixture.say('A1', said(35));
    await until(() => !fixture.ingest.health().ok);
    fixture.say('A2', said(35));
    await fixture.ingest.stop();
    expect(fixture.acknowledged).toEqual([]);
    expect(await countsOf(fixture)).toMatchObject({ received: 2, waiting: 2 });
  });
});
