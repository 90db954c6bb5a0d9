import { parseRule, subjectsOfRule } from '@lanbi/alerting';
import { LOG_START } from '@lanbi/model';
import { type Instant, instant, MINUTE } from '@lanbi/standards';
import { BEGIN, ruleDocument } from '@lanbi/testkit/samples/alert-rules';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, registryOf, type World } from './world.ts';

/** BEGIN is 2026-04-01T00:00+08:00: A1 is closed when that day is over, A2 opens when it is. */
const REGISTRY = registryOf({
  regions: [
    { id: 'city', name: 'city', kind: 'city' },
    { id: 'gone', name: 'gone', kind: 'city' },
  ],
  rivers: [{ id: 'v', name: 'v' }],
  sections: [{ id: 's', name: 's', region: 'city', river: 'v' }],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'gone', period: 600, until: '2026-04-01' },
    { id: 'A2', medium: 'air', name: 'A2', region: 'city', period: 600, from: '2026-04-02' },
    { id: 'W', medium: 'water', name: 'W', region: 'city', section: 's', until: '2026-04-01' },
  ],
});
const DAY = 1_440;
const minute = (n: number): Instant => instant(BEGIN + n * MINUTE);
const ruleOf = (fields: object) => {
  const parsed = parseRule(ruleDocument(fields));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.rule;
};

let world: World;
afterEach(() => world?.close());

async function begin(fields: object): Promise<void> {
  world = await createWorld(REGISTRY, BEGIN);
  await world.alerts.putAlertRule(
    ruleOf({ id: 'r', subject: { kind: 'station', id: '*' }, ...fields }),
    BEGIN,
  );
}

async function say(station: string, n: number, value: number): Promise<void> {
  world.clock.set(minute(n));
  await world.say(station, minute(n), 'pm2_5', value);
  await world.catchUp();
}

async function pass(...minutes: number[]): Promise<void> {
  for (const n of minutes) {
    world.clock.set(minute(n));
    await world.catchUp();
  }
}

const changes = async () =>
  (await world.alerts.alertChanges({ after: LOG_START, limit: 1000 })).map(
    ({ subject, state, since }) => [subject.id, state, (since - BEGIN) / MINUTE] as const,
  );

const silence = { figure: 'silence', op: '>=', raise: 1800 };

describe('a station that is closed', () => {
  it('is not silent from the end of its last day on', async () => {
    await begin(silence);
    await say('A1', DAY - 10, 1);
    await pass(DAY + 1, DAY + 60, 3 * DAY);
    expect((await changes()).filter(([id, state]) => id === 'A1' && state === 'firing')).toEqual([]);
  });

  it('has its alert of silence end with its last day', async () => {
    await begin(silence);
    await say('A1', 60, 1);
    await pass(120);
    expect((await changes()).at(-1)).toEqual(['A1', 'firing', 90]);
    await pass(DAY + 1);
    expect((await changes()).filter(([id]) => id === 'A1').at(-1)).toEqual(['A1', 'resolved', DAY + 1]);
  });

  it('has an alert of a value end with its last day, not go stale', async () => {
    await begin({});
    await say('A1', DAY - 10, 9);
    expect((await changes()).at(-1)).toEqual(['A1', 'firing', DAY - 10]);
    await pass(DAY + 1, DAY + 600);
    expect((await changes()).filter(([id]) => id === 'A1').at(-1)).toEqual(['A1', 'resolved', DAY + 1]);
  });
});

it('a station is watched from its first day on', async () => {
  await begin(silence);
  await pass(600, DAY - 1);
  expect((await changes()).filter(([id]) => id === 'A2')).toEqual([]);
  await pass(DAY + 1);
  await say('A2', DAY + 10, 1);
  await pass(DAY + 60);
  expect((await changes()).filter(([id]) => id === 'A2').at(-1)).toEqual(['A2', 'firing', DAY + 40]);
});

it.each([
  ['station', 'A1', 'A2'],
  ['region', 'gone', 'city'],
  ['section', 's', undefined],
  ['river', 'v', undefined],
] as const)('rules on each %s leave out those of which nothing is expected', (kind, before, after) => {
  const rule = ruleOf({ subject: { kind, id: '*' }, figure: 'completeness', op: '<', raise: 50 });
  const at = (n: number) => subjectsOfRule(rule, REGISTRY, minute(n)).map(({ id }) => id);
  const others = kind === 'station' ? ['W'] : [];
  expect(at(DAY - 1)).toEqual([before, ...others]);
  expect(at(DAY)).toEqual(after ? [after] : []);
});
