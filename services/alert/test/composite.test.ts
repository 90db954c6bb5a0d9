import { parseRule } from '@lanbi/alerting';
import { dayOfDate, startOfDayNumber, windowOf } from '@lanbi/evaluation';
import { consumerName, LOG_START, type Result } from '@lanbi/model';
import { AirFigures, WaterFigures } from '@lanbi/query';
import { civilDate, eachPollutant, instant } from '@lanbi/standards';
import { ruleDocument } from '@lanbi/testkit/samples/alert-rules';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDryRunner } from '../src/index.ts';
import { createWorld, registryOf, type World } from './world.ts';

const REGISTRY = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city', role: 'evaluation' }],
});
const FIRST = dayOfDate(civilDate('2025-01-25'));
const BEGIN = startOfDayNumber(FIRST);
const DAYS = 40;
const END = startOfDayNumber(FIRST + DAYS + 400);
const SUBJECT = { kind: 'station', id: 'A1' } as const;
const PERIODS = ['rolling-7d', 'month', 'month-to-date', 'rolling-30d'] as const;

function dayOf(n: number, value: number): Result {
  const concentrations = eachPollutant((of) => (of === 'co' ? 1 : value));
  const coverage = eachPollutant(() => ({ expected: 24, observed: 24 }));
  const body = { concentrations, further: { o3_1h: value }, coverage, running: false };
  const [from, to] = [startOfDayNumber(FIRST + n), startOfDayNumber(FIRST + n + 1)];
  return { kind: 'aqi.day', subject: 'A1', from, to, body };
}

async function worldWith(): Promise<World> {
  const world = await createWorld(REGISTRY, BEGIN);
  for (const period of PERIODS) {
    const fields = { figure: `composite-index.${period}`, subject: SUBJECT, raise: 3, staleAfter: 'P366D' };
    const parsed = parseRule(ruleDocument({ id: period, ...fields }));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    await world.alerts.putAlertRule(parsed.rule, BEGIN);
  }
  return world;
}

/** What stands for an alert in the end. */
const pathOf = async ({ alerts }: World, period: string) =>
  (await alerts.alertPath(period, SUBJECT, BEGIN)).map(({ state, since, value }) => ({
    state,
    since,
    value,
  }));

async function dryRun({ store, alerts }: World, period: string) {
  const rule = (await alerts.alertRules()).find((each) => each.rule.id === period)?.rule;
  if (!rule) throw new Error(`no rule ${period}`);
  const air = new AirFigures({ store, registry: REGISTRY, clock: { now: () => END } });
  const water = new WaterFigures({ store, registry: REGISTRY, clock: { now: () => END } });
  const run = createDryRunner({ store, registry: REGISTRY, air, water });
  const [found] = await run(rule, { from: BEGIN, to: instant(END), limit: 1 });
  return found?.transitions.map(({ state, since, value }) => ({ state, since, value }));
}

const step = fc.record({
  days: fc.array(fc.tuple(fc.nat({ max: DAYS - 1 }), fc.constantFrom(20, 60, 90)), {
    minLength: 1,
    maxLength: 12,
  }),
  restart: fc.boolean(),
});

it('alerts on the composite index end as over the stored days, whatever the order, corrections and restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const world = await worldWith();
      try {
        const whole = [{ days: Array.from({ length: DAYS }, (_, n) => [n, 20] as const), restart: false }];
        for (const { days, restart } of [...steps, ...(steps.length % 2 === 0 ? whole : []), ...steps]) {
          const last = Math.max(...days.map(([n]) => n));
          world.clock.set(instant(Math.max(world.clock.now(), startOfDayNumber(FIRST + last + 1))));
          const results = days.map(([n, value]) => dayOf(n, value));
          await world.store.commit(consumerName('evaluate'), LOG_START, results, world.clock.now());
          await world.catchUp();
          if (restart) world.restart();
        }
        world.clock.set(instant(startOfDayNumber(FIRST + DAYS + 30)));
        await world.catchUp();
        for (const period of PERIODS) {
          const path = (await pathOf(world, period)).filter(({ since }) => since > BEGIN);
          const expected = (await dryRun(world, period))?.filter(({ since }) => since > BEGIN);
          const until = world.clock.now();
          expect([period, path]).toEqual([period, expected?.filter(({ since }) => since <= until)]);
        }
      } finally {
        await world.close();
      }
    }),
    { numRuns: 40 },
  );
}, 300_000);

it('a corrected day re-judges every later window that holds it, and no other', async () => {
  const world = await worldWith();
  const say = async (...results: readonly Result[]) => {
    await world.store.commit(consumerName('evaluate'), LOG_START, results, world.clock.now());
    await world.catchUp();
  };
  for (let n = 0; n < 20; n += 1) {
    world.clock.set(instant(startOfDayNumber(FIRST + n + 1)));
    await say(dayOf(n, 20));
  }
  const changes = async () =>
    (await world.alerts.alertChanges({ after: LOG_START, limit: 1000 })).filter(
      ({ ruleId }) => ruleId === 'rolling-7d',
    );
  expect((await changes()).map(({ state, notification }) => [state, notification])).toEqual([
    ['stale', 'current'],
    ['ok', 'current'],
  ]);
  await say(dayOf(8, 500));
  const later = (await changes()).slice(2);
  // Of the seven windows that hold the day all are over it; the one after them is not.
  expect(
    later.map(({ state, notification, since }) => [state, notification, (since - BEGIN) / 86_400_000]),
  ).toEqual([
    ['firing', 'historical', 9],
    ['resolved', 'current', 16],
  ]);
  await world.close();
});

it('the value is that of the windows with enough days', async () => {
  const world = await worldWith();
  for (let n = 0; n < 9; n += 1) {
    world.clock.set(instant(startOfDayNumber(FIRST + n + 1)));
    const results = [dayOf(n, 20 + 7 * n)];
    await world.store.commit(consumerName('evaluate'), LOG_START, results, world.clock.now());
    await world.catchUp();
  }
  const air = new AirFigures({ store: world.store, registry: REGISTRY, clock: world.clock });
  const window = windowOf('rolling-7d', civilDate('2025-02-02'));
  const found = await air.answered({
    ...{ kind: 'composite.rolling-7d', subject: 'A1' },
    ...window,
  });
  // Seven days of mean 55 and an O3 of 71.8: 0.92 + 1.38 + 0.79 + 1.57 + 0.25 + 0.45.
  expect(found?.body.composite.index).toBe(5.36);
  // Six of seven days are enough: 0.62 + 0.94 + 0.54 + 1.07 + 0.25 + 0.32.
  expect((await pathOf(world, 'rolling-7d')).at(-1)).toEqual({
    ...{ state: 'firing', value: 3.74 },
    since: startOfDayNumber(FIRST + 6),
  });
  await world.close();
});
