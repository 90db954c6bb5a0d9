import { parseRule } from '@lanbi/alerting';
import { type AlertChange, consumerName, LOG_START, offsetAt, type Store } from '@lanbi/model';
import { AirFigures } from '@lanbi/query';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { type Instant, instant, MINUTE } from '@lanbi/standards';
import { BEGIN, ruleDocument } from '@lanbi/testkit/samples/alert-rules';
import { dayRecord } from '@lanbi/testkit/samples/observations';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAlertEngine } from '../src/index.ts';
import { createWorld, registryOf, type World } from './world.ts';

const REGISTRY = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'city', period: 600 },
    { id: 'A2', medium: 'air', name: 'A2', region: 'city', period: 600 },
  ],
});
const minute = (n: number): Instant => instant(BEGIN + n * MINUTE);

let world: World;
afterEach(() => world.close());

async function begin(...fields: object[]): Promise<void> {
  world = await createWorld(REGISTRY, BEGIN);
  for (const [i, given] of fields.entries()) {
    const parsed = parseRule(ruleDocument({ id: `r${i}`, subject: { kind: 'station', id: 'A1' }, ...given }));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    await world.alerts.putAlertRule(parsed.rule, BEGIN);
  }
}

async function say(n: number, value: number, now = n, flag = 'N'): Promise<void> {
  world.clock.set(minute(now));
  await world.say('A1', minute(n), 'pm2_5', value, flag);
  await world.catchUp();
}

const brief = ({ notification, state, since, revision }: AlertChange) => [
  notification,
  state,
  (since - BEGIN) / MINUTE,
  revision,
];
const changes = async () => (await world.alerts.alertChanges({ after: LOG_START, limit: 1000 })).map(brief);

describe('the lag', () => {
  const lagOf = async (store: Partial<Store>): Promise<number> => {
    const metrics = createMetrics();
    createAlertEngine({
      ...world,
      store: store as Store,
      publisher: { publish: async () => {} },
      registry: REGISTRY,
      air: new AirFigures({ ...world, registry: REGISTRY }),
      metrics,
      log: createLogger('silent'),
    });
    return Number(/^lanbi_alert_lag (.*)$/m.exec(await metrics.text())?.[1]);
  };
  const place = (name: string, position: number) =>
    world.alerts.commitAlerts({
      changes: [],
      checkpoints: [{ consumer: consumerName(name), position: offsetAt(position) }],
    });

  it('is what both logs hold beyond their places', async () => {
    await begin();
    await place('observations', 40);
    await place('results', 7);
    const store = { head: async () => offsetAt(50), resultHead: async () => offsetAt(10) };
    expect(await lagOf(store)).toBe(13);
  });

  it('is never negative, nor made less by a log whose entries were all pruned', async () => {
    await begin();
    await place('observations', 19_331);
    await place('results', 7);
    const store = { head: async () => LOG_START, resultHead: async () => offsetAt(10) };
    expect(await lagOf(store)).toBe(3);
  });

  it('is never negative while the engine moves on during the scrape', async () => {
    await begin();
    const heads = async () => {
      // Between two reads of one scrape both are committed.
      await place('observations', 500);
      await place('results', 500);
      return offsetAt(100);
    };
    expect(await lagOf({ head: heads, resultHead: heads })).toBeGreaterThanOrEqual(0);
  });
});

describe('without a rule', () => {
  const kept = () => world.alerts.alertCheckpoint(consumerName('observations'));

  it('the tick alone moves the places to the ends of the logs, and a rule that comes then goes on from there', async () => {
    await begin();
    await world.say('A1', minute(10), 'pm2_5', 9);
    await world.engine().drain();
    expect(await kept()).toBe(0);
    await world.engine().tick();
    expect(await kept()).toBe(await world.store.head());
    const parsed = parseRule(ruleDocument({ id: 'r0', subject: { kind: 'station', id: 'A1' } }));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    await world.alerts.putAlertRule(parsed.rule, BEGIN);
    await say(20, 9);
    // Since the value that stood there before: a new rule reads what is stored.
    expect((await changes()).at(-1)).toEqual(['current', 'firing', 10, 1]);
    expect(await kept()).toBe(await world.store.head());
  });
});

