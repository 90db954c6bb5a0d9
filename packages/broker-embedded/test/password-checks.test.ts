import { describe, expect, it } from 'vitest';
import { failurePause } from '../src/failures.ts';
import { PasswordChecks } from '../src/password-checks.ts';

describe('checks', () => {
  const signal = new AbortController().signal;

  it('pause longer after more failures, up to a bound', () => {
    const pauses = [0, 9, 10, 19, 20, 30, 40, 50, 1_000].map((count) => failurePause(count, 1_000));
    expect(pauses).toEqual([0, 0, 100, 100, 200, 400, 800, 1_000, 1_000]);
  });

  it('are made one at a time, of addresses without failures first', async () => {
    let running = 0;
    const order: string[] = [];
    const checks = new PasswordChecks({ concurrent: 1, maxWaiting: 100, now: () => performance.now() });
    const ask = (address: string, right: boolean) =>
      checks.check({
        ...{ address, name: 'A', signal },
        check: async () => {
          expect(++running).toBe(1);
          order.push(address);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          return right;
        },
      });
    await ask('bad', false);
    const verdicts = await Promise.all([ask('bad', false), ask('bad', false), ask('good', true)]);
    expect(verdicts).toEqual(['wrong', 'wrong', 'right']);
    expect(order).toEqual(['bad', 'bad', 'good', 'bad']);
  });

  it('are made first of a name that logged in from its address before, whatever failed there since', async () => {
    const order: string[] = [];
    const checks = new PasswordChecks({ concurrent: 1, maxWaiting: 100, now: () => performance.now() });
    const ask = (address: string, name: string, right: boolean) =>
      checks.check({
        ...{ address, name, signal },
        check: async () => {
          order.push(`${address} ${name}`);
          await new Promise((resolve) => setImmediate(resolve));
          return right;
        },
      });
    checks.succeeded({ address: 'shared', name: 'A' });
    await ask('shared', 'other', false);
    // The first of these is checked at once; the others wait for it.
    await Promise.all([
      ask('quiet', 'B', true),
      ask('shared', 'A', true),
      ask('quiet', 'C', true),
      ask('shared', 'D', false),
    ]);
    expect(order).toEqual(['shared other', 'quiet B', 'shared A', 'quiet C', 'shared D']);
  });

  it('that wait are bounded: the oldest of the address with the most of them is turned away', async () => {
    const checks = new PasswordChecks({ concurrent: 1, maxWaiting: 3, now: () => performance.now() });
    const ends: (() => void)[] = [];
    const ask = (address: string) =>
      checks.check({
        ...{ address, name: 'A', signal },
        check: () => new Promise((resolve) => ends.push(() => resolve(true))),
      });
    const first = ask('many');
    const waiting = [ask('few'), ask('many'), ask('many'), ask('many')];
    expect(await waiting[1]).toBe('busy');
    expect(checks.waiting).toBe(3);
    while (checks.waiting > 0 || ends.length > 0) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await first).toBe('right');
    expect(await Promise.all(waiting)).toEqual(['right', 'busy', 'right', 'right']);
  });

  it('are not made for a client that is gone', async () => {
    const checks = new PasswordChecks({ concurrent: 1, maxWaiting: 3, now: () => performance.now() });
    const gone = new AbortController();
    let end = (): void => {};
    const check = () => new Promise<boolean>((resolve) => (end = () => resolve(true)));
    const first = checks.check({ address: 'a', name: 'A', signal, check });
    const second = checks.check({ address: 'a', name: 'A', signal: gone.signal, check });
    gone.abort();
    expect(await second).toBe('busy');
    end();
    expect(await first).toBe('right');
  });
});
