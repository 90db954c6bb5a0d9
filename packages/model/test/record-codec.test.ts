import { eachPollutant, type Maybe, type MissingReason, missing } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AirDayRecord, type AirHourRecord, decodeRecord, encodeRecord } from '../src/index.ts';

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
const rests = someOf(
  fc.record({
    num: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    den: fc.integer({ min: 1, max: 2 ** 40 }),
  }),
);
const coverage = six(fc.record({ expected: fc.nat(300), observed: fc.nat(300) }));
const hour = fc.record(
  {
    concentrations: six(value),
    further: fc.record({ so2_24h: value, o3_8h: value, pm10_24h: value, pm2_5_24h: value }),
    rests,
    coverage,
    minutes: someOf(fc.nat(60)),
  },
  { requiredKeys: ['concentrations', 'further'] },
);
const day = fc.record(
  {
    concentrations: six(value),
    rests,
    further: fc.record({ o3_1h: value }),
    coverage,
    running: fc.boolean(),
  },
  { requiredKeys: ['concentrations', 'further', 'coverage', 'running'] },
);

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
    further: { so2_24h: missing('no-data'), o3_8h: 75.375, pm10_24h: 75.291667, pm2_5_24h: 33.123457 },
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
  const HOUR_BYTES = '01051800c10107406463f35b771f1bd164b00408f3cd49f9e101009690dbfc01040103082c';
  const DAY_BYTES = '010396e0c65b96e0c65b6896e0c65b96e0c65b96e0c65b8019181118111811111118111811100a17';

  it('keeps layout 1, which is stored', () => {
    expect(hex(encodeRecord({ kind: 'aqi.hour', body: HOUR }))).toBe(HOUR_BYTES);
    expect(hex(encodeRecord({ kind: 'aqi.day', body: DAY }))).toBe(DAY_BYTES);
  });

  it.each([
    ['of another layout', [2, 0, 0], /aqi\.hour has layout 2; this version reads layout 1/],
    ['of no bytes', [], /layout of no bytes/],
    ['cut off', [1, 0, 16], /cannot be read: a record ends after 2 bytes/],
    ['of no value', [1, 0, 15], /cannot be read: a record holds no value/],
  ])('%s is refused', (_what, bytes, message) => {
    expect(() => decodeRecord('aqi.hour', Uint8Array.from(bytes))).toThrow(message);
    expect(() => decodeRecord('aqi.hour', Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'store-corrupt' }),
    );
  });
});
