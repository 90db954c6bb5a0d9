import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedQueue, type QueueSlot } from '../src/index.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a keyed queue', () => {
  it('starts tasks in order, as many as its limit, and none that shares a key with one that runs', async () => {
    const queue = new KeyedQueue(2);
    const started: string[] = [];
    const slots = new Map<string, QueueSlot>();
    const start = async (name: string, ...keys: string[]): Promise<void> => {
      const { slot } = await queue.start(new Set(keys), () => void started.push(name));
      slots.set(name, slot);
    };
    void start('a', 'x');
    void start('b', 'x', 'y');
    void start('c', 'z');
    await tick();
    expect(started).toEqual(['a']);
    slots.get('a')?.release();
    await tick();
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('says when all that started before are released, and when none runs', async () => {
    const queue = new KeyedQueue(3);
    const [a, b] = [await queue.start(new Set(['a']), () => 1), await queue.start(new Set(['b']), () => 2)];
    const order: string[] = [];
    const earlier = b.slot.earlierReleased().then(() => order.push('earlier'));
    const idle = queue.idle().then(() => order.push('idle'));
    await tick();
    expect([order, a.answer, b.answer]).toEqual([[], 1, 2]);
    a.slot.release();
    await earlier;
    expect(order).toEqual(['earlier']);
    b.slot.release();
    await idle;
    expect(order).toEqual(['earlier', 'idle']);
  });

  it('goes on after a start that failed', async () => {
    const queue = new KeyedQueue(1);
    const failing = () => Promise.reject(new Error('no'));
    await expect(queue.start(new Set(['x']), failing)).rejects.toThrow('no');
    expect((await queue.start(new Set(['x']), () => 'yes')).answer).toBe('yes');
  });

  it('never runs two tasks of one key together, and runs those of one key in the order of their calls', async () => {
    const tasks = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), tasks, fc.integer({ min: 1, max: 4 }), async (s, all, limit) => {
        const queue = new KeyedQueue(limit);
        const running = new Set<number>();
        const order: number[] = [];
        const run = async (keys: readonly string[], n: number): Promise<void> => {
          const { slot } = await queue.start(new Set(keys), () => {
            for (const other of running) expect(all[other]?.some((key) => keys.includes(key))).toBe(false);
            running.add(n);
            expect(running.size).toBeLessThanOrEqual(limit);
            order.push(n);
          });
          await s.schedule(Promise.resolve(), `task ${n}`);
          running.delete(n);
          slot.release();
        };
        const done = Promise.all(all.map(run));
        await s.waitFor(done);
        expect(order).toEqual(all.map((_, n) => n));
      }),
    );
  });
});
