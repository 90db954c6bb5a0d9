import { STANDING_PERIODS } from '@lanbi/model';
import { addDays, civilDate } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { AGAINST, datesOf, dayOfDate, earlierWindow, laterEnds, windowOf } from '../src/index.ts';

const FIRST = dayOfDate(civilDate('2023-01-01'));
const DAYS = 1_200;

it.each(STANDING_PERIODS)('the later windows of a %s are all that are held against it', (period) => {
  const held = new Map<number, Set<number>>();
  for (let n = 0; n < DAYS + 400; n += 1) {
    const window = windowOf(period, addDays(civilDate('2023-01-01'), n));
    const last = dayOfDate(datesOf(window)[1]);
    for (const against of AGAINST) {
      const earlier = earlierWindow(against, period, window);
      const end = dayOfDate(datesOf(earlier)[1]);
      // Only such windows are kept.
      const kept = windowOf(period, datesOf(earlier)[1]);
      if (kept.from !== earlier.from || kept.to !== earlier.to) continue;
      held.set(end, (held.get(end) ?? new Set()).add(last));
    }
  }
  for (let day = FIRST; day < FIRST + DAYS - 400; day += 1) {
    const end = dayOfDate(datesOf(windowOf(period, addDays(civilDate('2023-01-01'), day - FIRST)))[1]);
    const expected = [...(held.get(end) ?? [])].sort((a, b) => a - b);
    expect([...laterEnds(period, end)].sort((a, b) => a - b)).toEqual(expected);
  }
});
