import { type AlertSubject, LOG_START } from '@lanbi/model';
import { type Instant, instant, MINUTE } from '@lanbi/standards';
import { BEGIN, documents as levelsAndSilence } from '@lanbi/testkit/samples/alert-rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Model, ruleOf } from './model.ts';
import { createWorld, registryOf, type World } from './world.ts';

const REGISTRY = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city', period: 600 }],
});
const A1: AlertSubject = { kind: 'station', id: 'A1' };
const minute = (n: number): Instant => instant(BEGIN + n * MINUTE);

/** LANBI_TEST_SEED repeats a run, LANBI_TEST_CASES says how many histories. */
const SEED = Number(process.env['LANBI_TEST_SEED'] ?? Date.now() % 2 ** 31);
const CASES = Number(process.env['LANBI_TEST_CASES'] ?? 80);

const ids = fc.constantFrom('r0', 'r1', 'r2');
/** One in five is on how complete the day is: eight of the 144 readings of a day are more than 5 %. */
const documents = fc
  .tuple(levelsAndSilence, fc.integer({ min: 0, max: 3 }))
  .map(([document, n]) =>
    n === 0 && document['figure'] === 'pm2_5' ? { ...document, figure: 'completeness' } : document,
  );
/** Most of one morning, some of the morning before, whose day is over for the later ones. */
const minutes = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 1, arbitrary: fc.integer({ min: -1440, max: -1140 }) },
);
const steps = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      does: fc.constant('say' as const),
      minute: minutes,
      value: fc.integer({ min: 0, max: 9 }),
      flag: fc.constantFrom('N', 'N', 'N', 'D'),
    }),
  },
  // Readings in order, one after another.
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('go on' as const),
      values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
  },
  // Adds it, or puts another in its place.
  { weight: 2, arbitrary: fc.record({ does: fc.constant('put' as const), id: ids, document: documents }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constantFrom('remove' as const, 'toggle' as const), id: ids }),
  },
);
/** A step, and whether the engine runs before the next one: now and then several come in one round. */
const histories = fc.array(fc.tuple(steps, fc.boolean()), { maxLength: 45 });
type Step = typeof steps extends fc.Arbitrary<infer Each> ? Each : never;

async function take(step: Step, world: World, model: Model): Promise<void> {
  const now = world.clock.now();
  if (step.does === 'restart') return world.restart();
  if (step.does === 'wait') return world.clock.set(instant(now + step.minutes * MINUTE));
  if (step.does === 'say') {
    model.say(minute(step.minute), step);
    return world.say('A1', minute(step.minute), 'pm2_5', step.value, step.flag);
  }
  if (step.does === 'go on') {
    for (const value of step.values) {
      const at = instant((model.last ?? minute(0)) + 2 * MINUTE);
      model.say(at, { value, flag: 'N' });
      await world.say('A1', at, 'pm2_5', value);
      await world.engine().drain();
      model.judge();
    }
    return;
  }
  if (step.does === 'remove') {
    model.rules.delete(step.id);
    return void (await world.alerts.deleteAlertRule(step.id));
  }
  const known = model.rules.get(step.id);
  const rule =
    step.does === 'put' ? ruleOf(step.document, step.id) : known && { ...known, enabled: !known.enabled };
  if (!rule) return;
  model.rules.set(rule.id, rule);
  await world.alerts.putAlertRule(rule, now);
}

/** The path and the state of each alert are those of the model, and no alert is there that should not be. */
async function expectAgreement(world: World, model: Model): Promise<void> {
  const present = await world.alerts.presentAlerts();
  expect(present.map(({ change }) => change.ruleId).sort()).toEqual(model.ids().sort());
  for (const { change, last } of present) {
    const { transitions, samples } = model.transitionsOf(change.ruleId, world.clock.now());
    const path = await world.alerts.alertPath(change.ruleId, A1, instant(0));
    // Before the first value, the alert was notified as stale.
    const [first] = path;
    const unseen = first?.state === 'stale' && !samples.some(({ at }) => at <= first.since);
    expect(path.slice(unseen ? 1 : 0).map(({ state, since }) => [state, since])).toEqual(
      transitions.map(({ state, since }) => [state, since]),
    );
    const end = transitions.at(-1);
    expect([change.ruleId, last.state, end && last.since]).toEqual([
      change.ruleId,
      end?.state ?? 'stale',
      end?.since,
    ]);
  }
}

/** A current change has another state than the one before, or one that was left and entered again; a new rule may begin without alarm. */
async function expectNoCurrentTwice(world: World): Promise<void> {
  const notified = new Map<string, { state: string; left: boolean }>();
  for (const { ruleId, state, notification } of await world.alerts.alertChanges({
    after: LOG_START,
    limit: 10_000,
  })) {
    const before = notified.get(ruleId);
    if (notification === 'current') {
      const again = before?.state === state && !before.left && (state === 'firing' || state === 'pending');
      expect([ruleId, state, again]).toEqual([ruleId, state, false]);
      notified.set(ruleId, { state, left: false });
    } else if (before && state !== before.state) before.left = true;
  }
}

describe(`histories of values, gaps, late data, restarts and changes of rules (seed ${SEED})`, () => {
  it('come to what a single fold over the values that count comes to', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(ids, documents), { minLength: 1, maxLength: 3 }),
        histories,
        async (first, history) => {
          // Some of the values are of before the registry named the station.
          const world = await createWorld(REGISTRY, minute(150));
          const model = new Model();
          for (const [id, document] of first) await take({ does: 'put', id, document }, world, model);
          world.clock.set(minute(300));
          const catchUp = async (): Promise<void> => {
            await world.catchUp();
            model.judge();
          };
          await catchUp();
          for (const [step, runs] of history) {
            await take(step, world, model);
            if (runs) await catchUp();
          }
          await catchUp();
          // Absence is notified when nothing has arrived for a while.
          world.clock.set(instant(world.clock.now() + 10_000));
          await catchUp();
          await expectAgreement(world, model);
          await expectNoCurrentTwice(world);
          await world.close();
        },
      ),
      { numRuns: CASES, seed: SEED, verbose: 1 },
    );
  }, 600_000);
});
