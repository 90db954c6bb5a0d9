import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@lanbi/testkit/random';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { countsOf, until } from './support/accounting.ts';
import { caughtUp, finishAndAudit } from './support/audit.ts';
import { allowWrites, createDisk, type Disk, hasDisks, hasLimits } from './support/disk.ts';
import { KEPT } from './support/ledger.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { type Scenario, withMosquitto, withStations } from './support/scenario.ts';
import { tell, tellRound } from './support/tell.ts';

const ROUNDS = rounds(1);
/**
 * Size of the disk of the store: enough for all readings of every round (a round publishes until the file has no free page
 * left, more each time), and small enough to be filled in no time.
 */
const MEBIBYTES = 16 + 8 * ROUNDS;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lanbi-faults-spool-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Load onto a store whose disk is full: PUBACKs go on, out of the spool. Answers how many were in it. */
async function intoSpool(scenario: Scenario, random: Random): Promise<number> {
  for (;;) {
    // What the file has taken before may have some room left.
    await scenario.load.send(random.between(200, 600));
    await caughtUp(scenario);
    const { spooled } = await countsOf(scenario.subject);
    if (spooled > 0) return spooled;
  }
}

/** Kills it while it spools; it must start all the same, and go on. */
async function killedWhileSpooling(
  { subject, load, ledger, acknowledged }: Scenario,
  random: Random,
): Promise<void> {
  const reached = load.progress.reached(load.progress.count + random.between(1, 200));
  const sent = load.send(random.between(200, 600));
  await reached;
  subject.signal('SIGKILL');
  await subject.ended();
  expect(await ledger.audit(acknowledged)).toEqual(KEPT);
  expect(ledger.spooled.size).toBeGreaterThan(0);
  expect(await subject.start(), subject.said()).toBe('running');
  await sent;
}

async function fillAndFree(scenario: Scenario, disk: Disk): Promise<void> {
  const { subject, load } = scenario;
  let spooled = 0;
  for (const { seed, random } of seeded(ROUNDS)) {
    await load.send(random.between(100, 500));
    await disk.fill();
    spooled += await intoSpool(scenario, random);
    expect(await (await fetch(`${subject.apiUrl}/readyz`)).text()).toContain('spooling');
    if (random.next() < 0.5) await killedWhileSpooling(scenario, random);
    const sent = load.send(random.between(100, 500));
    await disk.free();
    await sent;
    await until(subject, (counts) => counts.spooled === 0, 'the spool is drained');
    tellRound(`seed ${seed}`, { published: load.published, spooled });
  }
  const counts = await finishAndAudit(scenario);
  tell('disk of the store full', { rounds: ROUNDS, 'first seed': firstSeed, ...counts, spooled });
  expect(counts.acknowledged).toBe(counts.published);
}

it.skipIf(!hasDisks)(
  'the disk of the store is full and free again: readings wait in the spool, acknowledged; none is lost or twice',
  async () => {
    const disk = createDisk(MEBIBYTES);
    const subject = { dataDir: disk.folder, spoolDir: folder() };
    await fillAndFree(await withStations({ subject }), disk);
  },
  timeoutMs(ROUNDS),
);

/** Neither store nor spool can write: nothing is acknowledged, and all of it when they can again. */
async function cutOff(scenario: Scenario, random: Random): Promise<number> {
  const { subject, load, ledger, acknowledged } = scenario;
  await load.send(random.between(100, 500));
  await caughtUp(scenario);
  allowWrites(subject.pid, false);
  const before = acknowledged.size;
  const sent = load.send(random.between(500, 1_500));
  const { waiting } = await until(subject, (counts) => counts.waiting > 0, 'readings wait');
  expect((await fetch(`${subject.apiUrl}/readyz`)).status).toBe(503);
  expect(acknowledged.size).toBe(before);
  if (random.next() < 0.5) {
    subject.signal('SIGKILL');
    await subject.ended();
    expect(await ledger.audit(acknowledged)).toEqual(KEPT);
    expect(await subject.start(), subject.said()).toBe('running');
  } else allowWrites(subject.pid, true);
  await sent;
  await caughtUp(scenario);
  return waiting;
}

async function cutOffAgainAndAgain(name: string, scenario: Scenario): Promise<void> {
  let waited = 0;
  for (const { random } of seeded(ROUNDS)) waited += await cutOff(scenario, random);
  const counts = await finishAndAudit(scenario);
  tell(name, { rounds: ROUNDS, 'first seed': firstSeed, ...counts, waited });
  expect(counts.acknowledged).toBe(counts.published);
}

it.skipIf(!hasLimits || !mosquittoBinary)(
  'no write of any file succeeds for a while, behind mosquitto: it holds all, nothing is acknowledged',
  async () => cutOffAgainAndAgain('no writes, behind mosquitto', await withMosquitto()),
  timeoutMs(ROUNDS),
);

it.skipIf(!hasLimits)(
  'no write of any file succeeds for a while, to the embedded broker: the stations hold all, without PUBACK',
  async () => cutOffAgainAndAgain('no writes, embedded broker', await withStations()),
  timeoutMs(ROUNDS),
);
