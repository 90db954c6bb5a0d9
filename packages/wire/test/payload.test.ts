import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isObservationPayload, observationPayload } from '../src/index.ts';

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(0, -1, 0.5, 2_678_400, 2_678_401, 2 ** 53, 1e308, '', null),
);
const payload = fc.record(
  {
    ts: fc.oneof(fc.constant(1.7e12), fc.constant('2026-04-01T08:00:00+08:00'), odd),
    period: fc.oneof(fc.constant(3600), odd),
    seq: fc.oneof(fc.constant(1), odd),
    values: fc.oneof(fc.constant({ pm2_5: 35 }), fc.constant({}), odd),
    more: odd,
  },
  { requiredKeys: [] },
);

it('the quick check and the schema take the same payloads', () =>
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: payload }, odd), (drawn) => {
      // As it comes: out of JSON.
      const item: unknown = JSON.parse(JSON.stringify(drawn));
      expect(isObservationPayload(item)).toBe(observationPayload.safeParse(item).success);
    }),
    { numRuns: 5000 },
  ));

it.each([
  [{ ts: 1, values: { pm2_5: 1 } }, true],
  [{ ts: 1, values: {} }, false],
  [{ ts: 1, values: [1] }, false],
  [{ values: { pm2_5: 1 } }, false],
  [{ ts: 1, period: 0, seq: 0.5, values: { pm2_5: 1 } }, true],
  [{ ts: 1, period: -1, values: { pm2_5: 1 } }, false],
  [{ ts: 1, seq: '1', values: { pm2_5: 1 } }, false],
])('%j: %s', (item, is) => {
  expect(isObservationPayload(item)).toBe(is);
  expect(observationPayload.safeParse(item).success).toBe(is);
});
