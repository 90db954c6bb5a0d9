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
import { describe, expect, it } from 'vitest';
import {
  type AirDayRecord,
  type AirHourRecord,
  type CarriedValue,
  decodeRecord,
  encodeRecord,
} from '../src/index.ts';

const REASONS: readonly MissingReason[] = [
  'no-data',
  'not-monitored',
  'fault',
  'too-few-samples',
  'stamp-off',
];

/** Decimals of up to six places, running means, other doubles, and reasons. */
const value: fc.Arbitrary<Maybe<number>> = fc.oneof(
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
const hour: fc.Arbitrary<AirHourRecord> = fc
  .tuple(
    carriedValues,
    fc.record({ so2_24h: carriedValue, coverage, minutes: someOf(fc.nat(60)) }, { requiredKeys: [] }),
  )
  .map(([values, more]) => ({ ...values, ...more }));
const day: fc.Arbitrary<AirDayRecord> = fc
  .record({ values: carriedValues, o3_1h: carriedValue, coverage, running: fc.boolean() })
  .map(({ values: { concentrations, rests }, o3_1h, ...more }) => {
    const all = o3_1h.rest ? { ...rests, o3_1h: o3_1h.rest } : rests;
    return { concentrations, ...(all && { rests: all }), further: { o3_1h: o3_1h.value }, ...more };
  });

const plain = (record: unknown): unknown => JSON.parse(JSON.stringify(record));

describe('a record as bytes', () => {
  it('is read as it was written, an hour', () => {
    fc.assert(
      fc.property(hour, (body) => {
        const bytes = encodeRecord({ kind: 'region.aqi.hour', body });
        expect(plain(decodeRecord('region.aqi.hour', bytes))).toEqual(plain(body));
      }),
    );
  });

  it('is read as it was written, a day', () => {
    fc.assert(
      fc.property(day, (body) => {
        const bytes = encodeRecord({ kind: 'aqi.day', body });
        expect(plain(decodeRecord('aqi.day', bytes))).toEqual(plain(body));
      }),
    );
  });

  const HOUR: AirHourRecord = {
    concentrations: {
      pm2_5: 35,
      pm10: 80.5,
      so2: missing('not-monitored'),
      no2: 0,
      co: 1.2,
      o3: 163.1234567,
    },
    rests: { co: { num: -1, den: 3 } },
    minutes: { o3: 44 },
  };
  const DAY: AirDayRecord = {
    concentrations: eachPollutant((of) => (of === 'co' ? missing('too-few-samples') : 12.000001)),
    rests: { pm10: { num: 5, den: 23 } },
    further: { o3_1h: 200 },
    coverage: eachPollutant((of) => ({ expected: of === 'o3' ? 17 : 24, observed: 17 })),
    running: true,
  };
  const hex = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const bytesOf = (text: string): Uint8Array =>
    Uint8Array.from(text.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
  /** Written by a version that stored running means in each hour, and the remainders behind everything else. */
  const HOUR_1 = '01051800c10107406463f35b771f1bd164b00408f3cd49f9e101009690dbfc01040103082c';
  const DAY_1 = '010396e0c65b96e0c65b6896e0c65b96e0c65b96e0c65b8019181118111811111118111811100a17';
  /** 226 / 3 of PM10, of which the running mean of SO2 is no part; 7 / 24 of ozone. */
  const MEANS: AirHourRecord = {
    ...HOUR,
    concentrations: { ...HOUR.concentrations, pm10: 75.333333 },
    rests: { pm10: { num: 1, den: 3 } },
    so2_24h: { value: 0.291667, rest: { num: -1, den: 3 } },
  };
  const MEANS_BYTES = '020c1800c10107406463f35b771f1baa1c03b004082c7a18';

  it('keeps layout 2, which is stored', () => {
    expect(hex(encodeRecord({ kind: 'aqi.hour', body: MEANS }))).toBe(MEANS_BYTES);
    expect(decodeRecord('aqi.hour', bytesOf(MEANS_BYTES))).toEqual(MEANS);
  });

  it('reads layout 1, which the history of earlier versions has', () => {
    expect(decodeRecord('aqi.hour', bytesOf(HOUR_1))).toEqual(HOUR);
    expect(decodeRecord('aqi.day', bytesOf(DAY_1))).toEqual(DAY);
  });

  it.each([
    ['of another layout', [3, 0, 0], /aqi\.hour has layout 3; this version reads layouts up to 2/],
    ['of no bytes', [], /layout of no bytes/],
    ['cut off', [2, 0, 16], /cannot be read: a record ends after 2 bytes/],
    ['of no value', [2, 0, 15], /cannot be read: a record holds no value/],
  ])('%s is refused', (_what, bytes, message) => {
    expect(() => decodeRecord('aqi.hour', Uint8Array.from(bytes))).toThrow(message);
    expect(() => decodeRecord('aqi.hour', Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'store-corrupt' }),
    );
  });
});
