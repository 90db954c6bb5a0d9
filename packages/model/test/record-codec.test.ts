import { eachPollutant, missing } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AirDayRecord,
  type AirHourRecord,
  decodeRecord,
  encodeRecord,
  type ItemSum,
  inRecordOrder,
  stationId,
  WATER_PARAMETERS,
  type WaterDayRecord,
  type WaterSampleRecord,
} from '../src/index.ts';
import { day, hour, value } from './support/any-records.ts';

const byItem = <Value>(each: fc.Arbitrary<Value>) =>
  fc.dictionary(fc.constantFrom(...WATER_PARAMETERS), each).map((some) => inRecordOrder<Value>(some));
const waterSample: fc.Arbitrary<WaterSampleRecord> = fc.record({
  values: byItem(value),
  stations: fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/).map(stationId)),
  instant: fc.boolean(),
});
/** As it is stored: a bigint only beyond the safe integers. */
const whole = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
    fc.maxSafeInteger().map(BigInt),
    fc.integer().map(BigInt),
  )
  .map((each) => (Number.isSafeInteger(Number(each)) ? Number(each) : each));
const sum: fc.Arbitrary<ItemSum> = fc.record({
  unscaled: whole,
  scale: fc.nat(30),
  count: fc.integer({ min: 1, max: 1_440 }),
});
const waterDay: fc.Arbitrary<WaterDayRecord> = fc.record({
  sums: byItem(sum),
  samples: fc.nat(1_440),
  covered: fc.nat(1_440),
});

const plain = (record: unknown): unknown => JSON.parse(JSON.stringify(record));

describe('a record as bytes', () => {
  it('is read as it was written, an hour', () => {
    fc.assert(
      fc.property(hour, (body) => {
        const bytes = encodeRecord('region.aqi.hour', body);
        expect(plain(decodeRecord('region.aqi.hour', bytes))).toEqual(plain(body));
      }),
    );
  });

  it('is read as it was written, a day', () => {
    fc.assert(
      fc.property(day, (body) => {
        const bytes = encodeRecord('aqi.day', body);
        expect(plain(decodeRecord('aqi.day', bytes))).toEqual(plain(body));
      }),
    );
  });

  it('is read as it was written, a sample of a section', () => {
    fc.assert(
      fc.property(waterSample, (body) => {
        expect(decodeRecord('class.sample', encodeRecord('class.sample', body))).toEqual(body);
      }),
    );
  });

  it('is read as it was written, a day of a section', () => {
    fc.assert(
      fc.property(waterDay, (body) => {
        expect(decodeRecord('class.day', encodeRecord('class.day', body))).toEqual(body);
      }),
    );
  });

  const SAMPLE: WaterSampleRecord = {
    values: { water_temperature: -0.5, ph: 7.85, do: 9.1, codmn: missing('fault'), nh3n: 0.025, tp: 0.01 },
    stations: [stationId('S1')],
    instant: false,
  };
  const WATER_DAY: WaterDayRecord = {
    sums: {
      water_temperature: { unscaled: -5, scale: 1, count: 1 },
      ph: { unscaled: 10n ** 20n + 1n, scale: 0, count: 24 },
      tp: { unscaled: 7, scale: 2, count: 6 },
    },
    samples: 24,
    covered: 6,
  };
  // Written by hand from the layout: version, parts, a bit for each item, then each as varints.
  const SAMPLE_BYTES = '0100e70107bfe00000000000009262b10b2893031201025331';
  const WATER_DAY_BYTES = '01180683010101091800828080b1ac8bafc7d71506020e';

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

  it('keeps the layouts that are stored', () => {
    expect(hex(encodeRecord('aqi.hour', MEANS))).toBe(MEANS_BYTES);
    expect(decodeRecord('aqi.hour', bytesOf(MEANS_BYTES))).toEqual(MEANS);
    expect(hex(encodeRecord('class.sample', SAMPLE))).toBe(SAMPLE_BYTES);
    expect(decodeRecord('class.sample', bytesOf(SAMPLE_BYTES))).toEqual(SAMPLE);
    expect(hex(encodeRecord('class.day', WATER_DAY))).toBe(WATER_DAY_BYTES);
    expect(decodeRecord('class.day', bytesOf(WATER_DAY_BYTES))).toEqual(WATER_DAY);
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

  it('of an item that is not known is refused', () => {
    const bytes = Uint8Array.from([1, 0, 0x80, 0x80, 0x80, 0x80, 0x02]);
    expect(() => decodeRecord('class.sample', bytes)).toThrow(/holds an item that is not known/);
  });
});
