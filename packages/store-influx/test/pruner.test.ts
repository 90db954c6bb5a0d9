import { offsetAt } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { dayResult, hour, observation, result } from '@lanbi/testkit/samples/observations';
import { expect, it, onTestFinished } from 'vitest';
import { createPruner } from '../src/pruner.ts';

const NOW = 24 * 90;

it.each([
  ['no more rows than it may keep, all of them stay', 20, 10, 20],
  ['more, what is old goes: of each subject the newest figure stays', 9, 1, 2],
])('in a file with %s', async (_what, keepRows, observations, results) => {
  const recent = createRecentStore({ path: ':memory:' });
  await recent.open();
  onTestFinished(() => recent.close());
  const hours = Array.from({ length: 10 }, (_, i) => (i < 9 ? i + 1 : NOW));
  recent.beginAfter({ observation: hour(0), hour: hour(0), long: hour(0) });
  await recent.write({ observations: hours.map((at) => observation({ at })), deadLetters: [] });
  const figures = hours.flatMap((at, i) => [
    result('A', at, at),
    dayResult('A', at === NOW ? NOW / 24 : i, at),
  ]);
  await recent.commit('evaluate' as never, offsetAt(9), figures, hour(NOW));
  const ages = { now: () => hour(NOW), keepHours: 72, keepLongHours: 24 * 32 };
  await createPruner(recent, { ...ages, keepRows, followers: [], resultFollowers: [] }).prune();
  expect(recent.rows()).toEqual({ observations, results });
});
