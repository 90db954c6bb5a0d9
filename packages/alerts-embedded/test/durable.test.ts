import { fdatasync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AlertCommit, consumerName, LOG_START, offsetAt } from '@lanbi/model';
import type { SyncFile } from '@lanbi/sqlite';
import { instant } from '@lanbi/standards';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmbeddedAlerts } from '../src/index.ts';

const ENGINE = consumerName('engine');

/** A disk whose syncs wait until they are released, or fail. */
function createDisk() {
  const waiting: (() => void)[] = [];
  let held = false;
  let failure: Error | undefined;
  let syncs = 0;
  const files: SyncFile = {
    fdatasync(fd, done) {
      syncs += 1;
      const error = failure;
      const sync = () => (error ? done(error) : fdatasync(fd, done));
      if (held) waiting.push(sync);
      else sync();
    },
  };
  return {
    files,
    syncs: () => syncs,
    hold() {
      held = true;
    },
    release() {
      held = false;
      for (const sync of waiting.splice(0)) sync();
    },
    fail(error: Error | undefined) {
      failure = error;
    },
  };
}

async function openedOn(disk: ReturnType<typeof createDisk>) {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const alerts = createEmbeddedAlerts({ path: join(folder, 'alerts.db'), files: disk.files });
  await alerts.open();
  onTestFinished(() => alerts.close());
  return alerts;
}

const firing = (at: number): AlertCommit['changes'][number] => ({
  ruleId: 'pm',
  subject: { kind: 'station', id: `A${at}` },
  state: 'firing',
  since: instant(at),
  value: 80,
  threshold: 75,
  severity: 'warning',
  changedAt: instant(at),
  latched: true,
  notification: 'current',
});

const commitOf = (at: number) => ({
  changes: [firing(at)],
  checkpoints: [{ consumer: ENGINE, position: offsetAt(at) }],
});

/** Whether a promise is settled after the event loop has run some rounds. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  promise.then(done, done);
  for (let round = 0; round < 20; round += 1) await new Promise(setImmediate);
  return settled;
}

describe('a commit of alerts that is not on the disk yet', () => {
  it('is not answered, and no listener is called', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    let called = 0;
    alerts.onAlerts(() => {
      called += 1;
    });
    disk.hold();
    const committed = alerts.commitAlerts(commitOf(1));
    expect(await isSettled(committed)).toBe(false);
    expect(called).toBe(0);
    disk.release();
    expect(await committed).toHaveLength(1);
    expect(called).toBe(1);
  });

  it('is read by no notifier', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.hold();
    const committed = alerts.commitAlerts(commitOf(1));
    const [changes, present] = [alerts.alertChanges({ after: LOG_START, limit: 10 }), alerts.presentAlerts()];
    expect(await isSettled(Promise.race([changes, present]))).toBe(false);
    disk.release();
    await committed;
    expect(await changes).toHaveLength(1);
    expect(await present).toHaveLength(1);
  });

  it('shares the next sync with the others that came meanwhile', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.hold();
    const before = disk.syncs();
    const committed = Array.from({ length: 20 }, (_, at) => alerts.commitAlerts(commitOf(at + 1)));
    disk.release();
    await Promise.all(committed);
    expect(disk.syncs() - before).toBe(2);
    expect(await alerts.alertCheckpoint(ENGINE)).toBe(offsetAt(20));
  });

  it('fails where the disk fails, as all later ones do', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.fail(Object.assign(new Error('i/o error'), { syscall: 'fdatasync' }));
    const unavailable = { code: 'alerts-unavailable', message: expect.stringContaining('i/o error') };
    await expect(alerts.commitAlerts(commitOf(1))).rejects.toMatchObject(unavailable);
    disk.fail(undefined);
    await expect(alerts.commitAlerts(commitOf(2))).rejects.toMatchObject(unavailable);
  });
});
