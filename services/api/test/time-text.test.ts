import { dateAt, formatInstant, instant } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateText, timeText } from '../src/http/time-text.ts';

const any = fc.oneof(
  fc.integer({ min: -2e12, max: 4e12 }),
  fc.integer({ min: -500_000, max: 1_000_000 }).map((hours) => hours * 3_600_000),
);

it('times and dates in any order are the texts that `formatInstant` and `dateAt` give', () => {
  fc.assert(
    fc.property(fc.array(any, { minLength: 1 }), (all) => {
      for (const at of all) {
        expect(timeText(instant(at))).toBe(formatInstant(instant(at)));
        expect(dateText(at)).toBe(dateAt(instant(at)));
      }
    }),
  );
});
