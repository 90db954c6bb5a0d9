import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberText } from '../src/http/number-text.ts';

const same = (value: number): void => {
  expect(numberText(value)).toBe(String(value));
};

it('a number has the text that String gives it', () => {
  fc.assert(fc.property(fc.double(), same));
  fc.assert(fc.property(fc.integer(), same));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 9 }), (value, digits) =>
      same(value / 10 ** digits),
    ),
  );
  for (const value of [0, -0, 1e-6, 1e-7, 0.1 + 0.2, 1e21, 999_999_999.999999, Number.NaN, Infinity])
    same(value);
});
