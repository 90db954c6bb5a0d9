import {
  AIR_POLLUTANTS,
  carried,
  eachPollutant,
  type Maybe,
  type MissingReason,
  missing,
  rational,
} from '@lanbi/standards';
import fc from 'fast-check';
import type { AirDayRecord, AirHourRecord, CarriedValue } from '../../src/index.ts';

const REASONS: readonly MissingReason[] = [
  'no-data',
  'not-monitored',
  'fault',
  'too-few-samples',
  'stamp-off',
];

/** Decimals of up to six places, running means, other doubles, and reasons. */
export const value: fc.Arbitrary<Maybe<number>> = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }),
  fc.integer({ min: 0, max: 5_000_000_000 }).map((millionths) => millionths / 1e6),
  fc
    .record({ sum: fc.integer({ min: 0, max: 24_000 }), of: fc.integer({ min: 1, max: 24 }) })
    .map(({ sum, of }) => Math.round((sum / 10 / of) * 1e6) / 1e6),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
  fc.constantFrom(...REASONS).map((reason) => missing(reason)),
);
const six = <Value>(each: fc.Arbitrary<Value>) =>
  fc.tuple(each, each, each, each, each, each).map((all) => {
    const [pm2_5, pm10, so2, no2, co, o3] = all;
    return { pm2_5, pm10, so2, no2, co, o3 };
  });
const someOf = <Value>(each: fc.Arbitrary<Value>) =>
  fc.dictionary(fc.constantFrom('pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'), each, { minKeys: 1 });
/** Means of any number of decimals with what rounding them left out, as evaluation carries them; and values without. */
const mean: fc.Arbitrary<CarriedValue> = fc
  .record({
    sum: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    of: fc.bigInt({ min: 1n, max: 3_600_000n }),
    digits: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ sum, of, digits }) => carried(rational(sum, of * 10n ** BigInt(digits))));
const carriedValue: fc.Arbitrary<CarriedValue> = fc.oneof(
  mean,
  value.map((each) => ({ value: each })),
);
/** Six values with their remainders, as a record has them. */
const carriedValues = six(carriedValue).map((all) => {
  const left = AIR_POLLUTANTS.flatMap((of) => (all[of].rest ? [[of, all[of].rest] as const] : []));
  return {
    concentrations: eachPollutant((of) => all[of].value),
    ...(left.length > 0 && { rests: Object.fromEntries(left) }),
  };
});
const coverage = six(fc.record({ expected: fc.nat(300), observed: fc.nat(300) }));
export const hour: fc.Arbitrary<AirHourRecord> = fc
  .tuple(
    carriedValues,
    fc.record({ so2_24h: carriedValue, coverage, minutes: someOf(fc.nat(60)) }, { requiredKeys: [] }),
  )
  .map(([values, more]) => ({ ...values, ...more }));
export const day: fc.Arbitrary<AirDayRecord> = fc
  .record({ values: carriedValues, o3_1h: carriedValue, coverage, running: fc.boolean() })
  .map(({ values: { concentrations, rests }, o3_1h, ...more }) => {
    const all = o3_1h.rest ? { ...rests, o3_1h: o3_1h.rest } : rests;
    return { concentrations, ...(all && { rests: all }), further: { o3_1h: o3_1h.value }, ...more };
  });
