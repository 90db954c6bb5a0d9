import { createPriorityGate } from '@lanbi/runtime';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Work that keeps the process busy, a millisecond at a time; answers how often it came to it. */
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

describe('a priority gate', () => {
  it('starts batches one at a time while nothing is pressed, with a turn of the event loop between them', async () => {
    const done = busy();
    const gate = createPriorityGate(() => false);
    await gate();
    const begun: number[] = [];
    await Promise.all(Array.from({ length: 5 }, () => gate().then(() => begun.push(done()))));
    const [first = 0] = begun;
    expect(begun.map((at) => at - first)).toEqual([0, 1, 2, 3, 4]);
  });

  it('starts batches one after the other while it is pressed, each after a hundred milliseconds of work', async () => {
    // Work is done each time that it is asked for; so many milliseconds of it each time.
    const step = 7;
    let work = 0;
    const gate = createPriorityGate(
      () => true,
      () => {
        work += step;
        return work;
      },
    );
    await gate();
    const done = busy();
    const batches: (readonly [name: string, work: number, done: number])[] = [[' ', work, done()]];
    const follower = async (name: string): Promise<void> => {
      await gate();
      batches.push([name, work, done()]);
    };
    await Promise.all(['evaluate', 'announce', 'alert'].map(follower));
    expect(batches.slice(1).map(([name]) => name)).toEqual(['evaluate', 'announce', 'alert']);
    for (const [i, [, now, at]] of batches.entries()) {
      const before = batches[i - 1];
      if (!before) continue;
      expect(now - before[1]).toBeGreaterThanOrEqual(100);
      expect(now - before[1]).toBeLessThanOrEqual(100 + 2 * step);
      // Others had the process in between.
      expect(at).toBeGreaterThan(before[2]);
    }
  });

  it('starts all batches when it is not pressed any more, however little work was done', async () => {
    let [pressed, asked] = [true, 0];
    const gate = createPriorityGate(() => {
      asked += 1;
      return pressed;
    });
    await gate();
    busy();
    asked = 0;
    const batches = Promise.all([gate(), gate(), gate()]);
    pressed = false;
    await batches;
    // Each looks once and goes on: nothing waits for work.
    expect(asked).toBe(3);
  });

  it('starts batches in a process that has nothing else to do', async () => {
    const gate = createPriorityGate(() => true);
    let batches = 0;
    for (; batches < 3; batches += 1) await gate();
    expect(batches).toBe(3);
  });
});
