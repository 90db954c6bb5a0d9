import {
  type AlertCommit,
  type AlertRule,
  type AlertStore,
  consumerName,
  LOG_START,
  type NewAlertChange,
  offsetAt,
} from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { describe, expect, it, onTestFinished } from 'vitest';

/** One open, empty alert store. */
export interface AlertStoreUnderTest {
  readonly alerts: AlertStore;
  /** Closes the store and opens another on the same data. */
  reopen(): Promise<AlertStore>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

/** What the contract of the alert store needs of an adapter. */
export interface AlertStoreAdapter {
  create(): Promise<AlertStoreUnderTest>;
}

/** An ordinary rule with the fields that are given. */
export const alertRule = (fields: Partial<AlertRule> = {}): AlertRule => ({
  id: 'pm',
  subject: { kind: 'station', medium: 'air', ids: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  clear: 75,
  for: { kind: 'time', ms: 0 },
  severity: 'warning',
  labels: {},
  text: { zh: '', en: '' },
  enabled: true,
  ...fields,
});

export const A1 = { kind: 'station', id: 'A1' } as const;
const A2 = { kind: 'station', id: 'A2' } as const;
const ENGINE = consumerName('observations');
const HOOK = consumerName('webhook a');
const at = (minute: number): Instant => instant(minute * 60_000);

/** A change of the rule `pm` at a minute. */
export const alertChange = (minute: number, fields: Partial<NewAlertChange> = {}): NewAlertChange => ({
  ruleId: 'pm',
  subject: A1,
  state: 'firing',
  since: at(minute),
  value: 80,
  threshold: 75,
  severity: 'warning',
  changedAt: at(minute + 1),
  notification: 'current',
  latched: true,
  ...fields,
});

const commitOf = (changes: readonly NewAlertChange[], more: Partial<AlertCommit> = {}): AlertCommit => ({
  changes,
  checkpoints: [],
  ...more,
});

type Fresh = () => Promise<AlertStoreUnderTest>;

function ruleContract(fresh: Fresh): void {
  describe('rules', () => {
    it('are stored with a revision that rises with their content alone', async () => {
      const { alerts } = await fresh();
      const first = await alerts.putAlertRule(alertRule(), at(1));
      expect(first).toEqual({ rule: alertRule(), revision: 1, createdAt: at(1), updatedAt: at(1) });
      expect(await alerts.putAlertRule(alertRule(), at(2))).toEqual(first);
      const changed = await alerts.putAlertRule(alertRule({ raise: 80 }), at(3));
      expect(changed).toEqual({
        rule: alertRule({ raise: 80 }),
        revision: 2,
        createdAt: at(1),
        updatedAt: at(3),
      });
      expect(await alerts.alertRules()).toEqual([changed]);
    });

    it('are deleted once, and listeners are called by changes alone', async () => {
      const { alerts } = await fresh();
      let calls = 0;
      const stop = alerts.onAlertRules(() => {
        calls += 1;
      });
      await alerts.putAlertRule(alertRule(), at(1));
      await alerts.putAlertRule(alertRule(), at(2));
      expect(calls).toBe(1);
      expect([await alerts.deleteAlertRule('pm'), await alerts.deleteAlertRule('pm')]).toEqual([true, false]);
      expect(calls).toBe(2);
      stop();
      await alerts.putAlertRule(alertRule(), at(3));
      expect(calls).toBe(2);
    });

    it('that alerts were evaluated under are those of the last commit that names some', async () => {
      const { alerts } = await fresh();
      expect(await alerts.evaluatedRules()).toEqual([]);
      await alerts.commitAlerts(commitOf([], { evaluatedRules: [alertRule()] }));
      await alerts.commitAlerts(commitOf([alertChange(1)]));
      expect(await alerts.evaluatedRules()).toEqual([alertRule()]);
      await alerts.commitAlerts(commitOf([], { evaluatedRules: [] }));
      expect(await alerts.evaluatedRules()).toEqual([]);
    });
  });
}

function logContract(fresh: Fresh): void {
  describe('the log of changes', () => {
    it('keeps the order of commits, and pages behind a cursor', async () => {
      const { alerts } = await fresh();
      expect(await alerts.alertHead()).toBe(LOG_START);
      const appended = await alerts.commitAlerts(
        commitOf([alertChange(5), alertChange(3, { subject: A2, notification: 'historical' })]),
      );
      const [third] = await alerts.commitAlerts(commitOf([alertChange(9, { state: 'resolved' })]));
      const all = await alerts.alertChanges({ after: LOG_START, limit: 10 });
      expect(all).toEqual([...appended, third]);
      expect(all.map(({ cursor }) => cursor)).toEqual([...all.map(({ cursor }) => cursor)].sort());
      expect(await alerts.alertHead()).toBe(third?.cursor);
      const [first] = await alerts.alertChanges({ after: LOG_START, limit: 1 });
      expect(first).toEqual(appended[0]);
      const behind = await alerts.alertChanges({ after: first?.cursor ?? LOG_START, limit: 10 });
      expect(behind).toEqual(all.slice(1));
      expect(await alerts.alertChanges({ after: LOG_START, limit: 10, subject: A2 })).toEqual([appended[1]]);
      expect(await alerts.alertChanges({ after: LOG_START, limit: 10, ruleId: 'other' })).toEqual([]);
    });

    it('counts revisions of the transition at one time, of which the last one holds', async () => {
      const { alerts } = await fresh();
      const revised = { value: 90, notification: 'amended' } as const;
      const [first] = await alerts.commitAlerts(commitOf([alertChange(5)]));
      const [second] = await alerts.commitAlerts(commitOf([alertChange(5, revised)]));
      expect([first?.revision, second?.revision]).toEqual([1, 2]);
      const path = await alerts.alertPath('pm', A1, at(0));
      expect(path).toEqual([{ state: 'firing', since: at(5), value: 90, latched: true }]);
    });

    it('a transition that is retracted holds no more, and stays in the log', async () => {
      const { alerts } = await fresh();
      await alerts.commitAlerts(commitOf([alertChange(5), alertChange(7, { state: 'resolved' })]));
      await alerts.commitAlerts(commitOf([alertChange(7, { state: 'resolved', notification: 'retracted' })]));
      expect((await alerts.alertPath('pm', A1, at(0))).map(({ since }) => since)).toEqual([at(5)]);
      expect(await alerts.alertChanges({ after: LOG_START, limit: 10 })).toHaveLength(3);
    });

    it('gives the path from the last transition at or before a time on', async () => {
      const { alerts } = await fresh();
      const states = ['firing', 'resolved', 'firing'] as const;
      const changes = states.map((state, n) => alertChange(10 * (n + 1), { state }));
      await alerts.commitAlerts(commitOf(changes));
      const from = async (minute: number) =>
        (await alerts.alertPath('pm', A1, at(minute))).map(({ since }) => since);
      expect(await from(25)).toEqual([at(20), at(30)]);
      expect(await from(20)).toEqual([at(20), at(30)]);
      expect(await from(5)).toEqual([at(10), at(20), at(30)]);
    });
  });
}

function presentContract(fresh: Fresh): void {
  describe('present alerts', () => {
    it('are the last transition of each, entered when its state became known', async () => {
      const { alerts } = await fresh();
      await alerts.commitAlerts(commitOf([alertChange(5), alertChange(6, { subject: A2 })]));
      const amended = alertChange(4, { notification: 'amended', value: 99, changedAt: at(30) });
      await alerts.commitAlerts(commitOf([amended]));
      const present = await alerts.presentAlerts();
      const of = present.find(({ change }) => change.subject.id === 'A1');
      expect(present).toHaveLength(2);
      expect(of).toMatchObject({ change: { value: 99, since: at(4) }, enteredAt: at(6) });
    });

    it('restart: earlier changes hold no more, and the log keeps them', async () => {
      const { alerts } = await fresh();
      await alerts.commitAlerts(commitOf([alertChange(5)]));
      const restarted = [{ ruleId: 'pm', subject: A1, after: at(8) }];
      await alerts.commitAlerts(commitOf([alertChange(9, { state: 'ok', latched: false })], { restarted }));
      expect((await alerts.alertPath('pm', A1, at(0))).map(({ state }) => state)).toEqual(['ok']);
      expect(await alerts.presentAlerts()).toMatchObject([{ last: { state: 'ok' }, after: at(8) }]);
      expect(await alerts.alertChanges({ after: LOG_START, limit: 10 })).toHaveLength(2);
    });

    it('end with the commit that names them, of which listeners learn in order', async () => {
      const { alerts } = await fresh();
      await alerts.commitAlerts(commitOf([alertChange(5)]));
      const calls: unknown[] = [];
      alerts.onAlerts(() => void calls.push('alerts'));
      alerts.onAlertEnds((ended) => void calls.push(ended));
      const ended = [{ ruleId: 'pm', subject: A1 }];
      await alerts.commitAlerts(commitOf([], { ended }));
      expect(calls).toEqual([ended, 'alerts']);
      expect(await alerts.presentAlerts()).toEqual([]);
      expect(await alerts.alertPath('pm', A1, at(0))).toEqual([]);
      await alerts.commitAlerts(commitOf([], { checkpoints: [{ consumer: ENGINE, position: offsetAt(3) }] }));
      expect(calls).toHaveLength(2);
    });
  });
}

function checkpointContract(fresh: Fresh): void {
  describe('checkpoints', () => {
    it('begin at the start of the log, and move with a commit', async () => {
      const { alerts } = await fresh();
      expect(await alerts.alertCheckpoint(ENGINE)).toBe(LOG_START);
      await alerts.commitAlerts(commitOf([], { checkpoints: [{ consumer: ENGINE, position: offsetAt(7) }] }));
      expect(await alerts.alertCheckpoint(ENGINE)).toBe(offsetAt(7));
    });

    it('of a notifier move with what it failed to deliver, newest first', async () => {
      const { alerts } = await fresh();
      const failed = (n: number) => ({ cursor: offsetAt(n), at: at(n), error: `answered ${n}` });
      await alerts.keepAlertCheckpoint(HOOK, offsetAt(1), failed(1));
      await alerts.keepAlertCheckpoint(HOOK, offsetAt(2));
      await alerts.keepAlertCheckpoint(HOOK, offsetAt(3), failed(3));
      expect(await alerts.alertCheckpoint(HOOK)).toBe(offsetAt(3));
      const undelivered = await alerts.undeliveredAlerts(10);
      expect(undelivered.map(({ error, consumer }) => [error, consumer])).toEqual([
        ['answered 3', HOOK],
        ['answered 1', HOOK],
      ]);
      expect(await alerts.undeliveredAlerts(1)).toHaveLength(1);
    });

    it('move to another name, unless that has one', async () => {
      const { alerts } = await fresh();
      const other = consumerName('webhook b');
      await alerts.renameAlertConsumer(HOOK, other);
      expect(await alerts.alertCheckpoint(other)).toBe(LOG_START);
      const failure = { cursor: offsetAt(4), at: at(4), error: 'answered 500' };
      await alerts.keepAlertCheckpoint(HOOK, offsetAt(4), failure);
      await alerts.renameAlertConsumer(HOOK, other);
      expect([await alerts.alertCheckpoint(HOOK), await alerts.alertCheckpoint(other)]).toEqual([
        LOG_START,
        offsetAt(4),
      ]);
      expect((await alerts.undeliveredAlerts(1))[0]?.consumer).toBe(other);
    });
  });
}

function noteContract(fresh: Fresh): void {
  const note = { ruleId: 'pm', subject: A1, reason: 'seen', from: at(0) } as const;

  describe('notes', () => {
    it('of an acknowledgement replace the earlier one of the same alert alone', async () => {
      const { alerts } = await fresh();
      await alerts.putAlertNote({ ...note, kind: 'acknowledge' });
      const other = await alerts.putAlertNote({ ...note, kind: 'acknowledge', subject: A2 });
      const last = await alerts.putAlertNote({ ...note, kind: 'acknowledge', reason: 'seen again', by: 'L' });
      expect(await alerts.alertNotes(at(0))).toEqual([other, last]);
    });

    it('of a silence hold until it ends, and are deleted once', async () => {
      const { alerts } = await fresh();
      const { subject: _, ...all } = note;
      const silence = await alerts.putAlertNote({ ...all, kind: 'silence', until: at(10) });
      expect(await alerts.alertNotes(at(9))).toEqual([silence]);
      expect(await alerts.alertNotes(at(10))).toEqual([]);
      expect([await alerts.deleteAlertNote(silence.id), await alerts.deleteAlertNote(silence.id)]).toEqual([
        true,
        false,
      ]);
    });

    it('of silences that ended a year ago are deleted by a later note', async () => {
      const { alerts } = await fresh();
      const old = await alerts.putAlertNote({ ...note, kind: 'silence', until: at(10) });
      await alerts.putAlertNote({
        ...note,
        kind: 'silence',
        from: instant(400 * DAY),
        until: instant(401 * DAY),
      });
      expect(await alerts.deleteAlertNote(old.id)).toBe(false);
    });
  });
}

function lifecycleContract(fresh: Fresh): void {
  it('finds everything after it was opened again', async () => {
    const { alerts, reopen } = await fresh();
    const ask = async (store: AlertStore) => ({
      rules: await store.alertRules(),
      changes: await store.alertChanges({ after: LOG_START, limit: 10 }),
      present: await store.presentAlerts(),
      notes: await store.alertNotes(at(0)),
      checkpoint: await store.alertCheckpoint(ENGINE),
    });
    await alerts.putAlertRule(alertRule(), at(1));
    const checkpoints = [{ consumer: ENGINE, position: offsetAt(7) }];
    await alerts.commitAlerts(commitOf([alertChange(5)], { checkpoints }));
    await alerts.putAlertNote({
      kind: 'acknowledge',
      ruleId: 'pm',
      subject: A1,
      reason: 'seen',
      from: at(6),
    });
    const before = await ask(alerts);
    expect(before.changes).toHaveLength(1);
    expect(await ask(await reopen())).toEqual(before);
  });

  it('refuses every call after close, which may be called twice', async () => {
    const { alerts } = await fresh();
    await alerts.close();
    await alerts.close();
    const closed = { code: 'closed' };
    await expect(alerts.commitAlerts(commitOf([alertChange(1)]))).rejects.toMatchObject(closed);
    await expect(alerts.putAlertRule(alertRule(), at(1))).rejects.toMatchObject(closed);
    await expect(alerts.alertChanges({ after: LOG_START, limit: 1 })).rejects.toMatchObject(closed);
    await expect(alerts.keepAlertCheckpoint(HOOK, offsetAt(1))).rejects.toMatchObject(closed);
    await expect(alerts.alertNotes(at(0))).rejects.toMatchObject(closed);
  });
}

/** Declares the tests that every adapter of the alert store port passes. */
export function alertStoreContract(name: string, adapter: AlertStoreAdapter): void {
  const fresh: Fresh = async () => {
    const made = await adapter.create();
    onTestFinished(() => made.dispose());
    return made;
  };
  describe(`alert store contract: ${name}`, () => {
    ruleContract(fresh);
    logContract(fresh);
    presentContract(fresh);
    checkpointContract(fresh);
    noteContract(fresh);
    lifecycleContract(fresh);
  });
}
