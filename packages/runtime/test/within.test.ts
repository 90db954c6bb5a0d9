import { afterEach, expect, it, vi } from 'vitest';
import { LATE, within } from '../src/index.ts';

afterEach(() => void vi.useRealTimers());

it('answers what settles in time, and leaves no timer', async () => {
  vi.useFakeTimers();
  expect(await within(100, Promise.resolve('done'))).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});

it('fails with what fails in time', async () => {
  vi.useFakeTimers();
  await expect(within(100, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

it('is late after the time and not before; a failure that comes later is dropped', async () => {
  vi.useFakeTimers();
  let fail: (error: Error) => void = () => {};
  const work = new Promise<string>((_, reject) => {
    fail = reject;
  });
  let answer: unknown;
  const waited = within(100, work).then((one) => {
    answer = one;
  });
  await vi.advanceTimersByTimeAsync(99);
  expect(answer).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(answer).toBe(LATE);
  fail(new Error('broken'));
  await waited;
});
