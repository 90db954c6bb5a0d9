import { createYield } from '@lanbi/flow';
import { expect, it } from 'vitest';

const SLICE = 10;

it('lets one of many computations go on in a turn, so that I/O comes between any two slices', async () => {
  let busy = 0;
  const pause = createYield({
    busy: () => busy,
    nextTurn: async () => {
      await new Promise(setImmediate);
    },
    slice: SLICE,
  });
  let left = 8;
  async function compute() {
    for (let part = 0; part < 20; part += 1) {
      busy += SLICE;
      await pause();
    }
    left -= 1;
  }
  for (let each = 0; each < 8; each += 1) void compute();
  const turns: number[] = [];
  while (left > 0) {
    const before = busy;
    await new Promise(setImmediate);
    turns.push(busy - before);
  }
  expect(Math.max(...turns)).toBe(SLICE);
});

it('does not yield before a slice is used', async () => {
  const turns: string[] = [];
  const nextTurn = async () => void turns.push('turn');
  let busy = 0;
  const pause = createYield({ busy: () => busy, nextTurn, slice: SLICE });
  busy = SLICE - 1;
  await pause();
  expect(turns).toEqual([]);
  busy = SLICE;
  await pause();
  expect(turns).toEqual(['turn']);
});
