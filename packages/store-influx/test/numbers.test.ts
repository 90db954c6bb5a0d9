import { createRecentStore, type RecentStore } from '@lanbi/store-embedded';
import { observation } from '@lanbi/testkit/samples/observations';
import { expect, it, onTestFinished } from 'vitest';
import { WriteNumbers } from '../src/write/numbers.ts';

async function openedFile(): Promise<RecentStore> {
  const recent = createRecentStore({ path: ':memory:' });
  await recent.open();
  onTestFinished(() => recent.close());
  return recent;
}

/** The numbers of a process that starts on a file. */
async function startOn(recent: RecentStore): Promise<WriteNumbers> {
  const numbers = new WriteNumbers(recent);
  await numbers.open();
  return numbers;
}

async function commit(recent: RecentStore, numbers: WriteNumbers): Promise<number> {
  const { upTo } = numbers.give(1);
  const observations = [observation()];
  await recent.writePlanned({ observations, deadLetters: [] }, recent.plan(observations, new Map()), upTo);
  return upTo;
}

it('says of a write that was killed before its commit that the log may miss it', async () => {
  const recent = await openedFile();
  const first = await startOn(recent);
  const committed = await commit(recent, first);
  const killed = first.give(3);
  const second = await startOn(recent);
  expect(second.mayMissLog(committed)).toBe(false);
  expect(second.mayMissLog(killed.upTo)).toBe(true);
  expect(second.give(1).after).toBeGreaterThanOrEqual(killed.upTo);
});

it('says so too of the first write of a process, when the next one is killed like it', async () => {
  const recent = await openedFile();
  await commit(recent, await startOn(recent));
  const [second, third] = [(await startOn(recent)).give(3), (await startOn(recent)).give(3)];
  expect(third.after).toBeGreaterThanOrEqual(second.upTo);
  const fourth = await startOn(recent);
  for (const { after, upTo } of [second, third])
    expect([fourth.mayMissLog(after + 1), fourth.mayMissLog(upTo)]).toEqual([true, true]);
  expect(fourth.mayMissLog(fourth.give(1).upTo)).toBe(false);
});
