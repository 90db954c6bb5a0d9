import { expect, it } from 'vitest';
import { flushDueAt, flushPauseEnd, MOST_AGE, MOST_DIRTY } from '../src/flush-schedule.ts';

const IDLE = {
  ...{ dirty: 0, since: undefined, lastApplied: 0, isCaughtUp: false },
  ...{ isBackfilled: false, pausedUntil: 0 },
};
const BEHIND = { ...IDLE, dirty: 10, since: 5_000, lastApplied: 5_990 };

it('nothing is written where nothing was applied', () => {
  expect(flushDueAt(IDLE)).toBe(Infinity);
});

it('behind the end of the log the oldest change waits for a second', () => {
  expect(flushDueAt(BEHIND)).toBe(5_000 + MOST_AGE);
  expect(MOST_AGE).toBe(1_000);
});

it('a dirty set that has reached its bound is written at once', () => {
  expect(flushDueAt({ ...BEHIND, dirty: MOST_DIRTY - 1 })).toBe(6_000);
  expect(flushDueAt({ ...BEHIND, dirty: MOST_DIRTY })).toBe(-Infinity);
});

it('at the end of the log changes are written at once', () => {
  expect(flushDueAt({ ...BEHIND, isCaughtUp: true })).toBeLessThanOrEqual(5_000);
});

it('entries that made nothing dirty move the checkpoint as well', () => {
  expect(flushDueAt({ ...BEHIND, dirty: 0, isCaughtUp: true })).toBeLessThanOrEqual(5_000);
});

it('a flush makes the next one wait for three times its busy time', () => {
  // Ended at 5 s and was busy for 0.1 s.
  const pausedUntil = flushPauseEnd(5_000, 100);
  expect(flushDueAt({ ...BEHIND, isCaughtUp: true, pausedUntil })).toBe(5_300);
  expect(flushDueAt({ ...BEHIND, pausedUntil })).toBe(6_000);
});

it('a flush that is busy for more than a third of a second makes changes wait for five seconds at the most', () => {
  const state = { ...BEHIND, isCaughtUp: true, lastApplied: 20_000 };
  expect(flushDueAt({ ...state, pausedUntil: flushPauseEnd(5_000, 1_000) })).toBe(8_000);
  expect(flushDueAt({ ...state, pausedUntil: flushPauseEnd(5_000, 4_000) })).toBe(10_000);
  expect(flushDueAt({ ...state, isCaughtUp: false, pausedUntil: flushPauseEnd(5_000, 4_000) })).toBe(10_000);
});

it('a log that has nothing new ends the wait', () => {
  const pausedUntil = flushPauseEnd(5_000, 1_000);
  expect(flushDueAt({ ...BEHIND, isCaughtUp: true, pausedUntil, lastApplied: 5_100 })).toBe(5_125);
});

it('the end of a backfill is written at once', () => {
  expect(flushDueAt({ ...IDLE, isBackfilled: true })).toBe(-Infinity);
});