describe('the engine', () => {
  it('notifies of every change once, in order, whether values come one by one or after a restart', async () => {
    await begin({});
    await say(10, 1);
    await say(20, 9);
    world.restart();
    await world.catchUp();
    await say(30, 9);
    await say(40, 5);
    expect(await changes()).toEqual([
      ['current', 'ok', 10, 1],
      ['current', 'firing', 20, 1],
      ['current', 'resolved', 40, 1],
    ]);
  });

  it('notifies of changes of one batch as historical, and of the last alone as current', async () => {
    await begin({});
    for (const [n, value] of [
      [10, 1],
      [20, 9],
      [30, 1],
    ] as const)
      await world.say('A1', minute(n), 'pm2_5', value);
    world.clock.set(minute(31));
    await world.catchUp();
    expect(await changes()).toEqual([
      ['historical', 'ok', 10, 1],
      ['historical', 'firing', 20, 1],
      ['current', 'resolved', 30, 1],
    ]);
  });

  it('late data change the past and say so; the present does not ring', async () => {
    await begin({ staleAfter: 'P1D' });
    await say(10, 1);
    await say(40, 1);
    await say(20, 9, 41);
    await say(30, 2, 42);
    expect(await changes()).toEqual([
      ['current', 'ok', 10, 1],
      // 20 raised, and as far as known then 40 cleared it; then 30 turned out to have cleared it before.
      ['historical', 'firing', 20, 1],
      ['current', 'resolved', 40, 1],
      ['retracted', 'resolved', 40, 2],
      ['amended', 'resolved', 30, 1],
    ]);
  });

  it('a correction takes back an alert that never was', async () => {
    await begin({});
    await say(10, 1);
    await say(20, 9);
    await say(20, 3, 21);
    expect(await changes()).toEqual([
      ['current', 'ok', 10, 1],
      ['current', 'firing', 20, 1],
      ['retracted', 'firing', 20, 2],
      ['current', 'ok', 10, 2],
    ]);
  });

  it('a value that is marked invalid afterwards takes no part', async () => {
    await begin({ staleAfter: 'P1D' });
    await say(10, 1);
    await say(20, 9);
    await say(20, 9, 21, 'D');
    expect((await changes()).slice(2)).toEqual([
      ['retracted', 'firing', 20, 2],
      ['current', 'ok', 10, 2],
    ]);
  });

  it('is stale by the clock, also when nothing was ever said', async () => {
    await begin({});
    await world.catchUp();
    expect(await changes()).toEqual([['current', 'stale', 0, 1]]);
    // Other readings and restarts change nothing: it was notified, and holds.
    world.clock.set(minute(5));
    await world.say('A1', minute(5), 'o3', 1);
    for (const _ of ['', 'again']) {
      world.restart();
      await world.catchUp();
    }
    expect(await changes()).toEqual([['current', 'stale', 0, 1]]);
    await say(10, 1);
    world.clock.set(minute(39));
    await world.catchUp();
    expect((await changes()).at(-1)).toEqual(['current', 'ok', 10, 1]);
    world.clock.set(minute(40));
    await world.catchUp();
    expect((await changes()).at(-1)).toEqual(['current', 'stale', 40, 1]);
    const present = await world.alerts.presentAlerts();
    expect(present.map(({ last }) => last.state)).toEqual(['stale']);
  });

  it('reads the values near by when it starts again or one comes late, however long nothing has changed', async () => {
    await begin({});
    await world.catchUp();
    for (let n = 10; n <= 2000; n += 10) await world.say('A1', minute(n), 'pm2_5', n === 20 ? 9 : 1);
    world.clock.set(minute(2000));
    await world.catchUp();
    const rows: number[] = [];
    const { range } = world.store;
    vi.spyOn(world.store, 'range').mockImplementation(async (query) => {
      const found = await range.call(world.store, query);
      rows.push(found.length);
      return found;
    });
    world.restart();
    await world.catchUp();
    await say(1985, 9, 2000);
    // Stale after three periods of ten minutes: four values, and for the late one the two after it.
    expect(rows).toEqual([4, 6]);
    expect(await changes()).toEqual([
      ['current', 'stale', 0, 1],
      ['historical', 'ok', 10, 1],
      ['historical', 'firing', 20, 1],
      ['current', 'resolved', 30, 1],
      ['historical', 'firing', 1985, 1],
      ['current', 'resolved', 1990, 1],
    ]);
  });

  it('a first value of before the beginning is judged after a restart too, whatever its time', async () => {
    // Its silence counts from 25 minutes on, for 20; three periods of ten make it stale: 75 minutes in all.
    await begin({ figure: 'silence', raise: 1500, for: 'PT20M' });
    await world.catchUp();
    world.restart();
    await world.catchUp();
    await say(-75, 1, 0);
    expect(await changes()).toEqual([
      ['current', 'stale', 0, 1],
      ['retracted', 'stale', 0, 2],
      ['current', 'ok', -75, 1],
    ]);
  });

  it('readings of days gone by, one after another, are no silence between two of them', async () => {
    await begin({}, { figure: 'silence', raise: 1800 });
    world.clock.set(minute(5000));
    for (const n of [10, 20, 30, 40]) {
      await world.say('A1', minute(n), 'pm2_5', 1);
      await world.catchUp();
    }
    expect((await world.alerts.presentAlerts()).map(({ last }) => last.state)).toEqual(['ok', 'ok']);
    const before = (await changes()).length;
    world.clock.set(instant(minute(5000) + 10_000));
    await world.catchUp();
    expect((await changes()).slice(before)).toEqual([
      ['current', 'stale', 70, 1],
      ['current', 'firing', 70, 1],
    ]);
    // One reading of then does not wake it.
    await world.say('A1', minute(35), 'pm2_5', 1);
    await world.catchUp();
    expect((await changes()).slice(before + 2)).toEqual([]);
  });

  it('a changed rule is evaluated again, an unchanged one is not notified again', async () => {
    await begin({ raise: 5 });
    await say(10, 3);
    const change = async (raise: number) => {
      const parsed = parseRule(ruleDocument({ id: 'r0', subject: { kind: 'station', id: 'A1' }, raise }));
      if (parsed.ok) await world.alerts.putAlertRule(parsed.rule, world.clock.now());
      await world.catchUp();
    };
    await change(5);
    expect(await changes()).toHaveLength(1);
    world.clock.set(minute(12));
    await change(2);
    // The value of 10 fires under the rule of now.
    expect((await changes()).at(-1)).toEqual(['current', 'firing', 10, 2]);
    await change(1);
    expect((await changes()).at(-1)).toEqual(['amended', 'firing', 10, 3]);
    await say(20, 1);
    expect((await changes()).at(-1)).toEqual(['current', 'resolved', 20, 1]);
    world.clock.set(minute(22));
    const parsed = parseRule(ruleDocument({ id: 'r0', subject: { kind: 'station', id: 'A1' }, raise: 0 }));
    if (parsed.ok) await world.alerts.putAlertRule(parsed.rule, world.clock.now());
    world.restart();
    await world.catchUp();
    expect((await changes()).at(-1)).toEqual(['current', 'firing', 10, 4]);
  });

  it('takes a figure of a period when the period is over, also when it was known before a restart', async () => {
    await begin({ figure: 'aqi.day', raise: 200, staleAfter: 'P9D' });
    const day = { from: minute(0), to: minute(1440) };
    const known = (pm2_5: number) =>
      world.store.commit(
        consumerName('test'),
        LOG_START,
        [{ kind: 'aqi.day', subject: 'A1', ...day, body: dayRecord(pm2_5) }],
        world.clock.now(),
      );
    for (const restarts of [false, true]) {
      world.clock.set(minute(1300));
      await known(restarts ? 150 : 250);
      await world.catchUp();
      if (restarts) world.restart();
      await world.catchUp();
      expect(await changes()).toEqual([['current', 'stale', 0, 1]]);
    }
    world.clock.set(minute(1439));
    await known(250);
    await world.catchUp();
    expect(await changes()).toHaveLength(1);
    world.clock.set(minute(1440));
    await world.catchUp();
    expect((await changes()).at(-1)).toEqual(['current', 'firing', 1440, 1]);
  });

  it('an alert whose rule is deleted, disabled or names its subject no longer ends, and a notification says so', async () => {
    const put = async (fields: object) => {
      const parsed = parseRule(ruleDocument({ id: 'r0', subject: { kind: 'station', id: 'A1' }, ...fields }));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      await world.alerts.putAlertRule(parsed.rule, world.clock.now());
    };
    for (const end of [
      () => world.alerts.deleteAlertRule('r0'),
      () => put({ enabled: false }),
      () => put({ subject: { kind: 'station', id: 'A2' } }),
    ]) {
      await begin({});
      await say(10, 9);
      world.clock.set(minute(15));
      await end();
      await world.catchUp();
      const log = await world.alerts.alertChanges({ after: LOG_START, limit: 10 });
      expect(log.filter(({ subject }) => subject.id === 'A1').map(brief)).toEqual([
        ['current', 'firing', 10, 1],
        ['current', 'resolved', 15, 1],
      ]);
      const of = (await world.alerts.presentAlerts()).map(({ change }) => change.subject.id);
      expect(of).not.toContain('A1');
      await put({});
      await say(20, 9);
      expect(await changes()).toContainEqual(['current', 'firing', 10, 2]);
      await world.close();
    }
    await begin({});
  });
});
