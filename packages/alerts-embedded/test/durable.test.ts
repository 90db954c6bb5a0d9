import { type AlertCommit, type AlertStore, consumerName, LOG_START, offsetAt } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { alertChange, alertRule } from '@lanbi/testkit/contract/alert-store';
import { createDisk, type Disk, isSettled } from '@lanbi/testkit/servers/disk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmbeddedAlerts } from '../src/index.ts';
import { temporaryFile } from './support/temporary.ts';

const NOW = instant(0);
const HOOK = consumerName('webhook a');
const COMMIT: AlertCommit = { changes: [alertChange(1)], checkpoints: [] };

async function openedOn(disk: Disk): Promise<AlertStore> {
  const { path, remove } = temporaryFile();
  onTestFinished(remove);
  const alerts = createEmbeddedAlerts({ path, files: disk.files });
  await alerts.open();
  onTestFinished(() => alerts.close());
  return alerts;
}

describe('a commit of alerts that is not on the disk yet', () => {
  it.each<[string, (alerts: AlertStore) => Promise<unknown>]>([
    ['a commit', (alerts) => alerts.commitAlerts(COMMIT)],
    ['a rule', (alerts) => alerts.putAlertRule(alertRule(), NOW)],
    ['the deletion of a rule', (alerts) => alerts.deleteAlertRule('pm')],
    ['the checkpoint of a notifier', (alerts) => alerts.keepAlertCheckpoint(HOOK, offsetAt(1))],
    ['another name of a notifier', (alerts) => alerts.renameAlertConsumer(HOOK, consumerName('b'))],
    ['the deletion of a note', (alerts) => alerts.deleteAlertNote(1)],
    [
      'a note',
      (alerts) => alerts.putAlertNote({ kind: 'silence', ruleId: 'pm', reason: '', from: NOW, until: NOW }),
    ],
  ])('is not answered: %s', async (_what, call) => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.hold();
    const called = call(alerts);
    expect(await isSettled(called)).toBe(false);
    disk.release();
    await called;
  });

  it('is read by no notifier, and calls no listener', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    let calls = 0;
    alerts.onAlerts(() => {
      calls += 1;
    });
    disk.hold();
    const committed = alerts.commitAlerts(COMMIT);
    const reads: readonly Promise<unknown>[] = [
      alerts.alertChanges({ after: LOG_START, limit: 10 }),
      alerts.alertHead(),
      alerts.presentAlerts(),
    ];
    for (const read of reads) expect(await isSettled(read)).toBe(false);
    expect(calls).toBe(0);
    disk.release();
    expect(await committed).toHaveLength(1);
    expect(await reads[0]).toHaveLength(1);
    expect(calls).toBe(1);
  });

  it('is not read by a notifier that asked for the changes before it', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.hold();
    const first = alerts.commitAlerts(COMMIT);
    const read = alerts.alertChanges({ after: LOG_START, limit: 10 });
    const second = alerts.commitAlerts({ ...COMMIT, changes: [alertChange(2)] });
    disk.release();
    expect(await read).toHaveLength(1);
    await Promise.all([first, second]);
    expect(await alerts.alertChanges({ after: LOG_START, limit: 10 })).toHaveLength(2);
  });

  it('shares the next sync with the others that came meanwhile', async () => {
    const disk = createDisk();
    const alerts = await openedOn(disk);
    disk.hold();
    const before = disk.syncs();
    const all = Array.from({ length: 20 }, (_, n) => alerts.keepAlertCheckpoint(HOOK, offsetAt(n + 1)));
    disk.release();
    await Promise.all(all);
    expect(disk.syncs() - before).toBe(2);
    expect(await alerts.alertCheckpoint(HOOK)).toBe(offsetAt(20));
  });
});

it('refuses what was committed and all that comes later once the disk has failed, until a new start', async () => {
  const disk = createDisk();
  const alerts = await openedOn(disk);
  disk.fail(Object.assign(new Error('i/o error'), { syscall: 'fdatasync' }));
  const unavailable = { code: 'alerts-unavailable', message: expect.stringContaining('i/o error') };
  await expect(alerts.commitAlerts(COMMIT)).rejects.toMatchObject(unavailable);
  disk.fail(undefined);
  await expect(alerts.commitAlerts(COMMIT)).rejects.toMatchObject(unavailable);
});
