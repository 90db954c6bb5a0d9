import { describe, expect, it } from 'vitest';
import { Listeners } from '../src/index.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('listeners', () => {
  it('are called after the caller goes on, with its arguments', async () => {
    const called: string[] = [];
    const listeners = new Listeners<[string]>((error) => expect.fail(String(error)));
    listeners.add((text) => void called.push(text));
    listeners.call('news');
    expect(called).toEqual([]);
    await tick();
    expect(called).toEqual(['news']);
  });

  it('that throw harm neither the caller nor the others', async () => {
    const errors: unknown[] = [];
    const called: string[] = [];
    const listeners = new Listeners((error) => errors.push(error));
    listeners.add(() => {
      throw new Error('no');
    });
    listeners.add(() => void called.push('second'));
    listeners.call();
    await tick();
    expect([errors, called]).toEqual([[new Error('no')], ['second']]);
  });

  it('that are removed before are not called; one that was added twice is removed once', async () => {
    let calls = 0;
    const listener = () => {
      calls += 1;
    };
    const listeners = new Listeners(() => undefined);
    const remove = listeners.add(listener);
    listeners.add(listener);
    listeners.call();
    remove();
    await tick();
    expect(calls).toBe(1);
  });
});
