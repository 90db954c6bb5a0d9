import { createYield } from '@lanbi/flow';
import { expect, it } from 'vitest';

const BUDGET = 10;

it('lets one of many computations continue in a tick, so that I/O comes between any two', async () => {
  let busy = 0;
  const pause = createYield({
    busy: () => busy,
    nextTick: async () => {
      await new Promise(setImmediate);
    },
    budget: BUDGET,
  });
  let left = 8;
  async function compute() {
    for (let part = 0; part < 20; part += 1) {
      busy += BUDGET;
      await pause();
    }
    left -= 1;
  }
  for (let each = 0; each < 8; each += 1) void compute();
  const ticks: number[] = [];
  while (left > 0) {
    const before = busy;
    await new Promise(setImmediate);
    ticks.push(busy - before);
  }
  expect(Math.max(...ticks)).toBe(BUDGET);
});

it('does not yield before the budget is used', async () => {
  const ticks: string[] = [];
  const nextTick = async () => void ticks.push('turn');
  let busy = 0;
  const pause = createYield({ busy: () => busy, nextTick, budget: BUDGET });
  busy = BUDGET - 1;
  await pause();
  expect(ticks).toEqual([]);
  busy = BUDGET;
  await pause();
  expect(ticks).toEqual(['turn']);
});
