import { createGiveWay } from '@lanbi/runtime';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Work that keeps the process busy, a millisecond at a time; answers how many it did. */
function busy(): () => number {
  let done = 0;
  let stopped = false;
  const work = (): void => {
    for (const end = performance.now() + 1; performance.now() < end; );
    done += 1;
    if (!stopped) setImmediate(work);
  };
  work();
  onTestFinished(() => {
    stopped = true;
  });
  return () => done;
}

describe('turns beside readings', () => {
  it('come one at a time while nothing is pressed, with a turn of everybody else between them', async () => {
    const done = busy();
    const giveWay = createGiveWay(() => false);
    await giveWay();
    const begun: number[] = [];
    await Promise.all(Array.from({ length: 5 }, () => giveWay().then(() => begun.push(done()))));
    const [first = 0] = begun;
    expect(begun.map((at) => at - first)).toEqual([0, 1, 2, 3, 4]);
  });

  it('come one behind the other while it is pressed, each after a hundred milliseconds of work', async () => {
    const giveWay = createGiveWay(() => true);
    await giveWay();
    const done = busy();
    const turns: (readonly [string, number])[] = [];
    const follower = async (name: string): Promise<void> => {
      await giveWay();
      turns.push([name, done()]);
    };
    await Promise.all(['evaluate', 'announce', 'alert'].map(follower));
    expect(turns.map(([name]) => name)).toEqual(['evaluate', 'announce', 'alert']);
    const times = [0, ...turns.map(([, at]) => at)];
    // Some of the work is not ours: that of the loop itself, and of a machine that does something else meanwhile.
    for (const [i, at] of times.entries()) if (i > 0) expect(at - (times[i - 1] ?? 0)).toBeGreaterThan(10);
  });

  it('come all when it is not pressed any more', async () => {
    let pressed = true;
    const giveWay = createGiveWay(() => pressed);
    await giveWay();
    const done = busy();
    const turns = Promise.all([giveWay(), giveWay(), giveWay()]);
    pressed = false;
    await turns;
    expect(done()).toBeLessThan(50);
  });

  it('come to a process that has nothing else to do', async () => {
    const giveWay = createGiveWay(() => true);
    let turns = 0;
    for (; turns < 3; turns += 1) await giveWay();
    expect(turns).toBe(3);
  });
});
