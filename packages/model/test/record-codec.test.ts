import { eachPollutant, missing } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AirDayRecord, type AirHourRecord, decodeRecord, encodeRecord } from '../src/index.ts';
import { day, hour } from './support/any-records.ts';

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
