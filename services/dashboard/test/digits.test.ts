import { expect, it } from 'vitest';
import { withShortNumbers } from '../page/core/digits.ts';

it.each([
  ['25.933333333333334', '25.933333'],
  ['(0.012356451612903 + 0.0078) / 3', '(0.012356 + 0.0078) / 3'],
  ['0.00000012345678', '1.23457e-7'],
  ['1.2345678901e-9', '1.234568e-9'],
  ['-2.9999999999 mg/L', '-3 mg/L'],
  ['0.123456', '0.123456'],
  ['2026-11-30T15:00:00.000+08:00', '2026-11-30T15:00:00.000+08:00'],
])('shows %s as %s', (text, short) => {
  expect(withShortNumbers(text)).toBe(short);
});
