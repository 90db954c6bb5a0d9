import { expect, it } from 'vitest';
import { oneEachTurn } from '../src/index.ts';

it('of callers that wait, one goes on in each turn, in their order', async () => {
  let turns: (() => void)[] = [];
  const wait = oneEachTurn((callback) => turns.push(callback));
  const seen: string[] = [];
  const run = async (name: string, times: number): Promise<void> => {
    for (let left = times; left > 0; left -= 1) {
      await wait();
      seen.push(`${name}${left}`);
    }
  };
  const all = Promise.all([run('a', 2), run('b', 2), run('c', 1)]);
  const each: number[] = [];
  while (turns.length > 0) {
    const due = turns;
    turns = [];
    const before = seen.length;
    for (const callback of due) callback();
    // What goes on may wait again at once.
    await new Promise(setImmediate);
    each.push(seen.length - before);
  }
  await all;
  expect(seen).toEqual(['a2', 'b2', 'c1', 'a1', 'b1']);
  expect(each).toEqual([1, 1, 1, 1, 1]);
});
